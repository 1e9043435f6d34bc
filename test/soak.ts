import { spawnSync } from 'node:child_process';

/**
 * `npm run soak`: the long forms of what `npm test` does in short, one after the other; about an hour and a half on two cores.
 * Each prints its own figures; the first failure ends it.
 */
const runs: readonly { readonly what: string; readonly command: readonly string[]; readonly environment?: Readonly<Record<string, string>> }[] = [
  { what: '协议模型 · the whole model', command: ['model/main.ts'] },
  { what: '协议模型去除机制 · each mechanism removed', command: ['model/main.ts', '--ablations'] },
  { what: '期限算术 · 200,000 periods against the naive count', command: ['node_modules/vitest/vitest.mjs', 'run', 'test/domain/deadlines'], environment: { DUBAN_DEADLINE_RUNS: '200000' } },
  { what: '随机办理 · long random walks', command: ['node_modules/vitest/vitest.mjs', 'run', 'test/walks'], environment: { DUBAN_WALKS: '20' } },
  { what: '崩溃表 · the long crash table', command: ['chaos/main.ts'] },
];

for (const { what, command, environment } of runs) {
  console.log(`\n== ${what}`);
  const began = performance.now();
  const { status } = spawnSync(process.execPath, command, { stdio: 'inherit', env: { ...process.env, ...environment } });
  console.log(`== ${what}: ${((performance.now() - began) / 60_000).toFixed(1)} min`);
  if (status !== 0) process.exit(status ?? 1);
}
