import { describe, expect, test } from 'vitest';
import { visit } from '../../support/inspection.ts';
import { morning, play } from './play.ts';

const assignment = { target: { name: '示例食品有限公司', uscc: '91350100M000100Y43' }, matter: '食品经营许可及条件的检查', officerIds: ['ins-a', 'ins-b'], plannedEnd: '2026-04-30' };
const finding = { category: 'corrected_on_order', findings: '货架有过期食品', method: 'on_site' };

function assigned() {
  const file = play('inspection');
  file.act('coord', 'assignInspection', assignment, morning('2026-03-02'));
  file.act('ins-a', 'startInspection', visit('head'), morning('2026-03-02'));
  return file;
}
function ordered(body: { demand: string; days?: number; rule?: string } = { demand: '下架' }) {
  const file = assigned();
  file.act('ins-a', 'recordInspectionResult', finding, morning('2026-03-03'));
  file.act('head', 'orderCorrection', body, morning('2026-03-04'));
  return file;
}

describe('acts are refused', () => {
  test.each([
    ['one officer only (two-officer-rule)', { ...assignment, officerIds: ['ins-a'] }, 'TWO_OFFICERS_REQUIRED'],
    ['the same officer twice', { ...assignment, officerIds: ['ins-a', 'ins-a'] }, 'TWO_OFFICERS_REQUIRED'],
    ['an officer without a certificate', { ...assignment, officerIds: ['ins-a', 'ins-none'] }, 'CERTIFICATE_INVALID'],
    ['an unknown officer', { ...assignment, officerIds: ['ins-a', 'nobody-x'] }, 'OFFICER_UNKNOWN'],
    ['a credit code with a wrong check character', { ...assignment, target: { name: '某', uscc: '91350100M000100Y44' } }, 'INVALID_BODY'],
    ['an unknown field', { ...assignment, extra: 1 }, 'INVALID_BODY'],
  ])('%s', (_, body, code) => {
    const file = play('inspection');
    const { answer, entries } = file.act('coord', 'assignInspection', body, morning('2026-03-02'));
    expect(answer).toMatchObject({ accepted: false, code });
    expect(entries).toEqual([]);
    expect(file.record.seq).toBe(0);
  });

  test('a certificate that ran out before the day of the act, though it was valid at the assignment', () => {
    const file = play('inspection');
    file.act('coord', 'assignInspection', { ...assignment, officerIds: ['ins-a', 'ins-expired'] }, morning('2026-03-02'));
    file.act('ins-a', 'startInspection', visit('head'), morning('2026-03-02'));
    expect(file.act('ins-a', 'recordInspectionResult', finding, morning('2026-04-01')).answer).toMatchObject({ code: 'CERTIFICATE_INVALID' });
    expect(file.act('ins-a', 'recordInspectionResult', finding, morning('2026-04-01'), { occurredOn: '2026-03-31' }).answer).toMatchObject({ accepted: true });
  });

  test.each([
    ['somebody of another role', 'publ', 'recordInspectionResult', finding, {}, 'FORBIDDEN_ROLE'],
    ['an act of another stage', 'head', 'orderCorrection', { demand: 'x' }, {}, 'NOT_OPEN'],
    ['a future fact', 'ins-a', 'recordInspectionResult', finding, { occurredOn: '2026-03-04' }, 'FUTURE_FACT'],
    ['a fact before what it depends on', 'ins-a', 'recordInspectionResult', finding, { occurredOn: '2026-03-01' }, 'FACT_BEFORE_STAGE'],
    ['a sequence that is no longer the last', 'ins-a', 'recordInspectionResult', finding, { ifMatch: 0 }, 'CHANGED_SINCE'],
  ])('%s', (_, who, action, body, options, code) => {
    const file = assigned();
    expect(file.act(who, action, body, morning('2026-03-03'), options).answer).toMatchObject({ accepted: false, code });
    expect(file.record.seq).toBe(2);
  });

  test('an order that allows more days than the rule (correction-default-deadline: at most 30)', () => {
    const file = assigned();
    file.act('ins-a', 'recordInspectionResult', finding, morning('2026-03-03'));
    expect(file.act('head', 'orderCorrection', { demand: 'x', days: 31 }, morning('2026-03-04')).answer).toMatchObject({ code: 'CORRECTION_LIMIT' });
    expect(file.act('head', 'orderCorrection', { demand: 'x', days: 30 }, morning('2026-03-04')).answer).toMatchObject({ accepted: true });
  });

  test('a result that needs a follow-up is not published before it', () => {
    const file = assigned();
    file.act('ins-a', 'recordInspectionResult', finding, morning('2026-03-03'));
    expect(file.act('publ', 'publishInspectionResult', { redactionChecked: true, channel: 'necips' }, morning('2026-03-04')).answer).toMatchObject({ code: 'CATEGORY_NEEDS_FOLLOW_UP' });
  });

  test('an extension that the rule does not allow leaves no trace in the record', () => {
    const file = ordered({ demand: '公示年报', rule: 'correction-instant-disclosure' });
    const before = structuredClone(file.record);
    const { answer, entries, deadlines } = file.act('resp', 'extendCorrection', { days: 5, reason: '困难' }, morning('2026-03-05'));
    expect(answer).toMatchObject({ accepted: false, code: 'DEADLINE_REFUSED', rule: 'correction-instant-disclosure' });
    expect([entries, deadlines]).toEqual([[], []]);
    expect(file.record).toEqual(before);
  });
});

