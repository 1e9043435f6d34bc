import type { Action, FileEvent } from '../actions/action.ts';
import type { Chart } from '../chart/chart.ts';

/** A file type: its chart, and its actions and events by name. */
export interface FileDefinition {
  readonly chart: Chart;
  readonly actions: Readonly<Record<string, Action>>;
  readonly events: Readonly<Record<string, FileEvent>>;
}
