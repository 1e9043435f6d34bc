import type { Pool } from 'pg';
import type { Officer } from '../../domain/actions/action.ts';
import type { JsonObject } from '../../domain/json.ts';
import type { DeadlineRow, FileRecord, TaskRow } from '../../domain/record/record.ts';
import type { EffectKey, StepRequest } from '../../workflows/messages/messages.ts';

/** Everything that one step needs, read in one statement and so from one snapshot. */
export interface Loaded {
  readonly file: LoadedFile | null;
  /** Hash of the entry that the process knows as its last; null when there is none. */
  readonly knownHead: string | null;
  /** Headers after the process's last entry, at most a page. */
  readonly newer: readonly { readonly seq: number; readonly header: string; readonly hash: string }[];
  readonly submission: LoadedSubmission | null;
  readonly officers: readonly Officer[];
  readonly event: { readonly name: string; readonly payload: JsonObject; readonly occurredOn: string; readonly departmentId: string; readonly lifecycleId: string } | null;
  /** The event's own entry, when it was taken in before. */
  readonly taken: number | null;
  readonly unconfirmed: readonly EffectKey[];
  /** The law in force when this was read; the write asks whether it still is. */
  readonly lawRevision: number;
  /** Whose law a file follows that this step opens: its department's, or that of the nearest one above; the file keeps it. */
  readonly profileToOpen: string;
}

export interface LoadedFile extends FileRecord {
  readonly head: string;
  readonly lifecycleId: string;
  /** The place whose law the file follows, since it was opened. */
  readonly profileId: string;
}

export interface LoadedSubmission {
  readonly id: string;
  readonly fileId: string;
  readonly action: string;
  readonly body: JsonObject;
  readonly actor: Officer;
  readonly occurredOn: string | null;
  readonly receivedAt: string;
  /** Sequence that the sender insists on (`If-Match`). */
  readonly ifMatch: number | null;
  readonly answer: JsonObject | null;
}

/** A process that is far behind catches up in pages of this many entries. */
export const pageOfEntries = 100;

