import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool } from 'pg';
import { openActs } from '../../domain/chart/chart.ts';
import { fileTypes } from '../../domain/files/file-types.ts';
import { addDays } from '../../domain/time/local-date.ts';
import { shanghaiDate } from '../../domain/time/shanghai.ts';
import type { Random } from '../random.ts';
import { intentFor, knownActs, opening, type Intent } from './acts.ts';
import { click, sendOnce, type Callers } from './click.ts';

export interface CrowdOptions {
  readonly callers: Callers;
  /** To look at files, as their screens do. */
  readonly pool: Pool;
  readonly worldNow: () => Promise<string>;
  /** Files of this matter are a scenario's own: they leave them alone. */
  readonly notTheirMatter: () => string;
  readonly random: Random;
  readonly people: number;
  /** Files kept open. */
  readonly files: number;
  readonly thinkMs: number;
}

/** People who act at once on files chosen at random, each click with its own habits. */
export interface Crowd {
  /** Nobody starts anything new; resolves when the last request under way came back or was given up. */
  stop(): Promise<void>;
}

interface SeenFile {
  readonly id: string;
  readonly type: string;
  readonly stage: string;
  readonly seq: number;
  readonly open_files: number;
}

export function startCrowd(options: CrowdOptions): Crowd {
  const leaving = new AbortController();
  const running = Array.from({ length: options.people }, (_, i) => person(options, options.random.fork(`person ${i}`), leaving.signal));
  return {
    async stop() {
      leaving.abort();
      await Promise.all(running);
    },
  };
}

async function person(options: CrowdOptions, random: Random, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      const intent = await choose(options, random);
      if (intent) await act(options.callers, intent, random, signal);
    } catch {
      // the database is away: the screen stays empty
    }
    await sleep(random.below(2 * options.thinkMs), undefined, { signal }).catch(() => undefined);
  }
}

async function choose({ pool, worldNow, files, notTheirMatter }: CrowdOptions, random: Random): Promise<Intent | null> {
  const { rows } = await pool.query<SeenFile>(
    `SELECT id, type, stage, seq, (SELECT count(*)::int FROM file WHERE closed_at IS NULL AND type = 'inspection') AS open_files
     FROM file WHERE closed_at IS NULL AND facts ->> 'matter' IS DISTINCT FROM $2 ORDER BY id
     OFFSET (SELECT floor($1::double precision * count(*)) FROM file WHERE closed_at IS NULL AND facts ->> 'matter' IS DISTINCT FROM $2) LIMIT 1`,
    [random.next(), notTheirMatter()],
  );
  const now = await worldNow();
  const file = rows[0];
  if (!file || file.open_files < files) return opening(random, now);
  const chart = fileTypes[file.type]?.chart;
  const open = chart ? openActs(chart, file.stage) : [];
  // closing everything at once would leave nobody to act upon
  const likely = open.filter((action) => action !== 'closeInspection' || random.chance(0.3));
  const ofThisType = knownActs.filter((action) => fileTypes[file.type]?.actions[action]);
  const action = likely.length > 0 && !random.chance(0.1) ? random.pick(likely) : random.pick(ofThisType);
  const occurredOn = random.chance(0.1) ? addDays(shanghaiDate(now), -random.below(4)) : null;
  return intentFor(action, file, random, { occurredOn, ifMatch: random.chance(0.08) ? file.seq : null });
}

/** Most click once and wait; some double-click, some change the text and press again, some leave and come back with the key. */
async function act(callers: Callers, intent: Intent, random: Random, signal: AbortSignal): Promise<void> {
  const key = random.uuid();
  const habit = random.next();
  if (habit < 0.1) {
    await click(callers, intent, { key, signal, isTwice: true });
  } else if (habit < 0.2) {
    const other: Intent = { ...intent, occurredOn: intent.occurredOn === null ? '2026-01-05' : null };
    await Promise.all([click(callers, intent, { key, signal }), random.chance(0.5) ? sendOnce(callers, other, key) : undefined]);
    await sendOnce(callers, other, key);
  } else {
    await click(callers, intent, { key, signal });
    if (habit < 0.4 && !signal.aborted) await sendOnce(callers, intent, key);
  }
}
