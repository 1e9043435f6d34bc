import type { Label } from '../label.ts';
import type { LocalDate } from '../time/local-date.ts';
import type { Ladder } from './ladder.ts';
import type { CriterionValues, Roll, Rule, Source, Unit } from './rule.ts';
import type { LapseCode } from './lapse-codes.ts';

/** What a profile sets of one rule; everything else of the rule stays. Its period splits the rule's. */
export interface ProfileOverride {
  readonly ruleId: string;
  readonly limit?: number | string;
  readonly value?: number;
  readonly yuan?: Readonly<Record<string, string>>;
  readonly values?: CriterionValues;
  /** Where the place has its own ladder for a rule. */
  readonly ladder?: string;
  readonly effectiveFrom: LocalDate;
  readonly effectiveTo?: LocalDate;
  /** Comes before the sources of the rule. */
  readonly source: readonly Source[];
  readonly note?: Label;
}

/** The choices of one place. */
export interface Profile {
  readonly id: string;
  readonly label: Label;
  /** Which of the uncertain texts the place reads otherwise than by default, and since when. */
  readonly readings: readonly ReadingChoice[];
  readonly overrides: readonly ProfileOverride[];
  readonly note?: Label;
}

/** A place follows one reading for a while. */
export interface ReadingChoice {
  readonly reading: string;
  readonly option: string;
  readonly effectiveFrom: LocalDate;
  readonly effectiveTo?: LocalDate;
  readonly source: readonly Source[];
}

/** One way to read an uncertain text, and what it changes of the clocks concerned. */
export interface ReadingOption {
  readonly id: string;
  readonly label: Label;
  readonly change: { readonly roll?: Roll; readonly unit?: Unit; readonly limit?: number };
  readonly source: readonly Source[];
}

/** A question that the texts do not answer: both readings are kept, the profile chooses. */
export interface Reading {
  readonly id: string;
  readonly question: Label;
  /** Clocks to which it matters: all that is named must hold. `laws` and `exceptLaws` look at the newest source of the rule. */
  readonly appliesTo: {
    readonly rules?: readonly string[];
    readonly units?: readonly Unit[];
    readonly lapses?: readonly LapseCode[];
    readonly laws?: readonly string[];
    readonly exceptLaws?: readonly string[];
    /** Only versions of a rule that govern from this day, or later; up to this day, or earlier. */
    readonly since?: LocalDate;
    readonly until?: LocalDate;
  };
  readonly options: readonly ReadingOption[];
  /** Id of the option that is followed unless a profile chooses. */
  readonly default: string;
}

/** One text in one wording; `version` is the day from which it is in force. */
export interface LawText {
  readonly title: string;
  readonly version: LocalDate;
  readonly unverified?: 'date' | 'text';
  /** How the day or the text is known. */
  readonly note?: Label;
}

/** The law as it was read: all rules, all places. Downstream only a RuleSet of one place is seen. */
export interface Law {
  readonly version: string;
  readonly rules: readonly Rule[];
  readonly profiles: readonly Profile[];
  readonly ladders: Readonly<Record<string, Ladder>>;
  readonly readings: readonly Reading[];
  /** Facts that start a clock, by id. */
  readonly triggerEvents: Readonly<Record<string, Label>>;
  /** The texts that sources name, by key. */
  readonly texts: Readonly<Record<string, LawText>>;
  /** Words of the topics, by id, in order. */
  readonly topics: Readonly<Record<string, Label>>;
}

/** The profile of a file unless its department has another. */
export const nationalProfile = 'national';
