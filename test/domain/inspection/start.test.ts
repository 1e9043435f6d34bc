import { describe, expect, test } from 'vitest';
import type { Officer } from '../../../domain/actions/action.ts';
import { inspectionFile } from '../../../domain/files/inspection.ts';
import type { JsonObject } from '../../../domain/json.ts';
import type { Registers, StartedInspection } from '../../../domain/registers.ts';
import { visit } from '../../support/inspection.ts';
import { walk } from '../../support/walk.ts';

const officer = (id: string, roles: Officer['roles'], until: string | null = '2099-12-31'): Officer => ({ id, departmentId: 'market-bureau', roles, certificateValidUntil: until });
const inspectorA = officer('ins-a', ['inspector']);
const inspectorB = officer('ins-b', ['inspector']);
const inspectorC = officer('ins-c', ['inspector']);
const late = officer('ins-late', ['inspector'], '2026-03-02');
const expert = officer('expert-a', ['expert']);
const coordinator = officer('coord', ['lead_coordinator']);
const head = officer('head', ['handling_unit_head']);
const responsible = officer('resp', ['responsible_person']);
const principal = officer('principal', ['principal_head']);
const everybody = [inspectorA, inspectorB, inspectorC, late, expert, coordinator, head, responsible, principal];

const uscc = '91350100M000100Y43';
const assignment = { target: { name: '示例食品有限公司', uscc }, matter: '食品经营检查', officerIds: ['ins-a', 'ins-b'], plannedEnd: '2026-04-30' };
const planned: JsonObject = { occasion: 'planned' };

const registersOf = (inspections: readonly StartedInspection[] = [], riskClass: 'A' | 'C' = 'C'): Registers => ({
  targets: [{ uscc, name: '示例食品有限公司', category: '食品销售', industry: null, creditRiskClass: riskClass }],
  officers: [inspectorA, inspectorB, inspectorC, expert].map(({ id, roles, certificateValidUntil }) => ({ id, roles, certificateValidUntil })),
  inspections,
});

function assigned(registers: Registers = registersOf(), change: JsonObject = {}) {
  const file = walk(inspectionFile, { at: '2026-03-02T02:00:00.000Z', officers: everybody, registers });
  expect(file.act(coordinator, 'assignInspection', { ...assignment, ...change })).toMatchObject({ accepted: true });
  return file;
}
const times = (n: number, on = '2026-02-03', sameLevel = true) => Array.from({ length: n }, () => ({ on, sameLevel }));

/** A planned visit without an exception. */
const plainVisit = (change: JsonObject = {}): JsonObject => {
  const { exceptionReason: _, ...rest } = visit('head', '2026-03-02', { ...planned, ...change });
  return 'exceptionReason' in change ? { ...rest, exceptionReason: change['exceptionReason'] ?? '' } : rest;
};

