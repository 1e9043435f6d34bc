import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../domain/json.ts';
import { shanghaiDate } from '../../../domain/time/shanghai.ts';
import { caseIn, fine, noon, staff, body } from '../../support/case.ts';
import { rungsTold } from '../../support/walk.ts';

type Case = ReturnType<typeof caseIn>;
const reason = '当事人正在转移货物';
/** A measure taken in urgency at an instant, entered then unless told otherwise. */
const urgent = (at: string): JsonObject => ({ ...body('preserveEvidence', fine('50000')), approval: undefined, urgent: { at, reason } }) as unknown as JsonObject;
const preserve = (file: Case, at: string, occurredOn?: string) => file.act(staff.handlerA, 'preserveEvidence', urgent(at), occurredOn);
const decide = (file: Case, more: JsonObject = {}, occurredOn?: string) => file.act(staff.responsible, 'decideUrgentPreservation', { ...body('decideUrgentPreservation', fine('50000')), ...more }, occurredOn);
const approval = (file: Case) => file.given.flatMap(({ deadlines }) => deadlines).findLast(({ clock }) => clock === 'preservationApproval');
const inUtc = (shanghai: string) => new Date(shanghai).toISOString();
const investigating = () => caseIn('investigating');

/** An urgent preservation at 16:40 on Tuesday 2026-03-10, entered five minutes later. */
function taken(): Case {
  const file = investigating();
  file.tick(inUtc('2026-03-10T16:45:00+08:00'));
  expect(preserve(file, '2026-03-10T16:40:00+08:00')).toMatchObject({ accepted: true, stage: 'investigating' });
  return file;
}

describe('the twenty-four hours of an urgent measure', () => {
  test.each([
    ['in the afternoon', '2026-03-10T16:40:00+08:00', '2026-03-11T16:40:00+08:00', '2026-03-11'],
    ['at midnight, which begins the day', '2026-03-11T00:00:00+08:00', '2026-03-12T00:00:00+08:00', '2026-03-12'],
    ['in the last minute of a year', '2026-12-31T23:59:00+08:00', '2027-01-01T23:59:00+08:00', '2027-01-01'],
    ['before a holiday, without a roll', '2026-04-30T09:05:00+08:00', '2026-05-01T09:05:00+08:00', '2026-05-01'],
    ['told in UTC, on the day before by its letters', '2026-03-10T16:40:00Z', '2026-03-12T00:40:00+08:00', '2026-03-12'],
  ])('%s', (_title, at, due, dueDate) => {
    const file = investigating();
    file.tick(new Date(Date.parse(at) + 300_000).toISOString());
    expect(preserve(file, at, shanghaiDate(at))).toMatchObject({ accepted: true });
    expect(file.clock('preservationApproval')).toMatchObject({ ruleId: 'evidence-preserve-approve', triggerAt: inUtc(at), dueAt: inUtc(due), targetDate: dueDate, dueDate, provisional: false });
  });

  test('its rungs are hours of the twenty-four: the 17th and the 22nd, then its very end', () => {
    const file = taken();
    expect(file.clock('preservationApproval')?.rungs.slice(0, 3).map(({ rung, at }) => [rung, at])).toEqual([
      ['remind_70', inUtc('2026-03-11T09:40:00+08:00')], ['remind_90', inUtc('2026-03-11T14:40:00+08:00')], ['lapse', inUtc('2026-03-11T16:40:00+08:00')],
    ]);
    file.tick(inUtc('2026-03-11T16:39:59.999+08:00'));
    expect(file.clock('preservationApproval')).toMatchObject({ state: 'running' });
    file.tick(inUtc('2026-03-11T16:40:00+08:00'));
    expect(file.clock('preservationApproval')).toMatchObject({ state: 'lapsed', closedSeq: null });
    // the lapse lifts nothing: the measure goes on, and so does the duty
    expect(file.record.facts['preservation']).toMatchObject({ ended: null });
    expect(rungsTold(file).filter((line) => line.startsWith('evidence-preserve-approve'))).toEqual([
      'evidence-preserve-approve remind_70 2026-03-11', 'evidence-preserve-approve remind_90 2026-03-11', 'evidence-preserve-approve lapse 2026-03-11',
    ]);
  });

  test('a measure that was approved beforehand starts none', () => {
    const file = investigating();
    expect(file.on('2026-03-10', 'handlerA', 'preserveEvidence')).toMatchObject({ accepted: true });
    expect(file.clock('preservationApproval')).toBeUndefined();
    expect(file.clock('preservation')).toMatchObject({ triggerAt: null });
    expect(file.record.tasks.some(({ label }) => label.zh.includes('补办'))).toBe(false);
  });

  test('entered a day later, they may have passed already', () => {
    const file = investigating();
    file.tick(noon('2026-03-12'));
    expect(preserve(file, '2026-03-11T11:00:00+08:00', '2026-03-11')).toMatchObject({ accepted: true });
    expect(file.clock('preservationApproval')).toMatchObject({ state: 'lapsed', dueAt: inUtc('2026-03-12T11:00:00+08:00') });
  });

  test('of a sealing as well, by its own rule', () => {
    const file = investigating();
    file.tick(inUtc('2026-03-10T16:45:00+08:00'));
    const sealing = { ...body('applySealing', fine('50000')), approval: undefined, urgent: { at: '2026-03-10T16:40:00+08:00', reason } } as unknown as JsonObject;
    expect(file.act(staff.handlerA, 'applySealing', sealing)).toMatchObject({ accepted: true });
    expect(file.clock('sealingApproval')).toMatchObject({ ruleId: 'coercive-approve', dueAt: inUtc('2026-03-11T16:40:00+08:00') });
    file.tick(inUtc('2026-03-10T18:00:00+08:00'));
    expect(file.act(staff.responsible, 'decideUrgentSealing', body('decideUrgentSealing', fine('50000')))).toMatchObject({ accepted: true, outcome: 'approved' });
    expect(file.clock('sealingApproval')).toBeUndefined();
    expect(file.clock('sealing')).toMatchObject({ state: 'running' });
  });
});

