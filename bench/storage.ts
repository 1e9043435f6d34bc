import type { Pool } from 'pg';

/** Bytes that the record's own tables take, with their indexes and what is stored out of line. */
export async function bytesOfRecords(record: Pool): Promise<number> {
  const { rows } = await record.query<{ bytes: string }>(
    `SELECT sum(pg_total_relation_size(format('public.%I', t)::regclass)) AS bytes
     FROM unnest(ARRAY['file', 'ledger_entry', 'deadline', 'task', 'effect', 'submission']) t`,
  );
  return Number(rows[0]?.bytes ?? 0);
}
