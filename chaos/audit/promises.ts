import type { ToldLine } from '../told-log.ts';
import { never, yet, type Finding } from './finding.ts';
import type { EntryRow, Snapshot } from './snapshot.ts';

/** What callers were told, against the ledger. */
export function checkPromises(lines: readonly ToldLine[], { entries, submissions }: Snapshot): Finding[] {
  const found: Finding[] = [];
  const bySubmission = Map.groupBy(entries.filter((entry) => entry.submission_id !== null), (entry) => entry.submission_id);
  const rows = new Map(submissions.map((submission) => [submission.id, submission]));
  for (const line of lines) {
    const { heard } = line;
    if (heard.kind === 'nothing' && heard.why.startsWith('500')) found.push(never('fault', `line ${line.n} (${line.scenario}): ${line.action} of ${line.caller} was answered with ${heard.why}`));
    if (heard.kind !== 'accepted' && heard.kind !== 'refused') continue;
    const applied = bySubmission.get(heard.operationId) ?? [];
    const row = rows.get(heard.operationId);
    const where = `line ${line.n} (${line.scenario}): ${line.action} of ${line.caller} on ${heard.fileId}, operation ${heard.operationId}`;
    if (heard.kind === 'accepted') {
      const entry = applied[0];
      if (applied.length !== 1 || !entry) found.push(never('acknowledged', `${where} was acknowledged as entry ${heard.seq}; the ledger has it ${applied.length} times`));
      else if (entry.file_id !== heard.fileId || entry.seq !== heard.seq) found.push(never('acknowledged', `${where} was acknowledged as entry ${heard.seq}; it stands at ${entry.file_id} ${entry.seq}`));
      if (row?.answer?.accepted !== true) found.push(never('oneAnswer', `${where} was acknowledged; the stored answer is ${JSON.stringify(row?.answer)}`));
    } else {
      if (applied.length > 0) found.push(never('refused', `${where} was refused (${heard.refusal.code}) and is entry ${applied[0]?.seq}`));
      if (row?.answer?.accepted !== false || row.answer.code !== heard.refusal.code) found.push(never('oneAnswer', `${where} was refused (${heard.refusal.code}); the stored answer is ${JSON.stringify(row?.answer)}`));
    }
  }
  return [...found, ...differentAnswers(lines), ...storedAnswers(bySubmission, submissions)];
}

/** One key, one answer for ever; another body under the key hears KEY_REUSED and nothing else. */
function differentAnswers(lines: readonly ToldLine[]): Finding[] {
  const found: Finding[] = [];
  for (const [key, sendings] of Map.groupBy(lines, (line) => `${line.caller} ${line.key}`)) {
    const answers = new Set<string>();
    const answered = new Set<string>();
    const reused = new Set<string>();
    for (const { heard, bodyHash } of sendings) {
      if (heard.kind === 'accepted' || heard.kind === 'refused') {
        answers.add(JSON.stringify(Object.entries(heard).sort()));
        answered.add(bodyHash);
      } else if (heard.kind === 'keyReused') reused.add(bodyHash);
    }
    if (answers.size > 1) found.push(never('oneAnswer', `key ${key} heard ${[...answers].join(' and ')}`));
    if (answered.size > 1) found.push(never('oneAnswer', `key ${key} was answered for ${answered.size} bodies`));
    for (const bodyHash of answered) if (reused.has(bodyHash)) found.push(never('oneAnswer', `key ${key} was answered, and refused as used again, for one body`));
  }
  return found;
}

/** What is stored, whether anybody heard it or not. */
function storedAnswers(applied: Map<string | null, readonly EntryRow[]>, submissions: Snapshot['submissions']): Finding[] {
  const found: Finding[] = [];
  const keys = new Set<string>();
  for (const { id, caller_id, idempotency_key, action, answer, settled, file_id } of submissions) {
    const key = `${caller_id} ${idempotency_key}`;
    if (keys.has(key)) found.push(never('once', `key ${key} has two submissions`));
    keys.add(key);
    const entries = applied.get(id) ?? [];
    if (entries.length > 1) found.push(never('once', `submission ${id} stands ${entries.length} times in the ledger`));
    if (entries.length > 0 && answer?.accepted !== true) found.push(never('refused', `submission ${id} is in the ledger with the answer ${JSON.stringify(answer)}`));
    if (entries.length === 0 && answer?.accepted === true) found.push(never('acknowledged', `submission ${id} is accepted and not in the ledger`));
    if (answer === null) found.push(yet('settled', `${action} on ${file_id} (submission ${id}) has no answer`));
    else if (!settled) found.push(yet('settled', `${action} on ${file_id} (submission ${id}) is answered and not settled`));
  }
  return found;
}