describe('an inspection begins', () => {
  test.each<[string, JsonObject, readonly StartedInspection[]]>([
    ['approved, announced, published, for the first time this year', {}, []],
    ['the second time on one level, with the cap at two', {}, times(1)],
    ['when earlier ones were of another year', {}, times(9, '2025-12-31')],
    ['the fourth time over both levels', {}, [...times(1), ...times(2, '2026-01-09', false)]],
    ['for a report, however often', { occasion: 'complaint_or_report', exceptionReason: '举报1号' }, times(7)],
    ['in an emergency, without approval or notice', { occasion: 'emergency', exceptionReason: '火灾', approval: undefined, notice: undefined, approverId: undefined } as unknown as JsonObject, times(7)],
    ['by papers only, without approval or notice', { onSite: false, approval: undefined, notice: undefined, approverId: undefined } as unknown as JsonObject, []],
    ['approved by a responsible person', { approverId: 'resp' }, []],
    ['with an expert and a grid worker to help', { supporters: [{ name: '甲', status: 'expert' }, { name: '乙', status: 'grid_worker' }] }, []],
    ['with the item published on the day itself', { item: { publishedOn: '2026-03-02', where: '网站' } }, []],
    ['scanned in', { scan: 'done' }, []],
  ])('%s', (_, change, before) => {
    const file = assigned(registersOf(before));
    expect(file.act(inspectorA, 'startInspection', plainVisit(change))).toMatchObject({ accepted: true, stage: 'inspecting' });
    expect(file.record.facts['visit']).toMatchObject({ startedOn: '2026-03-02' });
  });

  test.each<[string, JsonObject, readonly StartedInspection[], string, string]>([
    ['an item that was never published', { item: { publishedOn: null, where: '无' } }, [], 'ITEM_NOT_PUBLISHED', 'inspection-item-published'],
    ['an item published the day after', { item: { publishedOn: '2026-03-03', where: '网站' } }, [], 'ITEM_NOT_PUBLISHED', 'inspection-item-published'],
    ['a third time on one level', {}, times(2), 'FREQUENCY_CAP', 'inspection-annual-frequency-cap'],
    ['a fifth time over both levels', {}, times(4, '2026-01-09', false), 'FREQUENCY_CAP', 'inspection-annual-frequency-cap'],
    ['a third time for a report without saying which', { occasion: 'complaint_or_report' }, times(2), 'FREQUENCY_CAP', 'inspection-annual-frequency-cap'],
    ['a third time with a reason that is no exception', { exceptionReason: '领导要求' }, times(2), 'FREQUENCY_CAP', 'inspection-annual-frequency-cap'],
    ['no approval', { approval: undefined } as unknown as JsonObject, [], 'VISIT_NOT_PREPARED', 'inspection-approval-and-notice'],
    ['an approval of the day after', { approval: { document: '审批表', approvedOn: '2026-03-03' } }, [], 'VISIT_NOT_PREPARED', 'inspection-approval-and-notice'],
    ['an approval by an inspector', { approverId: 'ins-c' }, [], 'VISIT_NOT_PREPARED', 'inspection-approval-and-notice'],
    ['no notice', { notice: undefined } as unknown as JsonObject, [], 'VISIT_NOT_PREPARED', 'inspection-approval-and-notice'],
    ['a notice that is silent on recusal', { notice: { document: '通知书', toldFrequency: true, toldRecusalRight: false } }, [], 'VISIT_NOT_PREPARED', 'inspection-approval-and-notice'],
    ['a notice that is silent on the yearly number', { notice: { document: '通知书', toldFrequency: false, toldRecusalRight: true } }, [], 'VISIT_NOT_PREPARED', 'inspection-approval-and-notice'],
    ['no scan where scanning is deployed', { scan: 'missing' }, [], 'VISIT_NOT_PREPARED', 'inspection-approval-and-notice'],
    ['certificates that were not shown', { certificatesShown: false }, [], 'CERTIFICATES_NOT_SHOWN', 'two-officer-rule'],
    ['a contractor along', { supporters: [{ name: '丙', status: 'contractor' }] }, [], 'NOT_A_SUPPORTER', 'no-third-party-inspector'],
    ['a coordination body along', { supporters: [{ name: '甲', status: 'expert' }, { name: '丙', status: 'coordination_body' }] }, [], 'NOT_A_SUPPORTER', 'no-third-party-inspector'],
  ])('but not with %s', (_, change, before, code, rule) => {
    const file = assigned(registersOf(before));
    expect(file.act(inspectorA, 'startInspection', plainVisit(change))).toMatchObject({ accepted: false, code, rule });
    expect(file.record.stage).toBe('assigned');
  });

  test('by whom it was assigned to, and with both certificates still valid', () => {
    expect(assigned().act(inspectorC, 'startInspection', plainVisit())).toMatchObject({ code: 'NOT_ASSIGNED' });
    const file = assigned(registersOf(), { officerIds: ['ins-a', 'ins-late'] });
    file.tick('2026-03-03T02:00:00.000Z');
    expect(file.act(inspectorA, 'startInspection', plainVisit())).toMatchObject({ code: 'CERTIFICATE_INVALID', rule: 'two-officer-rule-certificate' });
    expect(file.act(inspectorA, 'startInspection', plainVisit(), '2026-03-02')).toMatchObject({ accepted: true });
  });

  test('with a warning where the credit risk is low and nothing asks for a visit; answer and ledger entry keep it', () => {
    const file = assigned(registersOf([], 'A'));
    const warning = { code: 'LOW_RISK_VISIT', field: '/onSite', rule: 'credit-risk-class-a-visit' };
    expect(file.act(inspectorA, 'startInspection', plainVisit())).toMatchObject({ accepted: true, warnings: [warning] });
    expect(file.given.at(-1)?.entries.at(-1)?.content['warnings']).toEqual([warning]);
    const asked = assigned(registersOf([], 'A'));
    expect(asked.act(inspectorA, 'startInspection', plainVisit({ occasion: 'complaint_or_report' }))).not.toHaveProperty('warnings');
  });

  const result = { category: 'no_issue_found', findings: '无', method: 'on_site' };
  test('and without it no result is recorded', () => {
    expect(assigned().act(inspectorA, 'recordInspectionResult', result)).toMatchObject({ code: 'VISIT_NOT_BEGUN', field: '/visit', rule: 'inspection-approval-and-notice' });
  });

  test('or its beginning is told together with the result, under the same guards', () => {
    expect(assigned(registersOf(times(2))).act(inspectorA, 'recordInspectionResult', { ...result, visit: plainVisit() })).toMatchObject({ code: 'FREQUENCY_CAP', field: '/visit/exceptionReason' });
    const file = assigned(registersOf(times(1), 'A'));
    expect(file.act(inspectorA, 'recordInspectionResult', { ...result, visit: plainVisit() })).toMatchObject({ accepted: true, stage: 'result_review', warnings: [{ code: 'LOW_RISK_VISIT', field: '/visit/onSite' }] });
    expect(file.record.facts).toMatchObject({ visit: { startedOn: '2026-03-02' }, result });
    expect(file.record.facts['result']).not.toHaveProperty('visit');
  });
});

