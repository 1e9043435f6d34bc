import type { Chart } from '../../domain/chart/chart.ts';
import { openActs } from '../../domain/chart/chart.ts';
import type { ShortEntry } from '../../domain/record/record.ts';
import type { ProcessState } from '../messages/messages.ts';

/** The process before it knows any entry: only what opens a file is open. */
export function unopenedState(chart: Chart): ProcessState {
  return { seq: 0, head: '', stage: 'none', milestones: [], open: openActs(chart, 'none'), due: null };
}

/** Folds one entry. The state of a process is this fold and nothing else, so it can always be rebuilt from its record. */
export function fold(state: ProcessState, entry: ShortEntry): ProcessState {
  return {
    seq: entry.seq,
    head: entry.head,
    stage: entry.stage,
    milestones: [...state.milestones, ...entry.reached],
    open: entry.open,
    due: entry.due,
  };
}
