import type { Pool } from 'pg';
import { openIncidents, type OpenIncident } from './incidents.ts';
import { describeProcess, terminateProcess } from './processes.ts';
import type { SweepDeps } from './sweep-deps.ts';

/** The processes that know more than a restored record: those of its files, and those of files that it never heard of. */
export async function processesAfterRestore(pool: Pool): Promise<OpenIncident[]> {
  const found: OpenIncident[] = [];
  for (let page = await openIncidents(pool, null); page.length > 0; page = await openIncidents(pool, page.at(-1)?.id ?? null)) {
    found.push(...page.filter(({ kind }) => kind === 'RECORD_BEHIND' || kind === 'RECORD_UNKNOWN'));
  }
  return found;
}

/**
 * Ends them. A person's decision: only a person knows that the record was restored, and that it is the right one. Their
 * histories stay until the engine's retention ends, and tell which acts were done after the backup. The sweep that follows rebuilds the
 * processes of open files from the record, looks at all of them again, and closes the incidents that are healed.
 */
export async function rebuildAfterRestore({ client, log }: SweepDeps, incidents: readonly OpenIncident[], reason: string): Promise<void> {
  for (const { fileId, kind } of incidents) {
    const process = await describeProcess(client, fileId);
    if (!process?.isRunning) continue;
    await terminateProcess(client, process, `恢复备份后重建 / rebuilt after a restore: ${reason}`);
    log.warn({ fileId, kind, reason }, '流程已终止 / process ended');
  }
}
