import { caseKeepingCriteria } from './case-keeping.ts';
import { clueAndFilingCriteria } from './clue-and-filing.ts';
import { closureCriteria } from './closure.ts';
import { decisionCriteria } from './decision.ts';
import { escalationCriteria } from './escalation.ts';
import { inspectionAndCorrectionCriteria } from './inspection-and-correction.ts';
import { jurisdictionAndTransferCriteria } from './jurisdiction-and-transfer.ts';
import { listsCriteria } from './lists.ts';
import { measuresCriteria } from './measures.ts';
import { noticeAndHearingCriteria } from './notice-and-hearing.ts';
import { performanceCriteria } from './performance.ts';
import { periodsCriteria } from './periods.ts';
import { placesCriteria } from './places.ts';
import { planAndDrawCriteria } from './plan-and-draw.ts';
import { publicationCriteria } from './publication.ts';
import { remediesAndSupervisionCriteria } from './remedies-and-supervision.ts';
import { repairCriteria } from './repair.ts';
import { reviewCriteria } from './review.ts';
import { serviceCriteria } from './service.ts';
import { simpleProcedureCriteria } from './simple-procedure.ts';
import type { RuleSet } from '../rules/rule.ts';
import { findCriterion } from '../rules/find-rule.ts';
import type { LocalDate } from '../time/local-date.ts';
import type { Criterion, GivenOf } from './criterion.ts';

/** The functions of all topics, by rule id. */
export const criteria = {
  ...periodsCriteria,
  ...planAndDrawCriteria,
  ...inspectionAndCorrectionCriteria,
  ...clueAndFilingCriteria,
  ...jurisdictionAndTransferCriteria,
  ...measuresCriteria,
  ...reviewCriteria,
  ...noticeAndHearingCriteria,
  ...decisionCriteria,
  ...simpleProcedureCriteria,
  ...serviceCriteria,
  ...performanceCriteria,
  ...closureCriteria,
  ...publicationCriteria,
  ...listsCriteria,
  ...repairCriteria,
  ...remediesAndSupervisionCriteria,
  ...placesCriteria,
  ...escalationCriteria,
  ...caseKeepingCriteria,
};

export type CriterionId = keyof typeof criteria;

/**
 * What a criterion says of a case, by the row in force on a day.
 * @throws RuleError where no row is held for that day
 */
export function askCriterion<Id extends CriterionId>(id: Id, given: GivenOf<(typeof criteria)[Id]>, on: LocalDate | undefined, rules: RuleSet): string {
  const judge = criteria[id] as unknown as Criterion<object>;
  return judge(given as object, findCriterion(id, on, rules).values);
}
