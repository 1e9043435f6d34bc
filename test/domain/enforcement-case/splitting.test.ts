import { describe, expect, test } from 'vitest';
import { derivedFileId } from '../../../domain/ids.ts';
import type { JsonObject } from '../../../domain/json.ts';
import type { Staff } from '../../support/case.ts';
import { Office } from '../../support/office.ts';

type Done = readonly [day: string, file: 'old' | 'new', who: Staff, action: string, change?: JsonObject];

/** A case filed on 2026-03-03: the ninetieth day is 06-01, a Monday. */
function filed() {
  const office = new Office();
  const old = office.receive(1, '2026-03-02');
  office.on('2026-03-02', old, 'unitHead', 'assignHandlers');
  office.on('2026-03-02', old, 'handlerA', 'recordEvidence');
  expect(office.on('2026-03-03', old, 'responsible', 'fileCase')).toMatchObject({ accepted: true });
  return { office, old };
}

/** Takes a part out of it; the new case has the id that its effect derives. */
function split(office: Office, old: string, day: string, change: JsonObject = {}): string {
  const answer = office.on(day, old, 'responsible', 'splitCase', change);
  expect(answer).toMatchObject({ accepted: true, outcome: 'split', stage: 'investigating' });
  const made = derivedFileId('enforcementCase', { fileId: old, seq: answer.accepted ? answer.seq : 0, n: 1 });
  office.settle();
  expect(office.record(made).stage).toBe('investigating');
  return made;
}

/** Both last days at the end, counted by hand. */
const table: readonly { title: string; before?: readonly Done[]; splitOn: string; after?: readonly Done[]; due: readonly [old: string, ofNew: string]; state?: string }[] = [
  { title: 'nothing but the filing', splitOn: '2026-04-20', due: ['2026-06-01', '2026-06-01'] },
  { title: 'on the day of the filing', splitOn: '2026-03-03', due: ['2026-06-01', '2026-06-01'] },
  // 21 days of testing: 06-01 becomes 06-22 (lifecycle 8.5)
  { title: 'a test that is over', before: [['2026-03-20', 'old', 'handlerA', 'sendForExamination'], ['2026-04-10', 'old', 'handlerA', 'recordExamination']], splitOn: '2026-04-20', due: ['2026-06-22', '2026-06-22'] },
  { title: 'a test under way, over in both on one day', before: [['2026-03-20', 'old', 'handlerA', 'sendForExamination']], splitOn: '2026-04-01', after: [['2026-04-10', 'old', 'handlerA', 'recordExamination'], ['2026-04-10', 'new', 'handlerA', 'recordExamination']], due: ['2026-06-22', '2026-06-22'] },
  // 26 days: 06-27 is a Saturday, 06-29 the Monday after
  { title: 'a test under way, over later in the new case', before: [['2026-03-20', 'old', 'handlerA', 'sendForExamination']], splitOn: '2026-04-01', after: [['2026-04-10', 'old', 'handlerA', 'recordExamination'], ['2026-04-15', 'new', 'handlerA', 'recordExamination']], due: ['2026-06-22', '2026-06-29'] },
  // 120 days: 07-01
  { title: 'an extension before', before: [['2026-03-10', 'old', 'responsible', 'extendDecision']], splitOn: '2026-04-20', due: ['2026-07-01', '2026-07-01'] },
  { title: 'an extension before, and a test after in the new case alone', before: [['2026-03-10', 'old', 'responsible', 'extendDecision']], splitOn: '2026-04-20', after: [['2026-05-06', 'new', 'handlerA', 'sendForExamination'], ['2026-05-11', 'new', 'handlerA', 'recordExamination']], due: ['2026-07-01', '2026-07-06'] },
  { title: 'an extension after, in the new case alone', splitOn: '2026-04-20', after: [['2026-05-06', 'new', 'responsible', 'extendDecision']], due: ['2026-06-01', '2026-07-01'] },
  // suspended for ten days before, in the old case: 06-11
  { title: 'a suspension that is over', before: [['2026-03-10', 'old', 'responsible', 'suspendInvestigation'], ['2026-03-20', 'old', 'handlerA', 'resumeInvestigation']], splitOn: '2026-04-20', due: ['2026-06-11', '2026-06-11'] },
  { title: 'overdue already', splitOn: '2026-06-05', due: ['2026-06-01', '2026-06-01'], state: 'lapsed' },
];

