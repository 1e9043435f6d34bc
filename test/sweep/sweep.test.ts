import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { commitUnseen, entries, known } from '../protocol/second-worker.ts';
import { createTestWorld, finding, openInspection, type TestWorld } from '../support/world.ts';
import { deleteHistory, dueOf, openIncidentsOf, resetToStart, stateOf, sweepOf, sweepUntil } from './swept-world.ts';

let world: TestWorld;
beforeAll(async () => {
  world = await createTestWorld({ rehearsalFrom: '2026-03-02T04:00:00.000Z' });
  await world.startWorker();
});
afterAll(() => world.close());

/** The process knows the record's last entry and waits for its next moment. */
async function expectAtOne(fileId: string): Promise<void> {
  await expect.poll(() => stateOf(world, fileId).then(({ head, due }) => ({ head, due }), () => null), { timeout: 10_000 })
    .toEqual({ head: (await known(world, fileId)).head, due: await dueOf(world, fileId) });
}

/** What fell due is recorded by the process's own timer: nothing but time passes. */
async function expectDeadlineToFire(fileId: string): Promise<void> {
  const told = async () => (await entries(world, fileId)).filter(({ kind }) => kind === 'deadline').length;
  const before = await told();
  await world.advance({ to: (await dueOf(world, fileId)) ?? '' });
  expect(await told()).toBeGreaterThan(before);
  await expectAtOne(fileId);
}