describe('an inspection is assigned', () => {
  test.each<[string, JsonObject, string | null, string]>([
    ['under the plan', {}, null, ''],
    ['to an expert', { officerIds: ['ins-a', 'expert-a'] }, 'NOT_AN_INSPECTOR', 'no-third-party-inspector'],
    ['outside the plan without approval', { occasion: 'off_plan' }, 'OFF_PLAN_NOT_APPROVED', 'key-supervision-plan-record'],
    ['outside the plan, approved by a unit head only', { occasion: 'off_plan', approverId: 'head' }, 'OFF_PLAN_NOT_APPROVED', 'key-supervision-plan-record'],
    ['outside the plan, approved by a responsible person', { occasion: 'off_plan', approverId: 'resp' }, null, ''],
    ['by a key-supervision plan that is not recorded', { keyPlan: { document: '重点监管计划', recorded: false } }, 'OFF_PLAN_NOT_APPROVED', 'key-supervision-plan-record'],
    ['by a recorded key-supervision plan', { keyPlan: { document: '重点监管计划', recorded: true } }, null, ''],
  ])('%s', (_, change, code, rule) => {
    const file = walk(inspectionFile, { at: '2026-03-02T02:00:00.000Z', officers: everybody });
    expect(file.act(coordinator, 'assignInspection', { ...assignment, ...change })).toMatchObject(code === null ? { accepted: true } : { accepted: false, code, rule });
  });
});

describe('a recusal on site', () => {
  const raised = () => {
    const file = assigned();
    file.act(inspectorA, 'startInspection', plainVisit());
    expect(file.act(inspectorA, 'raiseRecusal', { officerId: 'ins-b', ground: 'relative', reason: '与负责人系近亲属', onBehalfOf: '示例食品有限公司' })).toMatchObject({ accepted: true, stage: 'inspecting' });
    return file;
  };
  const result = { category: 'no_issue_found', findings: '未发现问题', method: 'on_site' };

  test('bars that person until it is decided, and runs two working days', () => {
    const file = raised();
    expect(file.act(inspectorB, 'recordInspectionResult', result)).toMatchObject({ code: 'OFFICER_RECUSED', rule: 'recusal-inspection' });
    expect(file.record.deadlines.find(({ clock }) => clock === 'recusalDecision')).toMatchObject({ ruleId: 'recusal-sla', dueDate: '2026-03-04' });
  });

  test.each([
    ['a responsible person', responsible, 'inspector', { accepted: true }],
    ['the recused person', inspectorB, 'inspector', { code: 'FORBIDDEN_ROLE' }],
  ])('is decided by %s', (_, decider, __, answer) => {
    expect(raised().act(decider, 'decideRecusal', { upheld: true, reason: '属实' })).toMatchObject(answer);
  });

  test('if upheld only that person is replaced, by draw; who was recused does nothing more', () => {
    const file = raised();
    expect(file.act(responsible, 'decideRecusal', { upheld: true, reason: '属实' })).toMatchObject({ accepted: true, outcome: 'upheld' });
    expect(file.act(inspectorB, 'recordInspectionResult', result)).toMatchObject({ code: 'OFFICER_RECUSED' });
    expect(file.act(head, 'redrawOfficer')).toMatchObject({ accepted: true, outcome: 'redrawn' });
    expect(file.record.facts['officerIds']).toEqual(['ins-a', 'ins-c']);
    expect(file.act(inspectorB, 'recordInspectionResult', result)).toMatchObject({ code: 'NOT_ASSIGNED' });
    expect(file.act(inspectorC, 'recordInspectionResult', result)).toMatchObject({ accepted: true });
  });

  test('if rejected the inspection goes on with the same two', () => {
    const file = raised();
    file.act(responsible, 'decideRecusal', { upheld: false, reason: '没有关系' });
    expect(file.act(head, 'redrawOfficer')).toMatchObject({ code: 'RECUSAL_NOT_DRAWN' });
    expect(file.act(inspectorB, 'recordInspectionResult', result)).toMatchObject({ accepted: true });
  });

  test('is for somebody who is assigned, one at a time', () => {
    const file = raised();
    expect(file.act(inspectorA, 'raiseRecusal', { officerId: 'ins-a', ground: 'relative', reason: '近亲属' })).toMatchObject({ code: 'RECUSAL_UNDER_WAY' });
    expect(assigned().act(inspectorA, 'raiseRecusal', { officerId: 'ins-c', ground: 'relative', reason: '近亲属' })).toMatchObject({ code: 'RECUSAL_NOT_DRAWN' });
    expect(assigned().act(responsible, 'decideRecusal', { upheld: true, reason: '属实' })).toMatchObject({ code: 'RECUSAL_NOT_OPEN' });
  });
});
