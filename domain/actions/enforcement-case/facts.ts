import { z } from 'zod';
import type { PartyKind } from '../../penalty/hearing-right.ts';
import type { Balance, Payment } from '../../penalty/obligations.ts';
import type { Penalty } from '../../penalty/penalty.ts';
import type { ReviewKind } from '../../criteria/review.ts';
import type { LinkedFile } from '../../registers.ts';
import { text } from '../inspection/facts.ts';
import type { UrgentMeasure } from './urgent-measure.ts';

/** Key fields, in which a published penalty weighs more (PIP 14). */
export const caseDomains = ['food', 'drug', 'medical_device', 'cosmetics', 'special_equipment', 'key_product', 'other'] as const;

/** PPR 18: where a clue comes from. */
export const clueSources = ['complaint', 'report', 'transfer', 'assignment', 'monitoring', 'other'] as const;

/** PPR 20, APL 33: why no case is filed, or no penalty given. */
export const leniencyGrounds = ['minor_corrected_no_harm', 'first_slight_corrected', 'no_fault', 'other_by_law'] as const;

/** APL 58, PPR 50: what makes a penalty a matter of the legal body, beside its size. */
export const majorGrounds = ['major_public_interest', 'major_rights_after_hearing', 'difficult_or_several_relations', 'other_by_law'] as const;

/** PPR 18, 38, 64: what may be sent out; each kind is a ground of pauses by the same name. */
export const examinationKinds = ['testing', 'inspection', 'quarantine', 'appraisal', 'right_holder_identification'] as const;

export interface Clue {
  readonly source: string;
  readonly target: { readonly name: string; readonly uscc: string };
  readonly suspicion: string;
  readonly foundOn: string;
}

/** A later report of the same matter, or a clue that was merged into this one. */
export interface FurtherReport {
  readonly source: string;
  readonly content: string;
  readonly receivedOn: string;
  readonly newFacts: boolean;
  /** The clue that it came with, where it had a file of its own. */
  readonly fileId?: string;
}

export interface Report {
  readonly facts: string;
  readonly violationType: string;
  readonly legalBasis: string;
  readonly domain: (typeof caseDomains)[number];
  readonly majorGrounds: readonly (typeof majorGrounds)[number][];
  /** An over-charged price that is to be refunded (PPR 59). */
  readonly overchargedYuan?: string | undefined;
  readonly proposal: { readonly kind: 'penalty'; readonly penalty: Penalty } | { readonly kind: 'no_penalty'; readonly ground: string; readonly reason: string };
  readonly submittedOn: string;
}

export interface Review {
  readonly kind: ReviewKind;
  readonly by: string;
  readonly on: string;
  readonly outcome: string;
  readonly opinion: string;
  readonly proposal: Report['proposal'] | null;
}

/** Facts of an enforcement case, from the clue on. */
export type CaseFacts = {
  readonly clue: Clue;
  readonly furtherReports?: readonly FurtherReport[];
  /** 并案: the clue into which this one is to be merged, while it has not answered. */
  readonly mergeAsked?: { readonly into: string; readonly on: string; readonly reason: string } | null;
  /** Files merged, split off, reopened: each side keeps the other. */
  readonly linked?: readonly LinkedFile[];
  /** 分案: what of the other file this one is about. */
  readonly splitOff?: { readonly part: string; readonly reason: string };
  /** Why a clue that was not filed is taken up again. */
  readonly reopening?: { readonly ground: 'new_evidence' | 'superior_order'; readonly document: string; readonly firstFoundOn: string };
  readonly notFiled?: { readonly ground: string; readonly reason: string };
  /** The handlers, at least two. */
  readonly officerIds: readonly string[];
  /** Everybody who handled the case before a change of handlers. */
  readonly formerHandlerIds?: readonly string[];
  readonly filing?: { readonly partyKind: PartyKind; readonly filedOn: string; readonly by: string; readonly findings: string };
  readonly evidence?: readonly { readonly kind: string; readonly summary: string; readonly on: string; readonly by: string }[];
  readonly rightsToldOn?: string;
  readonly examinations?: readonly Examination[];
  /** 先行登记保存; `ended` is null while it lasts, `approval` where it was taken in urgency. */
  readonly preservation?: { readonly goods: string; readonly place: string; readonly approval: string | null; readonly urgent?: UrgentMeasure; readonly document: string; readonly on: string; readonly ended: EndOfMeasure | null };
  /** 查封、扣押. */
  readonly sealing?: { readonly kind: 'seal' | 'seize'; readonly goods: string; readonly approval: string | null; readonly urgent?: UrgentMeasure; readonly document: string; readonly on: string; readonly ended: EndOfMeasure | null };
  readonly suspension?: { readonly ground: string; readonly reason: string; readonly from: string; readonly to: string | null };
  readonly recusals?: readonly CaseRecusal[];
  readonly report?: Report;
  /** Every round of review is kept (R-LR-04). */
  readonly reviews?: readonly Review[];
  /** The pass in force; null again as soon as the case goes back. */
  readonly reviewPassed?: Review | null;
  readonly notice?: { readonly no: string; readonly servedOn: string; readonly hearingRightTold: boolean; readonly told?: readonly string[]; readonly penalty: Penalty } | null;
  readonly statements?: readonly { readonly on: string; readonly content: string; readonly document: string }[];
  readonly waiver?: { readonly on: string; readonly document: string } | null;
  readonly recheck?: { readonly on: string; readonly adoption: 'adopted' | 'partly' | 'rejected'; readonly covers?: readonly string[]; readonly result: string } | null;
  readonly hearing?: Hearing | null;
  readonly collective?: { readonly on: string; readonly attendees: readonly string[]; readonly minutes: string } | null;
  /** IGM 14: the principal head approved that the illegal gains are left out. */
  readonly gainsLeftOut?: { readonly by: string; readonly on: string; readonly reason: string };
  readonly refund?: { readonly amountYuan: string; readonly partyHeardOn: string; readonly orderedOn: string; readonly refundBy: string; readonly endedOn: string | null; readonly document: string };
  readonly decision?: Decision;
  readonly servicePackage?: { readonly preparedOn: string };
  readonly serviceNotice?: { readonly publishedOn: string; readonly document: string };
  readonly service?: { readonly servedOn: string; readonly method: string; readonly receiver: string; readonly proof: string };
  /** The file that keeps the publication and the credit of this penalty; absent where nothing is published. */
  readonly creditRecordId?: string;
  readonly payments?: readonly (Payment & { readonly receiptNo: string })[];
  readonly balance?: Balance;
  readonly otherPerformance?: { readonly on: string; readonly what: string; readonly document: string };
  readonly demand?: { readonly no: string; readonly servedOn: string; readonly balance: Balance };
  readonly court?: { readonly appliedOn: string; readonly court: string; readonly outcome?: string; readonly endedOn?: string };
  readonly windowReview?: { readonly findings: string; readonly measures: string };
  readonly closure?: { readonly reason: string; readonly summary: string; readonly correction: string; readonly submittedOn: string };
};

