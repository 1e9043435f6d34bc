import { z } from 'zod';
import type { InspectionOccasion } from '../../criteria/plan-and-draw.ts';
import { officerIdPattern } from '../../registers.ts';

/** 抽查检查结果的八类: the eight standard result categories, with the step that each one needs first. */
export const resultCategories = [
  'no_issue_found', 'disclosure_missing', 'disclosure_false', 'unreachable_at_address',
  'corrected_on_order', 'refused_serious', 'activity_not_found', 'pending_followup',
] as const;
export type ResultCategory = (typeof resultCategories)[number];

/** Facts of an inspection file. */
export type InspectionFacts = {
  readonly target: { readonly name: string; readonly uscc: string };
  readonly matter: string;
  readonly officerIds: readonly string[];
  readonly plannedEnd: string;
  /** Why it is made; absent where a draw assigned it, which is by the plan. */
  readonly occasion?: InspectionOccasion;
  /** The key-supervision plan that asks for it. */
  readonly keyPlan?: { readonly document: string; readonly recorded: boolean } | undefined;
  /** Who approved it, where no plan asks for it. */
  readonly approvedBy?: string;
  /** The draw that assigned it, and waits for it. */
  readonly drawTaskId?: string;
  /** The visit, or the look at papers, as it began. */
  readonly visit?: Visit;
  readonly recusals?: readonly InspectionRecusal[];
  readonly result?: { readonly category: ResultCategory; readonly findings: string; readonly method: string };
  readonly correction?: { readonly demand: string; readonly orderedOn: string; readonly rule?: string };
  readonly reinspection?: { readonly findings: string; readonly corrected: boolean };
};

export type Visit = {
  readonly startedOn: string;
  readonly onSite: boolean;
  readonly occasion: InspectionOccasion;
  readonly approval?: { readonly document: string; readonly approvedOn: string; readonly by: string };
  readonly notice?: { readonly document: string; readonly toldFrequency: boolean; readonly toldRecusalRight: boolean };
  /** Why the yearly number was exceeded. */
  readonly exceptionReason?: string;
};

/** Somebody assigned says, or the enterprise says of them, that they cannot inspect without bias. */
export type InspectionRecusal = {
  readonly officerId: string;
  readonly ground: string;
  readonly reason: string;
  readonly raisedBy: string;
  readonly raisedOn: string;
  readonly decision?: { readonly upheld: boolean; readonly reason: string; readonly by: string; readonly on: string };
  /** Who was drawn instead. */
  readonly replaced?: { readonly officerId: string; readonly on: string };
};

export const localDate = z.iso.date().describe('日期(北京时间) YYYY-MM-DD');
export const text = (max: number) => z.string().trim().min(1).max(max);
export const officerId = z.string().regex(officerIdPattern);
export const officerIds = z.array(officerId).min(1).max(12).describe('执法人员编号');
