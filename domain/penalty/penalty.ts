import { z } from 'zod';
import { fenOf, positiveYuanSchema } from './money.ts';

/** 行政处罚的种类 (APL 9). */
export const penaltyKinds = [
  'warning', 'circulated_criticism', 'fine', 'confiscate_gains', 'confiscate_goods', 'suspend_permit', 'revoke_permit', 'revoke_licence',
  'lower_qualification', 'restrict_operations', 'suspend_business', 'close_business', 'employment_ban',
] as const;
export type PenaltyKind = (typeof penaltyKinds)[number];

/** 裁量阶次: mitigated lies below the statutory range, lenient at its low end. No penalty at all is a decision of its own. */
export const discretionTiers = ['mitigated', 'lenient', 'ordinary', 'heavier'] as const;
export type DiscretionTier = (typeof discretionTiers)[number];

/** What a penalty says: its kinds, each sum in yuan exactly where its kind is named, the tier of discretion and why (APL 34: never without reasons). */
export const penaltySchema = z
  .strictObject({
    kinds: z.array(z.enum(penaltyKinds)).min(1).max(penaltyKinds.length),
    fineYuan: positiveYuanSchema.optional().describe('罚款'),
    confiscatedYuan: positiveYuanSchema.optional().describe('没收违法所得'),
    goodsYuan: positiveYuanSchema.optional().describe('没收非法财物的价值'),
    discretionTier: z.enum(discretionTiers),
    reasons: z.string().trim().min(1).max(4000).describe('裁量理由'),
  })
  .superRefine((penalty, context) => {
    if (new Set(penalty.kinds).size !== penalty.kinds.length) context.addIssue({ code: 'custom', path: ['kinds'], message: '处罚种类重复 / a kind is named twice' });
    for (const [kind, field] of sums) {
      if (penalty.kinds.includes(kind) !== (penalty[field] !== undefined)) context.addIssue({ code: 'custom', path: [field], message: `${kind} 与金额不一致 / the kind and its sum go together` });
    }
  });
export type Penalty = z.infer<typeof penaltySchema>;

const sums = [['fine', 'fineYuan'], ['confiscate_gains', 'confiscatedYuan'], ['confiscate_goods', 'goodsYuan']] as const;

/** Kinds that are done by being told, or by paying; every other asks the party to do or leave something. */
const needNoAct = new Set<PenaltyKind>(['warning', 'circulated_criticism', 'fine', 'confiscate_gains']);

export function needsOtherPerformance(penalty: Penalty): boolean {
  return penalty.kinds.some((kind) => !needNoAct.has(kind));
}

/** True when a penalty has no kind and no sum beyond those of another: what a statement or a hearing may lead to (PPR 58, APL 45). */
export function isNotHeavier(penalty: Penalty, than: Penalty): boolean {
  return penalty.kinds.every((kind) => than.kinds.includes(kind)) && sums.every(([, field]) => fenOf(penalty[field] ?? '0') <= fenOf(than[field] ?? '0'));
}

export function isSamePenalty(a: Penalty, b: Penalty): boolean {
  return isNotHeavier(a, b) && isNotHeavier(b, a) && a.discretionTier === b.discretionTier;
}