describe('clocks', () => {
  test('the order arms 15 calendar days from its date, excluded (correction-default-deadline)', () => {
    expect(ordered().deadline('correction')).toMatchObject({ triggerOn: '2026-03-04', dueDate: '2026-03-19', dueAt: '2026-03-19T16:00:00.000Z', state: 'running', revision: 1 });
  });

  test('lapse-first: a fact of the last day is in time, a fact of the day after finds the lapse recorded before it', () => {
    const report = { summary: '已下架', onBehalfOf: '示例', document: '报告' };
    const inTime = ordered();
    expect(inTime.act('ins-b', 'reportCorrection', report, morning('2026-03-19')).answer).toMatchObject({ accepted: true, stage: 'reinspecting' });
    const late = ordered();
    const result = late.act('ins-b', 'reportCorrection', report, morning('2026-03-20'));
    expect(result.answer).toMatchObject({ accepted: false, code: 'NOT_OPEN' });
    expect(result.entries.map((entry) => entry.deadlineKey?.rung)).toContain('lapse');
    expect(late.record.stage).toBe('reinspecting');
  });

  test('an act that was received in time and is processed after an outage is in time', () => {
    const file = ordered();
    const { answer } = file.act('ins-b', 'reportCorrection', { summary: '已下架', onBehalfOf: '示例', document: '报告' }, morning('2026-03-20'), { receivedAt: '2026-03-19T15:59:00.000Z' });
    expect(answer).toMatchObject({ accepted: true });
    expect(file.deadline('recheck')).toMatchObject({ triggerOn: '2026-03-19' });
  });

  test('a paper of the last day that is entered two days later, with the lapse not yet recorded, is in time', () => {
    const file = ordered();
    const { answer, entries } = file.act('ins-b', 'reportCorrection', { summary: '已下架', onBehalfOf: '示例', document: '报告' }, morning('2026-03-21'), { occurredOn: '2026-03-19' });
    expect(answer).toMatchObject({ accepted: true });
    expect(entries.filter((entry) => entry.deadlineKey?.rung === 'lapse')).toEqual([]);
    expect(file.deadline('recheck')).toMatchObject({ triggerOn: '2026-03-19' });
  });

  test('at the lapse the file goes on to re-inspection, and the next clock counts from the legal last day', () => {
    const file = ordered();
    file.tick('2026-03-19T16:00:00.000Z');
    expect(file.record.stage).toBe('reinspecting');
    expect(file.deadline('recheck')).toMatchObject({ triggerOn: '2026-03-19', dueDate: '2026-04-02' });
  });

  test('one instant before, nothing lapses', () => {
    const file = ordered();
    file.tick('2026-03-19T15:59:59.999Z');
    expect(file.record.stage).toBe('correction_ordered');
  });

  test('rung-revision: after an extension the new dates remind again, and each rung is recorded once per revision', () => {
    const file = ordered();
    file.tick(morning('2026-03-18'));
    const extended = file.act('resp', 'extendCorrection', { days: 20, reason: '设备改造' }, morning('2026-03-18'));
    expect(extended.answer).toMatchObject({ accepted: true });
    expect(extended.entries.at(-1)?.content['clocks']).toMatchObject([{ change: 'extended', oldDueDate: '2026-03-19', dueDate: '2026-04-08' }]);
    const keys = [...file.tick(morning('2026-04-09')).entries].map((entry) => entry.deadlineKey).filter((key) => key?.deadlineId.includes('correction-default'));
    expect(keys).toMatchObject([{ revision: 2, rung: 'remind_70' }, { revision: 2, rung: 'remind_90' }, { revision: 2, rung: 'lapse' }]);
  });

  test('the duty of an overdue authority goes on: the ladder climbs to the supervisor and nothing is decided', () => {
    const file = ordered();
    const { entries } = file.tick(morning('2026-06-01'));
    const recheck = entries.filter((entry) => entry.what === 'correction-recheck-default').map((entry) => [entry.deadlineKey?.rung, entry.stage]);
    expect(recheck).toEqual([['remind_70', 'reinspecting'], ['remind_90', 'reinspecting'], ['lapse', 'reinspecting'], ['overdue_3', 'reinspecting'], ['overdue_10', 'reinspecting']]);
    expect(file.record.stage).toBe('reinspecting');
    const told = file.record.tasks.filter((task) => task.kind === 'reminder').flatMap((task) => task.roles);
    expect(told).toContain('enforcement_supervisor');
    expect(file.act('ins-a', 'recordReinspection', { corrected: true, findings: '已改正' }, morning('2026-06-02')).answer).toMatchObject({ accepted: true });
    expect(file.record.tasks.filter((task) => task.kind === 'reminder' && task.deadlineId?.includes('recheck'))).toEqual([]);
  });

  test('a result that is returned and recorded again starts its clock anew, and the first arming is closed', () => {
    const file = assigned();
    file.act('ins-a', 'recordInspectionResult', finding, morning('2026-03-03'));
    file.act('head', 'returnInspectionResult', { reason: '补充照片' }, morning('2026-03-05'));
    const { deadlines } = file.act('ins-b', 'recordInspectionResult', finding, morning('2026-03-06'));
    expect(deadlines.filter((d) => d.clock === 'resultPublication').map((d) => [d.triggerOn, d.closedSeq === null])).toEqual([['2026-03-03', false], ['2026-03-06', true]]);
    expect(file.record.deadlines.filter((d) => d.clock === 'resultPublication')).toHaveLength(1);
  });
});

