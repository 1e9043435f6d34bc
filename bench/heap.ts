import type { ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { BenchWorld } from './bench-world.ts';
import type { Figure } from './figures.ts';

const files = 300;

/** Heap of the worker for each cached idle workflow, in KB: the growth over so many of them, after collecting garbage. */
export async function heapPerFile(world: BenchWorld, what: 'ours' | 'bare', open: (i: number) => Promise<void>): Promise<number> {
  const worker = await world.startProcess('bench/heap-worker.ts', { BENCH_WHAT: what, NODE_OPTIONS: '--expose-gc' }, /^ready$/);
  for (let i = 0; i < 100; i += 1) await open(i);
  const before = await heapOf(worker);
  for (let i = 100; i < 100 + files; i += 1) await open(i);
  const after = await heapOf(worker);
  worker.kill('SIGTERM');
  return (after - before) / files / 1024;
}

function heapOf(worker: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    if (!worker.stdout) return reject(new Error('the worker tells nothing'));
    const lines = createInterface({ input: worker.stdout });
    lines.on('line', (line) => {
      const heap = /^heap (\d+)$/.exec(line)?.[1];
      if (heap === undefined) return;
      lines.close();
      resolve(Number(heap));
    });
    worker.kill('SIGHUP');
  });
}

/** For the smaller the better: baseline ÷ ours. */
export function heapFigure(ours: number, bare: number): Figure {
  const round = (value: number) => Math.round(value * 10) / 10;
  return { name: 'worker heap per cached idle file', value: round(ours), unit: 'KB', baseline: round(bare), ratio: round(bare / ours) };
}
