import { KEYS, showLedger } from './chart-and-ledger.ts';
import type { CheckResult } from './checker.ts';
import { INVARIANTS } from './mechanisms.ts';
import type { Mechanism } from './mechanisms.ts';
import type { ScenarioName } from './scenarios.ts';
import type { State } from './state.ts';

const verdict = ({ broken, trace, isExhausted }: CheckResult): string => {
  if (broken) return `VIOLATED after ${trace.length} actions: ${INVARIANTS[broken]}`;
  return isExhausted ? 'holds, space exhausted' : 'no violation, NOT exhausted';
};

/** One line of the table. */
export function row(name: ScenarioName, without: readonly Mechanism[], result: CheckResult): string {
  const what = without.length ? `without ${without.join(', ')}` : 'the whole protocol';
  const { states, depth, seconds } = result;
  return `${name.padEnd(9)}${what.padEnd(34)}${String(states).padStart(10)} states  depth ${String(depth).padStart(3)}  ${seconds.toFixed(1).padStart(6)} s  ${verdict(result)}`;
}

function showEnd({ db, engine, task, callers }: State): string[] {
  const known = task ? `, in the task under way ${showLedger(task.ledger)}` : '';
  const perKey = (what: (key: (typeof KEYS)[number]) => string): string => KEYS.map((key) => `${key} ${what(key)}`).join(', ');
  return [
    `record  ${showLedger(db.ledger)}`,
    `process ${showLedger(engine.run)}${known}`,
    `answers stored: ${perKey((key) => db.submissions[key]?.answer ?? '-')}; told: ${perKey((key) => callers[key].told.flat().join('+') || '-')}`,
  ];
}

/** The story of a violation, one numbered line an action, and where it ended. */
export function story({ trace, end }: CheckResult): string[] {
  const lines = trace.map((line, i) => `    ${String(i + 1).padStart(2)}  ${line}`);
  return end ? [...lines, ...showEnd(end).map((line) => `        ${line}`)] : lines;
}
