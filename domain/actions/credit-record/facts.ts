import { z } from 'zod';
import { partyTypes, recordDomains, type Classification } from '../../credit/classify-record.ts';
import type { CreditStanding } from '../../credit/credit-class.ts';
import { yuanSchema } from '../../penalty/money.ts';
import { discretionTiers, penaltyKinds } from '../../penalty/penalty.ts';
import { creditRiskClasses } from '../../registers.ts';
import { usccSchema } from '../../uscc.ts';
import { localDate, text } from '../inspection/facts.ts';

/** What a record must know of the penalty. Each field is read by itself, so that one that is unreadable does not cost the others. */
export const penaltyFields = {
  decisionNo: text(100).describe('行政处罚决定书文号'),
  party: z.object({ name: text(200), uscc: usccSchema.optional() }).describe('当事人'),
  partyType: z.enum(partyTypes).describe('经营主体或者相关责任人员;未说明时,有统一社会信用代码的为经营主体'),
  violationType: text(300).describe('违法行为类型'),
  penaltyKinds: z.array(z.enum(penaltyKinds)).min(1).max(penaltyKinds.length).describe('处罚种类'),
  fineYuan: yuanSchema.describe('罚款'),
  confiscatedYuan: yuanSchema.describe('没收'),
  discretionTier: z.enum(discretionTiers).describe('裁量阶次'),
  domain: z.enum(recordDomains).describe('领域'),
  decidedOn: localDate.describe('作出决定之日'),
  servedOn: localDate.describe('送达之日'),
  summary: text(4000).describe('处罚信息摘要'),
  procedure: z.enum(['ordinary', 'simple']).describe('普通程序或者简易程序;未说明的为普通程序'),
  seriousList: z.boolean().describe('一并决定列入严重违法失信名单'),
  restrictionEndsOn: localDate.refine((day) => day <= '2199-12-31', { error: '终身的填 2199-12-31 / for life: 2199-12-31' }).describe('限制、停产停业、限制从业的最后一日'),
  creditRiskClass: z.enum(creditRiskClasses).describe('公示前的企业信用风险分类'),
} as const;
export type PenaltyField = keyof typeof penaltyFields;

export type PenaltyInformation = { readonly [F in PenaltyField]?: z.infer<(typeof penaltyFields)[F]> };

/** A field of an event that could not be used, and why. What was sent stays in the ledger as it was. */
export type Unreadable = { readonly field: string; readonly problem: string };

/** Facts of a credit record. */
export type CreditRecordFacts = {
  readonly caseFileId: string;
  readonly penalty: PenaltyInformation;
  readonly unreadable?: readonly Unreadable[];
  /** Null again when information was entered after the review. */
  readonly secrecyReview?: { readonly on: string; readonly by: string; readonly publishable: boolean; readonly contains?: readonly string[]; readonly masked: readonly string[]; readonly remark?: string } | null;
  readonly notPublished?: { readonly ground: string; readonly reason: string };
  readonly publication?: { readonly necipsOn?: string; readonly siteOn?: string };
  readonly classification?: Classification;
  readonly credit?: CreditStanding;
  readonly obligations?: { readonly performedOn: string };
  readonly inaccuracy?: { readonly foundOn: string; readonly finding: string; readonly document: string } | null;
  readonly revocation?: { readonly on: string; readonly kind: string; readonly reason: string };
  readonly withdrawal?: { readonly on: string; readonly publicReason: string; readonly listRemoved?: boolean };
  /** The application that is pending, in a file of its own. */
  readonly repair?: { readonly fileId: string; readonly appliedOn: string } | null;
  readonly pastRepairs?: readonly { readonly fileId: string; readonly appliedOn: string; readonly outcome: string; readonly on: string }[];
};
