import { fileTypes } from '../../domain/files/file-types.ts';
import { readWorld } from '../read-world.ts';
import { comparePage } from './compare-page.ts';
import { noFigures, type SweepFigures } from './figures.ts';
import { healFile } from './heal-file.ts';
import { judgeProcesses, lookInto } from './judge-process.ts';
import { LeaseLost, takeLease } from './lease.ts';
import { openFilePages } from './open-files.ts';
import { processesOf, processesOfOtherTypes } from './processes.ts';
import { reviewIncidents } from './review-incidents.ts';
import { forEachSuspect, goOn, nudgeIn, report, SweepStopped, type Round, type SweepDeps } from './sweep-deps.ts';

export interface SweepReport {
  readonly startedAt: Date;
  readonly seconds: number;
  readonly figures: SweepFigures;
}

/**
 * Compares every open file with the running processes, once, if a sweep is due and nobody else sweeps; null if not.
 *
 * Page by page in the order of the ids, type by type: a page of files from PostgreSQL, then the engine's list of running
 * processes in the same stretch of ids. Nothing is kept but the page. The list is late by a moment, so it only raises suspects;
 * what is done rests on the engine's own state and on the record, both asked again about this one. Everything may be done
 * twice, by two sweepers, by one that was frozen, beside scans and acts, without harm.
 * @throws what the engine or the database throws: the sweep is marked as failed and the next one tries again
 */
export async function sweep(deps: SweepDeps, everySeconds = 0): Promise<SweepReport | null> {
  const lease = await takeLease(deps.pool, { everySeconds, leaseSeconds: deps.leaseSeconds ?? 60 });
  if (!lease) return null;
  const began = performance.now();
  const round: Round = { deps, lease, world: await readWorld(deps.pool), figures: noFigures(), rebuilt: [], noted: [], graceSeconds: deps.graceSeconds ?? 600 };
  try {
    const lookedUntil = await compareAll(round);
    await reviewIncidents(round);
    if (!(await lease.end('finished', round.figures, { rebuilt: round.rebuilt, noted: round.noted, lookedUntil }))) throw new LeaseLost();
  } catch (error) {
    if (!(error instanceof LeaseLost)) await lease.end(error instanceof SweepStopped ? 'abandoned' : 'failed', round.figures, { rebuilt: round.rebuilt, noted: round.noted, lookedUntil: lease.previous.lookedUntil }).catch(() => false);
    throw error;
  }
  return { startedAt: lease.startedAt, seconds: (performance.now() - began) / 1000, figures: round.figures };
}

/** @returns where looking into processes in turn stopped */
async function compareAll(round: Round): Promise<string | null> {
  const { deps, lease, figures } = round;
  const types = Object.keys(fileTypes).toSorted();
  let toLook = deps.lookInto === 'all' ? Number.POSITIVE_INFINITY : (deps.lookInto ?? 100);
  let lookedUntil = deps.lookInto === 'all' ? null : lease.previous.lookedUntil;
  for (const type of types) {
    for await (const page of openFilePages(deps.pool, type)) {
      await deps.pause?.('page');
      const processes = await processesOf(deps.client, page);
      const { withoutProcess, withoutFile, inTrouble, newRuns, matched } = comparePage(page, processes, lease.previousAt);
      figures.pages += 1;
      figures.files += page.files.length;
      figures.processes += processes.length;
      figures.suspects += withoutProcess.length + withoutFile.length + inTrouble.length;
      await forEachSuspect(round, withoutProcess, ({ id }) => healFile(round, id));
      await judgeProcesses(round, withoutFile, (work) => forEachSuspect(round, withoutFile, work));
      for (const { workflowId, runId, problems } of inTrouble) await report(round, workflowId, 'PROCESS_STUCK', { runId, problems });
      await forEachSuspect(round, newRuns, ({ workflowId }) => nudgeIn(round, workflowId));
      const place = (id: string) => `${type}/${id}`;
      const inTurn = matched.map(({ workflowId }) => workflowId).filter((id) => toLook > 0 && (lookedUntil === null || place(id) > lookedUntil)).toSorted().slice(0, toLook);
      await forEachSuspect(round, inTurn, (id) => lookInto(round, id));
      toLook -= inTurn.length;
      if (inTurn.length > 0) lookedUntil = place(inTurn.at(-1) ?? '');
      await goOn(round);
    }
  }
  const others = await processesOfOtherTypes(deps.client, types);
  figures.processes += others.length;
  figures.suspects += others.length;
  await judgeProcesses(round, others, (work) => forEachSuspect(round, others, work));
  // everybody had their turn: begin again
  return toLook > 0 ? null : lookedUntil;
}
