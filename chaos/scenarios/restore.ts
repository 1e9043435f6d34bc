import { setTimeout as sleep } from 'node:timers/promises';
import { WorkflowNotFoundError } from '@temporalio/client';
import pg from 'pg';
import { checkProcesses } from '../audit/processes.ts';
import { takeSnapshot } from '../audit/snapshot.ts';
import { nudgeByHand } from '../faults/clock.ts';
import { freezePids, killPart } from '../faults/parts.ts';
import { click, sendOnce } from '../people/click.ts';
import { assertReached, type Scenario } from '../scenario.ts';
import type { ChaosWorld } from '../world.ts';
import { actOn, holdAct, openFileInReview, openOwnFile, type HoldPoint } from './held-act.ts';

const record = 'duban';

/**
 * The record's database is put back to what it was some acts ago, while Temporal knows better and a frozen worker stands in
 * a step that knows more, too. Nobody may write by what is gone: RECORD_BEHIND, then terminate and rebuild.
 */
const restored = (point: HoldPoint & ('beforeRead' | 'beforeWrite'), isShort: boolean): Scenario => ({
  name: `a backup restored with a step frozen ${point === 'beforeRead' ? 'before READ' : 'before WRITE'}`,
  faults: 'backup; acts; SIGSTOP in a step; API and workers stopped; restore; nudge of every open file; workers start; SIGCONT; the files in RECORD_BEHIND are terminated and nudged',
  isShort,
  hasCrowd: false,
  isNearDue: false,
  async run(world, { actMs, freezeMs }) {
    const [behind, same] = [await openOwnFile(world), await openFileInReview(world)];
    await sleep(500);
    await copyDatabase(world, 'duban_backup');
    const lastLine = world.log.lines.at(-1)?.n ?? 0;
    const atBackup = await entriesOf(world);

    // the record goes on: these acts are acknowledged, and lost with the operator's decision to restore
    const crowd = world.crowd();
    const moved = await click(world.callers, actOn(world, behind, 'recordInspectionResult'));
    assertReached(moved.kind === 'accepted', 'the record goes on after the backup');
    await sleep(actMs);
    const left = new AbortController();
    const knowsMore = await holdAct(world, behind, point, 'orderCorrection', { signal: left.signal });
    const knowsTheSame = await holdAct(world, same, point, 'orderCorrection', { signal: left.signal });
    left.abort();
    const holders = [...new Set([knowsMore.child, knowsTheSame.child])];
    const thaw = freezePids(world, holders.map((child) => child.pid));
    const crowdLeft = crowd.stop();
    await Promise.all([killPart(world, 'api'), ...world.workers().filter((worker) => !holders.includes(worker)).map((worker) => worker.kill())]);
    await crowdLeft;
    await sleep(freezeMs / 3);

    await exchangeDatabase(world, 'duban_backup');
    world.log.forgetFrom(lastLine + 1);
    for (const id of await openFiles(world)) await nudgeByHand(world, id);
    await Promise.all([world.startWorker(), world.startApi()]);
    thaw();
    for (const held of [knowsMore, knowsTheSame]) held.release();

    for (let i = 0; !(await incidents(world)).includes(behind); i += 1) {
      if (i > 300) throw new Error(`no RECORD_BEHIND for ${behind}, whose process knows an entry that is gone`);
      await sleep(100);
    }
    await sleep(1500);
    await assertNothingForeign(world, atBackup);
    // an act is not answered by a process that knows another record
    const heard = await sendOnce(world.callers, actOn(world, behind, 'orderCorrection'), world.callers.random.uuid());
    if (heard.kind === 'accepted') throw new Error(`an act was accepted before the process was rebuilt: ${JSON.stringify(heard)}`);
    await heal(world);
    await world.bringBack();
  },
});

/** Nothing may stand in the ledger beyond the backup, but what a process wrote that knows exactly the restored record. */
async function assertNothingForeign(world: ChaosWorld, atBackup: ReadonlySet<string>): Promise<void> {
  const { rows } = await world.pool.query<{ file_id: string; seq: number; kind: string; key: string }>(
    `SELECT file_id, seq, kind, file_id || ' ' || hash AS key FROM ledger_entry`,
  );
  const foreign = rows.filter((row) => !atBackup.has(row.key) && row.kind !== 'deadline');
  if (foreign.length > 0) throw new Error(`written after the restore by processes that knew another record: ${foreign.map((row) => `${row.file_id} ${row.seq} ${row.kind}`).join(', ')}`);
}