describe('the sweep', () => {
  test('finds nothing to do where every open file has its process, and leaves a process that was opened a moment ago alone', async () => {
    const files = await Promise.all(Array.from({ length: 5 }, () => openInspection(world)));
    const before = await Promise.all(files.map((id) => world.client.workflow.getHandle(id).describe()));
    const report = await sweepOf(world, { lookInto: 0 });
    expect(report?.figures).toMatchObject({ rebuilt: 0, ended: 0, incidentsOpened: 0, failed: 0 });
    const after = await Promise.all(files.map((id) => world.client.workflow.getHandle(id).describe()));
    expect(after.map(({ runId, historyLength }) => [runId, historyLength])).toEqual(before.map(({ runId, historyLength }) => [runId, historyLength]));
  });

  test('a process that was terminated by hand is rebuilt, and its deadline still fires', async () => {
    const fileId = await openInspection(world);
    await world.client.workflow.getHandle(fileId).terminate('by hand');
    await sweepUntil(world, ({ figures }) => figures.rebuilt > 0);
    await expectAtOne(fileId);
    await expectDeadlineToFire(fileId);
  });

  test('a process whose history is gone is rebuilt, and its deadline still fires', async () => {
    const fileId = await openInspection(world);
    await world.act('inspectorA', fileId, 'recordInspectionResult', finding);
    await deleteHistory(world, fileId);
    await sweepUntil(world, ({ figures }) => figures.rebuilt > 0);
    await expectAtOne(fileId);
    await expectDeadlineToFire(fileId);
  });

  test('a process that was reset by hand is told to look, and knows its record again', async () => {
    const fileId = await openInspection(world);
    await world.act('inspectorA', fileId, 'recordInspectionResult', finding);
    await sweepOf(world);
    await resetToStart(world, fileId);
    await commitUnseen(world, 'unitHead', fileId, 'orderCorrection', { demand: '七日内下架', days: 7 });
    await sweepUntil(world, ({ figures }) => figures.nudged > 0, { lookInto: 0 });
    await expectAtOne(fileId);
  });

  test('a process that is behind its record is found when its turn to be looked into comes', async () => {
    const fileId = await openInspection(world);
    await commitUnseen(world, 'inspectorA', fileId, 'recordInspectionResult', finding);
    expect((await stateOf(world, fileId)).seq).toBe(1);
    const report = await sweepUntil(world, ({ figures }) => figures.nudged > 0, { lookInto: 'all' });
    expect(report.figures.lookedInto).toBeGreaterThan(0);
    await expectAtOne(fileId);
  });

  test('looking into processes goes on in turn where the last sweep stopped', async () => {
    await sweepOf(world, { lookInto: 'all' });
    const { rows: [{ n }] } = await world.pool.query('SELECT count(*)::int AS n FROM file WHERE closed_at IS NULL');
    const places: string[] = [];
    for (let i = 0; i < n; i += 2) {
      await sweepOf(world, { lookInto: 2 });
      const { rows } = await world.pool.query(`SELECT remembered ->> 'lookedUntil' AS place FROM sweep ORDER BY started_at DESC LIMIT 1`);
      places.push(rows[0].place);
    }
    const stops = places.filter((place) => place !== null);
    expect(stops).toEqual(stops.toSorted());
    expect(new Set(stops).size).toBe(stops.length);
  });

  test('a process that the record does not know and that knows nothing is ended; a young one is left alone', async () => {
    const workflowId = `inspection-${randomUUID().replaceAll('-', '').slice(0, 20)}`;
    const handle = await world.client.workflow.start('inspection', { workflowId, taskQueue: 'duban', args: [{ fileId: workflowId, offset: 0, isRehearsal: true }] });
    await expect.poll(() => handle.query('state').then(() => true, () => false)).toBe(true);
    await sweepUntil(world, ({ figures }) => figures.suspects > 0, { graceSeconds: 600, lookInto: 0 });
    expect((await handle.describe()).status.name).toBe('RUNNING');
    await sweepUntil(world, ({ figures }) => figures.ended > 0, { lookInto: 0 });
    expect((await handle.describe()).status.name).toBe('TERMINATED');
    expect(await openIncidentsOf(world, workflowId)).toEqual([]);
  });

  test('a process that knows entries the record never heard of (a backup was restored) is reported and not ended; once it is ended, the incident is closed', async () => {
    const workflowId = `inspection-${randomUUID().replaceAll('-', '').slice(0, 20)}`;
    const state = { seq: 3, head: 'a'.repeat(64), stage: 'assigned', milestones: [], open: [], due: null };
    const handle = await world.client.workflow.start('inspection', { workflowId, taskQueue: 'duban', args: [{ fileId: workflowId, offset: 0, isRehearsal: true, state }] });
    await sweepUntil(world, ({ figures }) => figures.incidentsOpened > 0, { lookInto: 0 });
    expect(await openIncidentsOf(world, workflowId)).toEqual([{ file_id: workflowId, kind: 'RECORD_UNKNOWN' }]);
    expect((await handle.describe()).status.name).toBe('RUNNING');
    await handle.terminate('by hand');
    await sweepUntil(world, ({ figures }) => figures.incidentsClosed > 0, { lookInto: 0 });
    expect(await openIncidentsOf(world, workflowId)).toEqual([]);
  });

  test('a process that knows another record than the one there is: an incident, which is closed when the process was rebuilt', async () => {
    const fileId = await openInspection(world);
    const handle = world.client.workflow.getHandle(fileId);
    await handle.terminate('by hand');
    const state = { seq: 4, head: 'b'.repeat(64), stage: 'assigned', milestones: [], open: [], due: null };
    await world.client.workflow.start('inspection', { workflowId: fileId, taskQueue: 'duban', args: [{ fileId, offset: 0, isRehearsal: true, state }] });
    // by the sweep that looks into it, or by the step that the sweep's nudge led to
    await expect.poll(async () => { await sweepOf(world, { lookInto: 'all' }); return openIncidentsOf(world, fileId); }, { timeout: 10_000 })
      .toEqual([{ file_id: fileId, kind: 'RECORD_BEHIND' }]);
    await handle.terminate('after a restore');
    await sweepUntil(world, ({ figures }) => figures.rebuilt > 0);
    await expectAtOne(fileId);
    // in that sweep or in the next one
    await expect.poll(async () => { await sweepOf(world); return openIncidentsOf(world, fileId); }, { timeout: 10_000 }).toEqual([]);
  });

  test('a process of a closed file that does not know that it is closed ends by itself once it was told to look', async () => {
    const fileId = await openInspection(world);
    await world.act('inspectorA', fileId, 'recordInspectionResult', { ...finding, category: 'no_issue_found' });
    await world.act('publisher', fileId, 'publishInspectionResult', { redactionChecked: true, channel: 'necips' });
    await commitUnseen(world, 'unitHead', fileId, 'closeInspection', {});
    expect((await world.pool.query('SELECT closed_at FROM file WHERE id = $1', [fileId])).rows[0].closed_at).not.toBeNull();
    expect((await world.client.workflow.getHandle(fileId).describe()).status.name).toBe('RUNNING');
    await sweepUntil(world, ({ figures }) => figures.nudged > 0, { lookInto: 0 });
    await expect.poll(async () => (await world.client.workflow.getHandle(fileId).describe()).status.name, { timeout: 10_000 }).toBe('COMPLETED');
  });

  test('a file whose id is taken by a process of another type: an incident, and the right process once the wrong one is ended', async () => {
    const fileId = await openInspection(world);
    await world.client.workflow.getHandle(fileId).terminate('by hand');
    const wrong = await world.client.workflow.start('annualPlan', { workflowId: fileId, taskQueue: 'nobody', args: [{ fileId, offset: 0, isRehearsal: true }] });
    await sweepUntil(world, ({ figures }) => figures.incidentsOpened > 0, { lookInto: 0 });
    expect(await openIncidentsOf(world, fileId)).toEqual([{ file_id: fileId, kind: 'WRONG_TYPE' }]);
    await wrong.terminate('by hand');
    await sweepUntil(world, ({ figures }) => figures.rebuilt > 0);
    await sweepUntil(world, () => true);
    await expectAtOne(fileId);
    await sweepUntil(world, () => true);
    expect(await openIncidentsOf(world, fileId)).toEqual([]);
  });

  test('a workflow of somebody else in the namespace is reported and never touched', async () => {
    const handle = await world.client.workflow.start('theirs', { workflowId: 'somebody-else', taskQueue: 'theirs' });
    await sweepUntil(world, ({ figures }) => figures.incidentsOpened > 0, { lookInto: 0 });
    expect(await openIncidentsOf(world, 'somebody-else')).toEqual([{ file_id: 'somebody-else', kind: 'FOREIGN_PROCESS' }]);
    expect((await handle.describe()).status.name).toBe('RUNNING');
    await handle.terminate('theirs');
    await sweepUntil(world, ({ figures }) => figures.incidentsClosed > 0, { lookInto: 0 });
  });

  test('a process that ends again after it was rebuilt is rebuilt again, and a person is told', async () => {
    const fileId = await openInspection(world);
    for (const times of [1, 2]) {
      await world.client.workflow.getHandle(fileId).terminate('again');
      await sweepUntil(world, ({ figures }) => figures.rebuilt > 0, { lookInto: 0 });
      expect(await openIncidentsOf(world, fileId)).toHaveLength(times - 1);
    }
    await sweepUntil(world, ({ figures }) => figures.incidentsClosed > 0, { lookInto: 0 });
    await expectAtOne(fileId);
  });

  test('grows no history: whatever is swept, no workflow of the sweep\'s own runs', async () => {
    await sweepOf(world, { lookInto: 0 });
    const types = new Set<string>();
    for await (const { type } of world.client.workflow.list({})) types.add(type);
    expect([...types].filter((type) => !['inspection', 'enforcementCase', 'annualPlan', 'theirs'].includes(type))).toEqual([]);
  });
});
