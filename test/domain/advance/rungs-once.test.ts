import { describe, expect, test } from 'vitest';
import { rungsTold } from '../../support/walk.ts';
import { caseIn } from '../../support/case.ts';
import { correctionOrdered } from '../common/files.ts';
import { play } from './play.ts';

type Played = ReturnType<typeof play>;
const told = (results: readonly ReturnType<Played['tick']>[], ruleId: string) =>
  results.flatMap(({ entries }) => entries).filter(({ what, kind }) => kind === 'deadline' && what === ruleId).map((entry) => `${entry.deadlineKey?.rung} ${entry.occurredOn}`);
const at = (day: string) => `${day}T04:00:00.000Z`;

describe('a rung never fires twice', () => {
  const rule = 'correction-default-deadline';

  test('after an extension by a little: what was told in the old period is not told again a day later', () => {
    // 15 days from 10 March: the last day is the 25th; 70 and 90 percent are the mornings of the 21st and the 24th
    const { file } = correctionOrdered();
    const before = file.tick(at('2026-03-24'));
    expect(told([before], rule)).toEqual(['remind_70 2026-03-21', 'remind_90 2026-03-24']);
    expect(file.act('resp', 'extendCorrection', { days: 1, reason: '困难' }, at('2026-03-24')).answer).toMatchObject({ accepted: true });
    expect(told([file.tick(at('2026-03-26'))], rule)).toEqual([]);
    expect(told([file.tick(at('2026-03-27'))], rule)).toEqual(['lapse 2026-03-26']);
  });

  test('after an extension that adds a period of its own: that is reminded of, once, and nothing of what passed', () => {
    const { file } = correctionOrdered();
    file.tick(at('2026-03-24'));
    // 35 days from 10 March: the last day is 14 April; 70 and 90 percent are the 25th and the 32nd day
    expect(file.act('resp', 'extendCorrection', { days: 20, reason: '设备改造' }, at('2026-03-24')).answer).toMatchObject({ accepted: true });
    expect(told([file.tick(at('2026-04-15'))], rule)).toEqual(['remind_70 2026-04-04', 'remind_90 2026-04-11', 'lapse 2026-04-14']);
  });

  test('after a pause, also one that is entered late and begins before what was told in the meantime', () => {
    const file = caseIn('investigating');
    const decision = () => file.clock('decision')!;
    const seventy = decision().rungs.find(({ rung }) => rung === 'remind_70')!;
    file.tick(seventy.at);
    const day = seventy.at.slice(0, 10);
    // the goods were sent for examination before the reminder, which is told when it is entered
    expect(file.on(addDay(day, 4), 'handlerA', 'sendForExamination', {}, addDay(day, -5))).toMatchObject({ accepted: true });
    expect(decision()).toMatchObject({ state: 'paused', rungs: [] });
    expect(file.on(addDay(day, 20), 'handlerA', 'recordExamination')).toMatchObject({ accepted: true });
    expect(decision().rungs.map(({ rung }) => rung)).toEqual(['remind_90', 'lapse', 'overdue_3', 'overdue_10']);
    file.tick(at('2027-03-01'));
    const lines = rungsTold(file).filter((line) => line.startsWith('case-decide')).map((line) => line.split(' ')[1]);
    expect(new Set(lines).size).toBe(lines.length);
  });

  test('and a paused clock climbs no rung, however long it stands still', () => {
    const file = caseIn('investigating');
    const before = rungsTold(file).length;
    expect(file.on('2026-03-11', 'handlerA', 'sendForExamination')).toMatchObject({ accepted: true });
    file.tick(at('2028-03-01'));
    expect(rungsTold(file).filter((line) => line.startsWith('case-decide'))).toEqual([]);
    expect(rungsTold(file).length).toBe(before);
    expect(file.given.flatMap(({ effects }) => effects)).toEqual([]);
  });
});

function addDay(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
