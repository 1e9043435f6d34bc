import { writeFileSync } from 'node:fs';
import { parseArgs, styleText } from 'node:util';
import { SetupError } from '../servers/setup-error.ts';
import { Refused } from './caller.ts';
import { cast } from './cast.ts';
import { tellCorrectionStory } from './correction-story.ts';
import { expectations, type Told } from './expectations.ts';
import { printExplainedDates } from './explained-dates.ts';
import { beginLadderStory } from './ladder-story.ts';
import { timelineOf, type TimelineEntry } from './linked-record.ts';
import { openWorld } from './open-world.ts';
import { tellPenaltyStory } from './penalty-story.ts';
import { keyOf, padded, printTimeline, typeOf } from './print-timeline.ts';
import { reportStory, stageBeginnings, stageNames, type StoryReport } from './report.ts';
import { publishPlanAndDraw } from './shared-plan.ts';
import { createStageCrew, reader, type StageCrew } from './stage-crew.ts';

/**
 * `npm run demo [-- --json FILE]`: three stories over the REST API only, each person signed in: (a) a case through all eight stages,
 * (b) a case that ends with a correction, (c) a case where nobody acts. Uses the world of a running `npm start`, or one of its own.
 */
async function main(): Promise<number> {
  const json = jsonFile();
  const world = await openWorld();
  try {
    console.log(`${world.isOwn ? '为演示单独启动的环境' : '正在运行的环境'} ${world.api}  ${world.isOwn ? 'a world of the demo’s own' : 'the running world'}`);
    const crew = createStageCrew(world.api);
    const { told, wallSeconds } = await tell(crew);
    const timeline = await timelineOf(crew, told.penalty.caseId);
    const report = await reportStory(crew, told.penalty, timeline, wallSeconds);
    if (json !== undefined) writeFileSync(json, `${JSON.stringify(report, null, 2)}\n`);
    await print(crew, told, timeline);
    return sum(crew, report, await expectations(crew, told, report, timeline));
  } finally {
    await world.close();
  }
}

/** The stories share plan, draw and clock: what happens in one of them does not wait for another. */
async function tell(crew: StageCrew): Promise<{ told: Told; wallSeconds: number }> {
  const began = performance.now();
  await crew.signIn(cast);
  const plan = await publishPlanAndDraw(crew, 3);
  const unattended = await beginLadderStory(crew, plan);
  const corrected = await tellCorrectionStory(crew, plan);
  const penalty = await tellPenaltyStory(crew, plan);
  return { told: { penalty, corrected, unattended }, wallSeconds: (performance.now() - began) / 1000 };
}

async function print(crew: StageCrew, { penalty, corrected, unattended }: Told, timeline: readonly TimelineEntry[]): Promise<void> {
  const caller = await crew.as(reader);
  const { subject, facts } = await crew.file(penalty.caseId);
  title('(甲) 从抽查计划到信用修复  (a) from the plan to the repaired record', `${subject} ${facts.clue.target.uscc}`);
  for (const id of Object.values(penalty) as string[]) console.log(`    ${padded(typeOf(id), 14)}${id}`);
  const headings = stageBeginnings(penalty, timeline).map(({ stage, entry }, n) => [keyOf(entry), `  ${n + 1}  ${stageNames[stage].zh}  ${stageNames[stage].en}`] as const);
  await printTimeline(caller, { timeline, refusals: crew.refusals, headings: new Map(headings) });
  await printExplainedDates(caller, Object.values(penalty) as string[]);

  const ownOf = async (id: string) => (await timelineOf(crew, id)).filter((entry) => entry.fileId === id);
  title('(乙) 责令改正，按期改正  (b) corrected on order', `${(await crew.file(corrected)).subject}`);
  await printTimeline(caller, { timeline: await ownOf(corrected) });
  await printExplainedDates(caller, [corrected]);
  title('(丙) 无人办理，逐级督办  (c) nobody acts, the ladder climbs', `${(await crew.file(unattended)).subject}`);
  await printTimeline(caller, { timeline: await ownOf(unattended) });
  await printExplainedDates(caller, [unattended]);
}

function title(text: string, whom: string): void {
  console.log(`\n${styleText(['bold', 'inverse'], ` ${text} `)}\n    ${whom}`);
}

function sum({ tally }: StageCrew, { ledger, worldDays, wallSeconds }: StoryReport, found: Awaited<ReturnType<typeof expectations>>): number {
  console.log('');
  for (const { what, holds, found: instead } of found) console.log(holds ? `${styleText('green', '✓')} ${what}` : `${styleText('red', '✗')} ${what}\n    ${instead}`);
  console.log(`
台账 ${ledger.entries} 项  ledger entries  ${ledger.head}
演练 ${worldDays} 天，用时 ${wallSeconds} 秒：登录 ${tally.signIns} 次 ${tally.signInSeconds.toFixed(1)} 秒，办理 ${tally.acts} 次 ${tally.actSeconds.toFixed(1)} 秒，推进 ${tally.moments} 个到期时刻 ${tally.clockSeconds.toFixed(1)} 秒
${worldDays} days of world time in ${wallSeconds} s: ${tally.signIns} sign-ins ${tally.signInSeconds.toFixed(1)} s, ${tally.acts} acts ${tally.actSeconds.toFixed(1)} s, ${tally.moments} due moments ${tally.clockSeconds.toFixed(1)} s`);
  return found.every(({ holds }) => holds) ? 0 : 1;
}

function jsonFile(): string | undefined {
  try {
    return parseArgs({ options: { json: { type: 'string' } } }).values.json;
  } catch (error) {
    throw new SetupError('BAD_ENVIRONMENT', '用法：npm run demo [-- --json 文件]', `usage: npm run demo [-- --json FILE] (${(error as Error).message})`);
  }
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof SetupError || error instanceof Refused ? error.message : error);
  process.exitCode = 1;
}
// open connections of the callers must not keep the command waiting
process.exit();
