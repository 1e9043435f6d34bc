import { fileURLToPath } from 'node:url';
import { Client } from '@temporalio/client';
import { bundleWorkflowCode, DefaultLogger, NativeConnection } from '@temporalio/worker';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import { nudge } from '../../scans/nudge.ts';
import { createWorker } from '../../workers/create-worker.ts';
import type { ProcessState } from '../../workflows/messages/messages.ts';
import { known } from '../protocol/second-worker.ts';
import { createTestWorld, finding, openInspection, type TestWorld } from '../support/world.ts';
import { dueOf, openIncidentsOf, stateOf, sweepOf, sweepUntil } from './swept-world.ts';

let world: TestWorld;
let worker: { stop(): Promise<void> };
let fileId = '';
beforeAll(async () => {
  world = await createTestWorld({ rehearsalFrom: '2026-03-02T04:00:00.000Z' });
  worker = await world.startWorker();
});
afterAll(() => world.close());
beforeEach(async () => {
  fileId = await openInspection(world);
});

/** A process of this file that knows what it is told to know, in place of its own. */
async function replaceProcess(known: ProcessState): Promise<void> {
  const handle = world.client.workflow.getHandle(fileId);
  if ((await handle.describe()).status.name === 'RUNNING') await handle.terminate('by hand');
  const { rows } = await world.pool.query<{ offset: number }>('SELECT world_offset_ms()::float8 AS offset');
  await world.client.workflow.start('inspection', { workflowId: fileId, taskQueue: 'duban', args: [{ fileId, offset: rows[0]?.offset ?? 0, isRehearsal: true, state: known }] });
}

const incidents = async () => (await openIncidentsOf(world, fileId)).map(({ kind }) => kind);
const openedOnce = (options = {}) => sweepUntil(world, ({ figures }) => figures.incidentsOpened > 0, options);
const closedOnce = (options = {}) => sweepUntil(world, ({ figures }) => figures.incidentsClosed > 0, options);

/** The engine as it is, but for one process that is paused: it is not listed as running, and described with that status (8). */
function pausing(workflowId: string): Client {
  const { workflowService: real } = world.client;
  const workflowService = {
    async listWorkflowExecutions(request: Parameters<typeof real.listWorkflowExecutions>[0]) {
      const page = await real.listWorkflowExecutions(request);
      return { ...page, executions: page.executions?.filter(({ execution }) => execution?.workflowId !== workflowId) };
    },
    async describeWorkflowExecution(request: Parameters<typeof real.describeWorkflowExecution>[0]) {
      const { workflowExecutionInfo: info } = await real.describeWorkflowExecution(request);
      return { workflowExecutionInfo: info && info.execution?.workflowId === workflowId ? { ...info, status: 8 } : info };
    },
  };
  return Object.create(world.client, { workflowService: { value: workflowService } }) as Client;
}