const utc = (column: string) => `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** A deadline `d` as the law sees it, in JSON. */
export const deadlineJson = `json_build_object('id', d.id, 'clock', d.clock, 'ruleId', d.rule_id, 'ruleVersion', d.rule_version,
    'calendarVersion', d.calendar_version, 'revision', d.revision, 'state', d.state, 'triggerOn', d.trigger_on, 'triggerAt', ${utc('d.trigger_at')}, 'limit', d.limit_override, 'fixedDate', d.fixed_date,
    'targetDate', d.target_date, 'dueDate', d.due_date, 'dueAt', ${utc('d.due_at')}, 'provisional', d.provisional, 'extensions', d.extensions, 'pauses', d.pauses, 'rungs', d.rungs,
    'openedSeq', d.opened_seq, 'closedSeq', d.closed_seq)`;

/** A file `f` as the law sees it, with its open deadlines and tasks, in JSON. */
export const fileJson = `json_build_object('id', f.id, 'type', f.type, 'departmentId', f.department_id, 'profileId', f.profile_id, 'lifecycleId', f.lifecycle_id, 'seq', f.seq, 'head', f.head,
      'stage', f.stage, 'stageSince', f.stage_since, 'facts', f.facts, 'milestones', f.milestones, 'lastAt', ${utc('f.last_at')},
      'deadlines', coalesce((SELECT json_agg(${deadlineJson} ORDER BY d.id) FROM deadline d WHERE d.file_id = f.id AND d.closed_seq IS NULL), '[]'),
      'tasks', coalesce((SELECT json_agg(json_build_object('id', t.id, 'kind', t.kind, 'roles', t.roles, 'officerIds', t.officer_ids, 'label', t.label,
          'deadlineId', t.deadline_id, 'dueAt', ${utc('t.due_at')}, 'openedSeq', t.opened_seq, 'closedSeq', t.closed_seq) ORDER BY t.opened_seq, t.id)
          FROM task t WHERE t.file_id = f.id AND t.closed_seq IS NULL), '[]'))`;

const sql = `
SELECT
  (SELECT ${fileJson} FROM file f WHERE f.id = $1) AS file,
  (SELECT revision FROM law_state) AS law_revision,
  CASE WHEN NOT EXISTS (SELECT FROM file WHERE id = $1) THEN profile_of_department(coalesce((SELECT s.department_id FROM submission s WHERE s.id = $3), (SELECT f.department_id FROM file f WHERE f.id = $4), $9)) END AS profile_to_open,
  (SELECT e.hash FROM ledger_entry e WHERE e.file_id = $1 AND e.seq = $2) AS known_head,
  coalesce((SELECT json_agg(json_build_object('seq', e.seq, 'header', e.header, 'hash', e.hash) ORDER BY e.seq)
     FROM (SELECT * FROM ledger_entry WHERE file_id = $1 AND seq > $2 ORDER BY seq LIMIT ${pageOfEntries}) e), '[]') AS newer,
  (SELECT json_build_object('id', s.id, 'fileId', s.file_id, 'action', s.action, 'body', s.body, 'occurredOn', s.occurred_on, 'receivedAt', ${utc('s.received_at')}, 'answer', s.answer, 'ifMatch', s.if_match,
      'actor', json_build_object('id', s.caller_id, 'departmentId', s.department_id, 'roles', s.caller_roles, 'certificateValidUntil', o.certificate_valid_until, 'legalQualification', o.legal_qualification))
   FROM submission s JOIN officer o ON o.id = s.caller_id WHERE s.id = $3) AS submission,
  coalesce((SELECT json_agg(json_build_object('id', o.id, 'departmentId', o.department_id, 'roles', o.roles, 'certificateValidUntil', o.certificate_valid_until, 'legalQualification', o.legal_qualification))
   FROM officer o WHERE o.active AND o.id IN (
     SELECT jsonb_array_elements_text(s.body -> 'officerIds') FROM submission s WHERE s.id = $3 AND jsonb_typeof(s.body -> 'officerIds') = 'array'
     UNION SELECT unnest(ARRAY[s.body ->> 'presiderId', s.body ->> 'approverId', s.body #>> '{visit,approverId}']) FROM submission s WHERE s.id = $3
     UNION SELECT f.facts #>> '{issuer,officerId}' FROM file f WHERE f.id = $1 AND f.type = 'supervisionOrder'
     UNION SELECT jsonb_array_elements_text(f.facts -> 'officerIds') FROM file f WHERE f.id = $1 AND jsonb_typeof(f.facts -> 'officerIds') = 'array')), '[]') AS officers,
  (SELECT json_build_object('name', x.name, 'payload', x.payload, 'occurredOn', x.occurred_on, 'departmentId', f.department_id, 'lifecycleId', f.lifecycle_id)
   FROM effect x JOIN file f ON f.id = x.file_id JOIN ledger_entry e ON e.file_id = x.file_id AND e.seq = x.seq
   WHERE x.file_id = $4 AND x.seq = $5 AND x.n = $6 AND e.hash = $8) AS event,
  (SELECT e.seq FROM ledger_entry e WHERE e.file_id = $1 AND e.source_file_id = $4 AND e.source_seq = $5 AND e.source_n = $6) AS taken,
  CASE WHEN $7 THEN coalesce((SELECT json_agg(json_build_object('seq', x.seq, 'n', x.n, 'hash', e.hash) ORDER BY x.seq, x.n)
     FROM effect x JOIN ledger_entry e ON e.file_id = x.file_id AND e.seq = x.seq WHERE x.file_id = $1 AND x.confirmed_at IS NULL), '[]') ELSE '[]' END AS unconfirmed`;

/** @throws the database's error (connection, time-out); the local activity is tried again */
export async function load(pool: Pool, request: StepRequest): Promise<Loaded> {
  const { event } = request;
  const source = event.kind === 'event' ? event.source : null;
  const { rows } = await pool.query({
    name: 'step-load',
    text: sql,
    values: [
      request.fileId, request.expect.seq, event.kind === 'act' ? event.submissionId : null,
      source?.fileId ?? null, source?.seq ?? null, source?.n ?? null, event.kind === 'look', source?.hash ?? null,
      event.kind === 'open' ? event.departmentId : null,
    ],
  });
  const row = rows[0];
  return { file: row.file, knownHead: row.known_head, newer: row.newer, submission: row.submission, officers: row.officers, event: row.event, taken: row.taken, unconfirmed: row.unconfirmed, lawRevision: row.law_revision, profileToOpen: row.profile_to_open ?? row.file?.profileId };
}

/** A file before its first entry. */
export function unopened(id: string, type: string, departmentId: string, profileId: string, lifecycleId: string): LoadedFile {
  const empty: { deadlines: DeadlineRow[]; tasks: TaskRow[] } = { deadlines: [], tasks: [] };
  return { id, type, departmentId, profileId, lifecycleId, seq: 0, head: '', stage: 'none', stageSince: null, facts: {}, milestones: {}, lastAt: null, ...empty };
}
