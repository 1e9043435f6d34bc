import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';

const run = (...args: string[]) => spawnSync(process.execPath, ['model/main.ts', ...args], { encoding: 'utf8', cwd: new URL('../..', import.meta.url) });

describe('npm run model', () => {
  it('prints a line for the scenario and ends well when all holds', () => {
    const { status, stdout } = run('--small', '--scenario', 'closed');
    expect(stdout).toMatch(/^closed +the whole protocol +\d+ states .* holds, space exhausted\n$/);
    expect(status).toBe(0);
  });

  it('prints the story of a violation and ends with 1', () => {
    const { status, stdout } = run('--scenario', 'undone', '--faults', '0', '--without', 'effect-of-entry');
    expect(stdout).toContain('VIOLATED after 8 actions: an effect taken in stands in the source record');
    expect(stdout).toContain(' 7  RESTORE of the backup; every process is nudged\n');
    expect(status).toBe(1);
  });

  it.each([['--without', 'luck'], ['--scenario', 'sunshine'], ['--faults', 'many'], ['--quickly']])('says what is wrong with the command line %s %s', (...args) => {
    const { status, stdout, stderr } = run(...args);
    expect(stderr).not.toBe('');
    expect(stderr).not.toContain('    at ');
    expect(stdout).toBe('');
    expect(status).toBe(2);
  });
});
