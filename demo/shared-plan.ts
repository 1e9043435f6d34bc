import { createHash, randomBytes } from 'node:crypto';
import { lastFixedYear } from '../domain/calendar/fixed-holidays.ts';
import { addDays, type LocalDate } from '../domain/time/local-date.ts';
import { Refused } from './caller.ts';
import { afterDays, afterWorkingDays } from './days.ts';
import { reader, type StageCrew } from './stage-crew.ts';

/** The beginning that the stories share: a plan, a draw that anybody can compute again, and one inspection for each story. */
export interface SharedPlan {
  readonly year: number;
  readonly planId: string;
  readonly drawTaskId: string;
  readonly inspections: readonly { readonly id: string; readonly name: string; readonly uscc: string; readonly officers: readonly string[] }[];
}

const bureau = '澄原市栖湖区示例市场监督管理局';

/** Plan, draw and assignment. In a world used before it is the plan of a later year, and other targets are drawn. */
export async function publishPlanAndDraw(crew: StageCrew, stories: number): Promise<SharedPlan> {
  // a plan late in the year has no time left for its tasks
  if ((await crew.today()).slice(5) > '09-01') await crew.until(newYear(await crew.today()));
  const { planId, item, start, year } = await draftPlan(crew, stories);
  await crew.act('plan-manager', planId, 'submitPlan');
  await crew.act('responsible', planId, 'approvePlan');
  await crew.act('plan-manager', planId, 'publishPlan', { channels: ['necips'] });
  await crew.until(afterWorkingDays(start, 3));
  await crew.act('plan-manager', planId, 'openDrawTask', { item: item.key, plannedEnd: addDays(start, 90) });

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
  return { year, planId, drawTaskId, inspections };
}

const newYear = (today: LocalDate) => afterDays(`${Number(today.slice(0, 4)) + 1}-01-04`, 0);

/** The plan of the year, as a draft. One that the system opened is there and empty; one that somebody went on with is theirs, and ours is the next year's. */
async function draftPlan(crew: StageCrew, stories: number): Promise<{ planId: string; item: { key: string }; start: LocalDate; year: number }> {
  for (;;) {
    const start = await crew.today();
    const year = Number(start.slice(0, 4));
    if (year + 3 > lastFixedYear) throw new Error(`本演练环境已到 ${year} 年，日历只到 ${lastFixedYear} 年：请先 npm run reset / this world has come to ${year}, the calendar ends with ${lastFixedYear}: npm run reset`);
    const item = {
      key: 'T071', name: '食品销售监督抽查', matter: '食品销售监督检查', itemType: 'general', drawType: 'non_directed', scope: { category: '食品销售者' },
      quota: { kind: 'number', number: stories }, plannedCount: stories, method: 'on_site', from: start, to: `${year}-12-31`, leadDepartment: bureau, participatingDepartments: [],
    };
    const content = { name: `${year}年度“双随机、一公开”抽查工作计划`, items: [item] };
    try {
      return { planId: await crew.open('plan-manager', 'annualPlan', { year, ...content }), item, start, year };
    } catch (error) {
      if (!(error instanceof Refused) || error.code !== 'FILE_EXISTS' || error.fileId === null) throw error;
      const { stage, facts } = await crew.file(error.fileId);
      if (stage.id === 'plan_draft' && facts.items.length === 0) {
        await crew.act('plan-manager', error.fileId, 'editPlan', content);
        return { planId: error.fileId, item, start, year };
      }
      await crew.until(newYear(start));
    }
  }
}

/** The reports of the year, each before its date, and the plan is closed; all its inspections must be by then. */
export async function reportAndClosePlan(crew: StageCrew, { planId, drawTaskId, year }: SharedPlan): Promise<void> {
  const report = (what: string) => ({ summary: `${what}:抽查 3 户,立案 2 件,责令改正 2 件`, document: `${year}年${what}` });
  await crew.reach(drawTaskId, 'task_closed');
  await crew.act('plan-manager', planId, 'fileHalfYearReport', report('半年工作总结'));
  await crew.until(afterDays(`${year}-11-03`, 0));
  await crew.act('plan-manager', planId, 'fileFullYearReport', report('全年工作总结'));
  await crew.act('plan-manager', planId, 'closePlan');
}

async function inspectionsOf(crew: StageCrew, drawTaskId: string): Promise<SharedPlan['inspections']> {
  const { items } = await (await crew.as(reader)).get(`/api/v1/draw-tasks/${drawTaskId}/timeline?limit=200`);
  const ids: string[] = items.flatMap((entry: { effects: { name: string; fileId: string }[] }) => entry.effects.filter(({ name }) => name === 'inspectionAssigned').map(({ fileId }) => fileId));
  return Promise.all(ids.map(async (id) => {
    const { facts } = await crew.reach(id, 'assigned');
    return { id, name: facts.target.name, uscc: facts.target.uscc, officers: facts.officerIds.map((officer: string) => officer.replace(/^sample-/, '')) };
  }));
}
