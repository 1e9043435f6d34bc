import type { Pool } from 'pg';
import { Gauge, type Registry } from 'prom-client';
import { noFigures, type SweepFigures } from '../../scans/sweep/figures.ts';

interface Found {
  readonly seconds: number;
  readonly finishedAt: number;
  readonly figures: Partial<SweepFigures>;
  readonly incidents: readonly { readonly kind: string; readonly count: number }[];
}

const figureNames = Object.keys(noFigures()) as (keyof SweepFigures)[];

/**
 * What the last finished sweep found, and how many incidents are open, for Prometheus: read from the record once a scrape, so
 * that every API process says the same, whichever worker swept. A database that is away leaves these figures out and breaks no others.
 */
export function sweepMetrics(registry: Registry, pool: Pool): void {
  let reading: Promise<Found | null> | null = null;
  const found = () => (reading ??= read(pool).catch(() => null).finally(() => {
    reading = null;
  }));
  const gauge = (name: string, help: string, set: (gauge: Gauge, found: Found) => void, labelNames: readonly string[] = []) =>
    new Gauge({
      name, help, labelNames, registers: [registry],
      async collect() {
        const now = await found();
        this.reset();
        if (now) set(this, now);
        // an unlabelled gauge that was reset would say 0
        else if (labelNames.length === 0) this.remove();
      },
    });
  gauge('duban_sweep_last', 'Figures of the last finished sweep, by name', (metric, { figures }) => {
    for (const figure of figureNames) metric.set({ figure }, figures[figure] ?? 0);
  }, ['figure']);
  gauge('duban_sweep_last_duration_seconds', 'How long the last finished sweep took', (metric, { seconds }) => metric.set(seconds));
  gauge('duban_sweep_last_finished_timestamp_seconds', 'When the last sweep came to its end; 0: never', (metric, { finishedAt }) => metric.set(finishedAt));
  gauge('duban_incidents_open', 'Open incidents by kind: what a person must look at', (metric, { incidents }) => {
    for (const { kind, count } of incidents) metric.set({ kind }, count);
  }, ['kind']);
}

async function read(pool: Pool): Promise<Found> {
  const { rows } = await pool.query<Found>(
    `SELECT coalesce(extract(epoch FROM s.finished_at - s.started_at), 0)::double precision AS seconds, coalesce(extract(epoch FROM s.finished_at), 0)::double precision AS "finishedAt",
       coalesce(s.figures, '{}') AS figures,
       (SELECT coalesce(jsonb_agg(i), '[]') FROM (SELECT kind, count(*) AS count FROM incident WHERE closed_at IS NULL GROUP BY kind) i) AS incidents
     FROM (SELECT 1) one LEFT JOIN LATERAL (SELECT * FROM sweep WHERE outcome = 'finished' ORDER BY started_at DESC LIMIT 1) s ON true`,
  );
  return rows[0] ?? { seconds: 0, finishedAt: 0, figures: {}, incidents: [] };
}
