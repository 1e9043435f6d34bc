import { describe, expect, test } from 'vitest';
import type { FileRecord } from '../../../domain/record/record.ts';
import { visit } from '../../support/inspection.ts';
import { assigned, correctionOrdered } from './files.ts';

const urged = (record: FileRecord) => record.tasks.filter(({ kind }) => kind === 'urge');

describe('urging (催办)', () => {
  test('tells each person whom the stage waits for, one by one, changes no stage and no date, and is in the ledger', () => {
    const { file, on } = assigned();
    const before = file.record;
    expect(on('2026-03-04', 'head', 'urge', { text: '请本周内完成检查' })).toMatchObject({ accepted: true, outcome: 'urged', stage: before.stage });
    expect(urged(file.record).map(({ officerIds, label }) => [officerIds, label.zh])).toEqual([[['ins-a'], '催办:实施检查并录入结果'], [['ins-b'], '催办:实施检查并录入结果']]);
    expect(file.record.deadlines).toEqual(before.deadlines);
    expect(file.record.tasks.filter(({ kind }) => kind === 'act')).toEqual(before.tasks.filter(({ kind }) => kind === 'act'));
    const entry = file.last;
    expect(entry).toMatchObject({ kind: 'act', what: 'urge', reached: [] });
    expect(entry.content).toMatchObject({ body: { text: '请本周内完成检查' }, actor: { id: 'head' } });
    // the words of the urging stand in the salted text alone
    expect(JSON.stringify(file.record)).not.toContain('请本周内完成检查');
  });

  test('is refused a second time on the same working day for the same matter, with the day from which it is allowed, and allowed then', () => {
    const { file, on } = assigned();
    // Friday; Saturday and Sunday are no new working day
    expect(on('2026-03-06', 'head', 'urge', { text: '催' })).toMatchObject({ accepted: true });
    expect(on('2026-03-06', 'resp', 'urge', { text: '再催' })).toEqual({ accepted: false, code: 'URGED_TODAY', rule: 'urge-daily', earliestOn: '2026-03-09' });
    expect(on('2026-03-08', 'resp', 'urge', { text: '再催' })).toMatchObject({ accepted: false, code: 'URGED_TODAY', earliestOn: '2026-03-09' });
    expect(on('2026-03-09', 'resp', 'urge', { text: '再催' })).toMatchObject({ accepted: true });
    // told once, with the newest words: not twice
    expect(urged(file.record)).toHaveLength(2);
    expect(Object.values(file.record.facts['urges'] as object)).toEqual([{ on: '2026-03-09', seq: file.record.seq, by: 'resp', times: 2 }]);
  });

  test('of a make-up Sunday and the Monday after it are two working days', () => {
    const { on } = assigned('2026-09-18');
    expect(on('2026-09-20', 'head', 'urge', { text: '催' })).toMatchObject({ accepted: true });
    expect(on('2026-09-21', 'head', 'urge', { text: '催' })).toMatchObject({ accepted: true });
  });

  test('by the deadline and by the task that it belongs to are the same matter; another deadline is another', () => {
    const { file, on } = correctionOrdered();
    const [deadline, other] = file.record.deadlines;
    const task = file.record.tasks.find(({ deadlineId }) => deadlineId === deadline?.id) ?? file.record.tasks[0];
    expect(other, 'two deadlines run').toBeDefined();
    expect(on('2026-03-12', 'head', 'urge', { text: '催', deadlineId: task?.deadlineId ?? '' })).toMatchObject({ accepted: true });
    expect(on('2026-03-12', 'head', 'urge', { text: '催', taskId: task?.id ?? '' })).toMatchObject({ accepted: false, code: 'URGED_TODAY' });
    const second = [deadline, other].find((one) => one?.id !== task?.deadlineId);
    expect(on('2026-03-12', 'head', 'urge', { text: '催', deadlineId: second?.id ?? '' })).toMatchObject({ accepted: true });
  });

  test('is for managers; a matter that the file does not have is refused, and both ids at once', () => {
    const { file, on } = assigned();
    expect(on('2026-03-04', 'ins-a', 'urge', { text: '催' })).toMatchObject({ accepted: false, code: 'FORBIDDEN_ROLE' });
    expect(on('2026-03-04', 'head', 'urge', { text: '催', taskId: 'other' })).toMatchObject({ accepted: false, code: 'URGE_TARGET_UNKNOWN', field: '/taskId' });
    expect(on('2026-03-04', 'head', 'urge', { text: '催', taskId: file.record.tasks[0]!.id, deadlineId: 'x' })).toMatchObject({ accepted: false, code: 'INVALID_BODY' });
    expect(on('2026-03-04', 'head', 'urge', { text: ' ' })).toMatchObject({ accepted: false, code: 'INVALID_BODY' });
  });

  test('is over when the stage is: nobody has to acknowledge what is done', () => {
    const { file, on } = assigned();
    on('2026-03-04', 'head', 'urge', { text: '催' });
    on('2026-03-05', 'ins-a', 'startInspection', visit('head'));
    on('2026-03-05', 'ins-a', 'recordInspectionResult', { category: 'no_issue_found', findings: '未发现问题', method: 'on_site' });
    expect(urged(file.record)).toEqual([]);
  });

  test('is not open on a closed file', () => {
    const { file, on } = assigned();
    on('2026-03-05', 'ins-a', 'startInspection', visit('head'));
    on('2026-03-05', 'ins-a', 'recordInspectionResult', { category: 'no_issue_found', findings: '未发现问题', method: 'on_site' });
    on('2026-03-06', 'publ', 'publishInspectionResult', { redactionChecked: true, channel: 'necips' });
    on('2026-03-06', 'head', 'closeInspection', {});
    expect(file.record.stage).toBe('inspection_closed');
    expect(on('2026-03-06', 'head', 'urge', { text: '催' })).toEqual({ accepted: false, code: 'NOT_OPEN' });
  });
});

