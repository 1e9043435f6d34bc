import { describe, expect, test } from 'vitest';
import { drawEvidenceOf, type DrawTaskFacts } from '../../domain/actions/draw-task/facts.ts';
import { verifyDraw } from '../../domain/draw/verify-draw.ts';
import { enforcementCaseFile } from '../../domain/files/enforcement-case.ts';
import { morning, play } from '../domain/advance/play.ts';
import { body, fine, noon, staff, type Staff } from '../support/case.ts';
import { coordinator, go, head, matchedTask, operator, person } from '../support/draw.ts';
import { rules } from '../support/law.ts';
import { walk } from '../support/walk.ts';
import { visit } from '../support/inspection.ts';

const target = { name: '示例食品有限公司', uscc: '91350100M000100Y43' };

/** One department's inspection of the same object, as far as its result. */
function inspected(category: string, findings: string) {
  const file = play('inspection');
  file.act('coord', 'assignInspection', { target, matter: '产品质量监督抽查', officerIds: ['ins-a', 'ins-b'], plannedEnd: '2026-12-31' }, morning('2026-03-03'));
  file.act('ins-a', 'startInspection', visit('head'), morning('2026-03-03'));
  file.act('ins-a', 'recordInspectionResult', { category, findings, method: 'on_site' }, morning('2026-03-03'));
  expect(file.record.stage).toBe('result_review');
  return file;
}

describe('1. Drawn officer is related to the owner → recusal upheld → only that officer redrawn, draw record keeps both, inspection blocked meanwhile', () => {
  test('from the match to the assignment', () => {
    const file = matchedTask();
    const facts = () => file.record.facts as unknown as DrawTaskFacts;
    const before = structuredClone(facts().matches ?? []);
    const [match] = before;
    const drawn = match?.officers.map(({ id }) => id) ?? [];
    go(file, [person('inspector-9', 'inspector'), 'raiseRecusal', { target: match?.target ?? '', officerId: drawn[0] ?? '', ground: 'relative', reason: '与经营者系近亲属' }]);
    // while it is pending nobody is sent out
    expect(file.act(coordinator, 'confirmAssignment')).toMatchObject({ accepted: false, code: 'NOT_OPEN' });
    go(file, [head, 'decideRecusal', { upheld: true, reason: '情况属实' }]);
    expect(file.act(coordinator, 'confirmAssignment')).toMatchObject({ accepted: false, code: 'NOT_OPEN' });
    expect(file.given.flatMap(({ effects }) => effects)).toEqual([]);
    go(file, [operator, 'redrawOfficer']);
    // the first draw stands in the record, and the redraw beside it
    expect(facts().matches).toEqual(before);
    const replacement = facts().recusals[0]?.replaced?.replacement.id;
    expect(facts().recusals).toMatchObject([{ officerId: drawn[0], decision: { upheld: true } }]);
    expect(drawn).not.toContain(replacement);
    go(file, [coordinator, 'confirmAssignment']);
    const sent = file.given.at(-1)?.effects.map(({ payload }) => payload['officerIds']) ?? [];
    expect(sent[0]).toEqual([replacement, drawn[1]]);
    expect(sent.slice(1)).toEqual(before.slice(1).map(({ officers }) => officers.map(({ id }) => id)));
    expect(verifyDraw(drawEvidenceOf(file.record.id, facts()), rules)).toEqual([]);
  });
});

describe('2. Joint task, three departments: one finds a violation; two publish "no issue"; only one clue opens', () => {
  // the joint task itself is not built yet: three inspections of one object, each with its own result
  test('each department ends its own inspection', () => {
    const quiet = [inspected('no_issue_found', '未发现问题'), inspected('no_issue_found', '未发现问题')];
    const found = inspected('pending_followup', '销售不合格产品');
    const effects = [
      ...quiet.flatMap((file) => file.act('publ', 'publishInspectionResult', { redactionChecked: true, channel: 'necips' }, morning('2026-03-04')).effects),
      ...found.act('head', 'registerClue', { suspicion: '销售不合格产品' }, morning('2026-03-04')).effects,
    ];
    expect(effects.map(({ toType, name }) => `${toType} ${name}`)).toEqual(['enforcementCase clueFound']);
    expect(quiet.map(({ record }) => record.stage)).toEqual(['result_published', 'result_published']);
    expect(found.record.stage).toBe('correction_failed');
  });
});

