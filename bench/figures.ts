/** One figure as `--json` writes it: for rates ratio = ours ÷ baseline, for latencies baseline ÷ ours; more is better. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly baseline: number | null;
  readonly ratio: number | null;
}

export interface Load {
  readonly perSecond: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
  readonly count: number;
  readonly seconds: number;
  /** Milliseconds that each act took, sorted. */
  readonly taken: readonly number[];
}

/** Lets so many clients act one after the other for some seconds; `act` throws when it is not answered with a yes. */
export async function underLoad(clients: number, seconds: number, act: (client: number) => Promise<void>): Promise<Load> {
  const taken: number[] = [];
  const began = performance.now();
  const until = began + seconds * 1000;
  await Promise.all(
    Array.from({ length: clients }, async (_, client) => {
      while (performance.now() < until) {
        const start = performance.now();
        await act(client);
        taken.push(performance.now() - start);
      }
    }),
  );
  return loadOf(taken, (performance.now() - began) / 1000);
}

/** Several loads of one kind as one. */
export function together(loads: readonly Load[]): Load {
  return loadOf(loads.flatMap(({ taken }) => taken), loads.reduce((sum, { seconds }) => sum + seconds, 0));
}

function loadOf(times: readonly number[], seconds: number): Load {
  const taken = times.toSorted((a, b) => a - b);
  const at = (share: number) => taken[Math.min(taken.length - 1, Math.floor(taken.length * share))] ?? Number.NaN;
  return { perSecond: taken.length / seconds, p50: at(0.5), p95: at(0.95), p99: at(0.99), max: taken.at(-1) ?? Number.NaN, count: taken.length, seconds, taken };
}

export function throughput(name: string, ours: number, baseline: number): Figure {
  return { name, value: round(ours), unit: '1/s', baseline: round(baseline), ratio: round(ours / baseline) };
}

export function latency(name: string, ours: number, baseline: number): Figure {
  return { name, value: round(ours), unit: 'ms', baseline: round(baseline), ratio: round(baseline / ours) };
}

export function plain(name: string, value: number, unit: string): Figure {
  return { name, value: round(value), unit, baseline: null, ratio: null };
}

const round = (value: number) => Math.round(value * 1000) / 1000;

export function printFigures(figures: readonly Figure[]): void {
  console.log(`${'figure'.padEnd(44)}${'value'.padStart(12)} ${'unit'.padEnd(8)}${'baseline'.padStart(12)}${'ratio'.padStart(8)}`);
  for (const { name, value, unit, baseline, ratio } of figures) {
    console.log(`${name.padEnd(44)}${String(value).padStart(12)} ${unit.padEnd(8)}${String(baseline ?? '-').padStart(12)}${String(ratio ?? '-').padStart(8)}`);
  }
}
