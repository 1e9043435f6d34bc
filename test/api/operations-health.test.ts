import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { incidentKinds } from '../../domain/incidents.ts';
import { noFigures } from '../../scans/sweep/figures.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { insertFile } from './insert-file.ts';
import { createStaff, openTestApi, type Member, type TestApi } from './test-api.ts';

const inA = 'inspection-0000000000000000000a';
const elsewhere = 'inspection-0000000000000000000e';
const unknown = 'inspection-0000000000000000000f';

let database: TestDatabase;
let api: TestApi;
beforeAll(async () => {
  database = await createTestDatabase();
  await createStaff(database);
  api = await openTestApi(database);
  await insertFile(database, { id: inA, departmentId: 'division-a' });
  await insertFile(database, { id: elsewhere, departmentId: 'elsewhere' });
  for (const [n, [fileId, kind]] of ([[inA, 'PROCESS_STUCK'], [elsewhere, 'RECORD_BEHIND'], [unknown, 'RECORD_UNKNOWN'], [inA, 'KEEPS_ENDING']] as const).entries()) {
    await api.pool.query(`INSERT INTO incident (file_id, kind, detail, opened_at) VALUES ($1, $2, '{}', $3)`, [fileId, kind, `2026-03-02T00:00:0${n}Z`]);
  }
  await api.pool.query(`UPDATE incident SET closed_at = now(), closed_by = 'sweep', reason = 'healed' WHERE kind = 'KEEPS_ENDING'`);
  const figures = JSON.stringify({ ...noFigures(), files: 1234, rebuilt: 2 });
  await api.pool.query(
    `INSERT INTO sweep (started_at, lease_until, finished_at, outcome, sweeper, figures) VALUES
       ('2026-03-02T00:00:00Z', '2026-03-02T00:01:00Z', '2026-03-02T00:00:12.5Z', 'finished', 'a 1', $1), ('2026-03-02T00:10:00Z', '2026-03-02T00:11:00Z', NULL, NULL, 'a 1', '{}')`,
    [figures],
  );
});
afterAll(async () => {
  await api?.close();
  await database?.drop();
});

const ask = (member: Member | null) => api.as(member, { method: 'GET', url: '/api/v1/operations-health' });

describe('what does not go on', () => {
  test.each([
    ['administrator', [inA, elsewhere, unknown]],
    ['responsible', [inA]],
    ['supervisor', [inA]],
    ['head', [inA]],
    ['headB', []],
    ['stranger', [elsewhere]],
  ] as const)('%s sees the incidents of their own files', async (member, expected) => {
    const answer = await ask(member);
    expect(answer.statusCode).toBe(200);
    expect(answer.json().incidents.map(({ fileId }: { fileId: string }) => fileId)).toEqual(expected);
    expect(answer.json().openIncidents).toBe(expected.length);
  });

  test('people who manage nobody, and people who are not signed in, see nothing', async () => {
    expect((await ask('inspector')).statusCode).toBe(403);
    expect((await ask(null)).statusCode).toBe(401);
  });

  test('an incident says in plain words what was found and what to do, and the last sweeps are told', async () => {
    const { incidents, lastFinished, sweeps } = (await ask('administrator')).json();
    expect(incidents[0]).toMatchObject({ kind: 'PROCESS_STUCK', ...incidentKinds.PROCESS_STUCK });
    expect(lastFinished).toMatchObject({ startedAt: '2026-03-02T00:00:00.000Z', outcome: 'finished', figures: { files: 1234, rebuilt: 2, nudged: 0 } });
    expect(sweeps.map(({ finishedAt }: { finishedAt: string | null }) => finishedAt)).toEqual([null, '2026-03-02T00:00:12.500Z']);
  });

  test('the same figures stand in /metrics', async () => {
    const { body } = await api.as(null, { method: 'GET', url: '/metrics' });
    expect(body).toContain('duban_sweep_last{figure="files"} 1234');
    expect(body).toContain('duban_sweep_last_duration_seconds 12.5');
    expect(body).toContain(`duban_sweep_last_finished_timestamp_seconds ${Date.parse('2026-03-02T00:00:12.5Z') / 1000}`);
    expect(body).toContain('duban_incidents_open{kind="RECORD_BEHIND"} 1');
    expect(body).not.toContain('KEEPS_ENDING');
    expect(body).not.toContain(inA);
  });

  test('a database that is away leaves these figures out, and the others stand', async () => {
    const broken = new pg.Pool({ connectionString: database.appUrl, max: 1 });
    const lonely = await openTestApi(database, { pool: broken });
    await broken.end();
    try {
      const { statusCode, body } = await lonely.as(null, { method: 'GET', url: '/metrics' });
      expect(statusCode).toBe(200);
      expect(body).toContain('process_cpu_seconds_total');
      expect(body).not.toMatch(/^duban_sweep_last_duration_seconds \d/m);
    } finally {
      await lonely.close();
    }
  });
});
