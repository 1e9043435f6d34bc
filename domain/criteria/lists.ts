import { fenOf } from '../penalty/money.ts';
import { criterion } from './criterion.ts';

/** 经营异常名录和严重违法失信名单: what stands behind the criteria of law/rules/lists.yaml. */
export const listsCriteria = {
  'abn-grounds': criterion((given: { ground: string }, values: { grounds: readonly string[] }) => (values.grounds.includes(given.ground) ? 'listed' : 'not_listed')),

  'abn-two-years-revoke': criterion((given: { yearsMissing: number; corrected: boolean; unreachable: boolean }, values: { years: number }) =>
    given.yearsMissing >= values.years && !given.corrected && given.unreachable ? 'revoke_licence' : 'no_effect',
  ),

  'abn-false-disclosure-fine': criterion((given: { grave: boolean; fineYuan: string }, values: FineRanges) => {
    const [from, to] = given.grave ? [values.graveFromYuan, values.graveToYuan] : [values.ordinaryFromYuan, values.ordinaryToYuan];
    const fine = fenOf(given.fineYuan);
    return fine >= fenOf(from) && fine <= fenOf(to) ? 'allowed' : 'refused';
  }),

  /** `answer`: whether the decision lists the party; a yes needs everything that the values name. */
  'svl-decide-with-penalty': criterion((given: { answer: 'yes' | 'no' | 'none'; found?: readonly string[] }, values: { listed: readonly string[] }) => {
    if (given.answer === 'none') return 'unanswered';
    return given.answer === 'no' || values.listed.every((condition) => given.found?.includes(condition)) ? 'allowed' : 'refused';
  }),

  'svl-refusal-to-perform': criterion((given: { found: readonly string[] }, values: { needed: readonly string[] }) => (values.needed.every((condition) => given.found.includes(condition)) ? 'allowed' : 'refused')),

  'svl-superior-consent': criterion((given: { level: string; consent: boolean }, values: { levels: readonly string[] }) => (given.consent || !values.levels.includes(given.level) ? 'allowed' : 'refused')),

  'svl-measures': criterion((given: { matter: string; listed: boolean }, values: { weighed: readonly string[]; moreInspections: readonly string[]; refused: readonly string[] }) => {
    if (!given.listed) return 'no_effect';
    if (values.weighed.includes(given.matter)) return 'weighed';
    if (values.moreInspections.includes(given.matter)) return 'more_inspections';
    return values.refused.includes(given.matter) ? 'refused' : 'no_effect';
  }),
};

interface FineRanges {
  readonly ordinaryFromYuan: string;
  readonly ordinaryToYuan: string;
  readonly graveFromYuan: string;
  readonly graveToYuan: string;
}
