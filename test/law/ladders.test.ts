import { describe, expect, test } from 'vitest';
import type { Officer } from '../../domain/actions/action.ts';
import { defaultCalendar as calendar } from '../../domain/calendar/default-calendar.ts';
import { computeDeadline } from '../../domain/deadlines/compute-deadline.ts';
import { ladderMoments } from '../../domain/deadlines/ladder-moments.ts';
import { inspectionFile } from '../../domain/files/inspection.ts';
import { checkLadders } from '../../domain/rules/check-ladders.ts';
import { findRule } from '../../domain/rules/find-rule.ts';
import type { Ladder, LadderRung } from '../../domain/rules/ladder.ts';
import type { Law } from '../../domain/rules/law.ts';
import { resolveProfile } from '../../domain/rules/resolve-profile.ts';
import { shanghaiDate } from '../../domain/time/shanghai.ts';
import { shippedLaw } from '../../law/shipped-law.ts';
import { walk } from '../support/walk.ts';

const source = [{ law: 'DESIGN', title: '本系统设计', version: '2026-01-01', article: '-', text: '测试' }];
const label = { zh: '测试', en: 'Test' };
const lapse: LadderRung = { rung: 'lapse', when: { kind: 'due' }, to: ['responsible_person'], effect: 'lapse', label };
const escalate: LadderRung = { rung: 'overdue_1', when: { kind: 'overdue', workingDays: 1 }, to: ['legal_unit'], effect: 'escalate', label };

/** The shipped law with a place that climbs a ladder of its own for the end of an inspection. */
function lawWithLadder(ladder: Ladder): Law {
  return {
    ...shippedLaw,
    ladders: { ...shippedLaw.ladders, own: ladder },
    profiles: [...shippedLaw.profiles, { id: 'somewhere', label, readings: [], overrides: [{ ruleId: 'inspection-task-end', ladder: 'own', effectiveFrom: '2026-01-01', source }] }],
  };
}

describe('the ladder as data', () => {
  test('of a place replaces that of the rule, and of no other place', () => {
    const law = lawWithLadder([{ ...escalate, rung: 'left_3', when: { kind: 'left', days: 3 }, effect: 'remind' }, lapse, escalate]);
    const told = (place: string) => {
      const rules = resolveProfile(law, place);
      const rule = findRule('inspection-task-end', '2026-03-02', rules);
      return ladderMoments(computeDeadline({ rule, trigger: '2026-03-02', date: '2026-03-20', calendar }), rules.ladders[rule.ladder] ?? [], calendar).map(({ rung, at }) => `${rung} ${shanghaiDate(at)}`);
    };
    // Friday 20 March is the last day: three calendar days before it, the day after it, and the first working day after it
    expect(told('somewhere')).toEqual(['left_3 2026-03-17', 'lapse 2026-03-21', 'overdue_1 2026-03-23']);
    expect(told('national')).toEqual(expect.arrayContaining(['overdue_10 2026-04-03']));
    expect(told('national').join()).not.toContain('left_3');
  });

  test('has rungs on a day of the year: the first after the period began', () => {
    const dated: LadderRung = { ...escalate, rung: 'date_0701', when: { kind: 'date', monthDay: '07-01' }, effect: 'remind' };
    const rules = resolveProfile(lawWithLadder([dated, lapse, escalate]), 'somewhere');
    const moment = (trigger: string, date: string) => {
      const rule = findRule('inspection-task-end', trigger, rules);
      return shanghaiDate(ladderMoments(computeDeadline({ rule, trigger, date, calendar }), rules.ladders[rule.ladder] ?? [], calendar).find(({ rung }) => rung === 'date_0701')!.at);
    };
    expect(moment('2026-03-02', '2026-09-30')).toBe('2026-07-01');
    expect(moment('2026-07-01', '2027-09-30')).toBe('2027-07-01');
  });

  test('opens what its rung says: a task to acknowledge, a notice that asks for nothing, or a supervision order besides the task', () => {
    const coordinator: Officer = { id: 'coord', departmentId: 'd', roles: ['lead_coordinator'], certificateValidUntil: null };
    const inspectors = ['ins-a', 'ins-b'].map((id): Officer => ({ id, departmentId: 'd', roles: ['inspector'], certificateValidUntil: '2099-12-31' }));
    const rules = resolveProfile(lawWithLadder([
      { ...escalate, rung: 'left_9', when: { kind: 'left', days: 9 }, to: ['handling_unit_head'], effect: 'remind' },
      { ...escalate, rung: 'left_5', when: { kind: 'left', days: 5 }, to: ['joint_meeting_office'], effect: 'remind', opens: 'notice' },
      lapse,
      { ...escalate, to: ['legal_unit'], opens: 'order', issuer: 'principal_head', addressed: ['actor', 'responsible_person'] },
    ]), 'somewhere');
    const file = walk(inspectionFile, { at: '2026-03-02T04:00:00.000Z', officers: [coordinator, ...inspectors], rules });
    file.act(coordinator, 'assignInspection', { target: { name: '示例食品有限公司', uscc: '91350100M000100Y43' }, matter: '检查', officerIds: ['ins-a', 'ins-b'], plannedEnd: '2026-03-20' });
    file.tick('2026-03-24T04:00:00.000Z');
    const opened = file.record.tasks.filter(({ kind }) => kind !== 'act').map(({ kind, roles }) => [kind, ...roles]);
    expect(opened).toEqual([['reminder', 'handling_unit_head'], ['notice', 'joint_meeting_office'], ['reminder', 'responsible_person'], ['reminder', 'legal_unit']]);
    expect(file.given.flatMap(({ effects }) => effects)).toMatchObject([{ toType: 'supervisionOrder', payload: {
      about: { ruleId: 'inspection-task-end', dueDate: '2026-03-20', rung: 'overdue_1' }, to: { roles: ['responsible_person'], officerIds: ['ins-a', 'ins-b'] }, issuer: { officerId: null, role: 'principal_head' },
    } }]);
  });

  test.each<[string, string, Partial<LadderRung>]>([
    ['an unknown role', 'UNKNOWN_ROLE', { to: ['janitor' as 'actor'] }],
    ['an order without an issuer', 'BAD_ORDER', { opens: 'order', addressed: ['actor'] }],
    ['an order that addresses nobody', 'BAD_ORDER', { opens: 'order', issuer: 'enforcement_supervisor' }],
    ['an issuer without an order', 'BAD_ORDER', { issuer: 'enforcement_supervisor', addressed: ['actor'] }],
    ['an order before the date', 'BAD_ORDER', { effect: 'remind', opens: 'order', issuer: 'enforcement_supervisor', addressed: ['actor'] }],
    ['a lapse that is not at the date', 'BAD_RUNG', { effect: 'lapse' }],
    ['a rung twice', 'DUPLICATE_RUNG', { rung: 'lapse' }],
  ])('with %s is refused by the name of the row', (_what, code, change) => {
    expect(checkLadders({ own: [lapse, { ...escalate, ...change }] })).toContainEqual(expect.objectContaining({ code, ladder: 'own', rung: change.rung ?? 'overdue_1' }));
  });

  test('that ships is in order', () => {
    expect(checkLadders(shippedLaw.ladders)).toEqual([]);
  });
});
