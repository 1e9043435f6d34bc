import { parseArgs } from 'node:util';
import pg from 'pg';
import { parseEnvironment } from '../config/environment.ts';
import { SetupError } from '../servers/setup-error.ts';
import { faults, type LedgerProblem } from './faults.ts';
import { recordUrl } from './record-url.ts';
import { verifyLedger } from './verify.ts';

export { verifyLedger } from './verify.ts';
export type { LedgerReport, VerifyOptions } from './verify.ts';

const usage = '用法 usage: npm run verify:ledger [-- --file ID]';
const progressEveryMs = 5000;

/** @returns the exit code: 0 whole, 1 something is wrong with a ledger, 2 it could not be checked */
async function main(): Promise<number> {
  const fileId = fileArgument();
  const pool = new pg.Pool({ connectionString: await recordUrl(parseEnvironment()), max: 1, application_name: 'duban verify:ledger', connectionTimeoutMillis: 10_000 });
  pool.on('error', () => undefined);
  try {
    let toldAt = performance.now();
    const report = await verifyLedger(pool, {
      ...(fileId !== undefined && { fileId }),
      onProblem: (problem) => console.log(line(problem)),
      onProgress: ({ files, entries }) => {
        if (performance.now() - toldAt < progressEveryMs) return;
        toldAt = performance.now();
        console.error(`… ${files} 个案卷 files, ${entries} 条 entries`);
      },
    });
    if (fileId !== undefined && report.files === 0 && report.problems === 0) {
      console.error(`没有案卷 no such file: ${fileId}`);
      return 2;
    }
    console.log(
      `案卷 files ${report.files} · 条目 entries ${report.entries} · 已擦除内容 erased ${report.erased} · 有问题的案卷 broken files ${report.problems}\n` +
        `链头 head ${report.head ?? '-'}\n` +
        (fileId === undefined ? `规则台账 law ${report.lawEntries} · 链头 head ${report.lawHead ?? '-'}\n` : '') +
        (report.problems === 0 ? '台账完整 the ledger is whole' : '台账已被改动 the ledger was changed'),
    );
    return report.problems === 0 ? 0 : 1;
  } finally {
    await pool.end();
  }
}

function line({ fileId, seq, fault, detail }: LedgerProblem): string {
  const of = detail === undefined ? '' : ` (${detail})`;
  return `✗ ${fileId} 第 ${seq} 条：${faults[fault].zh}${of} | entry ${seq}: ${faults[fault].en}${of} [${fault}]`;
}

function fileArgument(): string | undefined {
  try {
    return parseArgs({ options: { file: { type: 'string' } } }).values.file;
  } catch (error) {
    throw new SetupError('BAD_ENVIRONMENT', usage, (error as Error).message);
  }
}

if (import.meta.main) {
  try {
    process.exitCode = await main();
  } catch (error) {
    // an unreachable or unmigrated database: the reason says it, the stack helps nobody
    const { message, code } = error as Error & { code?: string };
    console.error(error instanceof SetupError ? message : `无法校验台账 the ledger could not be checked: ${message || code}`);
    process.exitCode = 2;
  }
}
