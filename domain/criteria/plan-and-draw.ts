import type { LocalDate } from '../time/local-date.ts';
import { criterion } from './criterion.ts';

/** Why an inspection is made: by a plan, outside of any, or for one of the causes that no frequency cap stops (G54). */
export const inspectionOccasions = [
  'planned', 'complaint_or_report', 'assigned_from_above', 'transferred_clue', 'off_site_monitoring', 'reinspection', 'own_request', 'permit_check', 'emergency', 'off_plan',
] as const;
export type InspectionOccasion = (typeof inspectionOccasions)[number];

type RiskClass = 'A' | 'B' | 'C' | 'D';
type Shares = Readonly<Record<RiskClass, number>>;
type Bands = Readonly<Record<RiskClass, readonly [number, number]>>;
type GivenShare = { readonly class: RiskClass; readonly percent: number };

const withinBand = criterion<GivenShare, Bands>(({ class: letter, percent }, bands) => {
  const [least, most] = bands[letter];
  return least <= percent && percent <= most ? 'within' : 'outside';
});

/** 计划与抽取: what stands behind the criteria of law/rules/plan-and-draw.yaml. */
export const planAndDrawCriteria = {
  'plan-superior-record': criterion<{ approved: boolean; recorded: boolean }>(({ approved, recorded }) => (recorded ? 'done' : approved ? 'due' : 'not_due')),

  'key-supervision-plan-record': criterion<{ occasion: InspectionOccasion; keyPlan: boolean; recorded: boolean; approvedBy: readonly string[] }, { approver: string }>(
    ({ occasion, keyPlan, recorded, approvedBy }, { approver }) => {
      if (keyPlan && !recorded) return 'refused';
      return occasion === 'off_plan' && !approvedBy.includes(approver) ? 'refused' : 'allowed';
    },
  ),

  /** `items`: for each line of the plan, the names of what it says. */
  'plan-content-min': criterion<{ items: readonly (readonly string[])[] }, { required: readonly string[] }>(({ items }, { required }) =>
    items.length > 0 && items.every((said) => required.every((field) => said.includes(field))) ? 'allowed' : 'refused'),

  'plan-raise-ratio-flags': criterion<{ flags: readonly string[]; raised: boolean }, { flags: readonly string[] }>(({ flags, raised }, values) =>
    !raised && flags.some((flag) => values.flags.includes(flag)) ? 'warned' : 'allowed'),

  'plan-random-negative-list': criterion<{ selection: 'random' | 'full_coverage'; onNegativeList: boolean }>(({ selection, onNegativeList }) =>
    selection === 'random' || onNegativeList ? 'allowed' : 'warned'),

  'inspection-item-published': criterion<{ publishedOn: LocalDate | null; inspectedOn: LocalDate }>(({ publishedOn, inspectedOn }) =>
    publishedOn !== null && publishedOn <= inspectedOn ? 'allowed' : 'refused'),

  /** The counts are those of the year before this inspection; this one makes one more. */
  'inspection-annual-frequency-cap': criterion<
    { sameLevel: number; allLevels: number; occasion: InspectionOccasion; reason: string | null },
    { sameLevel: number; acrossLevels: number; exceptions: readonly string[] }
  >(({ sameLevel, allLevels, occasion, reason }, caps) => {
    if (sameLevel + 1 <= caps.sameLevel && allLevels + 1 <= caps.acrossLevels) return 'allowed';
    return caps.exceptions.includes(occasion) && reason !== null ? 'allowed' : 'refused';
  }),

  'draw-two-random': criterion<{ picked: 'by_draw' | 'by_hand'; frameFrozen: boolean; seedShown: boolean }>(({ picked, frameFrozen, seedShown }) =>
    picked === 'by_draw' && frameFrozen && seedShown ? 'allowed' : 'refused'),

  'draw-joint-lead': criterion<{ joint: boolean; act: 'draw_targets' | 'match_officers'; byLead: boolean; officersOfOwn: boolean }>(({ joint, act, byLead, officersOfOwn }) => {
    if (!joint) return 'allowed';
    if (act === 'draw_targets') return byLead ? 'allowed' : 'refused';
    return officersOfOwn ? 'allowed' : 'refused';
  }),

  'recusal-inspection': criterion<{ recusal: 'none' | 'pending' | 'upheld' | 'rejected' }>(({ recusal }) => (recusal === 'none' || recusal === 'rejected' ? 'allowed' : 'refused')),

  /** Nobody decides on themselves; the higher the office, the higher the decider. */
  'recusal-case-decider': criterion<
    { recused: readonly string[]; decider: readonly string[]; isSelf: boolean },
    { principal_head: readonly string[]; responsible_person: readonly string[]; others: readonly string[] }
  >(({ recused, decider, isSelf }, deciders) => {
    const allowed = recused.includes('principal_head') ? deciders.principal_head : recused.includes('responsible_person') ? deciders.responsible_person : deciders.others;
    return !isSelf && decider.some((role) => allowed.includes(role)) ? 'allowed' : 'refused';
  }),

  'two-officer-rule-certificate': criterion<{ validUntil: LocalDate | null; on: LocalDate }>(({ validUntil, on }) => (validUntil !== null && on <= validUntil ? 'allowed' : 'refused')),

  'no-third-party-inspector': criterion<{ status: string; part: 'inspect' | 'support' }, { inspectors: readonly string[]; support: readonly string[] }>(({ status, part }, values) =>
    values.inspectors.includes(status) || (part === 'support' && values.support.includes(status)) ? 'allowed' : 'refused'),

  'credit-risk-class': criterion<{ class: RiskClass }, Readonly<Record<RiskClass, string>>>(({ class: letter }, directions) => directions[letter]),

  'credit-risk-class-a-visit': criterion<{ class: RiskClass; occasion: InspectionOccasion; onSite: boolean }, { quiet: readonly string[]; causes: readonly string[] }>(
    ({ class: letter, occasion, onSite }, { quiet, causes }) => (onSite && quiet.includes(letter) && !causes.includes(occasion) ? 'warned' : 'allowed'),
  ),

  'draw-ratio-by-class': criterion<{ percent: Shares }>(({ percent: { A, B, C, D } }) => {
    const rises = (lower: number, higher: number) => lower < higher || lower === 100;
    return A > 0 && rises(A, B) && rises(B, C) && rises(C, D) ? 'allowed' : 'warned';
  }),

  'draw-ratio-henan-2020': withinBand,
  'draw-ratio-henan-2021': withinBand,
  'draw-ratio-daqing': withinBand,
};
