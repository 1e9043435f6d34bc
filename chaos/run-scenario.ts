import { auditAtRest, type Audited } from './audit/audit.ts';
import { never, type Finding } from './audit/finding.ts';
import { approachDue } from './faults/clock.ts';
import { NotReached, type Pace, type Scenario } from './scenario.ts';
import type { ChaosWorld } from './world.ts';

/** What one row of the table says. */
export interface Row {
  readonly scenario: Scenario;
  /** Answers that callers were told, and requests that came back with nothing. */
  readonly told: number;
  readonly unheard: number;
  readonly audited: Audited;
  readonly findings: readonly Finding[];
  readonly notReached: string | null;
  readonly tookMs: number;
}

export function isGreen(row: Row): boolean {
  return row.findings.length === 0 && row.notReached === null && row.audited.isAtRest;
}

/** The fault, while people act; then nobody calls any more, what died is started again, and the audit waits for rest. */
export async function runScenario(world: ChaosWorld, scenario: Scenario, pace: Pace): Promise<Row> {
  const start = performance.now();
  const from = world.log.lines.at(-1)?.n ?? 0;
  world.log.scenario = scenario.name;
  const findings: Finding[] = [];
  let notReached: string | null = null;
  await world.bringBack();
  if (scenario.isNearDue !== false) await approachDue(world, 2_000);
  const crowd = scenario.hasCrowd ? world.crowd() : undefined;
  try {
    await scenario.run(world, pace);
  } catch (error) {
    if (error instanceof NotReached) notReached = error.message;
    else findings.push(never('acknowledged', `the scenario broke off: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`));
  }
  world.thawAll();
  const left = crowd?.stop();
  await world.bringBack();
  await left;
  const audited = await auditAtRest({ pool: world.pool, client: world.client, log: world.log, restWithinMs: pace.restWithinMs });
  const lines = world.log.lines.filter((line) => line.n > from);
  return {
    scenario,
    told: lines.filter((line) => line.heard.kind !== 'nothing' && line.heard.kind !== 'unknown').length,
    unheard: lines.filter((line) => line.heard.kind === 'nothing' || line.heard.kind === 'unknown').length,
    audited,
    findings: [...findings, ...audited.findings],
    notReached,
    tookMs: performance.now() - start,
  };
}
