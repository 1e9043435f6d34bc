import { createHash, randomBytes } from 'node:crypto';
import { addDays, afterWeekdays } from './days.ts';
import type { StageCrew } from './stage-crew.ts';

/** The beginning that the stories share: a plan, a draw that anybody can compute again, and one inspection for each story. */
export interface SharedPlan {
  readonly planId: string;
  readonly drawTaskId: string;
  readonly inspections: readonly { readonly id: string; readonly name: string; readonly uscc: string; readonly officers: readonly string[] }[];
}

const matter = '食品销售者经营行为的检查';

export async function publishPlanAndDraw(crew: StageCrew, stories: number): Promise<SharedPlan> {
  // a plan late in the year has no time left for its tasks
  const now = await crew.today();
  if (now.slice(5) > '09-01') await crew.until(`${Number(now.slice(0, 4)) + 1}-01-06`);
  const start = await crew.today();
  const year = Number(start.slice(0, 4));
  const item = {
    key: 'T01', name: '食品销售监督抽查', matter, itemType: 'general', drawType: 'non_directed', scope: { category: '食品销售者' },
    quota: { kind: 'number', number: stories }, plannedCount: stories, method: 'on_site', from: start, to: `${year}-12-31`,
    leadDepartment: '栖湖区示例市场监督管理局', participatingDepartments: [],
  };
  const planId = await crew.open('plan-manager', 'annualPlan', { year, name: `${year}年度双随机抽查工作计划`, items: [item] });
  await crew.act('plan-manager', planId, 'submitPlan');
  await crew.act('responsible', planId, 'approvePlan');
  await crew.act('plan-manager', planId, 'publishPlan', { channels: ['necips'] });
  await crew.until(afterWeekdays(start, 3));
  await crew.act('plan-manager', planId, 'openDrawTask', { item: 'T01', plannedEnd: addDays(start, 90) });
  const drawTaskId = await crew.effectOf(planId, 'taskOpened');
  await crew.reach(drawTaskId, 'task_ready');
  await crew.act('draw-operator', drawTaskId, 'freezeFrame');
  const dice = new Map(['draw-operator', 'coordinator'].map((login) => [login, `${login}-${randomBytes(8).toString('hex')}`]));
  for (const [login, contribution] of dice) await crew.act(login, drawTaskId, 'commitContribution', { commitment: createHash('sha256').update(contribution).digest('hex') });
  for (const [login, contribution] of dice) await crew.act(login, drawTaskId, 'revealContribution', { contribution });
  await crew.act('draw-operator', drawTaskId, 'drawTargets');
  await crew.act('draw-operator', drawTaskId, 'matchOfficers');
  await crew.act('coordinator', drawTaskId, 'confirmAssignment');
  const inspections = await inspectionsOf(crew, drawTaskId);
  if (inspections.length !== stories) throw new Error(`${inspections.length} inspections for ${stories} stories`);
  return { planId, drawTaskId, inspections };
}

async function inspectionsOf(crew: StageCrew, drawTaskId: string): Promise<SharedPlan['inspections']> {
  const { items } = await (await crew.as('responsible')).get(`/api/v1/draw-tasks/${drawTaskId}/timeline?limit=200`);
  const ids: string[] = items.flatMap((entry: { effects: { name: string; fileId: string }[] }) => entry.effects.filter(({ name }) => name === 'inspectionAssigned').map(({ fileId }) => fileId));
  return Promise.all(ids.map(async (id) => {
    const { facts } = await crew.reach(id, 'assigned');
    return { id, name: facts.target.name, uscc: facts.target.uscc, officers: facts.officerIds.map((officer: string) => officer.replace(/^sample-/, '')) };
  }));
}
