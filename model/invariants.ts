import { entriesAfter, isPrefix, isTerminal, KEYS, nextRung, NO_PROCESS, seqOf, stateOf } from './chart-and-ledger.ts';
import type { Protocol } from './mechanisms.ts';
import { unconfirmed } from './step.ts';
import type { State } from './state.ts';

/** What must hold in every state. (`judge` in step.ts looks at each entry as it is written.) */
export function checkAlways(p: Protocol, { db, engine, task, callers, env }: State): void {
  const { applied } = stateOf(db.ledger);
  for (const key of KEYS) {
    const times = applied.filter((a) => a.startsWith(`${key}/`)).length;
    if (times > 1) p.violated('applied-once');
    for (const body of [0, 1] as const) {
      const told = callers[key].told[body];
      if (told.length > 1) p.violated('one-answer');
      if (told[0] === 'ok' && !applied.includes(`${key}/${body}`)) p.violated('acknowledged-in-ledger');
      if (told[0] === 'no' && times) p.violated('refused-never-applied');
    }
  }
  if (new Set(db.second).size < db.second.length) p.violated('effect-once');
  if (!db.second.every((effect) => isPrefix(effect, db.ledger))) p.violated('effect-has-source');
  if (env.restored) return;
  for (const known of [engine.run, task?.ledger ?? NO_PROCESS]) {
    if (known <= 0) continue;
    if (seqOf(known) > seqOf(db.ledger)) p.violated('never-ahead');
    if (!isPrefix(known, db.ledger)) p.violated('is-prefix');
  }
}

/** What must hold when nothing moves by itself any more: the scans have found nothing to do either. */
export function checkAtRest(p: Protocol, { db, engine, callers, env }: State): void {
  const hasEnded = engine.run === NO_PROCESS && (isTerminal(db.ledger) || seqOf(db.ledger) === 0);
  // of a later date the process hears when its old timer ticks: until then nothing waits for it
  const lacksDatesOnly = engine.run !== NO_PROCESS && isPrefix(engine.run, db.ledger) && entriesAfter(db.ledger, seqOf(engine.run)).every(({ what }) => what === 'redate');
  if (engine.run !== db.ledger && !hasEnded && !lacksDatesOnly) p.violated('caught-up');
  const { stage, law } = stateOf(db.ledger);
  if (stage === 'ordered' && law !== db.law) p.violated('dates-of-law');
  const rung = nextRung(db.ledger);
  if (rung && rung.due <= env.t) p.violated('rungs-recorded');
  if (unconfirmed(p, db).length || stateOf(db.ledger).effects.some((effect) => !db.second.includes(effect))) p.violated('effects-confirmed');
  for (const key of KEYS) {
    const row = db.submissions[key];
    if (callers[key].wait !== null || (row && !row.answer && !callers[key].told.flat().length)) p.violated('has-answer');
  }
}
