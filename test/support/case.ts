import { expect } from 'vitest';
import type { Officer } from '../../domain/actions/action.ts';
import { enforcementCaseFile } from '../../domain/files/enforcement-case.ts';
import type { JsonObject } from '../../domain/json.ts';
import type { Role } from '../../domain/roles.ts';
import { minorAndCorrected } from './inspection.ts';
import { walk, type Walk } from './walk.ts';

const officer = (id: string, role: Role, more: Partial<Officer> = {}): Officer => ({ id, departmentId: 'market-bureau', roles: [role], certificateValidUntil: '2099-12-31', ...more });

export const staff = {
  handlerA: officer('handler-a', 'case_handler'),
  handlerB: officer('handler-b', 'case_handler'),
  otherHandler: officer('handler-c', 'case_handler'),
  uncertified: officer('handler-d', 'case_handler', { certificateValidUntil: null }),
  unitHead: officer('unit-head', 'handling_unit_head'),
  responsible: officer('responsible', 'responsible_person'),
  meeting: officer('meeting', 'collective_meeting'),
  caseReviewer: officer('case-reviewer', 'case_reviewer'),
  legalReviewer: officer('legal-reviewer', 'legal_reviewer', { legalQualification: true }),
  beginner: officer('beginner', 'legal_reviewer'),
  /** A handler of the case who is a reviewer as well. */
  handlingReviewer: officer('handler-b', 'case_reviewer'),
  presider: officer('presider', 'hearing_presider'),
  remedyOfficer: officer('remedy-officer', 'remedy_officer'),
  principalHead: officer('principal-head', 'principal_head'),
} as const;
export type Staff = keyof typeof staff;

export const points = { jurisdiction: true, party: true, facts_and_evidence: true, characterisation: true, legal_basis: true, procedure: true, proportionality: true };
export const fine = (fineYuan: string): JsonObject => ({ kinds: ['fine'], fineYuan, discretionTier: 'ordinary', reasons: '违法情节一般,及时配合调查' });
export const byParty = { onBehalfOf: '示例食品有限公司', document: '书面材料1号' };

/** What is sent for each act, unless a test says otherwise; `penalty` stands for the proposal and the decision. */
export function body(action: string, penalty: JsonObject): JsonObject {
  const bodies: Record<string, JsonObject> = {
    assignHandlers: { officerIds: ['handler-a', 'handler-b'] },
    recordEvidence: { kind: 'on_site_record', summary: '货架有过期食品', fromParty: true, rightsTold: true },
    fileCase: {
      findings: '核查属实', partyKind: 'legal_person', violationEndedOn: null,
      conditions: { initialEvidence: true, punishable: true, ownJurisdiction: true, withinLimitation: true },
    },
    submitFinalReport: { facts: '销售过期食品', violationType: '经营超过保质期的食品', legalBasis: '食品安全法第一百二十四条', domain: 'food', proposal: { kind: 'penalty', penalty } },
    recordReview: { outcome: 'agree', opinion: '同意', points },
    approveProposal: { outcome: 'approve', opinion: '同意' },
    serveNotice: { noticeNo: '示市监罚告〔2026〕1号', rightsTold: true, hearingRightTold: true, method: 'direct', receiver: '张三', proof: '送达回证1号' },
    recordStatement: { content: '首次违法,请求从轻', ...byParty },
    recordRecheck: { covers: ['facts', 'reasons', 'evidence'], adoption: 'rejected', result: '不予采纳' },
    requestHearing: byParty,
    waiveRights: byParty,
    extendClueVerification: { reason: '复杂' },
    recordFurtherReport: { source: 'report', content: '又一批过期食品', newFacts: true, receivedOn: '2026-03-02' },
    mergeClue: { intoFileId: 'enforcementCase-0123456789abcdef0124', newFacts: false, reason: '同一商户的同类举报' },
    splitCase: { part: '另一批次的标签违法', reason: '事实各自独立' },
    replaceHandlers: { officerIds: ['handler-a', 'handler-b'], reason: '轮换' },
    declineFiling: { ground: 'minor_corrected_no_harm', reason: '已改正', form: '不予立案审批表1号', leniency: minorAndCorrected },
    sendForExamination: { matter: '菌落总数', institution: '检验所', document: '期间告知书' },
    recordExamination: { result: '不合格' },
    suspendInvestigation: { ground: 'party_missing', reason: '下落不明' },
    confirmSuspension: { reason: '仍未找到' },
    resumeInvestigation: { reason: '已联系' },
    terminateInvestigation: { ground: 'ended_without_successor', reason: '注销' },
    preserveEvidence: { goods: '过期食品20袋', place: '当事人仓库', approval: '审批表1号', document: '通知书1号' },
    disposePreserved: { outcome: 'lifted', document: '处理通知书1号' },
    applySealing: { kind: 'seize', goods: '过期食品20袋', approval: '审批表2号', document: '决定书1号' },
    decideUrgentPreservation: { approved: true, opinion: '情况属实,同意', document: '补办审批表1号' },
    decideUrgentSealing: { approved: true, opinion: '情况属实,同意', document: '补办审批表2号' },
    extendSealing: { reason: '案情复杂', document: '延长通知书1号' },
    liftSealing: { outcome: 'lifted_and_returned', document: '解除决定书1号' },
    raiseRecusal: { officerId: 'handler-b', office: 'handler', ground: 'relative', reason: '与当事人有近亲属关系' },
    decideRecusal: { upheld: true, reason: '情况属实' },
    extendReview: { workingDays: 5, reason: '材料多' },
    extendDecision: { reason: '案情复杂' },
    namePresider: { presiderId: 'presider' },
    handOverHearingFile: { volumes: '正卷一册' },
    holdHearing: { transcript: '笔录' },
    terminateHearing: { ground: 'withdrawn', record: '撤回' },
    submitHearingReport: { opinion: '建议维持' },
    decideNoPenalty: { decisionNo: '示市监不罚〔2026〕1号', type: 'no_penalty', ground: 'no_fault', reason: '没有过错', leniency: { faultDisproved: true } },
    publishServiceNotice: { reason: 'party_missing', document: '公告1号' },
    recordPerformance: { what: '已履行', document: '回证' },
    recordCourtOutcome: { outcome: 'enforced', performedInFull: true, document: '裁定' },
    reviewMissedWindow: { findings: '疏忽', measures: '约谈' },
    returnClosureForm: { reason: '补充' },
    recordCollectiveDiscussion: { attendees: ['甲', '乙', '丙'], minutes: '一致同意', conclusion: 'decide' },
    referToCollective: { reason: '数额较大' },
    decidePenalty: { decisionNo: '示市监处罚〔2026〕1号', penalty, summary: '经营超过保质期的食品,罚款', illegalGains: { found: 'none', reason: '货品未售出' }, seriousList: { listed: false, reason: '不属于情节严重' } },
    approveLeavingOutGains: { reason: '账目灭失,无法计算' },
    orderRefund: { partyHeardOn: '2026-03-16', refundBy: '2026-04-16', document: '责令退还通知书1号' },
    recordRefund: { outcome: 'refunded', document: '退款凭证' },
    prepareService: { contents: ['party', 'facts_and_evidence', 'adoption_of_defence', 'penalty_and_basis', 'performance', 'remedies', 'authority_and_date', 'seal'], publicationNotice: true, repairNotice: true },
    recordService: { method: 'direct', receiver: '张三', proof: '送达回证2号' },
    serveDemand: { demandNo: '示市监催〔2026〕1号', receiver: '张三', proof: '送达回证3号' },
    applyToCourt: { court: '示例市人民法院', document: '强制执行申请书' },
    submitClosureForm: { summary: '已履行', correction: 'verified', correctionRemark: '复查已改正' },
    closeCase: { opinion: '同意结案' },
  };
  return bodies[action] ?? {};
}

