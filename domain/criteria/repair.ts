import { criterion } from './criterion.ts';

/** 信用修复: what stands behind the criteria of law/rules/repair.yaml. */
export const repairCriteria = {
  'repair-refuse-security': criterion((given: { harmsSecurity: boolean }) => (given.harmsSecurity ? 'refused' : 'allowed')),

  /** May this paper be asked for? Not what a shared platform holds, and nothing beyond the list. */
  'repair-documents': criterion((given: { paper: string; shared: boolean }, values: { papers: readonly string[] }) => (values.papers.includes(given.paper) && !given.shared ? 'allowed' : 'refused')),

  'repair-deregistered': criterion((given: { matter: string; deregistered: boolean }, values: { goesOn: readonly string[] }) =>
    given.deregistered && !values.goesOn.includes(given.matter) ? 'ends' : 'goes_on',
  ),

  'repair-effects': criterion((given: { matter: string; ground: string }, values: { grounds: readonly string[]; ends: readonly string[]; shared: readonly string[] }) => {
    if (!values.grounds.includes(given.ground)) return 'stays';
    if (values.shared.includes(given.matter)) return 'told';
    return values.ends.includes(given.matter) ? 'ends' : 'stays';
  }),

  'repair-remedy': criterion((given: { remedy: string }, values: { remedies: readonly string[] }) => (values.remedies.includes(given.remedy) ? 'allowed' : 'refused')),

  /** Answers with the first condition that is not met. */
  'cc-repair-conditions': criterion((given: { holds: readonly string[] }, values: { needed: readonly string[] }) => values.needed.find((condition) => !given.holds.includes(condition)) ?? 'allowed'),

  'cc-market-channel': criterion((given: { record: string }, values: { necips: readonly string[] }) => (values.necips.includes(given.record) ? 'necips' : 'credit_china')),
};
