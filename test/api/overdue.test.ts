import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openWorldClock, type WorldClock } from '../../clock/world-clock.ts';
import { visit } from '../support/inspection.ts';
import { createTestWorld, type TestWorld } from '../support/world.ts';
import { openInspectionDueBy } from './open-inspection-due-by.ts';
import { createStaff, idOf, newKey, openTestApi, type Member, type TestApi } from './test-api.ts';

/** The managers' list and the digest, over REST, of files on the real engine. */
let world: TestWorld;
let api: TestApi;
let clock: WorldClock;
const files: Record<'late' | 'nearly' | 'young', string> = { late: '', nearly: '', young: '' };

beforeAll(async () => {
  world = await createTestWorld({ rehearsalFrom: '2026-03-02T02:00:00.000Z' });
  await createStaff(world.database);
  await world.startWorker();
  clock = await openWorldClock(world.pool, pino({ level: 'silent' }));
  api = await openTestApi(world.database, { submit: world.submit, pool: world.pool, now: clock.now });
  files.late = await open('2026-03-10');
  files.nearly = await open('2026-03-22');
  files.young = await open('2026-06-30');
  await pass('2026-03-20T02:00:00.000Z');
});
afterAll(async () => {
  clock?.stop();
  await api?.close();
  await world?.close();
});

const open = (plannedEnd: string) => openInspectionDueBy(api, plannedEnd);

async function pass(to: string): Promise<void> {
  await world.advance({ to });
  await clock.refresh();
}

const overdue = async (who: Member, query = '') => (await api.as(who, { url: `/api/v1/overdue${query}` })).json<{ items: { file: { id: string }; [more: string]: unknown }[]; nextCursor: string | null }>();
const act = (who: Member, id: string, action: string, input: object) => api.as(who, { method: 'POST', url: `/api/v1/inspections/${id}/actions/${action}`, headers: newKey(), payload: { input } });

