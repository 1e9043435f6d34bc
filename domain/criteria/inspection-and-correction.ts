import { fenOf } from '../penalty/money.ts';
import type { LocalDate } from '../time/local-date.ts';
import { addYears } from '../time/months.ts';
import { criterion } from './criterion.ts';

type Range = { readonly tier: string; readonly fineYuan: string; readonly leastYuan: string; readonly mostYuan: string };
const inFen = ({ fineYuan, leastYuan, mostYuan }: Range) => ({ fine: fenOf(fineYuan), least: fenOf(leastYuan), most: fenOf(mostYuan) });

/** 检查、责令改正与复查: what stands behind the criteria of law/rules/inspection-and-correction.yaml. */
export const inspectionAndCorrectionCriteria = {
  /** `scan`: whether the visit was scanned in; where it is not deployed nobody asks for it. */
  'inspection-approval-and-notice': criterion<{
    onSite: boolean; emergency: boolean; approvedOn: LocalDate | null; approvedBy: readonly string[]; noticed: boolean; told: boolean; scan: 'done' | 'missing' | 'not_deployed'; on: LocalDate;
  }, { approvers: readonly string[] }>(({ onSite, emergency, approvedOn, approvedBy, noticed, told, scan, on }, { approvers }) => {
    if (!onSite || emergency) return 'allowed';
    return approvedOn !== null && approvedOn <= on && approvedBy.some((role) => approvers.includes(role)) && noticed && told && scan !== 'missing' ? 'allowed' : 'refused';
  }),

  'inspection-unreachable-ways': criterion<
    { way: 'on_site' | 'no_such_address' | 'letters'; proof: boolean; unsigned: number; spacedRight: boolean },
    { letters: number }
  >(({ way, proof, unsigned, spacedRight }, { letters }) => (proof && (way !== 'letters' || (unsigned >= letters && spacedRight)) ? 'unreachable' : 'not_shown')),

  'inspection-misreport-clue': criterion<{ suspected: boolean; clueRegistered: boolean }>(({ suspected, clueRegistered }) => (suspected && !clueRegistered ? 'refused' : 'allowed')),

  /** The step that a category needs next; the categories that regional systems add are published as they are. */
  'inspection-result-categories': criterion<{ category: string }, Readonly<Record<string, unknown>> & { regional: readonly string[] }>(({ category }, values) => {
    if (values.regional.includes(category)) return 'publish';
    const next = values[category];
    return typeof next === 'string' ? next : 'unknown';
  }),

  'correction-order': criterion<{ demand: string; when: 'at_once' | 'date' | 'none'; inWriting: boolean }>(({ demand, when, inWriting }) =>
    demand !== '' && when !== 'none' && inWriting ? 'allowed' : 'refused'),

  'special-equipment-refusal-fine': criterion<{ yuan: string }, { leastYuan: string; mostYuan: string }>(({ yuan }, { leastYuan, mostYuan }) =>
    fenOf(leastYuan) <= fenOf(yuan) && fenOf(yuan) <= fenOf(mostYuan) ? 'within' : 'outside'),

  'food-onsite-correct': criterion<{ item: 'general' | 'key'; minor: boolean; canBeDoneNow: boolean }>(({ item, minor, canBeDoneNow }) => {
    if (item !== 'general' || !minor) return 'order';
    return canBeDoneNow ? 'on_the_spot' : 'written_deadline';
  }),

  interview: criterion<{ penaltyDue: boolean; insteadOfPenalty: boolean }>(({ penaltyDue, insteadOfPenalty }) => (penaltyDue && insteadOfPenalty ? 'refused' : 'allowed')),

  'no-penalty-minor': criterion<{ minor: boolean; correctedInTime: boolean; harm: boolean; educated: boolean; refundDue: boolean; refunded: boolean }, { refundFirst: boolean }>(
    ({ minor, correctedInTime, harm, educated, refundDue, refunded }, { refundFirst }) => {
      if (!minor || !correctedInTime || harm) return 'does_not_apply';
      if (refundFirst && refundDue && !refunded) return 'refund_missing';
      return educated ? 'must_not_punish' : 'education_missing';
    },
  ),

  /** First: nothing of the same kind within so many years before; the last day of them is still within. */
  'no-penalty-first-violation': criterion<
    { lastSameKindOn: LocalDate | null; violatedOn: LocalDate; slightHarm: boolean; correctedInTime: boolean; educated: boolean },
    { lookBackYears: number }
  >(({ lastSameKindOn, violatedOn, slightHarm, correctedInTime, educated }, { lookBackYears }) => {
    if (!slightHarm || !correctedInTime) return 'does_not_apply';
    if (lastSameKindOn !== null && violatedOn <= addYears(lastSameKindOn, lookBackYears)) return 'not_first';
    return educated ? 'may_not_punish' : 'education_missing';
  }),

  'no-penalty-no-fault': criterion<{ provedByParty: boolean; lawSaysOtherwise: boolean }>(({ provedByParty, lawSaysOtherwise }) =>
    provedByParty && !lawSaysOtherwise ? 'must_not_punish' : 'does_not_apply'),

  'national-exemption-list': criterion<{ list: 'first_violation' | 'minor' | 'provincial' | 'none'; item: number | null }, { firstViolationItems: number; minorItems: number }>(
    ({ list, item }, { firstViolationItems, minorItems }) => {
      if (list === 'provincial') return 'see_provincial_list';
      const items = { first_violation: firstViolationItems, minor: minorItems, none: 0 }[list];
      if (item === null || item < 1 || item > items) return 'not_listed';
      return list === 'minor' ? 'must_not_punish' : 'may_not_punish';
    },
  ),

  'discretion-tiers': criterion<{ tier: string; reasons: string }, { tiers: readonly string[] }>(({ tier, reasons }, { tiers }) => (tiers.includes(tier) && reasons.trim() !== '' ? 'allowed' : 'refused')),

  'discretion-tier-amount': criterion<Range>((range) => {
    const { fine, least, most } = inFen(range);
    if (range.tier === 'mitigated') return fine < least ? 'fits' : 'does_not_fit';
    return least <= fine && fine <= most ? 'fits' : 'does_not_fit';
  }),

  /** Compared in hundredths of a fen, so that no share is rounded. */
  'discretion-bands': criterion<Range, { lenientPercent: number; heavierPercent: number }>((range, { lenientPercent, heavierPercent }) => {
    const { fine, least, most } = inFen(range);
    const at = (fine - least) * 100n;
    const lenientEnd = (most - least) * BigInt(lenientPercent);
    const heavierStart = (most - least) * BigInt(100 - heavierPercent);
    const fits = { lenient: at <= lenientEnd, ordinary: lenientEnd < at && at < heavierStart, heavier: at >= heavierStart }[range.tier] ?? true;
    return fits ? 'allowed' : 'warned';
  }),
};
