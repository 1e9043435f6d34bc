import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { visit } from '../support/inspection.ts';
import { createTestWorld, idOf, type TestWorld } from '../support/world.ts';

let world: TestWorld;
beforeAll(async () => {
  world = await createTestWorld({ rehearsalFrom: '2026-03-02T01:00:00Z' });
  await world.startWorker();
});
afterAll(() => world.close());

const assignment = {
  target: { name: '示例食品有限公司', uscc: '91350100M000100Y43' },
  matter: '食品经营许可及条件的检查',
  officerIds: [idOf('inspectorA'), idOf('inspectorB')],
  plannedEnd: '2026-03-31',
};

describe('a rehearsal', () => {
  test('lives through a correction that nobody performs: the date passes, the ladder climbs, each rung once', async () => {
    const opened = await world.act('coordinator', null, 'assignInspection', assignment);
    if (opened.kind !== 'accepted') throw new Error(JSON.stringify(opened));
    const { fileId } = opened;
    await world.act('inspectorA', fileId, 'startInspection', visit(idOf('unitHead')));
    await world.act('inspectorA', fileId, 'recordInspectionResult', { category: 'corrected_on_order', findings: '货架有过期食品', method: 'on_site' });
    await world.act('unitHead', fileId, 'orderCorrection', { demand: '下架过期食品' });
    const moved = await world.advance({ to: '2026-06-01T00:00:00.000Z' });
    expect(moved.moments).toBeGreaterThan(5);
    const { rows } = await world.pool.query('SELECT what, rung, recorded_at, stage FROM ledger_entry JOIN (SELECT id, stage FROM file) f ON f.id = file_id WHERE file_id = $1 AND kind = $2 ORDER BY seq', [fileId, 'deadline']);
    const told = rows.map((row) => `${row.recorded_at.toISOString().slice(0, 10)} ${row.what} ${row.rung}`);
    // ordered on 2026-03-02: 15 calendar days end on 03-17; the lapse stands at 00:00 of 03-18 in Shanghai
    expect(told).toContain('2026-03-17 correction-default-deadline lapse');
    expect(new Set(told).size).toBe(told.length);
    // re-inspection: 10 working days from the legal last day 03-17
    expect(told).toContain('2026-03-31 correction-recheck-default lapse');
    expect(rows[0].stage).toBe('reinspecting');
    const state = await world.client.workflow.getHandle(fileId).query<{ seq: number; stage: string }>('state');
    const { rows: files } = await world.pool.query('SELECT seq, stage FROM file WHERE id = $1', [fileId]);
    expect(state).toMatchObject(files[0]);
  });

  test('refuses acts while its clock is moved, and says so', async () => {
    await world.pool.query("UPDATE world_clock SET moving_by = gen_random_uuid(), moving_until = clock_timestamp() + interval '1 minute'");
    await expect(world.act('coordinator', null, 'assignInspection', assignment)).resolves.toEqual({ kind: 'clockMoving' });
    await expect(world.advance('nextDue')).rejects.toMatchObject({ code: 'CLOCK_MOVING' });
    await world.pool.query('UPDATE world_clock SET moving_until = NULL, moving_by = NULL');
  });

  test('never runs backwards', async () => {
    await expect(world.advance({ to: '2026-01-01T00:00:00Z' })).rejects.toMatchObject({ code: 'CLOCK_BACKWARDS' });
  });
});

test('a world that is no rehearsal cannot be moved, and cannot become one once it has files', async () => {
  const real = await createTestWorld();
  try {
    await real.startWorker();
    await expect(real.advance({ by: 1000 })).rejects.toMatchObject({ code: 'NOT_A_REHEARSAL' });
    await expect(real.pool.query('UPDATE world_clock SET offset_ms = 1')).rejects.toMatchObject({ code: '23514' });
    const opened = await real.act('coordinator', null, 'assignInspection', { ...assignment, plannedEnd: '2027-01-31' });
    expect(opened).toMatchObject({ kind: 'accepted' });
    await expect(createRehearsal(real)).rejects.toMatchObject({ code: '23514' });
  } finally {
    await real.close();
  }
});

async function createRehearsal(real: TestWorld): Promise<void> {
  const { default: pg } = await import('pg');
  const owner = new pg.Client(real.database.ownerUrl);
  await owner.connect();
  try {
    await owner.query('UPDATE world_clock SET is_rehearsal = true');
  } finally {
    await owner.end();
  }
}
