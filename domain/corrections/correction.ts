import type { DeadlineRow } from '../record/record.ts';
import type { LocalDate } from '../time/local-date.ts';
import type { FileHistory } from './file-history.ts';
import type { TakingBack } from './plan-taking-back.ts';

/** What a correction changes, as the action found it; `writeCorrection` writes it. */
export interface Correction {
  readonly history: FileHistory;
  /** Legal date by entry, as it is known now. */
  readonly dates: ReadonlyMap<number, LocalDate>;
  readonly deadlines: readonly { readonly before: DeadlineRow; readonly after: DeadlineRow }[];
  /** Entries that count as if they had not been, and what follows from that; null where there are none. */
  readonly takingBack: TakingBack | null;
}
