import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestWorld, idOf, openInspection, type TestWorld } from '../support/world.ts';

let world: TestWorld;
beforeAll(async () => {
  world = await createTestWorld({ rehearsalFrom: '2026-03-02T02:00:00.000Z' });
  await world.startWorker();
});
afterAll(() => world.close());

const ordersAbout = async (fileId: string) =>
  (await world.pool.query<{ id: string; stage: string; facts: { about: { deadlineId: string; rung: string | null } } }>(
    'SELECT o.id, o.stage, o.facts FROM effect x JOIN file o ON o.id = x.to_file_id WHERE x.file_id = $1 AND x.to_type = $2 ORDER BY x.seq', [fileId, 'supervisionOrder'])).rows;
const act = (person: Parameters<TestWorld['act']>[0], id: string, action: string, body: Parameters<TestWorld['act']>[3]) => world.act(person, id, action, body, { type: 'supervisionOrder' });

describe('a supervision order on the real engine', () => {
  test('is opened by the rung ten working days after the date, once, goes its own way, and decides nothing', async () => {
    const fileId = await openInspection(world, { plannedEnd: '2026-03-06' });
    await world.advance({ to: '2026-03-19T04:00:00.000Z' });
    expect(await ordersAbout(fileId), 'nine working days after').toEqual([]);
    // Friday 6 March + 10 working days: Friday 20 March, 00:00
    await world.advance({ to: '2026-03-20T04:00:00.000Z' });
    const [order, ...others] = await ordersAbout(fileId);
    expect(others).toEqual([]);
    expect(order).toMatchObject({ stage: 'order_issued', facts: { about: { rung: 'overdue_10' }, to: { roles: ['handling_unit_head'], officerIds: [idOf('inspectorA'), idOf('inspectorB')] }, issuer: { officerId: null, role: 'enforcement_supervisor' } } });
    const id = order!.id;
    expect(await act('inspectorA', id, 'acknowledgeOrder', {})).toMatchObject({ kind: 'accepted' });
    expect(await act('unitHead', id, 'reportOnOrder', { text: '本周办结' })).toMatchObject({ kind: 'accepted' });
    expect(await act('unitHead', id, 'closeOrder', { opinion: '自行办结' })).toMatchObject({ kind: 'refused', refusal: { code: 'ORDER_ISSUER_ONLY' } });
    expect(await act('supervisor', id, 'returnOrder', { reason: '说明原因' })).toMatchObject({ kind: 'accepted' });
    expect(await act('inspectorB', id, 'reportOnOrder', { text: '原因是人员调整' })).toMatchObject({ kind: 'accepted' });
    expect(await act('supervisor', id, 'closeOrder', { opinion: '同意' })).toMatchObject({ kind: 'accepted', stage: 'order_closed' });
    await expect.poll(async () => (await world.client.workflow.getHandle(id).describe()).status.name).toBe('COMPLETED');
    // the inspection is where it was
    const { rows } = await world.pool.query('SELECT stage FROM file WHERE id = $1', [fileId]);
    expect(rows).toEqual([{ stage: 'assigned' }]);
    await world.advance({ to: '2026-06-30T04:00:00.000Z' });
    expect(await ordersAbout(fileId), 'the rung never fires twice').toHaveLength(1);
  });

  test('issued by hand is a file of its own, is taken back by its issuer alone, and climbs its own ladder to the end', async () => {
    const fileId = await openInspection(world, { plannedEnd: '2027-03-05' });
    expect(await world.act('supervisor', fileId, 'issueOrder', { roles: ['handling_unit_head'], demand: '说明进度', replyBy: '2026-07-10' })).toMatchObject({ kind: 'accepted', stage: 'assigned' });
    await world.advance({ by: 0 });
    const [order] = await ordersAbout(fileId);
    await world.advance({ to: '2026-08-03T04:00:00.000Z' });
    const { rows } = await world.pool.query<{ rung: string }>("SELECT rung FROM ledger_entry WHERE file_id = $1 AND kind = 'deadline' ORDER BY seq", [order!.id]);
    expect(rows.map(({ rung }) => rung)).toEqual(['remind_70', 'remind_90', 'lapse', 'overdue_3', 'overdue_10']);
    expect(await ordersAbout(order!.id), 'no order about an order').toEqual([]);
    expect(await act('responsible', order!.id, 'withdrawOrder', { reason: '撤' })).toMatchObject({ kind: 'refused', refusal: { code: 'ORDER_ISSUER_ONLY' } });
    expect(await act('supervisor', order!.id, 'withdrawOrder', { reason: '已办结' })).toMatchObject({ kind: 'accepted', stage: 'order_withdrawn' });
  });

  test('whose issuer has left is closed by who follows in that office', async () => {
    const fileId = await openInspection(world, { plannedEnd: '2027-03-05' });
    expect(await world.act('supervisor', fileId, 'issueOrder', { roles: ['handling_unit_head'], demand: '说明进度' })).toMatchObject({ kind: 'accepted' });
    await world.advance({ by: 0 });
    const id = (await ordersAbout(fileId))[0]!.id;
    expect(await act('unitHead', id, 'reportOnOrder', { text: '已办' })).toMatchObject({ kind: 'accepted' });
    const successor = { callerId: 'successor', callerRoles: ['enforcement_supervisor'] as const };
    const owner = new pg.Client(world.database.ownerUrl);
    await owner.connect();
    try {
      await owner.query("INSERT INTO officer (id, name, department_id, roles) VALUES ('successor', '继任', 'market-bureau', '{enforcement_supervisor}')");
      const close = (body = {}) => world.act('supervisor', id, 'closeOrder', { opinion: '同意', ...body }, { type: 'supervisionOrder', ...successor });
      expect(await close({ standingIn: '原下达人退休' })).toMatchObject({ kind: 'refused', refusal: { code: 'ORDER_ISSUER_ONLY' } });
      await owner.query('UPDATE officer SET active = false WHERE id = $1', [idOf('supervisor')]);
      expect(await close()).toMatchObject({ kind: 'refused', refusal: { code: 'ORDER_SUCCESSION_REASON' } });
      expect(await close({ standingIn: '原下达人退休' })).toMatchObject({ kind: 'accepted', stage: 'order_closed' });
    } finally {
      await owner.query('UPDATE officer SET active = true WHERE id = $1', [idOf('supervisor')]);
      await owner.end();
    }
  });
});