describe('the approval afterwards', () => {
  test('is asked from the responsible person, by a task that outlives the stage and goes with the clock', () => {
    const file = taken();
    const asked = () => file.record.tasks.filter(({ kind, deadlineId }) => kind === 'act' && deadlineId === approval(file)?.id);
    expect(asked()).toMatchObject([{ roles: ['responsible_person'], dueAt: inUtc('2026-03-11T16:40:00+08:00') }]);
    file.tick(inUtc('2026-03-10T17:30:00+08:00'));
    expect(file.act(staff.handlerA, 'submitFinalReport', body('submitFinalReport', fine('50000')))).toMatchObject({ accepted: true, stage: 'under_review' });
    expect(asked()).toHaveLength(1);
    expect(decide(file)).toMatchObject({ accepted: true, outcome: 'approved', stage: 'under_review' });
    expect(asked()).toEqual([]);
    expect(file.record.facts['preservation']).toMatchObject({ approval: null, ended: null, urgent: { at: inUtc('2026-03-10T16:40:00+08:00'), decision: { approved: true, by: 'responsible', on: '2026-03-10' } } });
  });

  test.each([
    ['in the last minute', '2026-03-11T16:39:00+08:00', '2026-03-11T16:39:30+08:00', 'met'],
    ['at the end, which is exclusive', '2026-03-11T16:40:00+08:00', '2026-03-11T16:41:00+08:00', 'lapsed'],
    ['at 13:00, entered in the evening of its day, when the lapse was on record', '2026-03-11T13:00:00+08:00', '2026-03-11T20:00:00+08:00', 'met'],
    ['at 13:00, entered on the next day', '2026-03-11T13:00:00+08:00', '2026-03-12T10:00:00+08:00', 'met'],
    ['an hour late on the day of the end, entered on the next day', '2026-03-11T17:40:00+08:00', '2026-03-12T10:00:00+08:00', 'lapsed'],
  ])('is judged by the instant of the decision: %s', (_title, at, entered, state) => {
    const file = taken();
    file.tick(inUtc(entered));
    expect(decide(file, { at }, '2026-03-11')).toMatchObject({ accepted: true });
    expect(approval(file)).toMatchObject({ state, closedSeq: file.record.seq });
  });

  test.each([
    ['in time', '2026-03-11T16:39:00+08:00', ['remind_70', 'remind_90', 'own']],
    ['late', '2026-03-11T16:40:00+08:00', ['remind_70', 'remind_90', 'lapse', 'own']],
  ])('stands where it was made among what had fallen due by then, though nobody had looked: %s', (_title, at, order) => {
    const file = taken();
    file.jump(inUtc('2026-03-12T10:00:00+08:00'));
    expect(decide(file, { at }, '2026-03-11')).toMatchObject({ accepted: true });
    const told = file.given.at(-1)?.entries.filter(({ what }) => what === 'evidence-preserve-approve' || what === 'decideUrgentPreservation').map(({ deadlineKey }) => deadlineKey?.rung ?? 'own');
    expect(told).toEqual(order);
  });

  test.each([
    ['in time', '2026-03-11T16:39:59.999+08:00', 'met', []],
    ['late, though nobody had noticed: the lapse is recorded before it', '2026-03-11T16:40:00+08:00', 'lapsed', ['evidence-preserve-approve']],
  ])('without an instant it was made when it was received: %s', (_title, received, state, lapses) => {
    const file = taken();
    file.jump(inUtc(received));
    expect(decide(file)).toMatchObject({ accepted: true });
    expect(approval(file)).toMatchObject({ state });
    const { entries } = file.given.at(-1) ?? { entries: [] };
    expect(entries.at(-1)).toMatchObject({ what: 'decideUrgentPreservation', content: { occurredAt: inUtc(received) } });
    expect(entries.filter(({ deadlineKey }) => deadlineKey?.rung === 'lapse').map(({ what }) => what)).toEqual(lapses);
  });

  test('that is refused ends the measure with it: its own clock stops, and the handlers are told to lift it at once and return the goods', () => {
    const file = taken();
    file.tick(inUtc('2026-03-10T18:00:00+08:00'));
    expect(decide(file, { approved: false, opinion: '不应当采取', document: '解除决定书1号' })).toMatchObject({ accepted: true, outcome: 'refused', stage: 'investigating' });
    expect(file.record.facts['preservation']).toMatchObject({ ended: { on: '2026-03-10', how: 'refused', document: '解除决定书1号' } });
    expect(file.record.milestones).toMatchObject({ preservationRefused: '2026-03-10' });
    expect([file.clock('preservation'), file.clock('preservationApproval')]).toEqual([undefined, undefined]);
    expect(file.record.tasks.filter(({ openedSeq }) => openedSeq === file.record.seq)).toMatchObject([{ kind: 'reminder', officerIds: ['handler-a', 'handler-b'], label: { zh: '负责人不同意先行登记保存:立即解除,返还物品' } }]);
    file.tick(noon('2026-04-30'));
    expect(rungsTold(file).filter((line) => line.startsWith('evidence-preserve'))).toEqual([]);
    // another one may be taken
    expect(preserve(file, '2026-04-30T11:00:00+08:00')).toMatchObject({ accepted: true });
  });

  test('is owed for a measure that was disposed of meanwhile, and its refusal changes nothing of that', () => {
    const file = taken();
    file.tick(inUtc('2026-03-10T17:00:00+08:00'));
    expect(file.act(staff.handlerA, 'disposePreserved', body('disposePreserved', fine('50000')))).toMatchObject({ accepted: true });
    expect(file.clock('preservationApproval')).toMatchObject({ state: 'running' });
    expect(decide(file, { approved: false })).toMatchObject({ accepted: true });
    expect(file.record.facts['preservation']).toMatchObject({ ended: { how: 'lifted' } });
    expect(file.record.tasks.filter(({ kind }) => kind === 'reminder')).toEqual([]);
  });
});