describe('acknowledging (签收)', () => {
  test('closes the reminder for whom it was, and leaves the others and the duty', () => {
    const { file, on } = assigned();
    on('2026-03-04', 'head', 'urge', { text: '催' });
    const [first, second] = urged(file.record);
    expect(on('2026-03-04', 'ins-b', 'acknowledge', { taskId: first!.id })).toMatchObject({ accepted: false, code: 'REMINDER_NOT_YOURS' });
    expect(on('2026-03-04', 'ins-a', 'acknowledge', { taskId: first!.id })).toMatchObject({ accepted: true, outcome: 'acknowledged' });
    expect(urged(file.record).map(({ id }) => id)).toEqual([second!.id]);
    expect(file.record.tasks.filter(({ kind }) => kind === 'act')).toHaveLength(1);
    expect(on('2026-03-04', 'ins-a', 'acknowledge', { taskId: first!.id })).toMatchObject({ accepted: false, code: 'REMINDER_NOT_OPEN' });
  });

  test('also closes a reminder of the ladder, for whoever holds its role; a task of the stage is no reminder', () => {
    const { file, on, pass } = correctionOrdered();
    pass('2026-04-30');
    const reminder = file.record.tasks.find(({ kind }) => kind === 'reminder')!;
    const act = file.record.tasks.find(({ kind }) => kind === 'act')!;
    const able = (['ins-a', 'head', 'resp', 'coord', 'publ'] as const).find((who) => file.holds(who, reminder));
    expect(able, JSON.stringify(reminder)).toBeDefined();
    expect(on('2026-04-30', able!, 'acknowledge', { taskId: act.id })).toMatchObject({ accepted: false, code: 'REMINDER_NOT_OPEN' });
    expect(on('2026-04-30', able!, 'acknowledge', { taskId: reminder.id })).toMatchObject({ accepted: true });
    expect(file.record.tasks.map(({ id }) => id)).not.toContain(reminder.id);
  });
});
