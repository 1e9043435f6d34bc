import { z } from 'zod';

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
  /** The draw that assigned it, and waits for it. */
  readonly drawTaskId?: string;
  readonly result?: { readonly category: ResultCategory; readonly findings: string; readonly method: string };
  readonly correction?: { readonly demand: string; readonly orderedOn: string };
  readonly reinspection?: { readonly findings: string; readonly corrected: boolean };
};

export const localDate = z.iso.date().describe('日期(北京时间) YYYY-MM-DD');
export const text = (max: number) => z.string().trim().min(1).max(max);
export const officerIds = z.array(z.string().regex(/^[a-z0-9-]{3,40}$/)).min(1).max(12).describe('执法人员编号');
