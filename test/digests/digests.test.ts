import pg from 'pg';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { digestDay } from '../../digests/digest-day.ts';
import { digestNotice, type DigestContent } from '../../digests/digest.ts';
import { digestRules } from '../../digests/digest-rules.ts';
import { rules } from '../support/law.ts';
import { shippedLawBook } from '../../law/law-book.ts';
import { digestRound, keepDigests, type DigestDeps } from '../../digests/keep-digests.ts';
import { defaultCalendar } from '../../domain/calendar/default-calendar.ts';
import type { Notice, Notices } from '../../notices/notices.ts';
import { createRecordingGateway } from '../../notices/recording-gateway.ts';
import { assignment, createTestWorld, idOf, openInspection, type TestWorld } from '../support/world.ts';

const log = pino({ level: 'silent' });
const none: DigestContent = { overdue: { count: 0, items: [] }, due: { count: 0, items: [] }, urged: { count: 0, items: [] }, new: { count: 0, items: [] } };

describe('the day of a digest', () => {
  test.each<[string, string | null, string]>([
    ['2026-03-04T00:00:00Z', '2026-03-04', 'eight in the morning of a Wednesday'],
    ['2026-03-03T23:59:59Z', null, 'before eight'],
    ['2026-03-07T02:00:00Z', null, 'a Saturday'],
    ['2026-09-20T02:00:00Z', '2026-09-20', 'a Sunday that is worked'],
    ['2026-10-01T02:00:00Z', null, 'National Day'],
  ])('%s: %s (%s)', (at, day, _why) => {
    expect(digestDay(at, defaultCalendar, digestRules(rules))).toBe(day);
  });
});

test('the message that goes out is a few numbers: no name, no subject, no words of anybody', () => {
  const item = { taskId: 't', fileId: 'f', kind: 'act' as const, label: { zh: '核查线索', en: 'Verify' }, dueAt: null, deadlineId: null };
  expect(digestNotice('officer-a', '2026-03-04', { ...none, overdue: { count: 2, items: [item, item] } })).toEqual({
    key: 'digest:officer-a:2026-03-04', officerId: 'officer-a', template: 'daily_digest', values: { day: '3月4日', overdue: '2', due: '0', urged: '0', new: '0' },
    text: '【督办】3月4日:逾期2件,临期0件,催办0件,新增0件,请登录系统办理。',
  });
});