/** What was sent out for an opinion; its time is left out of the clocks that know the ground. */
export interface Examination {
  readonly kind?: (typeof examinationKinds)[number];
  readonly matter: string;
  readonly institution: string;
  readonly document?: string;
  readonly from: string;
  readonly to: string | null;
  readonly result: string | null;
}

/** The day on which the last report of the matter came in. */
export function lastReportOn({ clue, furtherReports }: CaseFacts): string {
  return (furtherReports ?? []).reduce((last, { receivedOn }) => (receivedOn > last ? receivedOn : last), clue.foundOn);
}

/** The links with one more. */
export function linkedWith({ linked }: CaseFacts, link: LinkedFile): Pick<CaseFacts, 'linked'> {
  return { linked: [...(linked ?? []), link] };
}

/** The examination under way; at most one. */
export function openExamination({ examinations }: CaseFacts): Examination | undefined {
  return examinations?.find(({ to }) => to === null);
}

/** 回避: raised against somebody who takes part in the case, and decided. */
export interface CaseRecusal {
  readonly officerId: string;
  readonly office: 'handler' | 'reviewer' | 'hearing_staff' | 'other' | 'responsible_person' | 'principal_head';
  readonly ground: string;
  readonly reason: string;
  readonly onBehalfOf?: string | undefined;
  readonly raisedBy: string;
  readonly raisedOn: string;
  readonly decision?: { readonly upheld: boolean; readonly reason: string; readonly by: string; readonly on: string };
}

/** How a measure ended: by an act, `refused` by whoever should have approved an urgent one, or `released_by_law` when its time had passed. */
export interface EndOfMeasure {
  readonly on: string;
  readonly how: string;
  readonly document: string | null;
}

/** Who runs the hearing: presider, officers, recorder. */
export function hearingStaff({ hearing }: CaseFacts): string[] {
  return [hearing?.presiderId ?? [], hearing?.staffIds ?? []].flat();
}

/** Everybody who handles the case or once did. */
export function everyHandler({ officerIds, formerHandlerIds }: CaseFacts): string[] {
  return [...new Set([...officerIds, ...(formerHandlerIds ?? [])])];
}

/** Everybody who reviewed the case in any round. */
export function everyReviewer({ reviews }: CaseFacts): string[] {
  return [...new Set((reviews ?? []).map(({ by }) => by))];
}

export interface Hearing {
  readonly requestedOn: string;
  readonly document: string;
  readonly presiderId?: string;
  /** Hearing officers and the recorder. */
  readonly staffIds?: readonly string[];
  readonly notice?: { readonly servedOn: string; readonly planned: string; readonly place: string };
  readonly heldOn?: string;
  readonly terminated?: { readonly ground: string; readonly on: string };
  readonly report?: { readonly on: string; readonly opinion: string };
}

export type Decision =
  | { readonly type: 'penalty'; readonly no: string; readonly decidedOn: string; readonly penalty: Penalty; readonly summary: string; readonly illegalGains?: IllegalGains; readonly seriousList?: { readonly listed: boolean; readonly found: readonly string[]; readonly reason: string; readonly superiorConsent?: { readonly authority: string; readonly document: string } | undefined } }
  | { readonly type: 'no_penalty' | 'not_established'; readonly no: string; readonly decidedOn: string; readonly ground: string; readonly reason: string };

/** What was found on the illegal gains (IGM 3-6, 14). */
export type IllegalGains =
  | { readonly found: 'none' | 'not_computable'; readonly reason: string }
  | { readonly found: 'computed'; readonly incomeYuan: string; readonly costsYuan: string; readonly refundedYuan: string };

/** 文书号, like 示市监处罚〔2026〕1号: the document's own number, unique by the authority's register. */
export const documentNo = z.string().regex(/^[一-龥]{0,20}〔20\d{2}〕[1-9]\d{0,5}号$/, { error: '文书号格式应如“示市监处罚〔2026〕1号” / a number like 示市监处罚〔2026〕1号' });

/** A party acts through an officer who records it, with the paper that shows it. */
export const byParty = { onBehalfOf: text(200).describe('当事人或者代理人'), document: text(200).describe('书面材料') };
