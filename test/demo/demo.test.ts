import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Caller } from '../../demo/caller.ts';
import { addDays } from '../../domain/time/local-date.ts';
import { shanghaiDate } from '../../domain/time/shanghai.ts';
import { ownWorldPrefix, startOwnWorld } from '../../demo/open-world.ts';
import type { StoryReport } from '../../demo/report.ts';

const execute = promisify(execFile);
const folder = mkdtempSync(join(tmpdir(), 'duban-test-demo-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs a command of the demo as a newcomer does. @throws when it does not exit with 0 */
async function run(data: string, file: string, ...options: string[]): Promise<string> {
  return (await execute(process.execPath, ['--disable-warning=ExperimentalWarning', file, ...options], { env: { ...process.env, DUBAN_DATA: data }, maxBuffer: 10_000_000 })).stdout;
}

const worldsLeft = () => readdirSync(tmpdir()).filter((name) => name.startsWith(ownWorldPrefix)).length;

describe('the demo, on a world of its own', () => {
  let printed = '';
  let report: StoryReport;
  let before = 0;
  beforeAll(async () => {
    before = worldsLeft();
    const file = join(folder, 'out.json');
    // a data folder where nothing runs
    printed = await run(join(folder, 'none'), 'demo/main.ts', '--json', file);
    report = JSON.parse(readFileSync(file, 'utf8'));
  }, 300_000);

  test('goes through the eight stages in order, each entered, left, and on a process', () => {
    expect(report.stages.map(({ stage, workflow }) => [stage, workflow])).toEqual([
      ['plan', 'annualPlan'], ['draw', 'drawTask'], ['inspection', 'inspection'], ['legal_review', 'enforcementCase'],
      ['disposition', 'enforcementCase'], ['publication', 'creditRecord'], ['credit_update', 'creditRecord'], ['credit_repair', 'creditRepair'],
    ]);
    for (const { enteredAt, leftAt, workflowId, workflow } of report.stages) {
      expect(Date.parse(leftAt)).toBeGreaterThan(Date.parse(enteredAt));
      expect(workflowId).toMatch(new RegExp(`^${workflow}-[0-9a-f]{20}$`));
    }
    const entered = report.stages.map(({ enteredAt }) => enteredAt);
    expect(entered).toEqual(entered.toSorted());
    expect(report.lifecycleId).toBe(report.stages[0]?.workflowId);
    expect(report.worldDays).toBeGreaterThan(1000);
    expect(report.wallSeconds).toBeGreaterThan(0);
  });

  test('verifies every chain, and tells deadlines met and lapsed, and who heard of each rung', () => {
    expect(report.ledger).toEqual({ entries: expect.any(Number), verified: true, head: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(report.ledger.entries).toBeGreaterThan(50);
    const states = new Map(report.deadlines.map(({ ruleId, state }) => [ruleId, state]));
    expect(Object.fromEntries(states)).toMatchObject({
      'plan-annual-compile': 'met', 'correction-default-deadline': 'lapsed', 'clue-verify': 'met', 'case-decide': 'met', 'statement-period': 'lapsed', 'hearing-request': 'lapsed',
      'fine-pay': 'lapsed', 'demand-performance': 'lapsed', 'publish-penalty-necips': 'met', 'publicity-serious-min': 'lapsed', 'publicity-serious-max': 'cancelled', 'repair-decide-penalty': 'met',
    });
    expect(report.escalations).toContainEqual(expect.objectContaining({ ruleId: 'fine-pay', rung: 'lapse', told: ['case_handler'] }));
  });

  test('prints three stories, with the rule behind each date, the handler who was refused, and the ladder up to the supervisor', () => {
    for (const story of ['(甲)', '(乙)', '(丙)']) expect(printed).toContain(story);
    expect(printed).toMatch(/起算：作出行政处罚决定，最后一日 \d{4}-\d{2}-\d{2}  依据 市场监督管理行政处罚程序规定/);
    expect(printed).toMatch(/日期如何得出[\s\S]*作出行政处罚决定  最后一日 \d{4}-\d{2}-\d{2}[\s\S]*起算日\d{4}-\d{2}-\d{2}不计入；期限90日\(自然日\)\(《市场监督管理行政处罚程序规定》第64条\)/);
    expect(printed).toContain('REVIEWER_IS_HANDLER');
    expect(printed.slice(printed.indexOf('(丙)'))).toMatch(/期限届满，告知 部门负责人[\s\S]*逾期3个工作日，告知 法制机构[\s\S]*逾期10个工作日，告知 执法监督人员/);
    expect(printed).toContain('✓');
    expect(printed).not.toMatch(/✗|undefined/);
  });

  test('leaves nothing behind', () => {
    expect(worldsLeft()).toBe(before);
  });
});

describe('in a world that runs', () => {
  let world: Awaited<ReturnType<typeof startOwnWorld>>;
  beforeAll(async () => {
    world = await startOwnWorld();
  }, 300_000);
  afterAll(() => world?.close(), 60_000);

  test('the demo is told again, years later, with files of its own', async () => {
    const files = [join(folder, 'first.json'), join(folder, 'second.json')];
    for (const file of files) await run(world.data, 'demo/main.ts', '--json', file);
    const [first, second] = files.map((file): StoryReport => JSON.parse(readFileSync(file, 'utf8')));
    const ids = [first, second].flatMap((report) => [...new Set(report?.stages.map(({ workflowId }) => workflowId))]);
    expect(new Set(ids).size).toBe(12);
    expect(second?.ledger.verified).toBe(true);
    expect(Date.parse(second?.stages[0]?.enteredAt ?? '')).toBeGreaterThan(Date.parse(first?.stages.at(-1)?.leftAt ?? ''));
  }, 240_000);

  test('npm run rehearse moves its clock, and says what fell due on the way', async () => {
    const moved = await run(world.data, 'demo/rehearse.ts', '--by', '2d');
    expect(moved).toMatch(/\d{4}-\d{2}-\d{2} \d{2}:\d{2} → \d{4}-\d{2}-\d{2} \d{2}:\d{2}  途经 0 个到期时刻/);
    expect(moved).toContain('Nothing fell due');
    const target = { name: '示例食品有限公司', uscc: '91350100M000100Y43' };
    const coordinator = await Caller.signIn(world.api, 'coordinator');
    // near enough to be the next: on 22 January the system opens a plan
    const plannedEnd = addDays(shanghaiDate((await coordinator.get('/api/v1/me')).now), 5);
    await coordinator.post('/api/v1/inspections', { input: { target, matter: '专项检查', officerIds: ['sample-inspector-1', 'sample-inspector-2'], plannedEnd } });
    const next = await run(world.data, 'demo/rehearse.ts', '--next');
    expect(next).toMatch(/途经 1 个到期时刻[\s\S]*检查 示例食品有限公司  ⏰ 完成检查任务：期限已用70%，告知 检查人员/);
    await expect(run(world.data, 'demo/rehearse.ts', '--by', '2d', '--next')).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining('用法') });
    await expect(run(world.data, 'demo/rehearse.ts', '--to', '2020-01-01')).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining('CLOCK_BACKWARDS') });
  }, 60_000);
});
