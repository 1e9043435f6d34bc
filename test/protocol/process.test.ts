import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { nudge } from '../../scans/nudge.ts';
import { createTestWorld, finding, openInspection, type TestWorld } from '../support/world.ts';
import { commitUnseen, entries, known, processState, stepOf, store } from './second-worker.ts';

let world: TestWorld;
beforeAll(async () => {
  world = await createTestWorld();
  await world.startWorker();
});
afterAll(() => world.close());

async function expectProcessEqualsRecord(fileId: string): Promise<void> {
  await expect.poll(async () => (await processState(world, fileId)).head, { timeout: 10_000 }).toBe((await known(world, fileId)).head);
}

describe('the process', () => {
  test('takein, seen-seq: entries that it has not seen are folded, and the act that found them goes on', async () => {
    const fileId = await openInspection(world);
    await commitUnseen(world, 'inspectorA', fileId, 'recordInspectionResult', finding);
    expect(await processState(world, fileId)).toMatchObject({ seq: 1 });
    // the act is not open at what the process knows, but its sender saw a later record
    expect(await world.act('unitHead', fileId, 'orderCorrection', { demand: '下架' })).toMatchObject({ kind: 'accepted', stage: 'correction_ordered' });
    await expectProcessEqualsRecord(fileId);
  });

  test('redelivery: an act committed by a worker that died is told as accepted when its Update comes again, after another act took the entry in', async () => {
    const fileId = await openInspection(world);
    const key = randomUUID();
    const sent = await store(world, 'inspectorA', fileId, 'recordInspectionResult', finding, { idempotencyKey: key });
    await stepOf(world)({ fileId, expect: await known(world, fileId), at: new Date().toISOString(), event: { kind: 'act', submissionId: sent.id } });
    await world.act('unitHead', fileId, 'orderCorrection', { demand: '下架' });
    const told = await world.act('inspectorA', fileId, 'recordInspectionResult', finding, { idempotencyKey: key });
    expect(told).toMatchObject({ kind: 'accepted', seq: 2, operationId: sent.id });
    expect((await entries(world, fileId)).filter((entry) => entry.what === 'recordInspectionResult')).toHaveLength(1);
  });

  test('body-hash: a key used again with another body is refused as reused, and the first answer stays', async () => {
    const fileId = await openInspection(world);
    const key = randomUUID();
    expect(await world.act('inspectorA', fileId, 'recordInspectionResult', finding, { idempotencyKey: key })).toMatchObject({ kind: 'accepted' });
    const other = { ...finding, findings: '另一份结果' };
    expect(await world.act('inspectorA', fileId, 'recordInspectionResult', other, { idempotencyKey: key })).toEqual({ kind: 'keyReused' });
    expect(await world.act('inspectorA', fileId, 'recordInspectionResult', finding, { idempotencyKey: key })).toMatchObject({ kind: 'accepted', seq: 2 });
  });

  test('an act that is not open is refused for ever, without history', async () => {
    const fileId = await openInspection(world);
    const key = randomUUID();
    const before = (await world.client.workflow.getHandle(fileId).describe()).historyLength;
    const told = await world.act('publisher', fileId, 'publishInspectionResult', { redactionChecked: true, channel: 'necips' }, { idempotencyKey: key });
    expect(told).toMatchObject({ kind: 'refused', refusal: { code: 'NOT_OPEN' } });
    expect((await world.client.workflow.getHandle(fileId).describe()).historyLength).toBe(before);
    await world.act('inspectorA', fileId, 'recordInspectionResult', { ...finding, category: 'no_issue_found' });
    // open by now, but this click was answered
    expect(await world.act('publisher', fileId, 'publishInspectionResult', { redactionChecked: true, channel: 'necips' }, { idempotencyKey: key })).toMatchObject({ kind: 'refused' });
    expect(await entries(world, fileId)).toHaveLength(2);
  });

  test('two attempts of one click at once: both hear the same yes, and it is applied once', async () => {
    const fileId = await openInspection(world);
    const key = randomUUID();
    const told = await Promise.all([1, 2, 3].map(() => world.act('inspectorA', fileId, 'recordInspectionResult', finding, { idempotencyKey: key })));
    for (const answer of told) expect(answer).toMatchObject({ kind: 'accepted', seq: 2 });
    expect(await entries(world, fileId)).toHaveLength(2);
  });

  test('two people at one instant: one is accepted, the other is refused', async () => {
    const fileId = await openInspection(world);
    const told = await Promise.all((['inspectorA', 'inspectorB'] as const).map((who) => world.act(who, fileId, 'recordInspectionResult', finding)));
    expect(told.map((answer) => answer.kind).toSorted()).toEqual(['accepted', 'refused']);
    expect(await entries(world, fileId)).toHaveLength(2);
  });

  test('with-start: terminated by hand, the next act starts the process again from its record', async () => {
    const fileId = await openInspection(world);
    await world.client.workflow.getHandle(fileId).terminate('by hand');
    expect(await world.act('inspectorA', fileId, 'recordInspectionResult', finding)).toMatchObject({ kind: 'accepted', seq: 2 });
    await expectProcessEqualsRecord(fileId);
  });

  test('reset by hand to its beginning: it catches up with its record', async () => {
    const fileId = await openInspection(world);
    await world.act('inspectorA', fileId, 'recordInspectionResult', finding);
    await world.act('unitHead', fileId, 'orderCorrection', { demand: '下架' });
    const { runId } = await world.client.workflow.getHandle(fileId).describe();
    await world.client.workflowService.resetWorkflowExecution({
      namespace: world.client.options.namespace, workflowExecution: { workflowId: fileId, runId }, reason: 'by hand',
      workflowTaskFinishEventId: 4 as never, requestId: randomUUID(),
    });
    await nudge({ client: world.client, world: { offset: 0, isRehearsal: false } }, fileId);
    await expectProcessEqualsRecord(fileId);
    expect(await entries(world, fileId)).toHaveLength(3);
    expect(await world.act('inspectorB', fileId, 'reportCorrection', { summary: '已下架', onBehalfOf: '示例', document: '报告' })).toMatchObject({ kind: 'accepted', seq: 4 });
  });
});