describe('one digest a day instead of a flood', () => {
  let world: TestWorld;
  let gateway: Notices;
  const sent: Notice[] = [];
  const round = (notices = gateway, more: Partial<DigestDeps> = {}) => digestRound({ pool: world.pool, log, notices, lawBook: shippedLawBook, ...more });
  const digests = async (officerId?: string) =>
    (await world.pool.query<{ officer_id: string; day: string; content: DigestContent; attempts: number; delivered_at: Date | null }>(
      'SELECT officer_id, day::text, content, attempts, delivered_at FROM digest WHERE $1::text IS NULL OR officer_id = $1 ORDER BY officer_id, day', [officerId ?? null])).rows;
  let fileId: string;

  beforeAll(async () => {
    world = await createTestWorld({ rehearsalFrom: '2026-03-02T01:00:00Z' });
    await world.startWorker();
    const recording = createRecordingGateway(world.pool);
    gateway = { send: (notice) => (sent.push(notice), recording.send(notice)) };
    fileId = await openInspection(world, { plannedEnd: '2026-03-13' });
  });
  afterAll(() => world.close());

  test('tells each officer what is new, once, however often a round comes by and whoever makes it', async () => {
    await Promise.all([round(), round(), round()]);
    await round();
    const mine = await digests(idOf('inspectorA'));
    expect(mine).toHaveLength(1);
    expect(mine[0]).toMatchObject({ day: '2026-03-02', content: { ...none, new: { count: 1, items: [{ fileId, kind: 'act', label: { zh: '实施检查并录入结果' } }] } } });
    expect(await digests(idOf('planManager')), 'who has nothing to hear hears nothing').toEqual([]);
    const { rows } = await world.pool.query<{ key: string; times: number }>("SELECT key, times FROM notice_taken WHERE officer_id = $1", [idOf('inspectorA')]);
    expect(rows).toEqual([{ key: `digest:${idOf('inspectorA')}:2026-03-02`, times: 1 }]);
    expect(JSON.stringify(sent), 'no personal data leaves the house').not.toContain(assignment.target.name);
    expect(JSON.stringify(await digests())).not.toContain(assignment.target.name);
  });

  test('is one message for many things: what is overdue, due, urged and new stand in one row', async () => {
    await openInspection(world, { plannedEnd: '2026-03-20' });
    await openInspection(world, { plannedEnd: '2026-03-18' });
    await world.act('unitHead', fileId, 'urge', { text: '请尽快' });
    await world.advance({ to: '2026-03-16T01:00:00Z' });
    sent.length = 0;
    await round();
    const { content } = (await digests(idOf('inspectorA'))).at(-1)!;
    // Monday: the first is overdue since the 14th; what ends on Wednesday is due within three working days, what ends on Friday is not yet
    expect(Object.fromEntries(Object.entries(content).map(([section, { count }]) => [section, count]))).toEqual({ overdue: 1, due: 1, urged: 1, new: expect.any(Number) });
    expect(content.overdue.items[0]).toMatchObject({ fileId, deadlineId: expect.stringContaining(fileId) });
    expect(content.due.items.map(({ dueAt }) => dueAt)).toEqual(['2026-03-18T16:00:00.000Z']);
    expect(sent.filter(({ officerId }) => officerId === idOf('inspectorA'))).toHaveLength(1);
  });

  test('of the mornings that a rehearsal jumped over nobody is told: a thousand days cost one round', async () => {
    const before = (await digests(idOf('inspectorA'))).length;
    await world.advance({ to: '2026-04-15T01:00:00Z' });
    await round();
    const days = (await digests(idOf('inspectorA'))).map(({ day }) => day);
    expect(days).toHaveLength(before + 1);
    expect(days.at(-1)).toBe('2026-04-15');
  });

  test('is handed in again after a hand-in that nobody knows the end of, under the same key: told once', async () => {
    await world.advance({ to: '2026-04-16T01:00:00Z' });
    const recording = createRecordingGateway(world.pool);
    // the message is taken and the receipt is lost
    const losing: Notices = { send: (notice) => recording.send(notice).then(() => Promise.reject(new Error('connection lost'))) };
    expect(await round(losing)).toMatchObject({ told: 0 });
    expect((await digests(idOf('inspectorA'))).at(-1)).toMatchObject({ attempts: 1, delivered_at: null });
    // not at once: the other hand-in may still be under way
    expect(await round()).toMatchObject({ made: 0, told: 0 });
    expect((await round(gateway, { patienceSeconds: 0 })).told).toBeGreaterThan(0);
    expect((await digests(idOf('inspectorA'))).at(-1)).toMatchObject({ attempts: 2, delivered_at: expect.any(Date) });
    const { rows } = await world.pool.query<{ times: number }>('SELECT times FROM notice_taken WHERE key = $1', [`digest:${idOf('inspectorA')}:2026-04-16`]);
    expect(rows, 'one message, handed in twice').toEqual([{ times: 2 }]);
  });

  test('of an earlier day is not told any more when there is a newer one', async () => {
    const down: Notices = { send: () => Promise.reject(new Error('the gateway is down')) };
    await world.advance({ to: '2026-04-17T01:00:00Z' });
    await round(down);
    await world.advance({ to: '2026-04-20T01:00:00Z' });
    sent.length = 0;
    await round(gateway, { patienceSeconds: 0 });
    expect(sent.filter(({ officerId }) => officerId === idOf('inspectorA')).map(({ key }) => key)).toEqual([`digest:${idOf('inspectorA')}:2026-04-20`]);
  });

  test('stays one row for an officer and a day, whatever is written past the program', async () => {
    await expect(world.pool.query("INSERT INTO digest (officer_id, day, made_at, content) VALUES ($1, '2026-04-20', now(), '{}')", [idOf('inspectorA')])).rejects.toThrow(pg.DatabaseError);
  });

  test('is made by the worker by itself', async () => {
    await world.advance({ to: '2026-04-21T01:00:00Z' });
    const keeping = keepDigests({ pool: world.pool, log, notices: gateway, lawBook: shippedLawBook, everySeconds: 60 });
    await expect.poll(async () => (await digests(idOf('inspectorA'))).at(-1)?.day).toBe('2026-04-21');
    await keeping.stop();
  });
});