/** Who acts in each stage of the straight path, and on which day (Asia/Shanghai, at noon). */
const path: readonly (readonly [stage: string, day: string, actor: Staff, action: string])[] = [
  ['clue_registered', '2026-03-03', 'unitHead', 'assignHandlers'],
  ['clue_verifying', '2026-03-04', 'handlerA', 'recordEvidence'],
  ['clue_verifying', '2026-03-05', 'responsible', 'fileCase'],
  ['investigating', '2026-03-10', 'handlerA', 'submitFinalReport'],
  ['under_review', '2026-03-12', 'legalReviewer', 'recordReview'],
  ['proposal_approval', '2026-03-13', 'responsible', 'approveProposal'],
  ['notice_approved', '2026-03-16', 'handlerA', 'serveNotice'],
  ['notice_served', '2026-03-24', 'responsible', 'referToCollective'],
  ['collective_discussion', '2026-03-24', 'meeting', 'recordCollectiveDiscussion'],
  ['decision_pending', '2026-03-24', 'responsible', 'decidePenalty'],
  ['decided', '2026-03-24', 'handlerA', 'prepareService'],
  ['serving', '2026-03-25', 'handlerA', 'recordService'],
];

export interface CaseWalk extends Walk {
  /** An act with its usual body, or parts of another one, on a day at noon in Shanghai. */
  on(day: string, actor: Staff, action: string, change?: JsonObject, occurredOn?: string): ReturnType<Walk['act']>;
  clock(name: string): Walk['record']['deadlines'][number] | undefined;
}

/** A case whose clue was found on 2026-03-02. */
export function openCase(penalty: JsonObject = fine('120000')): CaseWalk {
  const file = walk(enforcementCaseFile, { at: noon('2026-03-02'), officers: Object.values(staff).filter((one) => one !== staff.handlingReviewer) });
  const opened = Object.assign(file, {
    on(day: string, actor: Staff, action: string, change: JsonObject = {}, occurredOn?: string) {
      file.tick(noon(day));
      return file.act(staff[actor], action, { ...body(action, penalty), ...change }, occurredOn);
    },
    clock: (name: string) => file.record.deadlines.find(({ clock }) => clock === name),
  }) as CaseWalk;
  file.event('clueFound', { source: 'inspection', target: { name: '示例食品有限公司', uscc: '91350100M000100Y43' }, suspicion: '销售过期食品', foundOn: '2026-03-02' });
  return opened;
}

/** Walks the straight path until the stage is entered (for the first time). */
export function caseIn(stage: string, penalty: JsonObject = fine('120000')): CaseWalk {
  const file = openCase(penalty);
  for (const [from, day, actor, action] of path) {
    if (file.record.stage === stage) return file;
    const answer = file.on(day, actor, action);
    expect(answer, `${from} ${action}`).toMatchObject({ accepted: true });
  }
  expect(file.record.stage).toBe(stage);
  return file;
}

export function noon(day: string): string {
  return `${day}T04:00:00.000Z`;
}
