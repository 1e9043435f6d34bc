import { actorLabel, type ClockRule, type ExtensionStep } from '../rules/rule.ts';
import { isLocalDate } from '../time/local-date.ts';
import type { DeadlineInput, Extension } from './deadline.ts';
import { DeadlineError } from './deadline-error.ts';
import { unitWords } from './unit-words.ts';

/** The number of units that the rule gives, or that the order, plan or profile sets within its bounds. Throws LIMIT_FIXED, LIMIT_OUT_OF_RANGE. */
export function limitOf(rule: ClockRule, chosen: DeadlineInput['limit']): number {
  const limit = chosen ?? rule.limit;
  if (chosen !== undefined && chosen !== rule.limit && rule.limitSetBy === undefined) {
    throw new DeadlineError('LIMIT_FIXED', rule.id, `期限由规则固定,不得另定:${rule.id} · the rule fixes the limit`, { limit: chosen });
  }
  const min = rule.minLimit ?? 1;
  const max = rule.maxLimit ?? Number.POSITIVE_INFINITY;
  if (typeof limit !== 'number' || !Number.isInteger(limit) || limit < min || limit > max) {
    throw new DeadlineError('LIMIT_OUT_OF_RANGE', rule.id, `期限须为${min}至${max}的整数 · the limit must be a whole number from ${min} to ${max}`, { limit, min, max });
  }
  return limit;
}

/** The `MM-DD` of a yearly date. Throws LIMIT_OUT_OF_RANGE for what is no day of every year. */
export function monthDayOf(rule: ClockRule, chosen: DeadlineInput['limit']): string {
  const monthDay = chosen ?? rule.limit;
  if (chosen !== undefined && chosen !== rule.limit && rule.limitSetBy === undefined) {
    throw new DeadlineError('LIMIT_FIXED', rule.id, `日期由规则固定,不得另定:${rule.id} · the rule fixes the date`, { limit: chosen });
  }
  if (typeof monthDay !== 'string' || !isLocalDate(`2027-${monthDay}`)) {
    throw new DeadlineError('LIMIT_OUT_OF_RANGE', rule.id, `日期须为每年都有的月日(MM-DD) · the date must be a day of every year (MM-DD)`, { limit: monthDay });
  }
  return monthDay;
}

/**
 * What each grant gives, in the order granted. Steps of the rule are taken in order; an approver who is not the one of the
 * step reached is refused. Throws EXTENSION_NOT_ALLOWED, WRONG_APPROVER, EXTENSION_BEYOND_CAP, EXTENSION_NOT_PARTIAL,
 * EXTENSION_AMOUNT_REQUIRED, EXTENSION_AMOUNT_INVALID, EXTENSION_UNIT.
 */
export function grantedAmounts(rule: ClockRule, extensions: readonly Extension[]): number[] {
  let at = 0;
  let used = 0;
  return extensions.map((extension) => {
    if (rule.extensions.length === 0) {
      throw new DeadlineError('EXTENSION_NOT_ALLOWED', rule.id, `该期限不得延长:${rule.id} · this period may not be extended`);
    }
    if (rule.extensions[at]?.approver !== extension.approvedBy && used > 0 && rule.extensions[at + 1]?.approver === extension.approvedBy) {
      at += 1;
      used = 0;
    }
    const step = rule.extensions[at];
    if (step === undefined || step.approver !== extension.approvedBy) throw wrongApprover(rule, step, extension);
    if (used >= step.count) {
      throw new DeadlineError('EXTENSION_BEYOND_CAP', rule.id, `${actorLabel(step.approver).zh}批准的延长限${step.count}次 · may be extended ${step.count} times only`, { count: step.count });
    }
    used += 1;
    return amountOf(rule, step, extension);
  });
}

function amountOf(rule: ClockRule, step: ExtensionStep, { amount, unit }: Extension): number {
  if (unit !== undefined && unit !== rule.unit) {
    throw new DeadlineError('EXTENSION_UNIT', rule.id, `延长须以规则的单位计算 · an extension counts in the unit of the rule, ${rule.unit}`, { unit });
  }
  if (amount === undefined) {
    if (step.limit === null || step.amountRequired) {
      throw new DeadlineError('EXTENSION_AMOUNT_REQUIRED', rule.id, '延长须写明期限的长度 · the length of the extension must be named');
    }
    return step.limit;
  }
  if (!Number.isInteger(amount) || amount < 1) {
    throw new DeadlineError('EXTENSION_AMOUNT_INVALID', rule.id, '延长须为正整数 · the length must be a whole number above zero', { amount });
  }
  if (step.limit !== null && amount > step.limit) {
    throw new DeadlineError('EXTENSION_BEYOND_CAP', rule.id, `延长不得超过${step.limit}${unitWords[rule.unit].zh} · at most ${step.limit} ${unitWords[rule.unit].en}`, { amount, limit: step.limit });
  }
  if (step.limit !== null && amount < step.limit && !step.partial) {
    throw new DeadlineError('EXTENSION_NOT_PARTIAL', rule.id, `只能延长${step.limit}${unitWords[rule.unit].zh},不得部分延长 · only the whole ${step.limit} ${unitWords[rule.unit].en} may be granted`, { amount, limit: step.limit });
  }
  return amount;
}

function wrongApprover(rule: ClockRule, step: ExtensionStep | undefined, { approvedBy }: Extension): DeadlineError {
  const expected = step?.approver ?? 'nobody';
  const zh = step === undefined ? '无人' : actorLabel(step.approver).zh;
  return new DeadlineError('WRONG_APPROVER', rule.id, `此次延长应由${zh}批准 · this extension is for ${expected}, not ${approvedBy}`, { approvedBy, expected });
}
