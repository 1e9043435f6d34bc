import { append, EMPTY, isTerminal, NO_PROCESS, stateOf } from './chart-and-ledger.ts';
import type { Act, Key, Ledger } from './chart-and-ledger.ts';
import { check } from './checker.ts';
import type { CheckOptions, CheckResult } from './checker.ts';
import { createProtocol } from './mechanisms.ts';
import type { Invariant, Mechanism } from './mechanisms.ts';
import type { Caller, State, Surroundings } from './state.ts';

export interface Scenario {
  readonly about: string;
  readonly ledger: Ledger;
  readonly faults: number;
  readonly clock: number;
  readonly acts?: Partial<Record<Key, Act>>;
  readonly callers: Readonly<Record<Key, Caller>>;
  readonly env?: Partial<Surroundings>;
  readonly without?: readonly Mechanism[];
  /** What is smaller for the run within `npm test`. */
  readonly small?: Partial<Pick<Scenario, 'faults' | 'clock' | 'callers'>>;
}

const caller = (left: number, more: Partial<Caller> = {}): Caller => ({ left, wait: null, seen: 0, body: 0, bodies: 1, late: 0, told: [[], []], ...more });
const callers = (k1: Caller, k2: Caller): Readonly<Record<Key, Caller>> => ({ k1, k2 });
const ASSIGNED = append(EMPTY, { what: 'open', key: null, body: 0, legal: 0 });
const ORDERED = append(ASSIGNED, { what: 'order', key: null, body: 0, legal: 0 });
const CORRECTED = append(ORDERED, { what: 'correct', key: null, body: 0, legal: 0 });
const ONE_EACH = callers(caller(1), caller(1));

/** k1 extends and k2 corrects, where nothing else is said. */
export const SCENARIOS = {
  crashes: { about: 'two callers; one sends twice with the same key', ledger: ORDERED, faults: 2, clock: 2, callers: callers(caller(1), caller(2)), small: { faults: 1, clock: 1 } },
  late: {
    about: 'legal times in the past, another body under the same key, room for a second ladder',
    ledger: ORDERED,
    faults: 1,
    clock: 3,
    callers: callers(caller(1), caller(2, { bodies: 2, late: 1 })),
    small: { faults: 0 },
  },
  early: { about: "an act that is open only after another caller's act; both send twice", ledger: ASSIGNED, faults: 2, clock: 2, acts: { k1: 'order' }, callers: callers(caller(2), caller(2)), small: { faults: 1, clock: 0 } },
  rebuild: { about: 'one terminate or reset by hand, then updates with start', ledger: ORDERED, faults: 3, clock: 1, callers: ONE_EACH, env: { breaks: 1 }, small: { faults: 1 } },
  birth: { about: 'no file and no process yet: the first Update starts it', ledger: EMPTY, faults: 2, clock: 1, acts: { k1: 'open', k2: 'order' }, callers: callers(caller(2), caller(2)), env: { breaks: 1 }, small: { faults: 1, clock: 0 } },
  news: { about: 'one continue-as-new', ledger: ORDERED, faults: 1, clock: 2, callers: ONE_EACH, env: { news: 1 }, small: { clock: 1 } },
  restore: { about: 'a backup at any moment, its restore, frozen steps from before', ledger: ORDERED, faults: 1, clock: 1, callers: callers(caller(2, { bodies: 2 }), caller(0)), env: { restores: 1 }, small: { clock: 0, callers: callers(caller(2), caller(0)) } },
  undone: { about: 'the same, with the act that has an effect on a second file', ledger: ORDERED, faults: 1, clock: 1, callers: callers(caller(0), caller(2)), env: { restores: 1 }, small: { clock: 0 } },
  fork: { about: 'a restore with two callers: two histories grow from one record', ledger: ORDERED, faults: 0, clock: 1, callers: ONE_EACH, env: { restores: 1 }, small: { clock: 0 } },
  closing: { about: 'an act that closes the file and has no effect on another', ledger: ORDERED, faults: 2, clock: 1, acts: { k2: 'revoke' }, callers: callers(caller(1), caller(2)), small: { faults: 1 } },
  closed: { about: 'the file is closed and its process has ended; late acts come', ledger: CORRECTED, faults: 3, clock: 0, callers: callers(caller(2), caller(2)), small: { faults: 1 } },
  deep: { about: 'four faults in any mix', ledger: ORDERED, faults: 4, clock: 1, callers: ONE_EACH, small: { faults: 2, clock: 0 } },
  eager: { about: 'scans at any moment, not only at rest', ledger: ORDERED, faults: 1, clock: 2, callers: ONE_EACH, env: { eager: 1 }, small: { clock: 0 } },
  slow: { about: 'the API takes its time between storing and sending, and to hear answers', ledger: ORDERED, faults: 2, clock: 1, callers: callers(caller(1), caller(2)), env: { slow: 1 }, small: { faults: 1, clock: 0 } },
  law: { about: 'a change of the law that gives a later date, and the re-dating run', ledger: ASSIGNED, faults: 1, clock: 2, acts: { k1: 'order', k2: 'extend' }, callers: ONE_EACH, env: { laws: 1 }, small: { clock: 1 } },
  shorter: { about: 'a change of the law that gives an earlier date', ledger: ORDERED, faults: 1, clock: 2, callers: ONE_EACH, env: { laws: -1 }, small: { faults: 0, clock: 2 } },
  calm: { about: 'no fault and no scans: nobody is told OUTCOME_UNKNOWN, all comes to rest', ledger: ORDERED, faults: 0, clock: 3, callers: ONE_EACH, env: { news: 1, calm: 1 }, without: ['scans'] },
} satisfies Record<string, Scenario>;
export type ScenarioName = keyof typeof SCENARIOS;
export const SCENARIO_NAMES = Object.keys(SCENARIOS) as ScenarioName[];

export interface RunOptions extends CheckOptions {
  readonly without?: readonly Mechanism[];
  readonly faults?: number;
  readonly small?: boolean;
  readonly only?: Invariant;
}

export function runScenario(name: ScenarioName, options: RunOptions = {}): CheckResult {
  const full: Scenario = SCENARIOS[name];
  const scenario: Scenario = options.small ? { ...full, ...full.small } : full;
  const protocol = createProtocol([...(options.without ?? []), ...(scenario.without ?? [])], { k1: 'extend', k2: 'correct', ...scenario.acts }, options.only);
  const run = scenario.ledger === EMPTY || isTerminal(scenario.ledger) ? NO_PROCESS : scenario.ledger;
  const initial: State = {
    db: { ledger: scenario.ledger, submissions: { k1: null, k2: null }, second: stateOf(scenario.ledger).effects, incident: 0, law: 0 },
    engine: { run, updates: [], outcomes: {}, nudge: 0, out: [], owed: 0, post: [] },
    task: null,
    frozen: [],
    callers: scenario.callers,
    env: { t: 0, end: scenario.clock, faults: options.faults ?? scenario.faults, frozenAtMost: 2, breaks: 0, news: 0, restores: 0, restored: 0, calm: 0, eager: 0, laws: 0, run: 'none', slow: 0, ...scenario.env },
    backup: null,
  };
  return check(protocol, initial, options);
}