describe('what is overdue', () => {
  test('is listed with what is beyond 90 percent, the worst first, and nothing that has time', async () => {
    const { items } = await overdue('head');
    expect(items.map(({ file }) => file.id)).toEqual([files.late, files.nearly]);
    expect(items[0]).toMatchObject({ isOverdue: true, deadline: { dueDate: '2026-03-10' }, reached: { rung: { label: { zh: expect.any(String) } } }, urged: null, orders: [], waitingFor: [{ roles: [{ id: 'inspector' }], officerIds: [idOf('inspector'), idOf('inspector2')] }] });
    expect(items[1]).toMatchObject({ isOverdue: false, reached: { rung: { id: 'remind_90' } } });
    expect((await overdue('head', '?only=nearly')).items.map(({ file }) => file.id)).toEqual([files.nearly]);
    expect((await overdue('head', '?only=overdue')).items.map(({ file }) => file.id)).toEqual([files.late]);
  });

  test('goes on over pages without a gap or a repetition', async () => {
    const first = await overdue('head', '?limit=1');
    expect(first.items.map(({ file }) => file.id)).toEqual([files.late]);
    const second = await overdue('head', `?limit=1&cursor=${first.nextCursor}`);
    expect(second.items.map(({ file }) => file.id)).toEqual([files.nearly]);
    expect(second.nextCursor).toBeNull();
  });

  test('is of the caller’s scope: the bureau’s supervisor sees it, another division and another bureau do not', async () => {
    expect((await overdue('supervisor')).items).toHaveLength(2);
    expect((await overdue('headB')).items).toEqual([]);
    expect((await overdue('stranger')).items).toEqual([]);
  });

  test('tells who urged, when and how often', async () => {
    expect((await act('head', files.late, 'urge', { text: '请说明' })).statusCode).toBe(200);
    const { items } = await overdue('responsible');
    expect(items[0]).toMatchObject({ file: { id: files.late }, urged: { on: '2026-03-20', by: { id: idOf('head'), name: '李四' }, times: 1 } });
  });

  test('tells of the supervision order: in the list, in the file’s detail, and in its timeline, with nothing of the party', async () => {
    // Tuesday 10 March + 10 working days
    await pass('2026-03-24T02:00:00.000Z');
    const { items } = await overdue('head', '?only=overdue');
    const late = items.find(({ file }) => file.id === files.late)!;
    const [order] = late['orders'] as { id: string; href: string; isOpen: boolean }[];
    expect(late).toMatchObject({ reached: { rung: { id: 'overdue_10' } }, orders: [{ isOpen: true, stage: { id: 'order_issued' } }] });
    const detail = (await api.as('head', { url: `/api/v1/inspections/${files.late}` })).json();
    expect(detail.orders).toEqual([{ id: order!.id, issuedOn: '2026-03-24', deadlineId: expect.stringContaining(files.late), rung: 'overdue_10', href: order!.href }]);
    const timeline = (await api.as('head', { url: `/api/v1/inspections/${files.late}/timeline?lifecycle=true&limit=200` })).json();
    expect(timeline.items.filter(({ fileId }: { fileId: string }) => fileId === order!.id).map(({ what }: { what: { label: { zh: string } } }) => what.label.zh)).toEqual(['下达督办单']);
    const shown = await api.as('head', { url: order!.href });
    expect(shown.json()).toMatchObject({ type: { id: 'supervisionOrder' }, facts: { about: { fileId: files.late, dueDate: '2026-03-10' } } });
    expect(shown.body).not.toContain('示例食品');
    expect((await api.as('inspector', { method: 'POST', url: `${order!.href}/actions/reportOnOrder`, headers: newKey(), payload: { input: { text: '本周办结' } } })).statusCode).toBe(200);
    expect((await api.as('head', { method: 'POST', url: `${order!.href}/actions/closeOrder`, headers: newKey(), payload: { input: { opinion: '自行办结' } } })).json()).toMatchObject({ code: 'ORDER_ISSUER_ONLY', status: 403 });
    expect((await api.as('supervisor', { method: 'POST', url: `${order!.href}/actions/closeOrder`, headers: newKey(), payload: { input: { opinion: '同意' } } })).statusCode).toBe(200);
    expect((await overdue('head', '?only=overdue')).items.find(({ file }) => file.id === files.late)).toMatchObject({ orders: [{ isOpen: false }] });
  });

  test('is off the list once the duty is done', async () => {
    expect((await act('inspector', files.nearly, 'recordInspectionResult', { category: 'no_issue_found', findings: '未发现问题', method: 'on_site', visit: visit(idOf('head')) })).statusCode).toBe(200);
    expect((await overdue('head')).items.map(({ file }) => file.id)).toEqual([files.late]);
  });
});

describe('my digest', () => {
  test('is there when it is read, from eight on, and is the same when it is read again', async () => {
    const digest = (await api.as('inspector', { url: '/api/v1/me/digest' })).json();
    expect(digest).toMatchObject({ day: '2026-03-24', overdue: { count: 1, items: [{ file: { id: files.late, href: `/api/v1/inspections/${files.late}` }, kind: 'act' }] }, urged: { count: 1 } });
    await act('inspector', files.late, 'recordInspectionResult', { category: 'no_issue_found', findings: '未发现问题', method: 'on_site', visit: visit(idOf('head')) });
    expect((await api.as('inspector', { url: '/api/v1/me/digest' })).json()).toEqual(digest);
    expect(JSON.stringify(digest)).not.toContain('示例食品');
    expect((await api.as('inspector', { url: '/api/v1/me/digest?day=2026-03-23' })).json()).toMatchObject({ code: 'DIGEST_NOT_FOUND' });
    expect((await api.as('administrator', { url: '/api/v1/me/digest' })).statusCode).toBe(404);
  });

  test('is not made on a rest day: the one of the working day before is told', async () => {
    await pass('2026-03-28T02:00:00.000Z');
    expect((await api.as('inspector', { url: '/api/v1/me/digest' })).json().day).toBe('2026-03-24');
  });
});
