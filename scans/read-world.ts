import type { Pool } from 'pg';
import type { World } from '../workflows/messages/messages.ts';

/** The world's time, for messages to processes. */
export async function readWorld(pool: Pool): Promise<World> {
  const { rows } = await pool.query<World>('SELECT offset_ms::double precision AS offset, is_rehearsal AS "isRehearsal" FROM world_clock');
  return rows[0] ?? { offset: 0, isRehearsal: false };
}