describe('the scans', () => {
  test('resend: a submission that was stored and never sent gets its answer', async () => {
    const fileId = await openInspection(world);
    const stored = await store(world, 'inspectorA', fileId, 'recordInspectionResult', finding);
    await world.scan();
    expect(await world.submit.lookUp('officer-inspectora', stored.id)).toMatchObject({ kind: 'accepted', seq: 2 });
  });

  test('resend: an act whose answer was lost makes the process catch up, and is settled', async () => {
    const fileId = await openInspection(world);
    const { submissionId } = await commitUnseen(world, 'inspectorA', fileId, 'recordInspectionResult', finding);
    await world.scan();
    await expectProcessEqualsRecord(fileId);
    await expect.poll(async () => (await world.pool.query('SELECT settled FROM submission WHERE id = $1', [submissionId])).rows[0].settled).toBe(true);
  });

  test('closed-unanswered: a process that never heard of the act that closed its file catches up and ends', async () => {
    const fileId = await openInspection(world);
    await world.act('inspectorA', fileId, 'recordInspectionResult', { ...finding, category: 'no_issue_found' });
    await world.act('publisher', fileId, 'publishInspectionResult', { redactionChecked: true, channel: 'necips' });
    await commitUnseen(world, 'unitHead', fileId, 'closeInspection', {});
    expect(await processState(world, fileId)).toMatchObject({ stage: 'result_published' });
    await world.scan();
    await expect.poll(async () => (await world.client.workflow.getHandle(fileId).describe()).status.name, { timeout: 10_000 }).toBe('COMPLETED');
    expect(await processState(world, fileId)).toMatchObject({ stage: 'inspection_closed' });
  });

  test('first-look: a process that is started without its record reads it, whatever started it', async () => {
    const fileId = await openInspection(world);
    await world.client.workflow.getHandle(fileId).terminate('lost');
    await world.client.workflow.start('inspection', { workflowId: fileId, taskQueue: 'duban', args: [{ fileId, offset: 0, isRehearsal: false }] });
    await expectProcessEqualsRecord(fileId);
  });

  test('an effect that was never sent reaches its file', async () => {
    const fileId = await openInspection(world);
    await commitUnseen(world, 'inspectorA', fileId, 'recordInspectionResult', finding);
    await commitUnseen(world, 'unitHead', fileId, 'registerClue', { suspicion: '涉嫌经营过期食品' });
    await world.scan();
    await expect.poll(async () => (await world.pool.query('SELECT confirmed_at FROM effect WHERE file_id = $1', [fileId])).rows[0].confirmed_at, { timeout: 10_000 }).not.toBeNull();
  });

  test('scans: a file whose process is gone and whose moment passed is started again, and the moment is recorded once', async () => {
    const rehearsal = await createTestWorld({ rehearsalFrom: '2026-03-02T01:00:00Z' });
    try {
      await rehearsal.startWorker();
      const fileId = await openInspection(rehearsal, { plannedEnd: '2026-03-20' });
      // else the opening act would be sent again, and start it
      await expect.poll(async () => (await rehearsal.pool.query('SELECT 1 FROM submission WHERE NOT settled')).rowCount).toBe(0);
      await rehearsal.client.workflow.getHandle(fileId).terminate('lost');
      // the clock moves and nobody tells the file: only the scan can find it
      await rehearsal.pool.query("UPDATE world_clock SET offset_ms = offset_ms + 86400000::bigint * 40");
      await rehearsal.scan();
      await expect.poll(async () => (await entries(rehearsal, fileId)).filter((entry) => entry.kind === 'deadline').length, { timeout: 10_000 }).toBe(5);
      await rehearsal.scan();
      await expect.poll(async () => (await processState(rehearsal, fileId)).head, { timeout: 10_000 }).toBe((await known(rehearsal, fileId)).head);
      expect((await entries(rehearsal, fileId)).filter((entry) => entry.kind === 'deadline')).toHaveLength(5);
    } finally {
      await rehearsal.close();
    }
  });

  test('the timer of a process fires by itself: nobody asks, and the moment is recorded once', async () => {
    const rehearsal = await createTestWorld({ rehearsalFrom: '2026-03-02T01:00:00Z' });
    try {
      await rehearsal.startWorker();
      const fileId = await openInspection(rehearsal, { plannedEnd: '2026-03-20' });
      const { rows } = await rehearsal.pool.query<{ due: Date }>('SELECT next_due_at AS due FROM file WHERE id = $1', [fileId]);
      const moment = rows[0]?.due ?? new Date(0);
      await rehearsal.advance({ to: new Date(moment.getTime() - 1500).toISOString() });
      // tells the process the new time, and from then on there is only its timer
      const clock = await rehearsal.pool.query<{ offset: number }>('SELECT offset_ms::double precision AS offset FROM world_clock');
      await nudge({ client: rehearsal.client, world: { offset: clock.rows[0]?.offset ?? 0, isRehearsal: true } }, fileId);
      expect((await entries(rehearsal, fileId)).filter((entry) => entry.kind === 'deadline')).toHaveLength(0);
      await expect.poll(async () => (await entries(rehearsal, fileId)).filter((entry) => entry.kind === 'deadline').length, { timeout: 10_000 }).toBe(1);
      await expect.poll(async () => (await processState(rehearsal, fileId)).seq, { timeout: 10_000 }).toBe(2);
    } finally {
      await rehearsal.close();
    }
  });
});
