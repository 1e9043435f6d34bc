import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DrawTaskFacts } from '../../domain/actions/draw-task/facts.ts';
import { commitmentOf } from '../../domain/draw/seed.ts';
import type { JsonObject } from '../../domain/json.ts';
import { verifyLedger } from '../../ledger/verify.ts';
import { visit } from '../support/inspection.ts';
import { inventedUscc } from '../support/invented-uscc.ts';
import { planItem } from '../support/plan.ts';
import { createTestWorld, idOf, people, type Person, type TestWorld } from '../support/world.ts';

const run = promisify(execFile);
let world: TestWorld;
let planId = '';
let taskId = '';
let folder = '';

beforeAll(async () => {
  world = await createTestWorld({ rehearsalFrom: '2026-01-12T01:00:00Z' });
  await loadTargets(world);
  await world.startWorker();
  folder = await mkdtemp(join(tmpdir(), 'draw-'));
});
afterAll(async () => {
  await world.close();
  await rm(folder, { recursive: true, force: true });
});

async function loadTargets(of: TestWorld): Promise<void> {
  const owner = new pg.Client(of.database.ownerUrl);
  await owner.connect();
  try {
    for (let i = 0; i < 12; i += 1) {
      await owner.query('INSERT INTO register_target (uscc, name, department_id, category, credit_risk_class, active) VALUES ($1, $2, $3, $4, $5, $6)', [inventedUscc(i), `示例商贸${i}号`, 'market-bureau', i === 11 ? '药品零售' : '食品销售', 'ABCD'[i % 4], i !== 10]);
    }
    // sound in shape, with a wrong check character: never drawn
    await owner.query("INSERT INTO register_target (uscc, name, department_id, category, credit_risk_class) VALUES ('91350100M000100Y44', '编码有误', 'market-bureau', '食品销售', 'D')");
    await owner.query("INSERT INTO department (id, name) VALUES ('other', '另一局')");
    await owner.query('INSERT INTO register_target (uscc, name, department_id, category, credit_risk_class) VALUES ($1, $2, $3, $4, $5)', [inventedUscc(99), '另一局的对象', 'other', '食品销售', 'D']);
    await owner.query("INSERT INTO officer (id, name, department_id, roles, certificate_valid_until) VALUES ('officer-elsewhere', '另一局的人', 'other', '{inspector}', '2099-12-31')");
  } finally {
    await owner.end();
  }
}

async function accept(person: Person, fileId: string | null, action: string, body: JsonObject = {}, type = 'annualPlan'): Promise<string> {
  const told = await world.act(person, fileId, action, body, fileId === null ? { type } : {});
  if (told.kind !== 'accepted') throw new Error(`${action}: ${JSON.stringify(told)}`);
  return told.fileId;
}

async function factsOf(fileId: string): Promise<DrawTaskFacts> {
  const { rows } = await world.pool.query('SELECT facts FROM file WHERE id = $1', [fileId]);
  return rows[0].facts;
}

async function filesOf(type: string): Promise<{ id: string; stage: string; lifecycle_id: string; source_file_id: string; facts: JsonObject }[]> {
  return (await world.pool.query('SELECT id, stage, lifecycle_id, source_file_id, facts FROM file WHERE type = $1 ORDER BY id', [type])).rows;
}

const personOf = (officerId: string) => (Object.keys(people) as Person[]).find((name) => idOf(name) === officerId) as Person;

