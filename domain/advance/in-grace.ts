import type { DeadlineRow, Rung } from '../record/record.ts';

/**
 * After a lapse that was none, days are left in which what was done in time may be recorded (`correctLapse`): no rung comes before they are over, whatever else
 * moves the clock meanwhile.
 * @param old the row as it was, whose lapse stands after its due instant while such days run
 */
export function inGrace(old: DeadlineRow, rungs: readonly Rung[]): Rung[] {
  const lapse = old.rungs.find((rung) => rung.lapse);
  const until = lapse !== undefined && lapse.at > old.dueAt ? lapse.at : '';
  return rungs.map((rung) => (rung.at < until ? { ...rung, at: until } : rung));
}
