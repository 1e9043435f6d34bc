import type { DeadlineRow } from '../record/record.ts';
import type { Instant } from '../time/shanghai.ts';
import type { LocalDate } from '../time/local-date.ts';
import type { FileHistory, HistoryEntry } from './file-history.ts';

/** What a correction changes, as the action found it; `writeCorrection` writes it. */
export interface Correction {
  readonly history: FileHistory;
  /** Legal date by entry, as it is known now. */
  readonly dates: ReadonlyMap<number, LocalDate>;
  readonly deadlines: readonly { readonly before: DeadlineRow; readonly after: DeadlineRow }[];
  readonly undone: readonly UndoneLapse[];
}

/** A lapse that was none. Its clock runs again, at least until `notBefore`: so long people have for recording what was done in time. */
export interface UndoneLapse {
  readonly deadline: DeadlineRow;
  readonly lapse: HistoryEntry;
  readonly notBefore: Instant;
}
