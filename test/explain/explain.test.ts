import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from 'vitest';
import { explain } from '../../explain/explain.ts';

interface Printed {
  readonly exitCode: number;
  readonly out: string;
  readonly err: string;
}

/** The command in this process, without colours. */
async function run(...words: string[]): Promise<Printed> {
  const said = { out: [] as string[], err: [] as string[] };
  const plain = (lines: string[]) => stripVTControlCharacters(lines.join('\n'));
  const exitCode = await explain(words, { out: (line) => said.out.push(line), err: (line) => said.err.push(line) });
  return { exitCode, out: plain(said.out), err: plain(said.err) };
}

describe('npm run explain', () => {
  test('prints the date of a decision with its rule, its text and its arithmetic, Chinese first', async () => {
    const { exitCode, out, err } = await run('case-decide', '--from', '2026-09-18');
    expect([exitCode, err]).toEqual([0, '']);
    for (const words of [
      '最后一日 2026-12-17(周四)', '届满时刻 2026-12-18 00:00(北京时间,不含)', '第64条', '自立案之日起90日内', 'PPR 64', '数字已核对原文', '起算日2026-09-18不计入', 'The trigger day 2026-09-18 is not counted',
      '2026-09-19(周六)至2026-12-17(周四)共90日,按自然日连续计算,其间的周末、中秋节假期、国庆节假期均计入', '2026-12-17(周四)为工作日,不顺延', '经部门负责人批准可以延长30日', 'CN chinese-days@1.5.7', '条文的另一种读法',
    ]) expect(out).toContain(words);
    expect(out.indexOf('起算日2026-09-18不计入')).toBeLessThan(out.indexOf('The trigger day 2026-09-18'));
  });

  test('takes pauses and extensions; the approver is whoever the rule asks for next', async () => {
    const { out } = await run('case-decide', '--from', '2026-03-03', '--pause', '2026-03-20/2026-04-10:testing', '--extend', '30');
    // 90 + 30 days without 21: 2026-06-22 and 30 more
    expect(out).toContain('最后一日 2026-07-22(周三)');
    expect(out).toContain('检测:2026-03-20起不计入,2026-04-10起继续计入');
    expect(out).toContain('经部门负责人批准延长30日');
    expect((await run('case-decide', '--from', '2026-03-03', '--extend', '30', '--extend', '20:负责人集体讨论')).out).toContain('经负责人集体讨论批准延长20日');
  });

  test('an open pause shows what is left, and when it would end', async () => {
    const { out } = await run('case-decide', '--from', '2026-03-03', '--pause', '2026-03-20/:检测', '--as-of', '2026-04-10');
    expect(out).toContain('期限中止,尚无截止日');
    expect(out).toContain('如于 2026-04-10 恢复,最后一日为 2026-06-22(周一)');
  });

  test('marks what is provisional', async () => {
    expect((await run('sue-direct', '--from', '2026-08-31')).out).toContain('⚠ 暂定:有关年度的放假安排尚未公布');
  });

  test('says the same as JSON', async () => {
    const { out } = await run('fine-pay', '--from', '2026-09-20', '--json');
    expect(JSON.parse(out)).toMatchObject({ ruleId: 'fine-pay', targetDate: '2026-10-05', dueDate: '2026-10-08', dueAt: '2026-10-08T16:00:00.000Z', provisional: false, otherReadings: expect.any(Array), steps: expect.arrayContaining([expect.objectContaining({ code: 'rest_days' })]) });
  });

  test('lists the clocks', async () => {
    const { exitCode, out } = await run('--rules');
    expect([exitCode, out]).toEqual([0, expect.stringMatching(/case-decide\s+作出/)]);
  });

  test.each([
    ['an unknown rule, with what may have been meant', ['case-decied', '--from', '2026-09-18'], 'UNKNOWN_RULE', 'case-decide'],
    ['no rule', [], 'USAGE', 'npm run explain'],
    ['no day', ['case-decide'], 'FROM_REQUIRED', '--from'],
    ['a day that does not exist', ['case-decide', '--from', '2026-02-30'], 'DATE_UNREADABLE', '2026-02-30'],
    ['an unknown option', ['case-decide', '--form', '2026-02-20'], 'USAGE', '--form'],
    ['a pause that cannot be read', ['case-decide', '--from', '2026-03-03', '--pause', '2026-03-20'], 'PAUSE_UNREADABLE', 'FROM/TO:GROUND'],
    ['an unknown ground', ['case-decide', '--from', '2026-03-03', '--pause', '2026-03-20/2026-03-21:lunch'], 'UNKNOWN_GROUND', 'testing'],
    ['an impossible pause', ['case-decide', '--from', '2026-03-03', '--pause', '2026-04-10/2026-03-20:testing'], 'PAUSE_INVALID', '早于'],
    ['a pause outside the period', ['case-decide', '--from', '2026-03-03', '--pause', '2026-09-10/2026-09-20:testing'], 'PAUSE_OUTSIDE_CLOCK', '没有重合'],
    ['an extension beyond its cap', ['case-decide', '--from', '2026-03-03', '--extend', '31'], 'EXTENSION_BEYOND_CAP', '30'],
    ['one extension too many', ['clue-verify', '--from', '2026-03-03', '--extend', '15', '--extend', '15'], 'EXTENSION_BEYOND_CAP', '1次'],
    ['an unknown approver', ['case-decide', '--from', '2026-03-03', '--extend', '30:janitor'], 'UNKNOWN_APPROVER', 'responsible_person'],
    ['a trigger before the rule', ['case-decide', '--from', '2001-01-01'], 'TRIGGER_BEFORE_RULE', 'case-decide'],
    ['an unknown place', ['case-decide', '--from', '2026-03-03', '--profile', 'atlantis'], 'UNKNOWN_PROFILE', 'national'],
  ])('refuses %s with a stable code and exit code 2', async (_, words, code, hint) => {
    const { exitCode, out, err } = await run(...words);
    expect([exitCode, out, err.split('  ')[0]]).toEqual([2, '', code]);
    expect(err).toContain(hint);
  });

  test('tells a refusal as JSON to who asked for JSON', async () => {
    const { exitCode, out } = await run('case-decied', '--from', '2026-09-18', '--json');
    expect([exitCode, JSON.parse(out)]).toEqual([2, expect.objectContaining({ code: 'UNKNOWN_RULE', nearMatches: expect.arrayContaining(['case-decide']) })]);
  });

  test('is a command whose exit code tells', () => {
    const command = (...words: string[]) => spawnSync(process.execPath, ['--disable-warning=ExperimentalWarning', join(import.meta.dirname, '../../explain/main.ts'), ...words], { encoding: 'utf8' });
    const known = command('case-decide', '--from', '2026-09-18');
    expect([known.status, known.stdout]).toEqual([0, expect.stringContaining('2026-12-17')]);
    const unknown = command('case-decied', '--from', '2026-09-18');
    expect([unknown.status, unknown.stdout, unknown.stderr]).toEqual([2, '', expect.stringContaining('UNKNOWN_RULE')]);
  });
});
