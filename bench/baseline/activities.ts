import type { Pool } from 'pg';

export function createBaselineActivities(pool: Pool) {
  return {
    async insertRow(n: number): Promise<number> {
      await pool.query({ name: 'baseline-insert', text: 'INSERT INTO bench_baseline (n, told_at) VALUES ($1, now())', values: [n] });
      return n;
    },
  };
}

export type BaselineActivities = ReturnType<typeof createBaselineActivities>;
