import { commitmentOf } from '../../domain/draw/seed.ts';
import type { Match } from '../../domain/draw/draw-officers.ts';
import type { JsonObject } from '../../domain/json.ts';
import type { FileRecord } from '../../domain/record/record.ts';
import { addDays } from '../../domain/time/local-date.ts';
import { body as caseBody, fine } from '../support/case.ts';
import { application, executed, published, told as penaltyTold, verified } from '../support/credit.ts';
import { visit } from '../support/inspection.ts';
import { planItem } from '../support/plan.ts';
import { idOf, type Person } from '../support/world.ts';

/** Everything that a walk needs to know of one file type. */
export interface Kit {
  readonly type: string;
  /** Day on which a walk begins. */
  readonly from: string;
  /** What opens the file. */
  readonly opening: { readonly person: Person; readonly action: string; readonly body: JsonObject } | { readonly event: string; readonly payload: JsonObject };
  /** The straight path: who does what (or which event comes), how many days after the act before. A walk leaves it anywhere. */
  readonly path: readonly (readonly [person: Person | 'event', actOrEvent: string, days: number])[];
  /** Whether a second file of the type is opened beside it, in the same way: for acts that name another file. */
  readonly hasAnother?: true;
  /** What is usually sent for an act on a day. @param others files of the type that it may name */
  usual(action: string, person: Person, record: FileRecord, day: string, others: readonly string[]): JsonObject;
  /** Events of other files, with what they usually tell. */
  readonly events: Readonly<Record<string, JsonObject>>;
}

const officerIds = [idOf('inspectorA'), idOf('inspectorB')];
const target = { name: '示例食品有限公司', uscc: '91350100M000100Y43' };
const byParty = { onBehalfOf: '示例食品有限公司', document: '材料1号' };
const contribution = (person: Person) => `contribution-of-${idOf(person)}`;

const annualPlan: Kit = {
  type: 'annualPlan',
  from: '2026-01-05',
  opening: { person: 'planManager', action: 'createPlan', body: { year: 2026, name: '2026年度抽查计划', items: [planItem()] } },
  path: [
    ['planManager', 'submitPlan', 1], ['responsible', 'approvePlan', 2], ['planManager', 'publishPlan', 1], ['planManager', 'openDrawTask', 3],
    ['planManager', 'fileHalfYearReport', 150], ['planManager', 'fileFullYearReport', 120], ['planManager', 'closePlan', 20],
  ],
  usual: (action, _person, _record, day) => ({
    editPlan: { items: [planItem(), planItem({ key: 'T02', plannedCount: 2 })] },
    returnPlan: { reason: '补充比例依据' },
    publishPlan: { channels: ['necips'] },
    recordPlanWithSuperior: { document: '备案1号' },
    openDrawTask: { item: 'T01', plannedEnd: addDays(day, 60) },
    adjustPlan: { items: [planItem(), planItem({ key: 'T02', plannedCount: 2 })], reason: '专项工作' },
    fileHalfYearReport: { summary: '按计划完成', document: '总结1号' },
    fileFullYearReport: { summary: '按计划完成', document: '总结2号' },
  } as Record<string, JsonObject>)[action] ?? {},
  events: { yearBegun: { year: 2026 }, taskEnded: { no: 1, outcome: 'closed', inspections: 4 } },
};

const { key, plannedCount: _, ...order } = planItem();
const drawTask: Kit = {
  type: 'drawTask',
  from: '2026-03-02',
  opening: { event: 'taskOpened', payload: { no: 1, item: key ?? '', ...order } },
  path: [
    ['drawOperator', 'freezeFrame', 1], ['drawOperator', 'commitContribution', 0], ['coordinator', 'commitContribution', 1], ['coordinator', 'revealContribution', 1],
    ['drawOperator', 'revealContribution', 0], ['drawOperator', 'drawTargets', 1], ['drawOperator', 'matchOfficers', 1], ['coordinator', 'confirmAssignment', 2],
  ],
  usual(action, person, record) {
    const matches = record.facts['matches'] as unknown as readonly Match[] | undefined;
    const match = matches?.[record.seq % Math.max(1, matches.length)];
    return ({
      commitContribution: { commitment: commitmentOf(contribution(person)) },
      revealContribution: { contribution: contribution(person) },
      discardSeedRound: { reason: '有人未公开' },
      raiseRecusal: { officerId: match?.officers[0]?.id ?? idOf('inspectorA'), target: match?.target ?? target.uscc, ground: 'relative', reason: '近亲属' },
      decideRecusal: { upheld: true, reason: '情况属实' },
      cancelDrawTask: { reason: '计划调整' },
    } as Record<string, JsonObject>)[action] ?? {};
  },
  events: { taskOpened: { no: 1, item: key ?? '', ...order }, inspectionClosed: { target: target.uscc, category: 'no_issue_found' } },
};

