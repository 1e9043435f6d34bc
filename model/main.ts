import { parseArgs } from 'node:util';
import { ABLATIONS } from './ablations.ts';
import { INVARIANTS, MECHANISM_NAMES, MECHANISMS } from './mechanisms.ts';
import type { Mechanism } from './mechanisms.ts';
import { row, story } from './report.ts';
import { runScenario, SCENARIO_NAMES, SCENARIOS } from './scenarios.ts';
import type { RunOptions, ScenarioName } from './scenarios.ts';

/*
 * 探查步骤协议的每一种事件顺序 · explores every order of events of the step protocol within bounds. See docs/reliability-model.md.
 * Exit code: 0 all as it should be, 1 a violation (or, with --ablations, none where one belongs), 2 a bad command line.
 */

const USAGE = `npm run model -- [--scenario name,name] [--faults N] [--without mechanism,mechanism] [--ablations] [--small]

  --scenario   只探查这些情景 · only these scenarios
  --faults     故障次数 · how many faults may happen (each scenario has its own number)
  --without    去掉这些机制 · without these mechanisms
  --ablations  逐一去掉每个机制，给出最短反例 · each mechanism taken away in turn, with the shortest story of what goes wrong
  --small      npm test 所用的小范围 · the smaller bounds of npm test

scenarios
${SCENARIO_NAMES.map((name) => `  ${name.padEnd(20)} ${SCENARIOS[name].about}`).join('\n')}

mechanisms
${MECHANISM_NAMES.map((name) => `  ${name.padEnd(20)} ${MECHANISMS[name]}`).join('\n')}

invariants
${Object.values(INVARIANTS).map((text) => `  ${text}`).join('\n')}`;

class BadCommandLine extends Error {}

function pick<T extends string>(list: string | undefined, known: readonly T[], what: string): T[] | undefined {
  return list?.split(',').map((name) => {
    const found = known.find((k) => k === name);
    if (!found) throw new BadCommandLine(`没有 "${name}" · no such ${what} "${name}"; one of: ${known.join(', ')}`);
    return found;
  });
}

function readCommandLine(args: readonly string[]) {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean', default: false } as const;
  let values;
  try {
    ({ values } = parseArgs({ args: [...args], options: { scenario: text, faults: text, without: text, ablations: flag, small: flag, help: flag } }));
  } catch (error) {
    throw new BadCommandLine(error instanceof Error ? error.message : String(error));
  }
  const faults = values.faults === undefined ? undefined : Number(values.faults);
  if (faults !== undefined && !(Number.isInteger(faults) && faults >= 0 && faults <= 9)) throw new BadCommandLine(`--faults 应为 0 到 9 的整数 · --faults takes a whole number from 0 to 9, not "${values.faults}"`);
  return {
    ...values,
    faults,
    scenarios: pick<ScenarioName>(values.scenario, SCENARIO_NAMES, 'scenario') ?? SCENARIO_NAMES,
    without: pick<Mechanism>(values.without, MECHANISM_NAMES, 'mechanism') ?? [],
  };
}

/** On a terminal one line that is written over; elsewhere a line every ten seconds. */
function progressOf(name: string): { onProgress: NonNullable<RunOptions['onProgress']>; clear: () => void } {
  const isTerminal = process.stderr.isTTY;
  let last = performance.now();
  return {
    onProgress: (states, depth) => {
      const now = performance.now();
      if (now - last < (isTerminal ? 500 : 10_000)) return;
      last = now;
      process.stderr.write(`${isTerminal ? '\r' : ''}${name}: ${states} states, depth ${depth} …${isTerminal ? '\x1b[K' : '\n'}`);
    },
    clear: () => {
      if (isTerminal) process.stderr.write('\r\x1b[K');
    },
  };
}

function runAndPrint(name: ScenarioName, options: RunOptions): boolean {
  const { onProgress, clear } = progressOf(name);
  const result = runScenario(name, { ...options, onProgress });
  clear();
  console.log(row(name, options.without ?? [], result));
  for (const line of story(result)) console.log(line);
  return result.isExhausted;
}

function main(args: readonly string[]): number {
  const { help, ablations, small, scenarios, without, faults } = readCommandLine(args);
  if (help) {
    console.log(USAGE);
    return 0;
  }
  if (ablations) {
    const missing = ABLATIONS.filter((a) => runAndPrint(a.scenario, { without: [a.without], faults: a.faults, only: a.breaks }));
    return missing.length ? 1 : 0;
  }
  const options: RunOptions = { without, small, ...(faults === undefined ? {} : { faults }) };
  const holding = scenarios.filter((name) => runAndPrint(name, options));
  return holding.length === scenarios.length ? 0 : 1;
}

try {
  process.exitCode = main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof BadCommandLine)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
