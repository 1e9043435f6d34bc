import type { Role } from '../../domain/roles.ts';
import type { RouteDeps } from '../deps.ts';
import { hashOf, secretPattern } from './feed-secret.ts';

/** Whose feed it is, as the officer's row says it now. */
export interface FeedOwner {
  readonly officerId: string;
  readonly departmentId: string;
  readonly roles: readonly Role[];
}

/** An open deadline behind a task of the officer. Nothing of the party is read. */
export interface FeedDeadline {
  readonly id: string;
  readonly fileId: string;
  readonly fileType: string;
  readonly ruleId: string;
  readonly ruleVersion: string;
  readonly revision: number;
  readonly state: string;
  readonly dueDate: string;
  readonly dueAt: Date;
  /** It ends at that minute, not with the day. */
  readonly isInHours: boolean;
  readonly provisional: boolean;
}

/** A calendar of more than this helps nobody; the earliest are kept. */
const most = 1000;

/** The officer of a secret; null when it is none of ours, is revoked or replaced, or its officer has left. */
export async function ownerOf({ pool }: RouteDeps, secret: string): Promise<FeedOwner | null> {
  if (!secretPattern.test(secret)) return null;
  const { rows } = await pool.query<{ id: string; department_id: string; roles: Role[] }>({
    name: 'api-feed-owner',
    text: 'SELECT o.id, o.department_id, o.roles FROM calendar_feed c JOIN officer o ON o.id = c.officer_id WHERE c.secret_hash = $1 AND o.active',
    values: [hashOf(secret)],
  });
  const [row] = rows;
  return row ? { officerId: row.id, departmentId: row.department_id, roles: row.roles } : null;
}

/**
 * The deadlines of the officer's open tasks, in order of date: those of `GET /me/tasks`, each once. A paused clock has no date and is left out
 * until it runs again; a lapsed one stays while the duty goes on.
 */
export async function feedDeadlines(deps: RouteDeps, owner: FeedOwner): Promise<FeedDeadline[]> {
  const departments = await deps.scope.departmentsOf(owner);
  const { rows } = await deps.pool.query<FeedDeadline>({
    name: 'api-feed-deadlines',
    text: `SELECT d.id, d.file_id AS "fileId", f.type AS "fileType", d.rule_id AS "ruleId", d.rule_version AS "ruleVersion", d.revision, d.state,
             to_char(d.due_date, 'YYYY-MM-DD') AS "dueDate", d.due_at AS "dueAt", d.trigger_at IS NOT NULL AS "isInHours", d.provisional
           FROM deadline d JOIN file f ON f.id = d.file_id
           WHERE d.closed_seq IS NULL AND d.state IN ('running', 'lapsed') AND d.id IN (
             SELECT t.deadline_id FROM task t
             WHERE t.closed_seq IS NULL AND t.department_id = ANY ($2) AND ($1 = ANY (t.officer_ids) OR (t.officer_ids = '{}' AND t.roles && $3)))
           ORDER BY d.due_at, d.id LIMIT ${most}`,
    values: [owner.officerId, departments, owner.roles],
  });
  return rows;
}