/** What the sweep's own tests have no test for: each kind made to happen, told, and closed by the sweep once it is over. */
describe('incidents', () => {
  test('PROCESS_DIFFERS: a process that stands at the entry of the record and waits for another moment, seen twice', async () => {
    const { seq, head } = await known(world, fileId);
    const state = await stateOf(world, fileId);
    await replaceProcess({ ...state, seq, head, due: '2099-01-01T00:00:00.000Z' });
    // once is no finding: a step may be under way
    await sweepOf(world, { lookInto: 'all' });
    expect(await incidents()).toEqual([]);
    await openedOnce({ lookInto: 'all' });
    expect(await incidents()).toEqual(['PROCESS_DIFFERS']);
    await replaceProcess({ ...state, seq, head, due: await dueOf(world, fileId) });
    await closedOnce({ lookInto: 'all' });
    expect(await incidents()).toEqual([]);
  });

  test('CLOSED_RUNS: the file is closed and its process, which knows that, goes on, seen twice', async () => {
    const state = await stateOf(world, fileId);
    await world.act('inspectorA', fileId, 'recordInspectionResult', { ...finding, category: 'no_issue_found' });
    await world.act('publisher', fileId, 'publishInspectionResult', { redactionChecked: true, channel: 'necips' });
    expect(await world.act('unitHead', fileId, 'closeInspection', {})).toMatchObject({ kind: 'accepted', stage: 'inspection_closed' });
    await expect.poll(async () => (await world.client.workflow.getHandle(fileId).describe()).status.name, { timeout: 10_000 }).toBe('COMPLETED');
    await replaceProcess({ ...state, ...(await known(world, fileId)), due: null });
    await openedOnce({ lookInto: 0 });
    expect(await incidents()).toEqual(['CLOSED_RUNS']);
    expect((await world.client.workflow.getHandle(fileId).describe()).status.name, 'it is not ended').toBe('RUNNING');
    await world.client.workflow.getHandle(fileId).terminate('by hand');
    await closedOnce({ lookInto: 0 });
    expect(await incidents()).toEqual([]);
  });

  test('CANNOT_REBUILD: the engine refuses to start a process for a file that has none', async () => {
    await world.client.workflow.getHandle(fileId).terminate('by hand');
    const refused = Object.assign(new Error('PERMISSION_DENIED: this worker starts nothing'), { code: 7 });
    const client = new Client({ connection: world.client.connection, namespace: world.client.options.namespace, interceptors: { workflow: [{ signalWithStart: () => Promise.reject(refused) }] } });
    await openedOnce({ client, lookInto: 0 });
    expect(await incidents()).toEqual(['CANNOT_REBUILD']);
    const { rows } = await world.pool.query<{ reason: string }>("SELECT detail ->> 'reason' AS reason FROM incident WHERE file_id = $1", [fileId]);
    expect(rows[0]?.reason).toContain('PERMISSION_DENIED');
    // rebuilt by this sweep, found running by it or the next
    await closedOnce({ lookInto: 0 });
    expect(await incidents()).toEqual([]);
    await expect.poll(() => stateOf(world, fileId).then(({ seq }) => seq, () => 0), { timeout: 10_000 }).toBe(1);
  });

  test('PROCESS_PAUSED: somebody paused the process in the engine', async () => {
    // pausing is switched off in the servers that the tests start: what such an engine says of one process is put in its mouth
    await openedOnce({ client: pausing(fileId), lookInto: 0 });
    expect(await incidents()).toEqual(['PROCESS_PAUSED']);
    await sweepOf(world, { client: pausing(fileId), lookInto: 0 });
    expect(await incidents(), 'still paused').toEqual(['PROCESS_PAUSED']);
    await closedOnce({ lookInto: 0 });
    expect(await incidents()).toEqual([]);
  });

  test('PROCESS_STUCK: a release with a fault fails the workflow task again and again; a right one goes on', { timeout: 300_000 }, async () => {
    await worker.stop();
    const bundle = await bundleWorkflowCode({ workflowsPath: fileURLToPath(new URL('broken-workflows.ts', import.meta.url)), logger: new DefaultLogger('ERROR') });
    const connection = await NativeConnection.connect({ address: inject('temporalAddress') });
    const broken = await createWorker({ connection, namespace: world.client.options.namespace, activities: { step: () => Promise.reject(new Error('never')), sendEffect: () => Promise.resolve() }, bundle });
    const running = broken.run();
    await nudge({ client: world.client, world: { offset: 0, isRehearsal: true } }, fileId);
    // the engine tells of it after five failures, each later than the one before
    await openedOnce({ lookInto: 0, patienceMs: 200_000 });
    expect(await incidents()).toContain('PROCESS_STUCK');
    broken.shutdown();
    await running;
    await connection.close();
    worker = await world.startWorker();
    await expect.poll(async () => { await sweepOf(world, { lookInto: 0 }); return incidents(); }, { timeout: 60_000, interval: 500 }).toEqual([]);
    expect(await world.act('inspectorA', fileId, 'recordInspectionResult', finding)).toMatchObject({ kind: 'accepted' });
  });
});
