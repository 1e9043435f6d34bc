import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { defaultCalendar } from '../../domain/calendar/default-calendar.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { insertDeadline } from './insert-deadline.ts';
import { insertFile } from './insert-file.ts';
import { createStaff, idOf, openTestApi, type TestApi } from './test-api.ts';

const fileId = 'enforcementCase-000000000000000000ca';
let database: TestDatabase;
let api: TestApi;
let owner: pg.Client;
let deadlineId: string;

const actor = { id: idOf('responsible'), roles: ['responsible_person'], departmentId: 'bureau' };
const clock = (change: string, dueDate: string, more: object = {}) => ({ deadlineId: `${fileId}.case-decide.1`, clock: 'decision', ruleId: 'case-decide', change, dueDate, dueAt: `${dueDate}T16:00:00.000Z`, ...more });

beforeAll(async () => {
  database = await createTestDatabase();
  await createStaff(database);
  api = await openTestApi(database, { now: () => '2026-06-25T02:00:00.000Z' });
  owner = new pg.Client(database.ownerUrl);
  await owner.connect();
  await insertFile(database, { id: fileId, departmentId: 'division-a' });
  await owner.query("UPDATE file SET type = 'enforcementCase', stage = 'investigating'");
  // filed on 2026-03-03, 21 days of testing, extended by 30 days: 2026-07-22
  deadlineId = await insertDeadline(owner, {
    fileId, ruleId: 'case-decide', ruleVersion: await versionOf('case-decide'), triggerOn: '2026-03-03', dueDate: '2026-07-22',
    pauses: [{ ground: 'testing', from: '2026-03-20', to: '2026-04-10', seq: 2 }],
    extensions: [{ amount: 30, approvedBy: 'responsible_person', reason: '案情复杂,需补充取证', seq: 4 }],
    rungs: [{ rung: 'remind_90', at: '2026-07-09T16:00:00.000Z', to: ['case_handler'] }, { rung: 'lapse', at: '2026-07-22T16:00:00.000Z', to: ['responsible_person'], lapse: true }],
  });
  await entry(1, 'fileCase', { actor, clocks: [clock('armed', '2026-06-01')] }, '2026-03-03');
  await entry(2, 'sendForExamination', { actor, clocks: [clock('paused', '2026-06-01')] }, '2026-03-20');
  await entry(3, 'recordExaminationResult', { actor, clocks: [clock('resumed', '2026-06-22', { oldDueDate: '2026-06-01' })] }, '2026-04-10');
  await entry(4, 'extendDecision', { actor, body: { reason: '案情复杂,需补充取证' }, clocks: [clock('extended', '2026-07-22', { oldDueDate: '2026-06-22' })] }, '2026-06-20');
  await entry(5, 'case-decide', { told: ['case_handler'], clocks: [clock('reminded', '2026-07-22', { rung: 'remind_70' })] }, '2026-06-21', 'remind_70');
});
afterAll(async () => {
  await owner?.end();
  await api?.close();
  await database?.drop();
});

async function versionOf(id: string): Promise<string> {
  return (await api.as(null, { url: `/api/v1/rules/${id}` })).json().versions[0].version;
}

async function entry(seq: number, what: string, content: object, on: string, rung?: string): Promise<void> {
  await owner.query(
    `INSERT INTO ledger_entry (file_id, seq, kind, what, occurred_on, recorded_at, header, hash, salt, content, deadline_id, revision, rung)
     VALUES ($1, $2, $3, $4, $5, $5::date + interval '2 hours', '{}', $6, 'aa', $7, $8, $9, $10)`,
    [fileId, seq, rung === undefined ? 'act' : 'deadline', what, on, String(seq).repeat(64), JSON.stringify(content), rung === undefined ? null : deadlineId, rung === undefined ? null : 3, rung ?? null],
  );
}

const explain = (member: Parameters<TestApi['as']>[0], id = deadlineId) => api.as(member, { url: `/api/v1/deadlines/${id}/explain` });