describe('a year on the real engine', () => {
  test('a plan is compiled, approved and published, and opens a draw task of the same lifecycle', async () => {
    planId = await accept('planManager', null, 'createPlan', { year: 2026, name: '2026年度抽查计划', items: [planItem()] });
    await accept('planManager', planId, 'submitPlan');
    await accept('responsible', planId, 'approvePlan');
    await accept('planManager', planId, 'publishPlan', { channels: ['necips'] });
    await accept('planManager', planId, 'openDrawTask', { item: 'T01', plannedEnd: '2026-05-29' });
    await expect.poll(() => filesOf('drawTask')).toMatchObject([{ stage: 'task_ready', lifecycle_id: planId, source_file_id: planId }]);
    taskId = (await filesOf('drawTask'))[0]?.id ?? '';
  });

  test('the frame holds the active, sound targets of the category and the certified inspectors of the department, and nobody else', async () => {
    await accept('drawOperator', taskId, 'freezeFrame');
    const { frame, leftOut } = await factsOf(taskId);
    expect(frame?.targets.map(({ id }) => id)).toEqual(Array.from({ length: 10 }, (_, i) => inventedUscc(i)).sort());
    expect(frame?.officers).toEqual(['inspectorA', 'inspectorB', 'inspectorC', 'inspectorD'].map((name) => idOf(name as Person)));
    expect(leftOut).toContainEqual({ id: '91350100M000100Y44', reason: 'invalid_uscc' });
    expect(leftOut).toContainEqual({ id: idOf('uncertified'), reason: 'certificate_invalid' });
  });

  test('two people make the seed; targets and officers follow; a recused officer is replaced, and every target has an inspection', async () => {
    const own = { drawOperator: 'dice-of-the-operator-6-1-4', coordinator: 'coins-of-the-coordinator-HTH' } as const;
    for (const person of ['drawOperator', 'coordinator'] as const) await accept(person, taskId, 'commitContribution', { commitment: commitmentOf(own[person]) });
    for (const person of ['coordinator', 'drawOperator'] as const) await accept(person, taskId, 'revealContribution', { contribution: own[person] });
    await accept('drawOperator', taskId, 'drawTargets');
    await accept('drawOperator', taskId, 'matchOfficers');
    const [first] = (await factsOf(taskId)).matches ?? [];
    const recused = first?.officers[0]?.id ?? '';
    await accept(personOf(recused), taskId, 'raiseRecusal', { target: first?.target ?? '', officerId: recused, ground: 'relative', reason: '与经营者系近亲属' });
    expect(await world.act('coordinator', taskId, 'confirmAssignment', {}, { type: 'drawTask' })).toMatchObject({ kind: 'refused', refusal: { code: 'NOT_OPEN' } });
    await accept('responsible', taskId, 'decideRecusal', { upheld: true, reason: '属实' });
    await accept('drawOperator', taskId, 'redrawOfficer');
    expect(await filesOf('inspection')).toEqual([]);
    await accept('coordinator', taskId, 'confirmAssignment');
    const { targets = [], recusals } = await factsOf(taskId);
    await expect.poll(async () => (await filesOf('inspection')).length).toBe(targets.length);
    const inspections = await filesOf('inspection');
    expect(inspections.map(({ facts }) => (facts['target'] as { uscc: string }).uscc).sort()).toEqual(targets.map(({ id }) => id).sort());
    for (const { facts, lifecycle_id, stage } of inspections) expect({ stage, lifecycle_id, drawTask: facts['drawTaskId'] }).toEqual({ stage: 'assigned', lifecycle_id: planId, drawTask: taskId });
    const replaced = inspections.find(({ facts }) => (facts['target'] as { uscc: string }).uscc === first?.target)?.facts['officerIds'];
    expect(replaced).toContain(recusals[0]?.replaced?.replacement.id);
    expect(replaced).not.toContain(recused);
  });

  test('the evidence out of the ledger is confirmed by the verifier on the command line, and one changed officer is not', async () => {
    const { rows } = await world.pool.query<{ content: string }>("SELECT content FROM ledger_entry WHERE file_id = $1 AND what = 'confirmAssignment'", [taskId]);
    const evidence = JSON.parse(rows[0]?.content ?? '').evidence.draw;
    const file = join(folder, 'draw.json');
    await writeFile(file, JSON.stringify(evidence));
    const verify = (path: string) => run(process.execPath, ['draw/verify-draw.ts', path], { env: {} }).then(({ stdout }) => ({ code: 0, stdout, stderr: '' }), (error: { code: number; stdout: string; stderr: string }) => error);
    expect(await verify(file)).toMatchObject({ code: 0, stdout: expect.stringContaining('the draw follows from its frame and seed') });
    // as the API gives the ledger out
    await writeFile(file, JSON.stringify({ items: [{ content: null }, { content: '{}' }, { content: rows[0]?.content }], nextCursor: null }));
    expect(await verify(file)).toMatchObject({ code: 0, stdout: expect.stringContaining('the draw follows from its frame and seed') });
    await writeFile(file, JSON.stringify({ items: [{ content: '{}' }], nextCursor: null }));
    expect(await verify(file)).toMatchObject({ code: 2 });
    evidence.result[0].officerIds[0] = 'officer-favourite';
    await writeFile(file, JSON.stringify(evidence));
    expect(await verify(file)).toMatchObject({ code: 1, stdout: expect.stringContaining('[RESULT_WRONG]') });
    await writeFile(file, (await readFile(file, 'utf8')).replace('"seed"', '"sead"'));
    expect(await verify(file)).toMatchObject({ code: 2, stderr: expect.stringContaining('/seed') });
    expect(await verify(join(folder, 'nowhere.json'))).toMatchObject({ code: 2 });
  });

  test('when every inspection is closed the task ends and the plan knows it', async () => {
    for (const { id, facts } of await filesOf('inspection')) {
      const [officer] = facts['officerIds'] as string[];
      await accept(personOf(officer ?? ''), id, 'startInspection', visit(idOf('unitHead')), 'inspection');
      await accept(personOf(officer ?? ''), id, 'recordInspectionResult', { category: 'no_issue_found', findings: '未发现问题', method: 'on_site' }, 'inspection');
      await accept('publisher', id, 'publishInspectionResult', { redactionChecked: true, channel: 'necips' }, 'inspection');
      await accept('unitHead', id, 'closeInspection', {}, 'inspection');
    }
    await expect.poll(async () => (await filesOf('drawTask'))[0]?.stage).toBe('task_closed');
    await expect.poll(async () => (await filesOf('annualPlan'))[0]?.facts['tasks']).toMatchObject([{ no: 1, ended: { drawTask: taskId, outcome: 'closed' } }]);
    await expect.poll(async () => (await world.client.workflow.getHandle(taskId).describe()).status.name).toBe('COMPLETED');
  });

  test('a report that nobody files climbs to the joint-meeting office; then both are filed and the year is closed', async () => {
    await world.advance({ to: '2026-07-31T01:00:00Z' });
    const { rows } = await world.pool.query("SELECT rung, content::jsonb -> 'to' AS told FROM ledger_entry WHERE file_id = $1 AND what = 'plan-half-year-report' ORDER BY seq", [planId]);
    expect(rows.map(({ rung }) => rung)).toEqual(['remind_70', 'remind_90', 'lapse', 'overdue_3', 'overdue_10']);
    const { rows: told } = await world.pool.query("SELECT roles FROM task WHERE file_id = $1 AND 'joint_meeting_office' = ANY (roles) AND closed_seq IS NULL", [planId]);
    expect(told).toHaveLength(1);
    const report = { summary: '全部完成', document: '市监〔2026〕7号' };
    await accept('planManager', planId, 'fileHalfYearReport', report);
    await accept('planManager', planId, 'fileFullYearReport', report);
    await accept('planManager', planId, 'closePlan');
    await expect.poll(async () => (await world.client.workflow.getHandle(planId).describe()).status.name).toBe('COMPLETED');
    expect(await filesOf('annualPlan')).toMatchObject([{ stage: 'plan_closed' }]);
    expect(await verifyLedger(world.pool, { onProblem: (problem) => expect.fail(JSON.stringify(problem)) })).toMatchObject({ problems: 0 });
  });
});

