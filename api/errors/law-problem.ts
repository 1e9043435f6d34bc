import { CalendarError } from '../../domain/calendar/calendar-error.ts';
import { DeadlineError, type DeadlineErrorCode } from '../../domain/deadlines/deadline-error.ts';
import type { Law } from '../../domain/rules/law.ts';
import { nearIds } from '../../domain/rules/near-rules.ts';
import { RuleError, type RuleErrorCode } from '../../domain/rules/rule-error.ts';
import { TimeError } from '../../domain/time/time-error.ts';
import { ApiProblem } from './problem.ts';

/** The field of a calculation that is to blame, as a JSON pointer. */
const fields: Partial<Record<DeadlineErrorCode | RuleErrorCode, string>> = {
  UNKNOWN_RULE: '/ruleId', NOT_A_CLOCK: '/ruleId', UNKNOWN_PROFILE: '/profile',
  TRIGGER_BEFORE_RULE: '/triggerAt', RULE_EXPIRED: '/triggerAt', TRIGGER_NEEDS_INSTANT: '/triggerAt',
  LIMIT_FIXED: '/limit', LIMIT_OUT_OF_RANGE: '/limit', LIMIT_REQUIRED: '/date', LIMIT_DATE_BEFORE_TRIGGER: '/date',
  PAUSE_INVALID: '/pauses', PAUSE_GROUND_NOT_ALLOWED: '/pauses', PAUSE_DOCUMENT_REQUIRED: '/pauses', PAUSE_OUTSIDE_CLOCK: '/pauses',
  EXTENSION_NOT_ALLOWED: '/extensions', EXTENSION_AMOUNT_INVALID: '/extensions', EXTENSION_AMOUNT_REQUIRED: '/extensions', EXTENSION_BEYOND_CAP: '/extensions',
  EXTENSION_NOT_PARTIAL: '/extensions', EXTENSION_UNIT: '/extensions', WRONG_APPROVER: '/extensions',
  AS_OF_INVALID: '/asOf',
};

/**
 * What the law refused, as the answer to whoever asked: its own code, the rule, the words with their numbers.
 * @param law for ids that may have been meant
 * @returns null: it is no such refusal
 */
export function lawProblem(error: unknown, law?: Law): ApiProblem | null {
  const nearMatches = law === undefined ? [] : nearMatchesOf(error, law);
  const told = { detail: wordsOf(error), ...(nearMatches.length === 0 ? {} : { nearMatches }) };
  if (error instanceof DeadlineError) return new ApiProblem(error.code, { ...told, field: fields[error.code], rule: error.ruleId });
  if (error instanceof RuleError) return new ApiProblem(error.code, { ...told, field: fields[error.code], ...(error.code === 'UNKNOWN_RULE' || error.code === 'UNKNOWN_PROFILE' ? {} : { rule: error.ruleId }) });
  if (error instanceof TimeError || error instanceof CalendarError) return new ApiProblem(error.code, told);
  return null;
}

function nearMatchesOf(error: unknown, law: Law): string[] {
  if (!(error instanceof RuleError)) return [];
  if (error.code === 'UNKNOWN_RULE') return nearIds(error.ruleId, law.rules.map(({ id }) => id));
  return error.code === 'UNKNOWN_PROFILE' ? law.profiles.map(({ id }) => id) : [];
}

/** Messages of the domain say it in Chinese first: `中文 · English`. */
function wordsOf(error: unknown): { zh: string; en: string } | undefined {
  if (!(error instanceof Error)) return undefined;
  const at = error.message.indexOf(' · ');
  return at < 0 ? { zh: error.message, en: error.message } : { zh: error.message.slice(0, at), en: error.message.slice(at + 3) };
}