describe('a deadline of a file explains itself', () => {
  test('one that counts hours from the instant that its row keeps', async () => {
    const hours = { from: '2026-06-24T16:40:00+08:00', to: '2026-06-25T16:40:00+08:00' };
    const id = await insertDeadline(owner, { fileId, ruleId: 'evidence-preserve-approve', ruleVersion: await versionOf('evidence-preserve-approve'), triggerOn: '2026-06-24', dueDate: '2026-06-25', hours });
    const told = (await explain('head', id)).json();
    expect(told).toMatchObject({ deadline: { triggerOn: '2026-06-24', triggerAt: '2026-06-24T08:40:00.000Z', dueAt: '2026-06-25T08:40:00.000Z' }, isAsStored: true, found: { dueAt: '2026-06-25T08:40:00.000Z' } });
    expect(told.steps).toMatchObject([{ code: 'trigger', data: { at: '2026-06-24T08:40:00.000Z' } }, { code: 'limit', data: { amount: 24, unit: 'H' } }, { code: 'due' }]);
  });

  test('with its rule, text and source, and with the arithmetic that leads to the stored date', async () => {
    const told = (await explain('head')).json();
    expect(told).toMatchObject({
      deadline: { id: deadlineId, dueDate: '2026-07-22', ruleId: 'case-decide', isProvisional: false },
      file: { id: fileId, type: { id: 'enforcementCase' }, href: `/api/v1/enforcement-cases/${fileId}` },
      profile: 'national',
      rule: { id: 'case-decide', verified: 'verified', onLapse: { id: 'AGENCY_OVERDUE' }, source: [expect.objectContaining({ law: 'PPR', article: '64' }), expect.objectContaining({ law: 'APL', article: '60' })] },
      isAsStored: true,
      found: { dueDate: '2026-07-22', calendarVersion: defaultCalendar.version },
    });
    expect(told.steps.map(({ code }: { code: string }) => code)).toEqual(['trigger', 'limit', 'calendar', 'extension', 'pause', 'left_out', 'counted_days', 'target', 'no_roll', 'due']);
  });

  test('with each pause and extension, who granted it, and in which entry', async () => {
    expect((await explain('head')).json()).toMatchObject({
      pauses: [{ ground: { id: 'testing', label: { zh: '检测' } }, from: '2026-03-20', to: '2026-04-10', entry: { seq: 2 } }],
      extensions: [{ amount: 30, approvedBy: { id: 'responsible_person', label: { zh: '部门负责人' } }, reason: '案情复杂,需补充取证', entry: { seq: 4, occurredOn: '2026-06-20', actor: { id: idOf('responsible'), name: '吴六' } } }],
    });
  });

  test('with the rungs that were told and those to come', async () => {
    const { ladder } = (await explain('head')).json();
    expect(ladder).toMatchObject([
      { rung: 'remind_70', label: { zh: '期限已用70%' }, to: [{ id: 'case_handler' }], isLapse: false, entry: { seq: 5 } },
      { rung: 'remind_90', at: '2026-07-09T16:00:00.000Z', isLapse: false, entry: null },
      { rung: 'lapse', at: '2026-07-22T16:00:00.000Z', isLapse: true, entry: null },
    ]);
  });

  test('with every change of the date, old and new, and why', async () => {
    const { revisions } = (await explain('head')).json();
    expect(revisions.map(({ seq, change, oldDueDate, dueDate, reason }: Record<string, unknown>) => [seq, change, oldDueDate, dueDate, reason])).toEqual([
      [1, 'armed', null, '2026-06-01', null],
      [2, 'paused', null, '2026-06-01', '检测'],
      [3, 'resumed', '2026-06-01', '2026-06-22', null],
      [4, 'extended', '2026-06-22', '2026-07-22', '案情复杂,需补充取证'],
    ]);
  });

  test('and says so where it would come to another date today', async () => {
    await owner.query("UPDATE deadline SET due_date = '2026-07-21', due_at = '2026-07-21T16:00:00Z' WHERE id = $1", [deadlineId]);
    try {
      expect((await explain('head')).json()).toMatchObject({ isAsStored: false, deadline: { dueDate: '2026-07-21' }, found: { dueDate: '2026-07-22' } });
    } finally {
      await owner.query("UPDATE deadline SET due_date = '2026-07-22', due_at = '2026-07-22T16:00:00Z' WHERE id = $1", [deadlineId]);
    }
  });

  test('to those who may see its file, and to nobody else', async () => {
    expect((await explain('supervisor')).statusCode).toBe(200);
    for (const [member, status] of [['headB', 404], ['stranger', 404], [null, 401]] as const) expect((await explain(member)).statusCode).toBe(status);
    expect((await explain('head', `${fileId}.case-decide.9`)).json()).toMatchObject({ status: 404, code: 'DEADLINE_NOT_FOUND' });
  });
});