test('a draw in a department with one certified officer is refused on the real register', async () => {
  const poor = await createTestWorld();
  try {
    await loadTargets(poor);
    const owner = new pg.Client(poor.database.ownerUrl);
    await owner.connect();
    await owner.query("UPDATE officer SET active = false WHERE roles = '{inspector}' AND id <> $1", [idOf('inspectorA')]);
    await owner.end();
    await poor.startWorker();
    const year = new Date().getFullYear();
    const opened = await poor.act('planManager', null, 'createPlan', { year, name: '计划', items: [planItem({ from: `${year}-01-01`, to: `${year + 1}-12-31` })] }, { type: 'annualPlan' });
    if (opened.kind !== 'accepted') throw new Error(JSON.stringify(opened));
    for (const [person, action, body] of [['planManager', 'submitPlan', {}], ['responsible', 'approvePlan', {}], ['planManager', 'publishPlan', { channels: ['necips'] }], ['planManager', 'openDrawTask', { item: 'T01' }]] as const) {
      expect(await poor.act(person, opened.fileId, action, body)).toMatchObject({ kind: 'accepted' });
    }
    const task = async () => (await poor.pool.query("SELECT id FROM file WHERE type = 'drawTask'")).rows[0]?.id;
    await expect.poll(task).toBeTruthy();
    expect(await poor.act('drawOperator', await task(), 'freezeFrame', {})).toMatchObject({ kind: 'refused', refusal: { code: 'DRAW_POOL_TOO_SMALL', rule: 'draw-officer-pool' } });
  } finally {
    await poor.close();
  }
});
