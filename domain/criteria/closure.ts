import { criterion } from './criterion.ts';

/** 结案与归档: what stands behind the criteria of law/rules/closure.yaml. */
export const closureCriteria = {
  /** `windowReviewed`: whether somebody answered for a missed window; null where none was missed. */
  'closure-conditions': criterion(({ reason, windowReviewed }: { reason: string; windowReviewed: boolean | null }, { reasons }: { reasons: readonly string[] }) =>
    reasons.includes(reason) && windowReviewed !== false ? 'allowed' : 'refused'),
  'closure-correction-verified': criterion(({ correction, remark }: { correction: string; remark: string }, { states }: { states: readonly string[] }) => (states.includes(correction) && remark.trim() !== '' ? 'allowed' : 'refused')),
};
