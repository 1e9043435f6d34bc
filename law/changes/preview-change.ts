import type { Pool } from 'pg';
import { newVersionsOf, redateDeadline, type Redating } from '../../domain/advance/redate.ts';
import type { DeadlineRow } from '../../domain/record/record.ts';
import type { LawBook, LawInForce } from '../law-book.ts';
import { applyChange } from './apply-change.ts';
import type { LawChange, PreviewCounts } from './law-change.ts';
import { LawChangeError } from './law-change-error.ts';
import { found, readLawNow, writeLaw, type LawNow } from './write-law.ts';

const deadlinesOfAPage = 2000;
const yieldEvery = 20;

interface OpenDeadline extends DeadlineRow {
  readonly fileId: string;
  readonly departmentId: string;
  readonly profileId: string;
}

/**
 * Counts every open deadline as it would be with the change, by the very function that the re-dating uses, and keeps what would change as a list.
 * Nothing of the record is touched. It holds as long as no other change takes effect; what people do meanwhile is counted anew when it is applied.
 * @throws LawChangeError LAW_CHANGE_STATE, LAW_REDATING_UNDER_WAY, LAW_CHANGE_INVALID, NOT_FOUND
 */
export async function previewChange(pool: Pool, lawBook: LawBook, actor: string, changeId: string): Promise<LawChange> {
  const start = await readLawNow(pool, changeId);
  assertPreviewable(start);
  const before = await lawBook.at(start.revision);
  const after = applyChange(before, found(start), start.revision + 1).law;
  await pool.query('DELETE FROM law_preview_item WHERE change_id = $1', [changeId]);
  const counts = await countAll(pool, found(start), start, before, after);
  return writeLaw(pool, changeId, (now) => {
    assertPreviewable(now);
    if (now.revision !== start.revision) throw new LawChangeError('LAW_PREVIEW_OUTDATED', [`${start.revision} < ${now.revision}`]);
    return {
      change: { ...found(now), state: 'previewed', previewRevision: now.revision, preview: counts, previewedBy: actor, previewedAt: now.at },
      what: 'previewed',
      content: { actor, preview: { ...counts } },
    };
  });
}

function assertPreviewable(now: LawNow): void {
  const { state } = found(now);
  if (state !== 'draft' && state !== 'previewed') throw new LawChangeError('LAW_CHANGE_STATE', [state]);
  if (now.redating !== null) throw new LawChangeError('LAW_REDATING_UNDER_WAY', [now.redating]);
}

async function countAll(pool: Pool, change: LawChange, start: LawNow, before: LawInForce, after: LawInForce): Promise<PreviewCounts> {
  const redatings = new Map<string, Redating>();
  const redatingOf = (profileId: string): Redating => {
    const known = redatings.get(profileId);
    if (known) return known;
    const isNew = !before.law.profiles.some(({ id }) => id === profileId);
    const newVersions = isNew ? new Set<string>() : newVersionsOf(before.rulesFor(profileId), after.rulesFor(profileId));
    const redating = { changeId: change.id, revision: after.revision, kind: change.kind as Redating['kind'], transition: change.transition, newVersions };
    redatings.set(profileId, redating);
    return redating;
  };
  const counts = { deadlines: 0, earlier: 0, later: 0, settled: 0, sameDate: 0, kept: 0, unchanged: 0, settledInAll: 0, passed: 0 };
  const files = new Set<string>();
  if (change.kind === 'department_profile') return { ...counts, files: 0 };
  for (let last = { fileId: '', id: '' }; ; ) {
    const page = await readOpen(pool, last);
    const items: object[] = [];
    for (const [i, old] of page.entries()) {
      if (i % yieldEvery === yieldEvery - 1) await new Promise((resolve) => setImmediate(resolve));
      counts.deadlines += 1;
      const found = redateDeadline(old, { rules: after.rulesFor(old.profileId), calendar: after.calendar }, redatingOf(old.profileId));
      if (found === null) {
        counts.unchanged += 1;
        continue;
      }
      const row = found.effect === 'kept' ? old : found.row;
      counts[found.effect === 'same_date' ? 'sameDate' : found.effect] += 1;
      if (old.provisional && !row.provisional) counts.settledInAll += 1;
      if (found.effect === 'earlier' && old.dueAt > start.at && row.dueAt <= start.at) counts.passed += 1;
      files.add(old.fileId);
      items.push({
        fileId: old.fileId, deadlineId: old.id, departmentId: old.departmentId, ruleId: old.ruleId, effect: found.effect, oldDueDate: old.dueDate, newDueDate: row.dueDate,
        oldProvisional: old.provisional, newProvisional: row.provisional, reason: found.effect === 'kept' ? found.reason : null,
      });
    }
    if (items.length > 0) await storeItems(pool, change.id, items);
    const end = page.at(-1);
    if (end === undefined || page.length < deadlinesOfAPage) return { ...counts, files: files.size };
    last = end;
  }
}

async function readOpen(pool: Pool, after: { readonly fileId: string; readonly id: string }): Promise<OpenDeadline[]> {
  const { rows } = await pool.query<OpenDeadline>({
    name: 'preview-page',
    text: `SELECT d.id, d.file_id AS "fileId", f.department_id AS "departmentId", f.profile_id AS "profileId", d.clock, d.rule_id AS "ruleId", d.rule_version AS "ruleVersion",
        d.calendar_version AS "calendarVersion", d.revision, d.state, d.trigger_on::text AS "triggerOn", to_char(d.trigger_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "triggerAt", d.limit_override AS "limit", d.fixed_date::text AS "fixedDate", d.target_date::text AS "targetDate",
        d.due_date::text AS "dueDate", to_char(d.due_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "dueAt", d.provisional, d.extensions, d.pauses, d.rungs,
        d.opened_seq AS "openedSeq", d.closed_seq AS "closedSeq"
      FROM deadline d JOIN file f ON f.id = d.file_id
      WHERE d.closed_seq IS NULL AND d.file_id >= $1 AND (d.file_id, d.id) > ($1, $2) ORDER BY d.file_id, d.id LIMIT ${deadlinesOfAPage}`,
    values: [after.fileId, after.id],
  });
  return rows;
}

async function storeItems(pool: Pool, changeId: string, items: readonly object[]): Promise<void> {
  await pool.query({
    name: 'preview-store',
    text: `INSERT INTO law_preview_item (change_id, file_id, deadline_id, department_id, rule_id, effect, old_due_date, new_due_date, old_provisional, new_provisional, reason)
      SELECT $1, i."fileId", i."deadlineId", i."departmentId", i."ruleId", i.effect, i."oldDueDate", i."newDueDate", i."oldProvisional", i."newProvisional", i.reason
      FROM jsonb_to_recordset($2) AS i ("fileId" text, "deadlineId" text, "departmentId" text, "ruleId" text, effect text, "oldDueDate" date, "newDueDate" date, "oldProvisional" boolean, "newProvisional" boolean, reason text)
      ON CONFLICT (change_id, file_id, deadline_id) DO NOTHING`,
    values: [changeId, JSON.stringify(items)],
  });
}
