import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { tellCorrectionStory } from './correction-story.ts';
import { beginLadderStory } from './ladder-story.ts';
import { timelineOf } from './linked-record.ts';
import { openWorld } from './open-world.ts';
import { tellPenaltyStory } from './penalty-story.ts';
import { printTimeline } from './print-timeline.ts';
import { reportStory } from './report.ts';
import { publishPlanAndDraw } from './shared-plan.ts';
import { createStageCrew } from './stage-crew.ts';

/**
 * `npm run demo [-- --json FILE]`: three stories over the REST API only, each person signed in: (a) a case through all eight stages,
 * (b) a case that ends with a correction, (c) a case where nobody acts. Uses the world of a running `npm start`, or one of its own.
 */
const { values } = parseArgs({ options: { json: { type: 'string' } } });
const world = await openWorld();
let exitCode = 1;
try {
  console.log(`${world.isOwn ? '演练环境已启动' : '使用正在运行的环境'} ${world.api}  ${world.isOwn ? 'a world of the demo’s own' : 'the running world'}`);
  const crew = createStageCrew(world.api);
  const began = performance.now();
  const plan = await publishPlanAndDraw(crew, 3);
  const unattended = await beginLadderStory(crew, plan);
  const corrected = await tellCorrectionStory(crew, plan);
  const story = await tellPenaltyStory(crew, plan);
  const wallSeconds = (performance.now() - began) / 1000;

  const timelineA = await timelineOf(crew, story.caseId);
  const own = async (id: string) => (await timelineOf(crew, id)).filter((entry) => entry.fileId === id);
  const [timelineB, timelineC] = [await own(corrected), await own(unattended)];
  await printTimeline(crew, '(甲) 从抽查计划到信用修复 · from the plan to the repaired record', timelineA.filter((entry) => Object.values(story).includes(entry.fileId)));
  await printTimeline(crew, '(乙) 责令改正,按期改正 · corrected on order', timelineB);
  await printTimeline(crew, '(丙) 无人办理,逐级督办 · nobody acts, the ladder climbs', timelineC);

  const report = await reportStory(crew, story, timelineA, wallSeconds);
  const expectations: [string, boolean][] = [
    ['(甲) 公示已停止 · publicity ended', (await crew.file(story.recordId)).stage.id === 'publicity_ended'],
    ['(甲) 案件已归档 · case archived', (await crew.file(story.caseId)).stage.id === 'archived'],
    ['(甲) 台账核验通过 · ledger verified', report.ledger.verified],
    ['(乙) 检查已办结 · inspection closed', timelineB.at(-1)?.stage.id === 'inspection_closed'],
    ['(丙) 已督办至执法监督人员 · climbed to the supervisor', timelineC.some((entry) => entry.rung?.id === 'overdue_10')],
    ['(丙) 期限届满不代为决定 · and nothing was decided', (await crew.file(unattended)).stage.id === 'result_review'],
  ];
  console.log('');
  for (const [what, isSo] of expectations) console.log(`${isSo ? '✓' : '✗'} ${what}`);
  console.log(`\n台账 ${report.ledger.entries} 项  ledger entries; head ${report.ledger.head.slice(0, 16)}…  ${report.worldDays} 天 world days in ${report.wallSeconds} s`);
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(report, null, 2)}\n`);
  exitCode = expectations.every(([, isSo]) => isSo) ? 0 : 1;
} catch (error) {
  console.error(error);
} finally {
  await world.close();
}
process.exit(exitCode);
