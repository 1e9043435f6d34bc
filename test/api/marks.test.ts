import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Rule } from '../../domain/rules/rule.ts';
import { lawInForce, shippedLawBook, type LawBook } from '../../law/law-book.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { insertDeadline } from './insert-deadline.ts';
import { insertFile } from './insert-file.ts';
import { createStaff, openTestApi, type TestApi } from './test-api.ts';

const fileId = 'inspection-000000000000000000ad';
let database: TestDatabase;
let api: TestApi;
let owner: pg.Client;

/** The law that ships, with one rule in doubt. */
async function doubtful(): Promise<LawBook> {
  const { law, calendar } = await shippedLawBook.current();
  const doubted = lawInForce(0, { ...law, rules: law.rules.map((rule): Rule => (rule.id === 'recheck' ? { ...rule, verified: 'not_verified' } : rule)) }, calendar);
  return { current: () => Promise.resolve(doubted), at: () => Promise.resolve(doubted) };
}

beforeAll(async () => {
  database = await createTestDatabase();
  await createStaff(database);
  api = await openTestApi(database, { lawBook: await doubtful() });
  owner = new pg.Client(database.ownerUrl);
  await owner.connect();
  await insertFile(database, { id: fileId, departmentId: 'division-a' });
  const task = { roles: ['inspector'] };
  await insertDeadline(owner, { fileId, ruleId: 'inspection-result-publish', triggerOn: '2026-12-01', dueDate: '2026-12-30', provisional: true, task });
  await insertDeadline(owner, { fileId, ruleId: 'recheck', triggerOn: '2026-03-02', dueDate: '2026-03-09', task });
});
afterAll(async () => {
  await owner?.end();
  await api?.close();
  await database?.drop();
});

describe('a date in doubt is marked wherever it shows', () => {
  const marks = ({ ruleId, isProvisional, isUnverified }: { ruleId: string; isProvisional: boolean; isUnverified: boolean }) => [ruleId, isProvisional, isUnverified];
  const expected = [['inspection-result-publish', true, false], ['recheck', false, true]];

  test('among the deadlines of a file', async () => {
    const { items } = (await api.as('inspector', { url: `/api/v1/inspections/${fileId}/deadlines` })).json();
    expect(items.map(marks).toSorted()).toEqual(expected);
  });

  test('among my tasks, with the address of the explanation', async () => {
    const { items } = (await api.as('inspector', { url: '/api/v1/me/tasks' })).json();
    expect(items.map(({ deadline }: { deadline: Parameters<typeof marks>[0] }) => marks(deadline)).toSorted()).toEqual(expected);
    for (const { deadline } of items) expect((await api.as('inspector', { url: deadline.explain })).statusCode).not.toBe(404);
  });

  test('in the timeline', async () => {
    const clocks = ['inspection-result-publish', 'recheck'].map((ruleId, at) => ({ deadlineId: `${fileId}.${ruleId}.1`, clock: ruleId, ruleId, change: 'armed', dueDate: '2026-12-30', dueAt: '2026-12-30T16:00:00.000Z', ...(at === 0 ? { provisional: true } : {}) }));
    const header = { stage: 'result_review', reached: [] };
    await owner.query(
      "INSERT INTO ledger_entry (file_id, seq, kind, what, occurred_on, recorded_at, header, hash, salt, content) VALUES ($1, 1, 'act', 'recordInspectionResult', '2026-03-02', now(), $2, $3, 'aa', $4)",
      [fileId, JSON.stringify(header), '1'.repeat(64), JSON.stringify({ clocks })],
    );
    const { items } = (await api.as('inspector', { url: `/api/v1/inspections/${fileId}/timeline` })).json();
    expect(items[0].deadlines.map((one: { rule: { id: string }; provisional: boolean; isUnverified: boolean }) => [one.rule.id, one.provisional, one.isUnverified])).toEqual(expected);
  });
});
