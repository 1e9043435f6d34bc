import type { JsonObject } from '../../domain/json.ts';

/** `release`: the program itself brings another law or calendar than the one that ran before it. */
export type ChangeKind = 'rule' | 'profile' | 'calendar' | 'department_profile' | 'release';
/** Old cases keep the old limit, or what is open is counted anew: a clause of the version itself. */
export type Transition = 'new_triggers' | 'open_deadlines';
/**
 * `approved`: in force for all that is written from now on, while what is open is being re-dated. `in_effect`: that is done as well (or there was
 * nothing to re-date).
 */
export type ChangeState = 'draft' | 'previewed' | 'approved' | 'in_effect' | 'withdrawn';

/** What a preview counted. Each open deadline is counted once but for `settled` and `passed`. */
export interface PreviewCounts {
  readonly deadlines: number;
  readonly files: number;
  readonly earlier: number;
  readonly later: number;
  /** Same date, provisional until now. */
  readonly settled: number;
  /** Same date; rule version, reminders or the calendar's word on it change. */
  readonly sameDate: number;
  /** Cannot be counted by the new version and keeps the old one. */
  readonly kept: number;
  readonly unchanged: number;
  /** Of all these: provisional until now, settled afterwards. */
  readonly settledInAll: number;
  /** Of the earlier ones: the new last day is over already, so the deadline passes as soon as the change takes effect. */
  readonly passed: number;
}

/** One change of the law, as stored. Instants RFC 3339 UTC. */
export interface LawChange {
  readonly id: string;
  readonly kind: ChangeKind;
  /** Id of the rule, the profile or the department; the year of a calendar; the fingerprint of a release. */
  readonly subject: string;
  /** As the row, the profile or the calendar is written in its file. */
  readonly content: JsonObject;
  readonly transition: Transition;
  readonly reason: string;
  readonly state: ChangeState;
  readonly draftedBy: string | null;
  readonly draftedAt: string;
  readonly previewRevision: number | null;
  readonly preview: PreviewCounts | null;
  readonly previewedBy: string | null;
  readonly previewedAt: string | null;
  readonly approvedBy: string | null;
  readonly approvedAt: string | null;
  /** The revision that it made. */
  readonly revision: number | null;
  readonly inEffectAt: string | null;
  readonly withdrawnBy: string | null;
  readonly withdrawnAt: string | null;
  readonly withdrawnReason: string | null;
}

const utc = (column: string) => `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** Columns of `law_change c` as a LawChange. */
export const changeColumns = `c.id, c.kind, c.subject, c.content, c.transition, c.reason, c.state, c.drafted_by AS "draftedBy", ${utc('c.drafted_at')} AS "draftedAt",
  c.preview_revision AS "previewRevision", c.preview, c.previewed_by AS "previewedBy", ${utc('c.previewed_at')} AS "previewedAt",
  c.approved_by AS "approvedBy", ${utc('c.approved_at')} AS "approvedAt", c.revision, ${utc('c.in_effect_at')} AS "inEffectAt",
  c.withdrawn_by AS "withdrawnBy", ${utc('c.withdrawn_at')} AS "withdrawnAt", c.withdrawn_reason AS "withdrawnReason"`;
