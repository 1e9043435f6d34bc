import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { insertDeadline } from './insert-deadline.ts';
import { insertFile } from './insert-file.ts';
import { createStaff, idOf, openTestApi, type TestApi } from './test-api.ts';

const fileId = 'inspection-0000000000000000feed';
const elsewhereId = 'inspection-00000000000000otherd';
let database: TestDatabase;
let api: TestApi;
let owner: pg.Client;

beforeAll(async () => {
  database = await createTestDatabase();
  await createStaff(database);
  api = await openTestApi(database, { now: () => '2026-03-05T02:00:00.000Z' });
  owner = new pg.Client(database.ownerUrl);
  await owner.connect();
  await insertFile(database, { id: fileId, departmentId: 'division-a' });
  await insertFile(database, { id: elsewhereId, departmentId: 'elsewhere' });
  await owner.query(`UPDATE file SET facts = '{"target":{"name":"示例食品有限公司","uscc":"91350100M000100Y43"}}'`);
  const task = { roles: ['inspector'] };
  await insertDeadline(owner, { fileId, ruleId: 'correction-recheck-default', triggerOn: '2026-03-02', dueDate: '2026-03-16', task });
  await insertDeadline(owner, { fileId, ruleId: 'inspection-result-publish', triggerOn: '2026-03-02', dueDate: '2027-01-04', provisional: true, task: { officerIds: [idOf('inspector')] } });
  await insertDeadline(owner, { fileId, ruleId: 'recheck', triggerOn: '2026-03-02', dueDate: '2026-03-09', state: 'lapsed', task });
  await insertDeadline(owner, { fileId, ruleId: 'case-decide', triggerOn: '2026-03-02', dueDate: '2026-06-01', state: 'paused', task });
  await insertDeadline(owner, { fileId, ruleId: 'clue-verify', triggerOn: '2026-03-02', dueDate: '2026-03-23', state: 'met', task });
  await insertDeadline(owner, { fileId, ruleId: 'hearing-report', triggerOn: '2026-03-02', dueDate: '2026-03-09', task: { officerIds: [idOf('inspector2')] } });
  await insertDeadline(owner, { fileId, ruleId: 'coercive-approve', triggerOn: '2026-03-04', dueDate: '2026-03-05', hours: { from: '2026-03-04T09:05:00+08:00', to: '2026-03-05T09:05:00+08:00' }, task });
  await insertDeadline(owner, { fileId: elsewhereId, ruleId: 'review-complete', triggerOn: '2026-03-02', dueDate: '2026-03-16', task });
});
afterAll(async () => {
  await owner?.end();
  await api?.close();
  await database?.drop();
});

const make = async () => (await api.as('inspector', { method: 'POST', url: '/api/v1/me/calendar-feed' })).json<{ path: string; url: string }>();
const read = (path: string) => api.as(null, { url: path });
/** Lines as a calendar program joins them (RFC 5545, 3.1). */
const unfolded = (text: string) => text.replaceAll('\r\n ', '').split('\r\n');

test('the secret address answers an iCalendar of the officer’s open deadlines, each on its last day, or at its very end where it counts hours', async () => {
  const answer = await read((await make()).path);
  expect([answer.statusCode, answer.headers['content-type']]).toEqual([200, 'text/calendar; charset=utf-8']);
  const lines = unfolded(answer.body);
  expect(lines[0]).toBe('BEGIN:VCALENDAR');
  expect(lines.filter((line) => line.startsWith('DTSTART'))).toEqual(['DTSTART:20260305T010500Z', 'DTSTART;VALUE=DATE:20260309', 'DTSTART;VALUE=DATE:20260316', 'DTSTART;VALUE=DATE:20270104']);
  expect(lines.filter((line) => line.startsWith('DESCRIPTION') && line.includes('截止时刻'))).toEqual([expect.stringContaining('截止时刻 2026-03-05 09:05(北京时间)')]);
  expect(lines.filter((line) => line.startsWith('SUMMARY'))).toEqual([
    `SUMMARY:紧急查封、扣押的补办批准 ${fileId}`,
    `SUMMARY:【已届满】复核陈述、申辩意见 ${fileId}`,
    expect.stringMatching(new RegExp(`^SUMMARY:[^【].* ${fileId}$`)),
    expect.stringMatching(new RegExp(`^SUMMARY:【暂定】.* ${fileId}$`)),
  ]);
  expect(lines.filter((line) => line.startsWith('UID'))[2]).toBe(`UID:${fileId}.correction-recheck-default.1@duban`);
});

test('it holds nothing of the parties', async () => {
  const { body } = await read((await make()).path);
  expect(unfolded(body).join('\n')).not.toMatch(/示例食品|91350100M000100Y43/);
});

test('a new address ends the one before, and revoking ends the last', async () => {
  const first = await make();
  const second = await make();
  expect(second.path).not.toBe(first.path);
  expect([(await read(first.path)).statusCode, (await read(second.path)).statusCode]).toEqual([404, 200]);
  expect((await api.as('inspector', { method: 'DELETE', url: '/api/v1/me/calendar-feed' })).statusCode).toBe(204);
  expect((await read(second.path)).statusCode).toBe(404);
  expect((await read((await make()).path)).statusCode).toBe(200);
});

test('the database keeps a hash of the secret, and never the secret', async () => {
  const { path } = await make();
  const secret = /calendar-feeds\/(.+)\.ics$/.exec(path)?.[1] ?? '';
  const { rows } = await owner.query('SELECT to_jsonb(calendar_feed) AS row FROM calendar_feed');
  expect(JSON.stringify(rows)).toContain('secret_hash');
  expect(JSON.stringify(rows)).not.toContain(secret);
  expect((await read(`/api/v1/calendar-feeds/${rows[0].row.secret_hash}.ics`)).statusCode).toBe(404);
});

test('an officer who has left reads nothing any more', async () => {
  const { path } = await make();
  await owner.query('UPDATE officer SET active = false WHERE id = $1', [idOf('inspector')]);
  try {
    expect((await read(path)).statusCode).toBe(404);
  } finally {
    await owner.query('UPDATE officer SET active = true WHERE id = $1', [idOf('inspector')]);
  }
});

test('making and revoking ask for a sign-in', async () => {
  for (const method of ['POST', 'DELETE'] as const) expect((await api.as(null, { method, url: '/api/v1/me/calendar-feed' })).statusCode).toBe(401);
});
