import { z } from 'zod';
import { inspectionOccasions } from '../../criteria/plan-and-draw.ts';
import { approvedAndNoticed, belowFrequencyCap, itemPublished, quietWhereRiskIsLow } from '../../guards/inspection-start.ts';
import { actorIsAssigned, assignedInspectorsOnly, assignedOfficersCertified, supportersOnlySupport } from '../../guards/officers.ts';
import { nobodyAssignedRecused } from '../../guards/recusal.ts';
import type { RegisterQuery, Registers } from '../../registers.ts';
import { defineAction, type Guard } from '../action.ts';
import { localDate, officerId, text, type InspectionFacts } from './facts.ts';

const approval = z.strictObject({
  document: text(200).describe('检查审批表文号'),
  approvedOn: localDate,
});
const notice = z.strictObject({
  document: text(200).describe('检查通知书文号'),
  toldFrequency: z.boolean().describe('已告知本年度检查频次'),
  toldRecusalRight: z.boolean().describe('已告知申请回避的权利'),
});

/** All that the law asks before a visit. */
export const start = z.strictObject({
  item: z.strictObject({ publishedOn: localDate.nullable().describe('检查事项公布之日;未公布为空'), where: text(300).describe('公布的位置') }),
  onSite: z.boolean().describe('是否入企现场检查'),
  approverId: officerId.optional().describe('批准入企检查的负责人'),
  approval: approval.optional(),
  notice: notice.optional(),
  scan: z.enum(['done', 'missing', 'not_deployed']).default('not_deployed').describe('扫码入企:已扫码 / 未扫码 / 未部署'),
  occasion: z.enum(inspectionOccasions).optional().describe('检查的由来,不填为派员时所载'),
  exceptionReason: text(1000).optional().describe('超出年度频次上限的例外事由'),
  certificatesShown: z.boolean().describe('已出示执法证件'),
  supporters: z
    .array(z.strictObject({ name: text(100), status: z.enum(['expert', 'testing_institute', 'auxiliary', 'grid_worker', 'contractor', 'coordination_body']) }))
    .max(50)
    .default([])
    .describe('辅助人员'),
});
export type InspectionStart = z.infer<typeof start>;

/** The class of the enterprise, and its inspections over all departments: only as long as the visit has not begun. */
// a file that is not opened yet has no target; the act is refused without the registers
export const registersOfVisit = ({ target, visit }: Partial<InspectionFacts>): RegisterQuery | null => (visit === undefined && target !== undefined ? { targets: { uscc: target.uscc, atMost: 1 }, inspectionsOf: target.uscc } : null);

/** The guards on the visit itself, beside those on the people. */
export const visitGuards: readonly Guard<InspectionFacts, InspectionStart>[] = [
  itemPublished(),
  belowFrequencyCap(),
  approvedAndNoticed(),
  {
    name: 'certificatesShown',
    rule: 'two-officer-rule',
    check: ({ input }) => (input.certificatesShown ? null : { code: 'CERTIFICATES_NOT_SHOWN', field: '/certificatesShown', rule: 'two-officer-rule' }),
  },
  supportersOnlySupport(),
];
export const visitRules = ['inspection-item-published', 'inspection-annual-frequency-cap', 'inspection-approval-and-notice', 'no-third-party-inspector', 'credit-risk-class-a-visit'];

/** G54 · APL 42, 55: the visit begins: a published item, within the yearly number, approved and announced, by two people who show their certificates. */
export const startInspection = defineAction<InspectionFacts, InspectionStart>({
  name: 'startInspection',
  label: { zh: '开始检查', en: 'Start the inspection' },
  roles: ['inspector'],
  input: start,
  needs: registersOfVisit,
  guards: [actorIsAssigned(), assignedOfficersCertified(), nobodyAssignedRecused(), assignedInspectorsOnly(), ...visitGuards],
  warns: [quietWhereRiskIsLow()],
  withdrawable: true,
  cites: [...visitRules, 'two-officer-rule', 'two-officer-rule-certificate', 'recusal-inspection'],
  dates: ['visit.startedOn'],
  perform: ({ input, facts, registers, occurredOn }) => ({ outcome: 'started', ...begun(input, facts, registers, occurredOn) }),
});

/** What a visit that begins leaves behind: the fact, and as evidence the earlier inspections of the enterprise that were counted. */
export function begun(input: InspectionStart, facts: InspectionFacts, registers: Registers | undefined, occurredOn: string) {
  const visit = {
    startedOn: occurredOn,
    onSite: input.onSite,
    occasion: input.occasion ?? facts.occasion ?? 'planned',
    ...(input.approval && input.approverId !== undefined ? { approval: { ...input.approval, by: input.approverId } } : {}),
    ...(input.notice ? { notice: input.notice } : {}),
    ...(input.exceptionReason === undefined ? {} : { exceptionReason: input.exceptionReason }),
  };
  return { facts: { visit }, evidence: { inspectionsBefore: (registers?.inspections ?? []).map((one) => ({ ...one })) } };
}
