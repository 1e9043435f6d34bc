import { afterDays, afterWorkingDays } from './days.ts';
import { reportAndClosePlan, type SharedPlan } from './shared-plan.ts';
import type { StageCrew } from './stage-crew.ts';
import { visitBody } from './visit.ts';

/** The files of the story of a penalty, in the order of its stages. */
export interface PenaltyStory {
  readonly planId: string;
  readonly drawTaskId: string;
  readonly inspectionId: string;
  readonly caseId: string;
  readonly recordId: string;
  readonly repairId: string;
}

const points = { jurisdiction: true, party: true, facts_and_evidence: true, characterisation: true, legal_basis: true, procedure: true, proportionality: true };
const penalty = { kinds: ['fine'], fineYuan: '120000', discretionTier: 'ordinary', reasons: '违法情节一般,责令改正后逾期未改' };
const report = {
  facts: '销售超过保质期的食品,货值金额1.2万元,责令改正后复查仍未改正', violationType: '经营超过保质期的食品', legalBasis: '食品安全法第一百二十四条第一款第五项',
  domain: 'food', proposal: { kind: 'penalty', penalty },
};

/** (a): an order that nobody performs, a case, a fine that nobody pays in time, and a credit record that is repaired in the end. */
export async function tellPenaltyStory(crew: StageCrew, plan: SharedPlan): Promise<PenaltyStory> {
  const { planId, drawTaskId, inspections: [inspection] } = plan;
  if (!inspection) throw new Error('nothing was drawn');
  const inspectionId = inspection.id;
  const [first = '', second = ''] = inspection.officers;

  await crew.until(afterWorkingDays(await crew.today(), 5));
  await crew.act(first, inspectionId, 'startInspection', await visitBody(crew));
  await crew.act(first, inspectionId, 'recordInspectionResult', { category: 'corrected_on_order', findings: '货架上有超过保质期的食品,货值金额1.2万元', method: 'on_site' });
  await crew.act('unit-head', inspectionId, 'orderCorrection', { demand: '立即下架并建立临期食品管理制度', days: 15 });
  // nobody reports: the date passes, and the file goes on to re-inspection by itself
  await crew.until(afterDays(await crew.today(), 20));
  await crew.reach(inspectionId, 'reinspecting');
  await crew.act(second, inspectionId, 'recordReinspection', { corrected: false, findings: '复查时仍在销售超过保质期的食品' });
  const caseId = await crew.effectOf(inspectionId, 'clueFound');
  await crew.act('publisher', inspectionId, 'publishInspectionResult', { redactionChecked: true, channel: 'necips' });
  await crew.act('unit-head', inspectionId, 'closeInspection');

  await crew.act('unit-head', caseId, 'assignHandlers', { officerIds: ['sample-handler-1', 'sample-handler-3'] });
  await crew.until(afterWorkingDays(await crew.today(), 3));
  await crew.act('handler-1', caseId, 'recordEvidence', { kind: 'on_site_record', summary: '现场笔录及照片', fromParty: true, rightsTold: true });
  await crew.act('responsible', caseId, 'fileCase', {
    findings: '核查属实', partyKind: 'sole_trader', violationEndedOn: null,
    conditions: { initialEvidence: true, punishable: true, ownJurisdiction: true, withinLimitation: true },
  });
  await crew.until(afterWorkingDays(await crew.today(), 10));
  await crew.act('handler-1', caseId, 'submitFinalReport', report);
  // handler-3 reviews cases too, but never one of their own; nor may anybody who is no reviewer
  await crew.refused('handler-3', caseId, 'recordReview', { outcome: 'agree', opinion: '同意', points }, 'REVIEWER_IS_HANDLER');
  await crew.refused('handler-1', caseId, 'recordReview', { outcome: 'agree', opinion: '同意', points }, 'FORBIDDEN_ROLE');
  await crew.act('legal-reviewer-1', caseId, 'recordReview', { outcome: 'investigate_further', opinion: '货值金额证据不足,请补充', points: { ...points, facts_and_evidence: false } });
  await crew.until(afterWorkingDays(await crew.today(), 5));
  await crew.act('handler-3', caseId, 'recordEvidence', { kind: 'documentary', summary: '补充进货票据', fromParty: true, rightsTold: true });
  await crew.act('handler-1', caseId, 'submitFinalReport', report);
  await crew.act('legal-reviewer-1', caseId, 'recordReview', { outcome: 'agree', opinion: '事实清楚,程序合法', points });
  await crew.act('responsible', caseId, 'approveProposal', { outcome: 'approve', opinion: '同意' });
  const number = await documentNumber(crew);
  await crew.act('handler-1', caseId, 'serveNotice', { noticeNo: `示市监罚告${number}`, rightsTold: true, hearingRightTold: true, method: 'direct', receiver: '当事人', proof: '送达回证1' });
  // silence: statement and hearing are taken as given up when the five working days are over
  await crew.until(afterDays(await crew.today(), 20));
  await crew.reach(caseId, 'decision_pending');
  await crew.act('responsible', caseId, 'referToCollective', { reason: '罚款数额较大' });
  await crew.act('meeting', caseId, 'recordCollectiveDiscussion', { attendees: ['宋维桢', '梁景行', '白敬之'], minutes: '一致同意', conclusion: 'decide' });
  await crew.act('responsible', caseId, 'decidePenalty', { decisionNo: `示市监处罚${number}`, penalty, summary: '经营超过保质期的食品,罚款120000元', illegalGains: { found: 'none', reason: '超过保质期的食品未售出' }, seriousList: { listed: false, reason: '不属于较重行政处罚中性质恶劣、情节严重的情形' } });
  await crew.act('handler-1', caseId, 'prepareService', {
    contents: ['party', 'facts_and_evidence', 'adoption_of_defence', 'penalty_and_basis', 'performance', 'remedies', 'authority_and_date', 'seal'], publicationNotice: true, repairNotice: true,
  });
  await crew.until(afterWorkingDays(await crew.today(), 2));
  await crew.act('handler-1', caseId, 'recordService', { method: 'direct', receiver: '当事人', proof: '送达回证2' });
  const recordId = await crew.effectOf(caseId, 'publicationDue');

  await crew.act('publisher', recordId, 'reviewSecrecy', { publishable: true, masked: ['personal_data'] });
  await crew.act('publisher', recordId, 'publishOnSite', { textAsServed: true });
  await crew.until(afterWorkingDays(await crew.today(), 3));
  await crew.act('publisher', recordId, 'publishPenalty', { textAsServed: true, receipt: '公示回执' });
  const publishedOn = await crew.today();

  // nobody pays: the additional fine grows by itself
  await crew.until(afterDays(await crew.today(), 25));
  await crew.reach(caseId, 'overdue');
  await crew.act('handler-1', caseId, 'serveDemand', { demandNo: `示市监催${number}`, receiver: '当事人', proof: '送达回证3' });
  await crew.until(afterDays(await crew.today(), 30));
  await crew.act('handler-1', caseId, 'recordPayment', { amountYuan: penalty.fineYuan, paidOn: await crew.today(), receiptNo: '缴款书1' });
  const { facts } = await crew.file(caseId);
  await crew.act('handler-1', caseId, 'recordPayment', { amountYuan: facts.balance.outstandingYuan, paidOn: await crew.today(), receiptNo: '缴款书2' });
  await crew.act('handler-1', caseId, 'submitClosureForm', { summary: '罚款及加处罚款已缴清', correction: 'verified', correctionRemark: '复查已改正' });
  await crew.act('responsible', caseId, 'closeCase', { opinion: '同意结案' });

  await reportAndClosePlan(crew, plan);
  // a serious record is shown for a year at least, and for three at most
  await crew.refused('credit-officer', recordId, 'applyForRepair', application, 'TOO_EARLY');
  await crew.until(afterDays(publishedOn, 1000));
  await crew.act('credit-officer', recordId, 'applyForRepair', application);
  const repairId = await crew.effectOf(recordId, 'repairApplied');
  await crew.act('credit-officer', repairId, 'acceptRepair');
  await crew.until(afterWorkingDays(await crew.today(), 3));
  await crew.act('credit-officer', repairId, 'recordRepairVerification', { method: 'on_site', obligationsPerformed: true, corrected: true, noSameKindPenalty: true, findings: '已缴清罚款并建立制度' });
  await crew.act('responsible', repairId, 'grantRepair', { reason: '符合信用修复条件' });
  await crew.act('credit-officer', repairId, 'executeRepair', { publicityStopped: true, dataUpdated: true, receipt: '修复回执' });
  await crew.reach(recordId, 'publicity_ended');
  return { planId, drawTaskId, inspectionId, caseId, recordId, repairId };
}

const application = { onBehalfOf: '当事人', document: '信用修复申请书', pledge: '守信承诺书', statement: '已履行义务并纠正违法行为' };

/** 〔2026〕123号: the number is the story's own, so that the demo can be told again in the same world. */
async function documentNumber(crew: StageCrew): Promise<string> {
  return `〔${(await crew.today()).slice(0, 4)}〕${1 + (Date.now() % 99_000)}号`;
}
