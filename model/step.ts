import { append, entriesAfter, isOpen, isPrefix, nextRung, seqOf, stateOf } from './chart-and-ledger.ts';
import type { Entry, Ledger, Rung } from './chart-and-ledger.ts';
import type { Protocol } from './mechanisms.ts';
import type { ActCall, Answer, Call, Database, Reply, Snapshot, State, Submission } from './state.ts';

/*
 * The step: READ (one snapshot, no lock), the pure domain function, and WRITE (one statement that checks under the row locks
 * that nothing it relied on has changed, and writes all or nothing). Anything may happen between the two.
 */

export function dueBy(p: Protocol, ledger: Ledger, at: number): Rung | null {
  const rung = nextRung(ledger, p.has('rung-revision'));
  return rung && rung.due <= at ? rung : null;
}

/** Effects of the record that no receiver has taken in, as far as their keys tell. */
export const unconfirmed = (p: Protocol, db: Database): Ledger[] => stateOf(db.ledger).effects.filter((effect) => !isTakenIn(p, db.second, effect));

/** The key of an effect is (source file, source seq); with `effect-of-entry` it names the very entry. */
export const isTakenIn = (p: Protocol, second: readonly Ledger[], effect: Ledger): boolean =>
  second.some((known) => (p.has('effect-of-entry') ? known === effect : seqOf(known) === seqOf(effect)));

export function submissionOf(p: Protocol, db: Database, call: { key: ActCall['key']; id: number }): Submission | null {
  const row = db.submissions[call.key];
  return row && (row.id === call.id || !p.has('fresh-submission-id')) ? row : null;
}

/** The pure domain function, with the deadlines before and after it. */
function advance(p: Protocol, from: Ledger, call: Call, { submission, law = 0 }: Snapshot): { ledger: Ledger; answer: Answer | null } {
  let ledger = from;
  let answer: Answer | null = null;
  const recordUpTo = (instant: number): void => {
    for (let rung = dueBy(p, ledger, instant); rung; rung = dueBy(p, ledger, instant)) {
      ledger = append(ledger, { what: 'rung', rung: rung.rung, revision: rung.revision });
    }
  };
  if (p.has('lapse-first')) recordUpTo(submission ? submission.legal : call.at);
  if (call.kind === 'act' && submission) {
    const what = p.acts[call.key];
    const open = isOpen(ledger, what) && submission.legal >= stateOf(ledger).since;
    if (open) ledger = append(ledger, { what, key: call.key, body: submission.body, legal: submission.legal, ...(what === 'order' && law !== 0 ? { law } : {}) });
    answer = open ? 'ok' : 'no';
  }
  recordUpTo(call.at);
  return { ledger, answer };
}

/** What READ leads to: a snapshot to go on with (all of it, or the first half), or the end of the step. */
export type ReadResult =
  | { leadsTo: 'go on'; snapshot: Snapshot }
  | { leadsTo: 'behind' }
  | { leadsTo: 'incident' }
  | { leadsTo: 'return'; reply: Reply; resend?: readonly Ledger[] };

/** READ. `known` is what the process knows; the step is told only its sequence and head. */
export function read(p: Protocol, { db }: State, call: Call, known: Ledger): ReadResult {
  const ledger = call.read?.ledger ?? db.ledger;
  const law = db.law === 0 ? {} : { law: db.law };
  if (!call.read && p.has('seq-check')) {
    if (seqOf(ledger) < seqOf(known) || (p.has('head') && !isPrefix(known, ledger))) return { leadsTo: 'incident' };
    if (seqOf(ledger) > seqOf(known)) return { leadsTo: 'behind' };
  }
  if (call.kind === 'look') return { leadsTo: 'return', reply: null, resend: unconfirmed(p, db) };
  if (call.kind === 'tick') return dueBy(p, ledger, call.at) ? { leadsTo: 'go on', snapshot: { ledger, submission: null, ...law } } : { leadsTo: 'return', reply: null };
  if (!call.read && !p.has('one-snapshot')) return { leadsTo: 'go on', snapshot: { ledger, submission: null, half: true, ...law } };
  const row = submissionOf(p, db, call);
  if (!row) return { leadsTo: 'return', reply: 'unknown' };
  if (row.answer && p.has('unique-key')) return { leadsTo: 'return', reply: row.answer };
  return { leadsTo: 'go on', snapshot: { ledger, submission: { body: row.body, legal: row.legal }, ...law } };
}

export const hasRead = (call: Call): call is Call & { read: Snapshot } => call.read !== null && !call.read.half;

/** Is all that WRITE relies on still what READ saw? */
function conditionHolds(p: Protocol, db: Database, call: Call, snapshot: Snapshot, row: Submission | null): boolean {
  if (p.has('law-fence') && db.law !== (snapshot.law ?? 0)) return false;
  if (!p.has('conditional-write')) return true;
  if (seqOf(db.ledger) !== seqOf(snapshot.ledger)) return false;
  if (p.has('write-checks-head') && db.ledger !== snapshot.ledger) return false;
  if (call.kind !== 'act') return true;
  return row !== null && (row.answer === null || !p.has('write-checks-answer') || !p.has('unique-key'));
}

/** WRITE, one statement. Null: the condition does not hold, nothing is written and the step starts over from READ. */
export function write(p: Protocol, { db, env }: State, call: Call & { read: Snapshot }, known: Ledger): { db: Database; known: Ledger; reply: Reply } | null {
  const row = call.kind === 'act' ? submissionOf(p, db, call) : null;
  if (!conditionHolds(p, db, call, call.read, row)) return null;
  const { ledger: computed, answer } = advance(p, call.read.ledger, call, call.read);
  const entries = entriesAfter(computed, seqOf(call.read.ledger));
  if (env.restored && entries.length && (db.ledger !== known || db.ledger !== call.read.ledger)) p.violated('no-foreign-write');
  if (answer === 'no' && row && !row.answer && isOpen(db.ledger, p.acts[(call as ActCall).key]) && row.legal >= stateOf(db.ledger).since && !dueBy(p, db.ledger, row.legal)) {
    p.violated('refusal-justified');
  }
  let { ledger } = db;
  for (const entry of entries) {
    judge(p, ledger, entry);
    ledger = append(ledger, entry);
  }
  const stores = row && answer && (answer === 'ok' || p.has('stored-refusals'));
  const submissions = stores && call.kind === 'act' ? { ...db.submissions, [call.key]: { ...row, answer } } : db.submissions;
  const before = seqOf(db.ledger);
  const fresh = entriesAfter(ledger, before).filter((_, i) => before + 1 + i > seqOf(known));
  return { db: { ...db, ledger, submissions }, known: fresh.reduce(append, known), reply: answer };
}

export function judge(p: Protocol, ledger: Ledger, entry: Entry): void {
  const rung = nextRung(ledger);
  if (entry.what === 'rung') {
    if (stateOf(ledger).rungs.includes(`${entry.revision}.${entry.rung}`)) p.violated('rung-once');
    else if (!rung || rung.rung !== entry.rung || rung.revision !== entry.revision) p.violated('follows-chart');
    return;
  }
  if (entry.what === 'redate') return;
  if (!isOpen(ledger, entry.what)) p.violated('follows-chart');
  if (rung?.rung === 2 && rung.due <= entry.legal) p.violated('lapse-before-act');
}
