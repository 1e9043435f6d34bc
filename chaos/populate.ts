import type pg from 'pg';
import { createAccount } from '../accounts/create-account.ts';
import { startRehearsal } from '../clock/world-clock.ts';
import { waitUntil } from '../servers/wait-until.ts';
import { administrator, department, password, people } from './people/people.ts';
import type { ChaosWorld } from './world.ts';

/** A Monday of a year with a published calendar. */
const worldStartsAt = '2026-03-02T01:00:00Z';

/** The rehearsal, the department, and the people with their accounts. */
export async function populate(pool: pg.Pool): Promise<void> {
  await startRehearsal(pool as unknown as pg.ClientBase, worldStartsAt);
  await pool.query('INSERT INTO department (id, name) VALUES ($1, $2)', [department, '示例市场监督管理局']);
  for (const { id, roles, certificateValidUntil } of [...people, administrator]) {
    await pool.query('INSERT INTO officer (id, name, department_id, roles, certificate_valid_until) VALUES ($1, $1, $2, $3, $4)', [id, department, roles, certificateValidUntil]);
    // cheap to verify: everybody signs in again after every kill
    await createAccount(pool, { officerId: id, login: id, password, cost: { logN: 10, r: 8, p: 1 } });
  }
}

/** Opens inspections until as many as asked are there. */
export async function fill(world: ChaosWorld): Promise<void> {
  const crowd = world.crowd({ people: 8, thinkMs: 5 });
  const opened = async () => (await world.pool.query<{ n: number }>('SELECT count(*)::int AS n FROM file WHERE closed_at IS NULL AND type = $1', ['inspection'])).rows[0]?.n ?? 0;
  try {
    await waitUntil(async () => (await opened()) >= world.options.files, { timeoutMs: 60_000, everyMs: 100, onTimeout: () => new Error('the files could not be opened') });
  } finally {
    await crowd.stop();
  }
}
