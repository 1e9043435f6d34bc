import type { BenchWorld } from '../bench-world.ts';
import type { Figure } from '../figures.ts';
import { measureCalculate } from './calculate.ts';
import { measureChange } from './change.ts';
import { measureDates } from './dates.ts';
import { measureSweep } from './sweep.ts';

/** What a row may use: a world of its own processes, opened for the first that asks. */
export interface LawBench {
  readonly world: () => Promise<BenchWorld>;
}

export type Row = (bench: LawBench) => Promise<Figure[]>;

/** The rows in the order in which they are measured; `--only` names some of them. A new one is a file beside this and a line here. */
export const rows: Readonly<Record<string, Row>> = {
  dates: measureDates,
  calculate: measureCalculate,
  change: measureChange,
  sweep: measureSweep,
};