describe('3. Correction with 60 CD, recheck at 75 CD fails → clue → case', () => {
  test('both periods run from the order of 2026-03-04; the failed recheck opens a clue, and the clue becomes a case', () => {
    const file = inspected('corrected_on_order', '抽样检验不合格');
    expect(file.act('head', 'orderCorrection', { demand: '停止销售并改正', rule: 'product-quality-correct' }, morning('2026-03-04')).answer).toMatchObject({ accepted: true });
    // 60 days: 27 in March, 30 in April, 05-03, in Labour Day, so 05-06. 75 days: 05-18
    expect(file.deadline('correction')).toMatchObject({ ruleId: 'product-quality-correct', targetDate: '2026-05-03', dueDate: '2026-05-06' });
    expect(file.deadline('productRecheck')).toMatchObject({ ruleId: 'product-quality-recheck', targetDate: '2026-05-18', dueDate: '2026-05-18' });
    file.tick('2026-05-06T16:00:00.000Z');
    expect(file.record).toMatchObject({ stage: 'reinspecting', milestones: { correctionPeriodPassed: '2026-05-06' } });
    // the ten working days of an ordinary recheck do not run beside it
    expect(file.deadline('recheck')).toBeUndefined();
    const failed = file.act('ins-b', 'recordReinspection', { corrected: false, findings: '复查仍不合格' }, morning('2026-05-18'));
    expect(failed.answer).toMatchObject({ accepted: true, stage: 'correction_failed' });
    expect(failed.entries.at(-1)?.content['clocks']).toMatchObject([{ clock: 'productRecheck', change: 'met', dueDate: '2026-05-18' }]);

    const [clue] = failed.effects;
    expect(clue).toMatchObject({ toType: 'enforcementCase', name: 'clueFound', payload: { suspicion: '复查仍不合格', foundOn: '2026-05-18' } });
    const theCase = walk(enforcementCaseFile, { at: noon('2026-05-18'), officers: Object.values(staff).filter((one) => one !== staff.handlingReviewer) });
    theCase.event('clueFound', clue?.payload ?? {}, { fileId: file.record.id, seq: clue?.seq ?? 0, n: 1 });
    // 15 working days: 05-19 to 05-22, 05-25 to 05-29, 06-01 to 06-05, 06-08
    expect(theCase.record.deadlines).toMatchObject([{ ruleId: 'clue-verify', triggerOn: '2026-05-18', dueDate: '2026-06-08' }]);
    for (const [day, who, action] of [['2026-05-19', 'unitHead', 'assignHandlers'], ['2026-05-20', 'handlerA', 'recordEvidence'], ['2026-05-21', 'responsible', 'fileCase']] as const) {
      theCase.tick(noon(day));
      expect(theCase.act(staff[who satisfies Staff], action, body(action, fine('50000'))), action).toMatchObject({ accepted: true });
    }
    expect(theCase.record.stage).toBe('investigating');
  });

  test('an ordinary order has the recheck of ten working days, and no other', () => {
    const file = inspected('corrected_on_order', '货架有过期食品');
    file.act('head', 'orderCorrection', { demand: '下架' }, morning('2026-03-04'));
    expect(file.deadline('productRecheck')).toBeUndefined();
    file.act('ins-a', 'reportCorrection', { summary: '已下架', onBehalfOf: '示例食品有限公司', document: '整改报告' }, morning('2026-03-06'));
    expect(file.deadline('recheck')).toMatchObject({ ruleId: 'correction-recheck-default', dueDate: '2026-03-20' });
  });

  test('a product that is reported corrected is rechecked within the same 75 days', () => {
    const file = inspected('corrected_on_order', '抽样检验不合格');
    file.act('head', 'orderCorrection', { demand: '停止销售并改正', rule: 'product-quality-correct' }, morning('2026-03-04'));
    file.act('ins-a', 'reportCorrection', { summary: '已改正', onBehalfOf: '示例食品有限公司', document: '整改报告' }, morning('2026-04-01'));
    expect(file.record.deadlines.map(({ clock, dueDate }) => `${clock} ${dueDate}`).toSorted()).toEqual(['productRecheck 2026-05-18', 'resultPublication 2026-03-31']);
  });
});