const inspection: Kit = {
  type: 'inspection',
  from: '2026-03-02',
  opening: { person: 'coordinator', action: 'assignInspection', body: { target, matter: '食品经营检查', officerIds, plannedEnd: '2026-04-30' } },
  path: [
    ['inspectorB', 'startInspection', 2], ['inspectorA', 'recordInspectionResult', 7], ['unitHead', 'orderCorrection', 1], ['inspectorA', 'reportCorrection', 5], ['inspectorB', 'recordReinspection', 3],
    ['publisher', 'publishInspectionResult', 2], ['unitHead', 'closeInspection', 1],
  ],
  usual: (action) => ({
    startInspection: visit(idOf('unitHead')),
    recordInspectionResult: { category: 'corrected_on_order', findings: '货架有过期食品', method: 'on_site', visit: visit(idOf('unitHead')) },
    returnInspectionResult: { reason: '补充照片' },
    registerClue: { suspicion: '销售过期食品' },
    publishInspectionResult: { redactionChecked: true, channel: 'necips' },
    orderCorrection: { demand: '七日内下架', days: 7 },
    reportCorrection: { summary: '已整改', ...byParty },
    extendCorrection: { days: 3, reason: '确有困难' },
    withdrawCorrectionOrder: { reason: '事实不清' },
    recordReinspection: { corrected: true, findings: '已改正' },
    raiseRecusal: { officerId: officerIds[1] ?? '', ground: 'relative', reason: '近亲属' },
    decideRecusal: { upheld: false, reason: '情况不实' },
  } as Record<string, JsonObject>)[action] ?? {},
  events: { inspectionAssigned: { target, matter: '食品经营检查', officerIds, plannedEnd: '2026-04-30' } },
};

const penalty = fine('120000');
/** The people of the pure tests of a case, by their names in a test world. */
const named: Readonly<Record<string, Person>> = { 'handler-a': 'handlerA', 'handler-b': 'handlerB', presider: 'presider' };
const enforcementCase: Kit = {
  type: 'enforcementCase',
  // merging asks for a rule of 2026-04-15
  from: '2026-04-20',
  hasAnother: true,
  opening: { event: 'clueFound', payload: { source: 'inspection', target, suspicion: '销售过期食品', foundOn: '2026-04-20' } },
  path: [
    ['unitHead', 'assignHandlers', 1], ['handlerA', 'recordEvidence', 1], ['responsible', 'fileCase', 1], ['handlerA', 'submitFinalReport', 5], ['legalReviewer', 'recordReview', 2],
    ['responsible', 'approveProposal', 1], ['handlerA', 'serveNotice', 3], ['responsible', 'referToCollective', 8], ['meeting', 'recordCollectiveDiscussion', 0],
    ['responsible', 'decidePenalty', 0], ['handlerA', 'prepareService', 0], ['handlerA', 'recordService', 1],
  ],
  usual: (action, _person, record, day, others) => ({
    ...JSON.parse(JSON.stringify(caseBody(action, penalty)), (_key, value) => (typeof value === 'string' && named[value] ? idOf(named[value]) : value)),
    // every other measure is urgent, and is entered later on its day
    ...((action === 'preserveEvidence' || action === 'applySealing') && record.seq % 2 === 0 ? { approval: undefined, urgent: { at: `${day}T00:00:00+08:00`, reason: '当事人正在转移货物' } } : {}),
    ...(action === 'serveHearingNotice' ? { planned: addDays(day, 9), place: '听证室', proof: '回证', announcedOn: day, isPublic: true } : {}),
    ...(action === 'recordPayment' ? { amountYuan: '120000', paidOn: day, receiptNo: 'A1' } : {}),
    ...(action === 'recordFurtherReport' ? { receivedOn: addDays(day, -(record.seq % 3)) } : {}),
    ...(action === 'mergeClue' && others.length > 0 ? { intoFileId: others[record.seq % others.length], newFacts: record.seq % 2 === 0 } : {}),
  }),
  events: {
    clueFound: { source: 'inspection', target, suspicion: '又一条', foundOn: '2026-04-20' },
    // of nobody who asked, or was asked
    mergeAsked: { source: 'report', suspicion: '又一条', lastReportOn: '2026-04-20', newFacts: true, reason: '同一商户' },
    mergeTaken: { reason: '同一商户' },
    mergeDeclined: { because: { zh: '已立案', en: 'filed' } },
    splitOff: {},
    clueReopened: { ground: 'new_evidence' },
  },
};

