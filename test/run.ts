import { spawnSync } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * `npm test [-- suite …]`: every suite in turn, on real servers, with the time of each. A suite is a set of folders under test/.
 * One after the other, since the servers share the machine's cores.
 */
const suites: Readonly<Record<string, readonly string[]>> = {
  types: [],
  lint: [],
  unit: ['test/domain', 'test/law', 'test/scenarios', 'test/explain', 'test/config', 'test/accounts', 'test/activities'],
  model: ['test/model'],
  record: ['test/prisma', 'test/ledger', 'test/seed'],
  workflow: ['test/protocol', 'test/workflows', 'test/clock', 'test/digests', 'test/redating'],
  replay: ['test/replay'],
  sweep: ['test/sweep', 'test/failures-of-others'],
  walks: ['test/walks'],
  api: ['test/api'],
  servers: ['test/bootstrap', 'test/servers'],
  story: ['test/demo'],
  crash: ['test/chaos'],
};

interface Outcome {
  readonly suite: string;
  readonly passed: number;
  readonly failed: number;
  readonly seconds: number;
  /** What failed, in words: printed once more at the end, where a long log is read first. */
  readonly failures: readonly string[];
}

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in suites));
if (unknown.length > 0) {
  console.error(`没有这样的测试组 / no such suite: ${unknown.join(', ')} (${Object.keys(suites).join(', ')})`);
  process.exit(2);
}

const inSuites = new Set(Object.values(suites).flat());
const forgotten = [...new Set(globSync('test/**/*.test.ts').map((file) => file.split('/').slice(0, 2).join('/')))].filter((folder) => !inSuites.has(folder));
if (forgotten.length > 0) {
  console.error(`有测试目录不在任何测试组 / tests that no suite runs: ${forgotten.join(', ')}`);
  process.exit(2);
}

const scratch = mkdtempSync(join(tmpdir(), 'duban-test-'));
const outcomes = Object.keys(suites).filter((name) => asked.length === 0 || asked.includes(name)).map(run);
rmSync(scratch, { recursive: true, force: true });

console.log('\n测试组 suite     passed  failed   seconds');
for (const { suite, passed, failed, seconds } of outcomes) {
  console.log(`${suite.padEnd(15)}${String(passed).padStart(8)}${String(failed).padStart(8)}${seconds.toFixed(1).padStart(10)}`);
}
for (const { suite, failures } of outcomes) for (const failure of failures) console.log(`\n✗ ${suite}: ${failure}`);
const sum = (pick: (outcome: Outcome) => number) => outcomes.reduce((total, outcome) => total + pick(outcome), 0);
console.log(`\n${sum((o) => o.passed)} passed, ${sum((o) => o.failed)} failed`);
process.exit(sum((o) => o.failed) === 0 ? 0 : 1);

function run(suite: string): Outcome {
  console.log(`\n== ${suite}`);
  const began = performance.now();
  const counted = suite === 'types' ? program('tsc', ['-p', '.']) : suite === 'lint' ? program('oxlint', []) : vitest(suite);
  return { suite, failures: [], ...counted, seconds: (performance.now() - began) / 1000 };
}

interface Report {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numFailedTestSuites: number;
  readonly testResults: readonly FileReport[];
}

interface FileReport {
  readonly name: string;
  readonly status: string;
  readonly message: string;
  readonly assertionResults: readonly { readonly status: string; readonly fullName: string; readonly failureMessages: readonly string[] }[];
}

function failuresOf({ name, status, message, assertionResults }: FileReport): string[] {
  const failed = assertionResults.filter((one) => one.status === 'failed');
  if (failed.length === 0 && status === 'failed') return [`${name}\n${message.slice(0, 2000)}`];
  return failed.map(({ fullName, failureMessages }) => `${name}: ${fullName}\n${failureMessages.join('\n').slice(0, 2000)}`);
}

function program(name: string, options: readonly string[]): { passed: number; failed: number } {
  const { status } = spawnSync(join('node_modules', '.bin', name), options, { stdio: 'inherit' });
  return status === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

function vitest(suite: string): { passed: number; failed: number; failures: readonly string[] } {
  const report = join(scratch, `${suite}.json`);
  const options = ['run', ...(suites[suite] ?? []), '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, '--passWithNoTests'];
  const { status } = spawnSync(join('node_modules', '.bin', 'vitest'), options, { stdio: 'inherit' });
  let counted: { passed: number; failed: number; failures: readonly string[] } = { passed: 0, failed: 0, failures: [] };
  try {
    const read = JSON.parse(readFileSync(report, 'utf8')) as Report;
    counted = {
      passed: read.numPassedTests,
      failed: Math.max(read.numFailedTests, read.numFailedTests + read.numFailedTestSuites > 0 ? 1 : 0),
      failures: read.testResults.flatMap(failuresOf),
    };
  } catch {
    // no report: vitest itself broke
  }
  // an unhandled error, or a set-up that failed, counts though no test did
  return status !== 0 && counted.failed === 0 ? { ...counted, failed: 1 } : counted;
}