describe('refused', () => {
  const at = '2026-03-10T16:40:00+08:00';
  test.each([
    ['a measure with neither approval nor urgency', { urgent: undefined }, undefined, { code: 'MEASURE_APPROVAL', field: '/approval', rule: 'evidence-preserve-approve' }],
    ['a measure with both', { approval: '审批表1号', urgent: { at, reason } }, undefined, { code: 'MEASURE_APPROVAL' }],
    ['an instant with seconds', { urgent: { at: '2026-03-10T16:40:30+08:00', reason } }, undefined, { code: 'INSTANT_PRECISION', field: '/urgent/at' }],
    ['an instant that is to come', { urgent: { at: '2026-03-10T16:46:00+08:00', reason } }, undefined, { code: 'FUTURE_FACT', field: '/urgent/at' }],
    ['an instant of another day than the fact', { urgent: { at: '2026-03-09T16:40:00+08:00', reason } }, undefined, { code: 'INSTANT_OTHER_DAY', field: '/urgent/at' }],
    ['an instant on the day by UTC, not in Shanghai', { urgent: { at: '2026-03-09T17:00:00Z', reason } }, '2026-03-09', { code: 'INSTANT_OTHER_DAY' }],
    ['an instant of a day before the stage', { urgent: { at: '2026-03-04T16:40:00+08:00', reason } }, '2026-03-04', { code: 'FACT_BEFORE_STAGE', field: '/occurredOn' }],
    ['something that is no instant', { urgent: { at: '2026-03-10 16:40', reason } }, undefined, { code: 'INVALID_BODY', field: '/urgent/at' }],
    ['a day of 1066', { urgent: { at: '1066-10-14T09:00:00Z', reason } }, undefined, { code: 'INVALID_BODY', field: '/urgent/at' }],
  ])('%s', (_title, change, occurredOn, refusal) => {
    const file = investigating();
    file.tick(inUtc('2026-03-10T16:45:00+08:00'));
    expect(file.act(staff.handlerA, 'preserveEvidence', { ...urgent(at), ...change } as unknown as JsonObject, occurredOn)).toMatchObject({ accepted: false, ...refusal });
  });

  test('a second urgent measure while the first waits for its approval, even where that has ended', () => {
    const file = taken();
    file.act(staff.handlerA, 'disposePreserved', body('disposePreserved', fine('50000')));
    expect(preserve(file, '2026-03-10T16:44:00+08:00')).toMatchObject({ code: 'MEASURE_APPROVAL_OPEN', rule: 'evidence-preserve-approve' });
  });

  test('merging a clue whose measure has ended, but waits for its approval', () => {
    const file = caseIn('clue_verifying');
    file.tick(inUtc('2026-03-10T16:45:00+08:00'));
    expect(preserve(file, at)).toMatchObject({ accepted: true });
    expect(file.act(staff.handlerA, 'disposePreserved', body('disposePreserved', fine('50000')))).toMatchObject({ accepted: true });
    const merge = () => file.act(staff.unitHead, 'mergeClue', { intoFileId: 'enforcementCase-0000000000000000000a', newFacts: false, reason: '同一商户' });
    expect(merge()).toMatchObject({ code: 'MERGE_UNFINISHED_WORK' });
    expect(decide(file)).toMatchObject({ accepted: true });
    expect(merge()).not.toMatchObject({ code: 'MERGE_UNFINISHED_WORK' });
  });

  test('an approval that nobody waits for, by somebody else, before the measure, or entered late without its minute', () => {
    const file = investigating();
    file.tick(inUtc('2026-03-10T16:45:00+08:00'));
    expect(decide(file)).toMatchObject({ code: 'MEASURE_APPROVAL_NOT_OPEN' });
    preserve(file, at);
    expect(file.act(staff.handlerA, 'decideUrgentPreservation', body('decideUrgentPreservation', fine('50000')))).toMatchObject({ code: 'FORBIDDEN_ROLE' });
    expect(decide(file, { at: '2026-03-10T16:39:00+08:00' })).toMatchObject({ code: 'FACT_BEFORE_STAGE', field: '/at' });
    file.tick(noon('2026-03-12'));
    expect(decide(file, {}, '2026-03-11')).toMatchObject({ code: 'INSTANT_REQUIRED', field: '/at' });
    expect(decide(file, { at: '2026-03-11T10:00:00+08:00' }, '2026-03-11')).toMatchObject({ accepted: true });
    expect(decide(file)).toMatchObject({ code: 'MEASURE_APPROVAL_NOT_OPEN' });
  });
});