const creditEvents: Kit['events'] = {
  publicationDue: penaltyTold,
  obligationsPerformed: { on: '2026-03-20' },
  decisionRevoked: { kind: 'revoked', reason: '复议撤销', on: '2026-05-01' },
  repairGranted: {},
  repairRefused: { ground: 'fraud' },
  repairWithdrawn: {},
  repairExecuted: {},
};
const creditRecord: Kit = {
  type: 'creditRecord',
  from: '2026-03-03',
  opening: { event: 'publicationDue', payload: penaltyTold },
  path: [
    ['publisher', 'reviewSecrecy', 1], ['publisher', 'publishOnSite', 1], ['publisher', 'publishPenalty', 2], ['event', 'obligationsPerformed', 10], ['publisher', 'recordInaccuracy', 10], ['publisher', 'correctPublication', 1],
    ['creditOfficer', 'applyForRepair', 95],
  ],
  usual: (action) => ({
    enterPenaltyInformation: { penalty: { creditRiskClass: 'B' }, document: '决定书' },
    reviewSecrecy: { publishable: true, masked: ['personal_data'] },
    publishOnSite: published,
    publishPenalty: { ...published, receipt: '回执1号' },
    declinePublication: { ground: 'secrecy', reason: '涉及商业秘密' },
    recordInaccuracy: { finding: '名称有误', document: '申请1号' },
    correctPublication: { changes: { summary: '更正后的摘要' }, explanation: '更正说明' },
    withdrawPublication: { publicReason: '处罚决定已撤销' },
    applyForRepair: application,
  } as Record<string, JsonObject>)[action] ?? {},
  events: creditEvents,
};

const creditRepair: Kit = {
  type: 'creditRepair',
  from: '2026-06-11',
  opening: { event: 'repairApplied', payload: { ...application, recordClass: 'general', appliedOn: '2026-06-11' } },
  path: [['creditOfficer', 'acceptRepair', 1], ['creditOfficer', 'recordRepairVerification', 3], ['responsible', 'grantRepair', 3], ['publisher', 'executeRepair', 1]],
  usual: (action) => ({
    requestRepairPapers: { missing: ['履行凭证'] },
    supplyRepairPapers: byParty,
    declineRepairAcceptance: { reason: '不符合条件' },
    withdrawRepairApplication: byParty,
    recordRepairVerification: verified,
    extendRepairDecision: { reason: '情况复杂' },
    grantRepair: { reason: '符合条件' },
    refuseRepair: { ground: 'conditions_unmet', reason: '未履行义务' },
    executeRepair: executed,
  } as Record<string, JsonObject>)[action] ?? {},
  events: { repairApplied: { ...application, recordClass: 'general' }, recordClosed: { ground: 'decision_revoked' } },
};

const orderOfRung = {
  about: { fileId: 'inspection-00000000000000000001', deadlineId: 'inspection-00000000000000000001.publish-general.1', ruleId: 'publish-general', dueDate: '2026-02-10', rung: 'overdue_10' },
  to: { roles: ['handling_unit_head'], officerIds: [idOf('inspectorA')] },
  issuer: { officerId: null, role: 'enforcement_supervisor' },
  demand: null,
  replyBy: null,
};
const supervisionOrder: Kit = {
  type: 'supervisionOrder',
  from: '2026-03-02',
  opening: { event: 'orderIssued', payload: orderOfRung },
  path: [['unitHead', 'acknowledgeOrder', 1], ['inspectorA', 'reportOnOrder', 3], ['supervisor', 'returnOrder', 1], ['unitHead', 'reportOnOrder', 2], ['supervisor', 'closeOrder', 1]],
  usual: (action, _person, _record, day) => ({
    reportOnOrder: { text: '已加派人员,本周内办结', document: '说明1号' },
    returnOrder: { reason: '未说明逾期原因', replyBy: addDays(day, 5) },
    closeOrder: { opinion: '同意办结' },
    withdrawOrder: { reason: '重复下达' },
  } as Record<string, JsonObject>)[action] ?? {},
  events: { orderIssued: orderOfRung },
};

export const kits: readonly Kit[] = [annualPlan, drawTask, inspection, enforcementCase, creditRecord, creditRepair, supervisionOrder];

/** @throws for a type that has no kit: a new file type is walked too */
export function kitOf(type: string): Kit {
  const kit = kits.find((one) => one.type === type);
  if (!kit) throw new Error(`no kit for ${type}`);
  return kit;
}
