import { spawnSync } from 'node:child_process';

/** Types and lint, without any server: seconds. */
const checks = [
  ['tsc', ['-p', '.']],
  ['oxlint', []],
] as const;

for (const [program, options] of checks) {
  const { status } = spawnSync(`node_modules/.bin/${program}`, options, { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
