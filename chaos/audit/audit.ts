import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import type { Pool } from 'pg';
import type { ToldLog } from '../told-log.ts';
import { checkDueMoments } from './due-moments.ts';
import { never, yet, type Finding } from './finding.ts';
import { checkLedgers } from './ledgers.ts';
import { checkProcesses } from './processes.ts';
import { checkPromises } from './promises.ts';
import { takeSnapshot, type Snapshot } from './snapshot.ts';

export interface Audited {
  /** Whether everything came to rest, without any call, within the time. */
  readonly isAtRest: boolean;
  readonly restAfterMs: number;
  readonly findings: readonly Finding[];
  /** What was judged last; absent when the record could not be read. */
  readonly snapshot: Snapshot | undefined;
  readonly counts: { readonly files: number; readonly entries: number; readonly rungs: number; readonly effects: number; readonly submissions: number; readonly told: number };
}

export interface AuditOptions {
  readonly pool: Pool;
  readonly client: Client;
  readonly log: ToldLog;
  /** Two minutes. */
  readonly restWithinMs: number;
  /** Incidents that the scenario made on purpose and has not healed. */
  readonly expectedIncidents?: number;
}

/** Waits for rest while nobody calls, and judges everything that was ever said and written, not only since the last time. */
export async function auditAtRest({ pool, client, log, restWithinMs, expectedIncidents = 0 }: AuditOptions): Promise<Audited> {
  const start = performance.now();
  const equal = new Map<string, string>();
  for (;;) {
    let findings: Finding[];
    let snapshot: Snapshot | undefined;
    try {
      snapshot = await takeSnapshot(pool);
      findings = judge(snapshot, log);
      if (snapshot.incidents.length !== expectedIncidents) findings.push(yet('incidents', `${snapshot.incidents.length} incidents are open: ${snapshot.incidents.slice(0, 5).map((i) => `${i.kind} ${i.file_id}`).join(', ')}`));
      if (!findings.some((finding) => finding.when === 'yet')) findings.push(...(await checkProcesses(client, snapshot, equal)));
    } catch (error) {
      findings = [yet('settled', `the record cannot be read: ${String(error)}`)];
    }
    const restAfterMs = performance.now() - start;
    const isBroken = findings.some((finding) => finding.when === 'never');
    const isAtRest = !findings.some((finding) => finding.when === 'yet');
    if (isBroken || isAtRest || restAfterMs > restWithinMs) return { isAtRest, restAfterMs, findings, snapshot, counts: count(snapshot, log) };
    await sleep(200);
  }
}

/** Everything that one look at the record shows; the processes are asked apart. */
export function judge(snapshot: Snapshot, log: ToldLog): Finding[] {
  const expected = snapshot.files.length > 0 || log.lines.every((line) => line.heard.kind !== 'accepted');
  return [
    ...(expected ? [] : [never('acknowledged', 'the record is empty')]),
    ...checkPromises(log.lines, snapshot),
    ...checkLedgers(snapshot),
    ...checkDueMoments(snapshot),
  ];
}

function count(snapshot: Snapshot | undefined, log: ToldLog): Audited['counts'] {
  return {
    files: snapshot?.files.length ?? 0,
    entries: snapshot?.entries.length ?? 0,
    rungs: snapshot?.entries.filter((entry) => entry.rung !== null).length ?? 0,
    effects: snapshot?.effects.length ?? 0,
    submissions: snapshot?.submissions.length ?? 0,
    told: log.lines.length,
  };
}
