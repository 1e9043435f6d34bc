import type { LawAround } from '../actions/action.ts';
import { allRungs, rungsToCome } from '../advance/clock.ts';
import { inGrace } from '../advance/in-grace.ts';
import type { DeadlineRow, Rung } from '../record/record.ts';
import { toldBefore, type FileHistory } from './file-history.ts';

/**
 * The rungs of a deadline's present dates that are still to come: those that no standing entry records, and those that the row itself still has (a
 * longer period reminds anew). A closed row has forgotten its rungs, so this asks the history; `toldRungs` is for acts that have none.
 * @param before the row as it was, whose rungs still to come stay so; null where they do not (they came with an extension that is no more)
 */
export function rungsLeft(history: FileHistory, row: DeadlineRow, before: DeadlineRow | null, law: LawAround): Rung[] {
  const recorded = new Set([...history.entries.filter(({ deadlineId }) => deadlineId === row.id).map(({ rung }) => rung), ...toldBefore(history, row)]);
  const still = before === null ? [] : (rungsToCome(before) ?? []);
  const left = allRungs(row, law).filter(({ rung }) => !recorded.has(rung) || still.includes(rung));
  return before === null ? left : inGrace(before, left);
}
