import { Client, Connection } from '@temporalio/client';
import pg from 'pg';
import { pino } from 'pino';
import { migrate } from '../../prisma/migrate.ts';
import { openPool } from '../../prisma/open-pool.ts';
import { describeProcess } from '../../scans/sweep/processes.ts';
import { sweep, type SweepReport } from '../../scans/sweep/sweep.ts';
import { APP_ROLE } from '../../servers/postgres/roles.ts';
import { startTestServers, type TestServers } from '../../servers/test-servers.ts';
import { taskQueue } from '../../workflows/messages/task-queue.ts';
import { plain, type Figure } from '../figures.ts';

const files = 100_000;
/** Processes that are really started in the engine, each with its history; as many as `BENCH_PROCESSES` says. */
const started = Math.min(files, Number(process.env['BENCH_PROCESSES'] ?? 5000));
const lost = 200;
const described = 1000;

/**
 * A sweep of 100,000 open files on servers of its own that write to disk. The files are rows of the record. Of their processes the first
 * `started` are real ones; the others are rows in the engine's own list, copied from the row of a real one, since the sweep asks
 * the list for everybody and the engine itself only for suspects. Of the real ones `lost` are terminated, so that the first sweep
 * has to describe and to rebuild them. No worker runs: what a rebuilt process then does is not part of the sweep.
 * The naive way is to ask the engine about every file: its rate is measured on a thousand of the real ones.
 */
export async function measureSweep(): Promise<Figure[]> {
  const servers = await startTestServers({ isDurable: true });
  const connection = await Connection.connect({ address: servers.temporalAddress });
  await migrate({ ownerUrl: servers.postgres.ownerUrl(), appRole: APP_ROLE });
  const log = pino({ level: 'silent' });
  const pool = openPool({ url: servers.postgres.appUrl(), max: 20, name: 'bench', log });
  try {
    const client = new Client({ connection, namespace: servers.namespace });
    const ids = await insertFiles(servers);
    const startRate = await startProcesses(client, ids.slice(0, started));
    await copyIntoList(servers, client, ids.slice(started));
    for (const id of ids.slice(0, lost)) await client.workflow.getHandle(id).terminate('bench');
    const began = performance.now();
    for (const id of ids.slice(lost, lost + described)) await describeProcess(client, id);
    const describeRate = described / ((performance.now() - began) / 1000);
    const swept = async () => (await sweep({ pool, client, log, lookInto: 0 })) as SweepReport;
    // the list is late by a moment
    await new Promise((resolve) => setTimeout(resolve, 3000));
    const first = await swept();
    if (first.figures.files !== files || first.figures.rebuilt !== lost) throw new Error(`the sweep did not see what there is: ${JSON.stringify(first.figures)}`);
    await new Promise((resolve) => setTimeout(resolve, 3000));
    const second = await swept();
    const { rows } = await pool.query<{ bytes: string }>(`SELECT pg_total_relation_size('sweep') AS bytes`);
    return [
      plain(`sweep: processes really started in the engine (of ${files})`, started, ''),
      plain('sweep: starting them', startRate, '1/s'),
      plain(`sweep of ${files} open files, ${lost} of them without a process`, first.seconds, 's'),
      plain(`sweep of ${files} open files, all well`, second.seconds, 's'),
      plain('sweep: pages, one list request each', second.figures.pages, ''),
      plain('sweep: suspects of the second, looked at one by one', second.figures.suspects, ''),
      plain('sweep: files compared', second.figures.files / second.seconds, '1/s'),
      plain('naive: asking the engine about each file, one after the other', describeRate, '1/s'),
      plain('sweep: what two sweeps leave behind in the record', Number(rows[0]?.bytes) / 1024, 'KiB'),
    ];
  } finally {
    await pool.end();
    await connection.close();
    await servers.stop();
  }
}

async function insertFiles(servers: TestServers): Promise<string[]> {
  const owner = new pg.Client(servers.postgres.ownerUrl());
  await owner.connect();
  try {
    await owner.query(`INSERT INTO department (id, name) VALUES ('bench', '示例市场监督管理局')`);
    await owner.query(
      `INSERT INTO file (id, type, department_id, lifecycle_id, seq, head, stage, stage_since, facts, milestones, next_due_at, last_at, opened_at)
       SELECT id, 'inspection', 'bench', id, 1, repeat('a', 64), 'assigned', '2026-03-02', '{}', '{}', now() + interval '30 days', now(), now()
       FROM (SELECT 'inspection-' || substr(md5(n::text), 1, 20) AS id FROM generate_series(1, $1::int) n) f`,
      [files],
    );
    await owner.query('ANALYZE file');
    const { rows } = await owner.query<{ id: string }>('SELECT id FROM file ORDER BY md5(id)');
    return rows.map(({ id }) => id);
  } finally {
    await owner.end();
  }
}

async function startProcesses(client: Client, ids: readonly string[]): Promise<number> {
  const queue = [...ids];
  const began = performance.now();
  await Promise.all(Array.from({ length: 16 }, async () => {
    for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
      await client.workflow.start('inspection', { workflowId: id, taskQueue, args: [{ fileId: id, offset: 0, isRehearsal: false }] });
    }
  }));
  return ids.length / ((performance.now() - began) / 1000);
}

/** Rows of the engine's list for processes that were not started: the row of a real one, under another id and run. */
async function copyIntoList(servers: TestServers, client: Client, ids: readonly string[]): Promise<void> {
  const url = new URL(servers.postgres.adminUrl);
  url.pathname = '/temporal_visibility';
  const list = new pg.Client(url.href);
  await list.connect();
  try {
    const own = ['run_id', 'workflow_id', 'root_run_id', 'root_workflow_id', 'start_time', 'execution_time'];
    const { rows: columns } = await list.query<{ name: string }>(
      `SELECT column_name AS name FROM information_schema.columns WHERE table_name = 'executions_visibility' AND is_generated = 'NEVER' AND column_name <> ALL ($1)`, [own]);
    const copied = columns.map(({ name }) => pg.escapeIdentifier(name)).join(', ');
    for (let i = 0; i < ids.length; i += 5000) {
      await list.query(
        `INSERT INTO executions_visibility (run_id, workflow_id, root_run_id, root_workflow_id, start_time, execution_time, ${copied})
         SELECT run, id, run, id, now() AT TIME ZONE 'UTC', now() AT TIME ZONE 'UTC', ${copied}
         FROM (SELECT ${copied} FROM executions_visibility WHERE workflow_type_name = 'inspection' AND status = 1 LIMIT 1) real,
           (SELECT gen_random_uuid()::text AS run, id FROM unnest($1::text[]) AS id) copy`,
        [ids.slice(i, i + 5000)],
      );
    }
    // what autovacuum does to a table that has grown
    await list.query('ANALYZE executions_visibility');
  } finally {
    await list.end();
  }
  const { count } = await client.workflow.count('ExecutionStatus="Running"');
  if (count < files) throw new Error(`the engine lists ${count} running processes`);
}
