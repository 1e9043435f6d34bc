import type { Pool } from 'pg';
import { addWorkingDays } from '../domain/calendar/working-days.ts';
import { overseeingRoles } from '../domain/roles.ts';
import { addDays, type LocalDate } from '../domain/time/local-date.ts';
import { startOfDay } from '../domain/time/shanghai.ts';
import { byPlace } from '../law/by-place.ts';
import type { LawInForce } from '../law/law-book.ts';
import { digestRules } from './digest-rules.ts';

export interface DigestMoment {
  readonly day: LocalDate;
  /** World time, RFC 3339 UTC. */
  readonly at: string;
  readonly law: LawInForce;
}

const officersAtOnce = 20;
const itemsOfASection = 50;

/** Whose task it is: named people first, otherwise everybody of the role who sees the file. Sections as in `digest.ts`; how far ahead is looked, says the place of each file. */
const sql = `
WITH RECURSIVE people AS (SELECT id, department_id, roles FROM officer WHERE active AND id = ANY ($1)),
reach AS (
  SELECT id AS officer_id, department_id FROM people
  UNION SELECT r.officer_id, d.id FROM reach r JOIN department d ON d.parent_id = r.department_id JOIN people p ON p.id = r.officer_id WHERE p.roles && $2::text[]),
mine AS (
  SELECT p.id AS officer_id, t.id, t.file_id, t.kind, t.label, t.due_at, t.deadline_id, e.recorded_at AS opened_at,
         coalesce((SELECT max(g.made_at) FROM digest g WHERE g.officer_id = p.id AND g.day < $3), '-infinity') AS since,
         (SELECT a.value FROM jsonb_to_recordset($5) AS a ("profileId" text, since date, before date, value timestamptz)
          WHERE a."profileId" = f.profile_id AND (a.since IS NULL OR a.since <= coalesce(d.trigger_on, $3)) AND (a.before IS NULL OR a.before > coalesce(d.trigger_on, $3))) AS due_until
  FROM reach r JOIN people p ON p.id = r.officer_id
  JOIN task t ON t.department_id = r.department_id AND t.closed_seq IS NULL AND (p.id = ANY (t.officer_ids) OR (t.officer_ids = '{}' AND t.roles && p.roles))
  JOIN ledger_entry e ON e.file_id = t.file_id AND e.seq = t.opened_seq
  JOIN file f ON f.id = t.file_id LEFT JOIN deadline d ON d.id = t.deadline_id),
lines AS (
  SELECT m.*, s.section, count(*) OVER w AS of_section, row_number() OVER (PARTITION BY m.officer_id, s.section ORDER BY m.due_at NULLS LAST, m.id) AS line
  FROM mine m CROSS JOIN LATERAL (VALUES
    ('overdue', m.kind = 'act' AND m.due_at <= $4::timestamptz),
    ('due', m.kind = 'act' AND m.due_at > $4::timestamptz AND m.due_at <= m.due_until),
    ('urged', m.kind = 'urge'),
    ('new', m.kind <> 'urge' AND m.opened_at > m.since)) AS s (section, applies)
  WHERE s.applies
  WINDOW w AS (PARTITION BY m.officer_id, s.section)),
sections AS (
  SELECT officer_id, section, jsonb_build_object('count', max(of_section), 'items', jsonb_agg(jsonb_build_object('taskId', id, 'fileId', file_id, 'kind', kind, 'label', label,
      'dueAt', to_char(due_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'deadlineId', deadline_id) ORDER BY line)) AS part
  FROM lines WHERE line <= ${itemsOfASection} GROUP BY officer_id, section)
INSERT INTO digest (officer_id, day, made_at, content)
SELECT officer_id, $3, $4, '{"overdue":{"count":0,"items":[]},"due":{"count":0,"items":[]},"urged":{"count":0,"items":[]},"new":{"count":0,"items":[]}}'::jsonb || jsonb_object_agg(section, part)
FROM sections GROUP BY officer_id
ON CONFLICT (officer_id, day) DO NOTHING`;

/**
 * Makes the digest of a day for some officers, each at most once: who has one keeps it, and who has nothing to hear gets none.
 * @returns how many were made
 */
export async function makeDigestsOf(pool: Pool, officerIds: readonly string[], { day, at, law }: DigestMoment): Promise<number> {
  const dueUntil = byPlace(law, 'digest-daily', (rules, on) => startOfDay(addDays(addWorkingDays(day, digestRules(rules, on).workingDaysAhead, law.calendar), 1)));
  const { rowCount } = await pool.query({ name: 'make-digests', text: sql, values: [officerIds, overseeingRoles, day, at, JSON.stringify(dueUntil)] });
  return rowCount ?? 0;
}

/** The same for everybody, in pages; the day is noted as done at the end, so that a crash on the way costs nothing but the way again. */
export async function makeDigests(pool: Pool, moment: DigestMoment): Promise<number> {
  let made = 0;
  for (let last = ''; ;) {
    const { rows } = await pool.query<{ id: string }>(`SELECT id FROM officer WHERE active AND id > $1 ORDER BY id LIMIT ${officersAtOnce}`, [last]);
    const ids = rows.map(({ id }) => id);
    if (ids.length > 0) made += await makeDigestsOf(pool, ids, moment);
    if (ids.length < officersAtOnce) break;
    last = ids.at(-1) ?? last;
  }
  await pool.query('INSERT INTO digest_run (day, made_at, digests) VALUES ($1, $2, $3) ON CONFLICT (day) DO NOTHING', [moment.day, moment.at, made]);
  return made;
}