describe('splitting a case (分案)', () => {
  test.for(table)('$title: $due', ({ before = [], splitOn, after = [], due, state = 'running' }) => {
    const { office, old } = filed();
    for (const [day, , who, action, change] of before) expect(office.on(day, old, who, action, change), action).toMatchObject({ accepted: true });
    const made = split(office, old, splitOn);
    for (const [day, file, who, action, change] of after) expect(office.on(day, file === 'old' ? old : made, who, action, change), action).toMatchObject({ accepted: true });
    const rows = [old, made].map((id) => office.clock(id, 'decision'));
    expect(rows.map((row) => [row?.dueDate, row?.state, row?.triggerOn])).toEqual(due.map((day) => [day, state, '2026-03-03']));
    // what is done in the new case waits for that day
    expect(office.record(made).tasks.filter(({ kind }) => kind === 'act')).toMatchObject([{ deadlineId: rows[1]?.id, dueAt: rows[1]?.dueAt, officerIds: ['handler-a', 'handler-b'] }]);
  });

  test('takes over people, filing and evidence, and both keep the link', () => {
    const { office, old } = filed();
    const made = split(office, old, '2026-04-20', { part: '另一批次的标签违法' });
    const [before, after] = [office.record(old).facts, office.record(made).facts];
    for (const name of ['officerIds', 'filing', 'evidence', 'rightsToldOn']) expect(after[name], name).toEqual(before[name]);
    expect(after).toMatchObject({ clue: { target: { name: '示例食品有限公司' }, suspicion: '另一批次的标签违法', foundOn: '2026-03-02' }, splitOff: { part: '另一批次的标签违法', reason: expect.any(String) } });
    expect([office.linked(old), office.linked(made)]).toEqual([[`split_off ${made}`], [`split_from ${old}`]]);
    // and goes its own way to a report
    expect(office.on('2026-04-21', made, 'handlerA', 'submitFinalReport')).toMatchObject({ accepted: true, stage: 'under_review' });
  });

  test('another party has not been told its rights, and may be of another kind', () => {
    const { office, old } = filed();
    const made = split(office, old, '2026-04-20', { party: { name: '李四商店', uscc: '91350100M000100Y43', partyKind: 'natural_person' } });
    expect(office.record(made).facts).toMatchObject({ clue: { target: { name: '李四商店' } }, filing: { partyKind: 'natural_person', filedOn: '2026-03-03' } });
    expect(office.record(made).facts['rightsToldOn']).toBeUndefined();
    expect(office.on('2026-04-21', made, 'handlerA', 'submitFinalReport')).toMatchObject({ accepted: false, code: 'RIGHTS_NOT_TOLD' });
  });

  test('wins no further extension: what the responsible person has granted is granted', () => {
    const { office, old } = filed();
    office.on('2026-03-10', old, 'responsible', 'extendDecision');
    const made = split(office, old, '2026-04-20');
    expect(office.on('2026-04-21', made, 'responsible', 'extendDecision')).toMatchObject({ accepted: false, code: 'DEADLINE_REFUSED', reason: 'EXTENSION_BEYOND_CAP' });
  });

  test('whoever is recused stays out of the new case, and nobody is split away from a recusal that is not decided', () => {
    const { office, old } = filed();
    office.on('2026-03-10', old, 'unitHead', 'raiseRecusal');
    expect(office.on('2026-03-11', old, 'responsible', 'splitCase')).toMatchObject({ accepted: false, code: 'RECUSAL_UNDER_WAY', rule: 'case-split' });
    office.on('2026-03-12', old, 'responsible', 'decideRecusal', { upheld: true });
    const made = split(office, old, '2026-03-13');
    expect(office.on('2026-03-16', made, 'handlerB', 'recordEvidence')).toMatchObject({ accepted: false, code: 'OFFICER_RECUSED' });
    expect(office.on('2026-03-16', made, 'handlerA', 'recordEvidence')).toMatchObject({ accepted: true });
  });

  test.for([['handlerA', 'FORBIDDEN_ROLE'], ['unitHead', 'FORBIDDEN_ROLE']] as const)('is not for %s', ([who, code]) => {
    const { office, old } = filed();
    expect(office.on('2026-04-20', old, who, 'splitCase')).toMatchObject({ accepted: false, code });
  });

  test.for([
    // 70 % of ninety days is day 63 (05-05), 90 % day 81 (05-23), the last day 06-01; then 3 and 10 working days: 06-04 and 06-15
    ['before anything was told', '2026-04-20', ['remind_70', 'remind_90', 'lapse', 'overdue_3', 'overdue_10']],
    ['after the first reminder', '2026-05-11', ['remind_90', 'lapse', 'overdue_3', 'overdue_10']],
    ['after both', '2026-05-28', ['lapse', 'overdue_3', 'overdue_10']],
    ['overdue', '2026-06-03', ['overdue_3', 'overdue_10']],
    ['overdue by more than three working days', '2026-06-08', ['overdue_10']],
    ['overdue for a month', '2026-07-06', []],
  ] as const)('%s: what was told in the old case is not told again in a flood', ([, day, rungs]) => {
    const { office, old } = filed();
    const made = split(office, old, day);
    expect(office.rungs(made), 'nothing on the day itself').toEqual([]);
    office.pass('2026-08-03');
    expect(office.rungs(made)).toEqual(rungs.map((rung) => `case-decide ${rung}`));
    expect(office.rungs(old).filter((rung) => rung.startsWith('case-decide'))).toHaveLength(5);
  });

  test('what the test under way left to be told is told after its result, once', () => {
    const { office, old } = filed();
    office.on('2026-05-08', old, 'handlerA', 'sendForExamination');
    const made = split(office, old, '2026-05-11');
    office.pass('2026-07-01');
    expect(office.rungs(made)).toEqual([]);
    office.on('2026-07-01', made, 'handlerA', 'recordExamination');
    office.pass('2026-09-30');
    expect(office.rungs(made)).toEqual(['remind_90', 'lapse', 'overdue_3', 'overdue_10'].map((rung) => `case-decide ${rung}`));
  });

  test.for([
    ['a date is corrected', 'correctDate', (entry: number) => ({ entry, trueDate: '2026-05-15', reason: '收到报告的日期有误', document: '检验报告' })],
    ['a fact is withdrawn', 'withdrawFact', (entry: number) => ({ entry, proposedBy: 'handler-a', reason: '误录入本案' })],
  ] as const)('%s in the new case: what was told in the old one is not told again for that', ([, action, change]) => {
    const { office, old } = filed();
    const made = split(office, old, '2026-05-11');
    office.on('2026-05-12', made, 'handlerA', 'sendForExamination');
    const result = office.on('2026-05-18', made, 'handlerA', 'recordExamination');
    expect(office.on('2026-05-19', made, 'responsible', action, change(result.accepted ? result.seq : 0))).toMatchObject({ accepted: true });
    office.pass('2026-05-20');
    expect(office.rungs(made)).toEqual([]);
  });

  test('what is overdue since before the split stays so, whatever is withdrawn in the new case', () => {
    const { office, old } = filed();
    const made = split(office, old, '2026-06-08');
    const told = office.on('2026-06-09', made, 'handlerA', 'recordEvidence');
    expect(office.on('2026-06-09', made, 'responsible', 'withdrawFact', { entry: told.accepted ? told.seq : 0, proposedBy: 'handler-a', reason: '误录入本案' })).toMatchObject({ accepted: true });
    expect(office.clock(made, 'decision')).toMatchObject({ state: 'lapsed', dueDate: '2026-06-01' });
    expect(office.rungs(made)).toEqual([]);
  });

  test('a case split off may be split again, still from the first filing', () => {
    const { office, old } = filed();
    const made = split(office, old, '2026-04-20');
    const again = split(office, made, '2026-04-21');
    expect(office.clock(again, 'decision')).toMatchObject({ triggerOn: '2026-03-03', dueDate: '2026-06-01' });
    expect(office.linked(made)).toEqual([`split_from ${old}`, `split_off ${again}`]);
  });
});
