/**
 * One thing that is not as promised.
 * `never`: no waiting makes it good. `yet`: at rest it must be gone.
 */
export interface Finding {
  readonly check: CheckName;
  readonly when: 'never' | 'yet';
  readonly what: string;
}

/** What the audit checks, in the order of the table's legend. */
export const checks = {
  acknowledged: 'what a caller was told is done stands in the ledger, once, where it was said',
  refused: 'what a caller was told is refused was never applied',
  oneAnswer: 'all answers under one key are one answer, and another body under it is refused',
  once: 'no submission, event or rung stands in the ledger twice; no key has two submissions',
  chain: 'every hash chain is whole and ends where the record says',
  chart: 'every entry was open in the stage where it stands, and leads where the chart says',
  dueMoments: 'every due moment of every revision of every deadline is recorded once, none early, none missing',
  effects: 'every effect was taken in by its receiver once, and is confirmed',
  settled: 'every submission has an answer, and the process knows it',
  processEqualsRecord: 'the process of every open file knows what its record says, and those of closed files have ended',
  fault: 'whatever is down, nobody is answered with a fault of the program (500)',
  incidents: 'no incident is open that the scenario did not ask for',
} as const;
export type CheckName = keyof typeof checks;

export const never = (check: CheckName, what: string): Finding => ({ check, when: 'never', what });
export const yet = (check: CheckName, what: string): Finding => ({ check, when: 'yet', what });
