import { z } from 'zod';
import { festivals } from '../../domain/calendar/festivals.ts';
import { checkNotice, withNotice, type YearNotice } from '../../domain/calendar/year-notice.ts';
import type { JsonObject } from '../../domain/json.ts';
import type { RuleSet } from '../../domain/rules/rule.ts';
import type { LocalDate } from '../../domain/time/local-date.ts';
import { lawInForce, type LawInForce } from '../law-book.ts';
import { applyProfile } from './apply-profile.ts';
import { applyRule } from './apply-rule.ts';
import { withFormer } from './former-versions.ts';
import type { ChangeKind } from './law-change.ts';
import { LawChangeError } from './law-change-error.ts';

/** What a change makes of the law before it. */
export interface Applied {
  readonly law: LawInForce;
  readonly subject: string;
  /** First trigger date that a new version governs; null for a calendar and the like. */
  readonly effectiveFrom: LocalDate | null;
  readonly department: { readonly id: string; readonly profileId: string } | null;
}

const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const words = z.string().trim().min(1).max(4000);

/** The notice of one year, as it is uploaded. */
export const noticeSchema = z.strictObject({
  year: z.int().min(1949).max(2999),
  restDays: z.array(date).max(400),
  makeUpDays: z.array(date).max(400),
  festivals: z.record(date, z.enum(Object.keys(festivals) as [keyof typeof festivals, ...(keyof typeof festivals)[]])).optional(),
  source: z.strictObject({ number: words, title: words, text: z.string().trim().min(1).max(100_000), url: z.url().max(2000).optional() }),
});

const departmentProfileSchema = z.strictObject({ departmentId: words, profileId: words });

/**
 * The law with one more change: used to check a draft, to preview it, and to build what is in force, so that all three are the same.
 * @param refuse what is done with findings; what was approved is built whatever a later release would find in it
 * @throws LawChangeError LAW_CHANGE_INVALID with every finding
 */
export function applyChange(before: LawInForce, change: { readonly kind: ChangeKind; readonly content: JsonObject }, revision: number, refuse: (findings: readonly string[]) => void = refuseAll): Applied {
  const same = { effectiveFrom: null, department: null };
  switch (change.kind) {
    case 'release':
      return { ...same, subject: '', law: next(before, revision, before.law, before.calendar) };
    case 'calendar': {
      const notice = parse(noticeSchema, change.content) as YearNotice;
      refuse(checkNotice(notice, before.calendar).map(({ code, detail }) => `${code} ${detail}`));
      const calendar = withNotice(before.calendar, notice, `${before.calendar.version} ${notice.year}#${revision}`);
      return { ...same, subject: String(notice.year), law: next(before, revision, before.law, calendar) };
    }
    case 'rule': {
      const { law, rule } = applyRule(before, change.content, refuse);
      const after = next(before, revision, law, before.calendar);
      refuse(changedVersions(before, after));
      return { ...same, subject: rule.id, effectiveFrom: rule.effectiveFrom, law: after };
    }
    case 'profile': {
      const { law, profile } = applyProfile(before.law, change.content, refuse);
      const after = next(before, revision, law, before.calendar);
      refuse(changedVersions(before, after));
      return { ...same, subject: profile.id, effectiveFrom: firstNewDay(before, after, profile.id), law: after };
    }
    case 'department_profile': {
      const { departmentId, profileId } = parse(departmentProfileSchema, change.content);
      if (!before.law.profiles.some(({ id }) => id === profileId)) refuse([`UNKNOWN_PROFILE ${profileId}`]);
      return { ...same, subject: departmentId, department: { id: departmentId, profileId }, law: next(before, revision, before.law, before.calendar) };
    }
  }
}

function next(before: LawInForce, revision: number, law: LawInForce['law'], calendar: LawInForce['calendar']): LawInForce {
  const plain = lawInForce(revision, law, calendar);
  const held = new Map<string, RuleSet>();
  return {
    ...plain,
    rulesFor(profileId) {
      const known = held.get(profileId);
      if (known) return known;
      const was = before.law.profiles.some(({ id }) => id === profileId) ? before.rulesFor(profileId) : null;
      const rules = withFormer(plain.rulesFor(profileId), was);
      held.set(profileId, rules);
      return rules;
    },
  };
}

/** Rows in the records name a version and are counted by it again: what a version says may not change under its name. */
function changedVersions(before: LawInForce, after: LawInForce): string[] {
  const findings: string[] = [];
  for (const { id: profileId } of before.law.profiles) {
    const then = new Map(before.rulesFor(profileId).rules.map((rule) => [`${rule.id} ${rule.version}`, meaningOf(rule)]));
    for (const rule of after.rulesFor(profileId).rules) {
      const was = then.get(`${rule.id} ${rule.version}`);
      if (was !== undefined && was !== meaningOf(rule)) findings.push(`VERSION_REUSED ${rule.id} ${rule.version} (${profileId})`);
    }
  }
  return findings;
}

/** What a date is counted by; the period ends when a newer version begins, and words may be corrected. */
function meaningOf(rule: object): string {
  const { effectiveTo: _to, examples: _examples, note: _note, label: _label, source: _source, topic: _topic, verified: _verified, ...meaning } = rule as Record<string, unknown>;
  return JSON.stringify(meaning, (_, value: unknown) => (typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) : value));
}

/** The earliest day from which the place has a version that it had not before. */
function firstNewDay(before: LawInForce, after: LawInForce, profileId: string): LocalDate | null {
  const known = before.law.profiles.some(({ id }) => id === profileId) ? new Set(before.rulesFor(profileId).rules.map(({ id, version }) => `${id} ${version}`)) : new Set<string>();
  const fresh = after.rulesFor(profileId).rules.filter(({ id, version }) => !known.has(`${id} ${version}`)).map(({ effectiveFrom }) => effectiveFrom);
  // a place that is new has no case that is open
  return known.size === 0 ? null : (fresh.toSorted()[0] ?? null);
}

function parse<T>(schema: z.ZodType<T>, content: unknown): T {
  const parsed = schema.safeParse(content);
  if (parsed.success) return parsed.data;
  throw new LawChangeError('LAW_CHANGE_INVALID', parsed.error.issues.map(({ path, message }) => `BAD_FORM /${path.join('/')} ${message}`));
}

function refuseAll(findings: readonly string[]): void {
  if (findings.length > 0) throw new LawChangeError('LAW_CHANGE_INVALID', findings);
}
