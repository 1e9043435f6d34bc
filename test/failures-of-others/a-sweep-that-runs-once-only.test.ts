import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { keepSweeping } from '../../scans/keep-sweeping.ts';
import { LeaseLost } from '../../scans/sweep/lease.ts';
import { createTestWorld, openInspection, type TestWorld } from '../support/world.ts';
import { known } from '../protocol/second-worker.ts';
import { stateOf, sweepOf } from '../sweep/swept-world.ts';

/** Elsewhere a background comparison ran at start-up, died on its first error or with its machine, and nobody noticed for months. */

let world: TestWorld;
const files: string[] = [];
beforeAll(async () => {
  world = await createTestWorld();
  await world.startWorker();
  for (let i = 0; i < 6; i += 1) files.push(await openInspection(world));
});
afterAll(() => world.close());

const sweeps = async () => (await world.pool.query<{ outcome: string | null; n: number }>('SELECT outcome, count(*)::int AS n FROM sweep GROUP BY outcome')).rows;
const counted = async (outcome: string | null) => (await sweeps()).find((row) => row.outcome === outcome)?.n ?? 0;
const log = pino({ level: 'silent' });

/** Ends every process, and waits until none is listed any more. */
async function loseAll(): Promise<void> {
  for (const id of files) await world.client.workflow.getHandle(id).terminate('lost').catch(() => undefined);
  await expect.poll(async () => (await world.client.workflow.count('ExecutionStatus="Running"')).count, { timeout: 10_000 }).toBe(0);
}

async function expectAllBack(): Promise<void> {
  for (const id of files) await expect.poll(() => stateOf(world, id).then(({ head }) => head, () => null), { timeout: 10_000 }).toBe((await known(world, id)).head);
}

describe('a sweep that runs once only', () => {
  test('it runs again and again at its interval, over all workers together', async () => {
    const before = await counted('finished');
    const began = Date.now();
    const workers = [1, 2, 3].map(() => keepSweeping({ pool: world.pool, client: world.client, log, graceSeconds: 0, everySeconds: 1 }));
    await expect.poll(() => counted('finished'), { timeout: 20_000 }).toBeGreaterThanOrEqual(before + 4);
    await Promise.all(workers.map((worker) => worker.stop()));
    const { rows } = await world.pool.query<{ started_at: Date }>('SELECT started_at FROM sweep WHERE started_at >= $1 ORDER BY started_at', [new Date(began)]);
    const gaps = rows.slice(1).map((row, i) => row.started_at.getTime() - (rows[i]?.started_at.getTime() ?? 0));
    for (const gap of gaps) expect(gap).toBeGreaterThanOrEqual(1000);
    // what is lost now is found by the one that comes later, not by the first only
    await loseAll();
    const later = keepSweeping({ pool: world.pool, client: world.client, log, graceSeconds: 0, everySeconds: 1 });
    await expectAllBack();
    await later.stop();
  });

  test('of two that begin at once, one sweeps and the other is told that it is not its turn', async () => {
    const reports = await Promise.all([sweepOf(world), sweepOf(world), sweepOf(world)]);
    expect(reports.filter((report) => report !== null)).toHaveLength(1);
    expect(await counted(null)).toBe(0);
  });

  test('one that fails is marked, and the next one sweeps', async () => {
    const before = await counted('failed');
    await expect(sweepOf(world, { pause: () => Promise.reject(new Error('no list today')) })).rejects.toThrow('no list today');
    expect(await counted('failed')).toBe(before + 1);
    expect(await sweepOf(world)).not.toBeNull();
  });

  test('a frozen one loses its turn to the next, and stops when it wakes up', async () => {
    await loseAll();
    let wake: () => void = () => undefined;
    const asleep = new Promise<void>((resolve) => { wake = resolve; });
    let isAsleep: () => void = () => undefined;
    const sleeps = new Promise<void>((resolve) => { isAsleep = resolve; });
    const begin = () => sweepOf(world, { leaseSeconds: 4, lookInto: 0, pause: (point) => (point === 'suspect' ? (isAsleep(), asleep) : Promise.resolve()) });
    let frozen = begin();
    // the engine's list is late now and then, and then there is no suspect yet
    while ((await Promise.race([sleeps, frozen])) !== undefined) frozen = begin();
    expect(await sweepOf(world)).toBeNull();
    const before = await counted('abandoned');
    await expect.poll(() => sweepOf(world).then((report) => report?.figures.rebuilt), { timeout: 20_000 }).toBe(files.length);
    expect(await counted('abandoned')).toBe(before + 1);
    wake();
    await expect(frozen).rejects.toThrow(LeaseLost);
    await expectAllBack();
  });

  test('one that is killed half-way leaves nothing behind, and the next goes on', async () => {
    await loseAll();
    const child = fork(fileURLToPath(new URL('killed-sweep.ts', import.meta.url)), {
      env: { PATH: process.env['PATH'] ?? '', TZ: 'UTC', DATABASE_URL: world.database.appUrl, TEMPORAL_ADDRESS: inject('temporalAddress'), TEMPORAL_NAMESPACE: world.client.options.namespace },
      execArgv: ['--disable-warning=ExperimentalWarning'],
    });
    await saysThatItStands(child);
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
    expect(await counted(null)).toBe(1);
    await expect.poll(() => sweepOf(world).then((report) => report !== null), { timeout: 20_000 }).toBe(true);
    expect(await counted(null)).toBe(0);
    await expectAllBack();
    const { rows } = await world.pool.query('SELECT file_id, seq FROM ledger_entry WHERE file_id = ANY($1)', [files]);
    expect(rows).toHaveLength(files.length);
  });

  test('old rows are trimmed, the newest thousand stay', async () => {
    await world.pool.query(`INSERT INTO sweep (started_at, lease_until, finished_at, outcome, sweeper) SELECT '2026-01-01'::timestamptz + n * interval '1 minute', now(), now(), 'finished', 'x' FROM generate_series(1, 1500) n`);
    await sweepOf(world);
    const { rows } = await world.pool.query('SELECT count(*)::int AS n FROM sweep');
    expect(rows[0].n).toBeLessThanOrEqual(1001);
    expect(rows[0].n).toBeGreaterThanOrEqual(1000);
  });
});

async function saysThatItStands(child: ChildProcess): Promise<void> {
  const [message] = await Promise.race([once(child, 'message'), once(child, 'exit').then(() => ['it ended'])]);
  expect(message).toBe('half-way');
}
