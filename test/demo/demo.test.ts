import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { StoryReport } from '../../demo/report.ts';

const run = promisify(execFile);
const folder = mkdtempSync(join(tmpdir(), 'duban-demo-test-'));
let printed = '';
let report: StoryReport;

beforeAll(async () => {
  const file = join(folder, 'out.json');
  // a data folder where nothing runs: the demo starts a world of its own
  ({ stdout: printed } = await run(process.execPath, ['--disable-warning=ExperimentalWarning', 'demo/main.ts', '--json', file], { env: { ...process.env, DUBAN_DATA: join(folder, 'none') }, maxBuffer: 10_000_000 }));
  report = JSON.parse(readFileSync(file, 'utf8'));
}, 300_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the demo, on a world of its own', () => {
  test('goes through the eight stages in order, each entered, left, and on a process', () => {
    expect(report.stages.map(({ stage }) => stage)).toEqual(['plan', 'draw', 'inspection', 'legal_review', 'disposition', 'publication', 'credit_update', 'credit_repair']);
    expect(report.stages.map(({ workflow }) => workflow)).toEqual(['annualPlan', 'drawTask', 'inspection', 'enforcementCase', 'enforcementCase', 'creditRecord', 'creditRecord', 'creditRepair']);
    for (const { enteredAt, leftAt, workflowId, workflow } of report.stages) {
      expect(leftAt > enteredAt).toBe(true);
      expect(workflowId).toMatch(new RegExp(`^${workflow}-[0-9a-f]{20}$`));
    }
    const entered = report.stages.map(({ enteredAt }) => enteredAt);
    expect(entered).toEqual([...entered].sort());
  });

  test('verifies every chain of the story, and tells its deadlines and ladder rungs', () => {
    expect(report.ledger).toMatchObject({ verified: true, head: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(report.ledger.entries).toBeGreaterThan(50);
    const rules = report.deadlines.map(({ ruleId }) => ruleId);
    for (const rule of ['plan-annual-compile', 'inspection-result-publish', 'clue-verify', 'case-decide', 'review-complete', 'statement-period', 'fine-pay', 'demand-performance', 'publish-penalty-necips', 'repair-decide-penalty']) expect(rules).toContain(rule);
    expect(report.escalations).toContainEqual(expect.objectContaining({ ruleId: 'fine-pay', rung: 'lapse' }));
    expect(report.worldDays).toBeGreaterThan(900);
  });

  test('prints three stories, with the rule behind each date', () => {
    for (const story of ['(甲)', '(乙)', '(丙)']) expect(printed).toContain(story);
    expect(printed).toMatch(/起算 作出行政处罚决定 至 \d{4}-\d{2}-\d{2}.*依据 市场监督管理行政处罚程序规定/);
    expect(printed).toContain('逾期10个工作日');
    expect(printed).not.toContain('✗');
  });
});