/**
 * RECORD_BEHIND is answered by terminate and rebuild, incident by incident: one that is closed while its process still lives
 * is opened again by it. Processes of files that the record never heard of are ended. The repair is over when every process
 * has looked, not when no incident is open: a nudge may lie for ten seconds in the queue of a worker that was killed.
 */
async function heal(world: ChaosWorld): Promise<void> {
  const until = performance.now() + 60_000;
  for (let areEqual = false; !areEqual; ) {
    assertReached(performance.now() < until, 'every process was rebuilt from the restored record');
    const behind = await incidents(world);
    for (const id of behind) {
      await terminate(world, id);
      await nudgeByHand(world, id);
      await world.pool.query(
        `UPDATE incident SET closed_at = now(), closed_by = 'chaos', reason = 'terminated and rebuilt' WHERE file_id = $1 AND closed_at IS NULL`,
        [id],
      );
    }
    const open = new Set(await openFiles(world));
    for await (const { workflowId } of world.client.workflow.list({ query: 'ExecutionStatus = "Running"' })) {
      if (!open.has(workflowId)) await terminate(world, workflowId);
    }
    // lists of the engine lag a little behind
    await sleep(1000);
    areEqual = behind.length === 0 && (await checkProcesses(world.client, await takeSnapshot(world.pool), new Map())).length === 0;
  }
}

async function terminate(world: ChaosWorld, fileId: string): Promise<void> {
  await world.client.workflow.getHandle(fileId).terminate('rebuilt after a restore').catch((error: unknown) => {
    if (!(error instanceof WorkflowNotFoundError)) throw error;
  });
}

async function incidents(world: ChaosWorld): Promise<string[]> {
  const { rows } = await world.pool.query<{ file_id: string }>(`SELECT file_id FROM incident WHERE kind = 'RECORD_BEHIND' AND closed_at IS NULL`);
  return rows.map((row) => row.file_id);
}

async function openFiles(world: ChaosWorld): Promise<string[]> {
  const { rows } = await world.pool.query<{ id: string }>('SELECT id FROM file WHERE closed_at IS NULL');
  return rows.map((row) => row.id);
}

async function entriesOf(world: ChaosWorld): Promise<Set<string>> {
  const { rows } = await world.pool.query<{ key: string }>(`SELECT file_id || ' ' || hash AS key FROM ledger_entry`);
  return new Set(rows.map((row) => row.key));
}

/** A backup: the database as it is in one instant. Everybody is cut off for the moment of the copy. */
async function copyDatabase(world: ChaosWorld, name: string): Promise<void> {
  await whileNobodyIsConnected(world, async () => {
    await world.servers.postgres.createDatabase(name, record);
  });
}

/** The restore: the backup takes the place of the record. */
async function exchangeDatabase(world: ChaosWorld, name: string): Promise<void> {
  await whileNobodyIsConnected(world, async (admin) => {
    await admin.query(`ALTER DATABASE ${record} RENAME TO ${name}_lost`);
    await admin.query(`ALTER DATABASE ${name} RENAME TO ${record}`);
    await admin.query(`DROP DATABASE ${name}_lost WITH (FORCE)`);
  });
}

async function whileNobodyIsConnected(world: ChaosWorld, work: (admin: pg.Client) => Promise<void>): Promise<void> {
  const admin = new pg.Client(world.servers.postgres.adminUrl);
  await admin.connect();
  try {
    await admin.query(`ALTER DATABASE ${record} ALLOW_CONNECTIONS false`);
    for (let i = 0; ; i += 1) {
      const { rowCount } = await admin.query('SELECT pg_terminate_backend(pid, 2000) FROM pg_stat_activity WHERE datname = $1 AND pid <> pg_backend_pid()', [record]);
      if (rowCount === 0) break;
      assertReached(i < 50, 'nobody is connected to the record');
      await sleep(20);
    }
    await work(admin);
  } finally {
    await admin.query(`ALTER DATABASE ${record} ALLOW_CONNECTIONS true`).catch(() => undefined);
    await admin.end();
  }
}

export const restoreScenarios: readonly Scenario[] = [restored('beforeWrite', true), restored('beforeRead', false)];
