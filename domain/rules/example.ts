import type { Extension, Pause } from '../deadlines/deadline.ts';
import type { JsonObject } from '../json.ts';
import type { LocalDate } from '../time/local-date.ts';

interface ExampleBase {
  /** Worked out by a person from the text and the calendar, before anything was run. */
  readonly byHand?: boolean;
  /** How. */
  readonly working?: string;
  /** Computed with the rules of this place; without it, with the national ones. */
  readonly profile?: string;
}

/** A period from a day or an instant; what is given of the answer must be so. */
export interface ClockExample extends ExampleBase {
  readonly from: string;
  readonly limit?: number | string;
  readonly date?: LocalDate;
  readonly pauses?: readonly Pause[];
  readonly extensions?: readonly Extension[];
  readonly due?: LocalDate;
  readonly target?: LocalDate;
  readonly dueAt?: string;
  /** First day on which the act is allowed. */
  readonly earliest?: LocalDate;
  readonly provisional?: boolean;
  /** Days counted and left of a clock that an open pause has stopped. */
  readonly counted?: number;
  readonly remaining?: number;
  /** Code of the refusal. */
  readonly error?: string;
}

export interface AccrualExample extends ExampleBase {
  /** Yuan. */
  readonly fine: string;
  /** Legal last day for paying. */
  readonly due: LocalDate;
  readonly asOf: LocalDate;
  readonly frozen?: readonly Pause[];
  readonly amount?: string;
  readonly percent?: number;
  readonly days?: number;
  readonly capReachedOn?: LocalDate | null;
  readonly error?: string;
}

/** A threshold (`party`, `yuan`), a bound (a number) or a criterion (what its function asks for), and the word that it answers. */
export interface AnswerExample extends ExampleBase {
  readonly given: JsonObject | number;
  readonly then?: string;
  readonly error?: string;
}

export type Example = ClockExample | AccrualExample | AnswerExample;
