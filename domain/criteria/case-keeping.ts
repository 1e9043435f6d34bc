import type { LocalDate } from '../time/local-date.ts';
import { criterion } from './criterion.ts';

/** What a corrected date is measured by: today, the arrival in the stage in which it happened, and the first fact that depends on it. */
export interface CorrectedDate {
  readonly trueDate: LocalDate;
  /** The date on record; null where not the day alone is corrected. */
  readonly known: LocalDate | null;
  readonly today: LocalDate;
  readonly since: LocalDate | null;
  readonly until: LocalDate | null;
}

/** 案卷管理: what stands behind the criteria of law/rules/case-keeping.yaml. */
export const caseKeepingCriteria = {
  'fact-correction': criterion(({ trueDate, known, today, since, until }: CorrectedDate) => {
    if (trueDate === known) return 'same';
    if (trueDate > today) return 'future';
    if (since !== null && trueDate < since) return 'before_its_basis';
    return until !== null && trueDate > until ? 'after_its_consequence' : 'allowed';
  }),
  'fact-withdrawal': criterion(({ declared, obstacle }: { readonly declared: boolean; readonly obstacle: 'none' | 'told_elsewhere' | 'built_upon' }) => {
    if (!declared) return 'not_withdrawable';
    return obstacle === 'none' ? 'allowed' : obstacle;
  }),
  'lapse-correction': criterion(({ doneOn, triggerOn, dueDate }: { readonly doneOn: LocalDate; readonly triggerOn: LocalDate; readonly dueDate: LocalDate }) =>
    doneOn >= triggerOn && doneOn <= dueDate ? 'no_lapse' : 'lapsed'),
};