test('what is not corrected opens a clue in a file of its own, whose id follows from the entry', () => {
  const file = ordered();
  file.tick('2026-03-19T16:00:00.000Z');
  const { effects } = file.act('ins-a', 'recordReinspection', { corrected: false, findings: '仍在销售' }, morning('2026-03-23'));
  expect(effects).toMatchObject([{ n: 1, toType: 'enforcementCase', name: 'clueFound', payload: { foundOn: '2026-03-23' } }]);
  expect(effects[0]?.toFileId).toMatch(/^enforcementCase-[0-9a-f]{20}$/);
});

test('an event that has no place in the present stage is noted and changes nothing', () => {
  const file = assigned();
  const { entries, answer } = file.event('somethingElse', {}, morning('2026-03-03'), '2026-03-03');
  expect(answer).toMatchObject({ accepted: true, outcome: 'noted' });
  expect(entries).toMatchObject([{ seq: 3, stage: 'inspecting' }]);
});

test('the last stage closes every deadline and every task', () => {
  const file = assigned();
  file.act('ins-a', 'recordInspectionResult', { ...finding, category: 'no_issue_found' }, morning('2026-03-03'));
  file.act('publ', 'publishInspectionResult', { redactionChecked: true, channel: 'necips' }, morning('2026-03-04'));
  file.act('head', 'closeInspection', {}, morning('2026-03-05'));
  expect(file.record).toMatchObject({ stage: 'inspection_closed', deadlines: [], tasks: [] });
});

test('an event that cannot be read is noted with the reason, and is never tried again for ever', () => {
  const file = play('inspection');
  const { entries, answer } = file.event('inspectionAssigned', { target: '?' }, morning('2026-03-03'), '2026-03-03');
  expect(answer).toMatchObject({ accepted: true, outcome: 'noted' });
  expect(entries).toMatchObject([{ seq: 1, stage: 'none', content: { unreadable: 'INVALID_BODY' } }]);
});
