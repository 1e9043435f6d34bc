import { datesNotAsStored } from './explained-dates.ts';
import { chainOf, checkDraw, everyPage, timelineOf, type TimelineEntry } from './linked-record.ts';
import type { PenaltyStory } from './penalty-story.ts';
import { stageNames, type StoryReport } from './report.ts';
import type { StageCrew } from './stage-crew.ts';

/** The files of the three stories once they are told. */
export interface Told {
  readonly penalty: PenaltyStory;
  /** The inspection of (b). */
  readonly corrected: string;
  /** The case of (c). */
  readonly unattended: string;
}

export interface Expectation {
  readonly what: string;
  readonly holds: boolean;
  /** What was found instead. */
  readonly found?: string;
}

const ladder = ['remind_70', 'remind_90', 'lapse', 'overdue_3', 'overdue_10'];

/** How the three stories must have ended, each read back from the API. */
export async function expectations(crew: StageCrew, told: Told, report: StoryReport, timeline: readonly TimelineEntry[]): Promise<Expectation[]> {
  return [...(await ofPenalty(crew, told.penalty, report, timeline)), ...(await ofCorrection(crew, told.corrected)), ...(await ofLadder(crew, told.unattended))];
}

async function ofPenalty(crew: StageCrew, story: PenaltyStory, { stages, ledger }: StoryReport, timeline: readonly TimelineEntry[]): Promise<Expectation[]> {
  const [plan, record, repair, file] = await Promise.all([story.planId, story.recordId, story.repairId, story.caseId].map((id) => crew.file(id)));
  const linked = [...new Set(timeline.map(({ fileId }) => fileId))].sort();
  const draw = checkDraw(await chainOf(crew, story.drawTaskId));
  const handlers: string[] = [...(file?.facts.officerIds ?? []), ...(file?.facts.formerHandlerIds ?? [])];
  const reviews: { by: string; outcome: string }[] = file?.facts.reviews ?? [];
  const { creditClassBefore, creditClassAfter } = record?.facts.credit ?? {};
  const waived = timeline.find(({ what, rung }) => what.id === 'statement-period' && rung?.id === 'lapse');
  return [
    same('(甲) 八个阶段依次走完  all eight stages, in order', stages.map(({ stage }) => stage).join(), Object.keys(stageNames).join()),
    same('(甲) 阶段先后与时间一致  each stage begins after the one before', stages.map(({ enteredAt }) => enteredAt).join(), stages.map(({ enteredAt }) => enteredAt).toSorted().join()),
    same('(甲) 一条时间线连起六个案卷，不含同计划的其他检查  one timeline of six files, without their siblings', linked.join(), (Object.values(story) as string[]).toSorted().join()),
    same('(甲) 抽取可由任何人重算  the draw can be computed again', draw.join('; '), ''),
    same('(甲) 审核退回一次后通过  reviewed twice: returned, then passed', reviews.map(({ outcome }) => outcome).join(), 'investigate_further,agree'),
    same('(甲) 审核人员不是承办人员，承办人员审核被拒绝  no handler reviewed; the one who tried was refused', `${reviews.some(({ by }) => handlers.includes(by))} ${crew.refusals.some(({ fileId, code }) => fileId === story.caseId && code === 'REVIEWER_IS_HANDLER')}`, 'false true'),
    same('(甲) 逾期不陈述，视为放弃  silence waived the right', waived?.stage.id, 'decision_pending'),
    same('(甲) 罚款和加处罚款缴清  fine and additional fine paid', `${Number(file?.facts.balance?.additionalFineYuan) > 0} ${file?.facts.balance?.outstandingYuan}`, 'true 0.00'),
    same('(甲) 案件归档  the case is archived', file?.stage.id, 'archived'),
    same('(甲) 信用风险分类因公示调整，修复后恢复  the credit class fell with the publication and is what it was', `${record?.facts.classification?.recordClass} ${creditClassAfter}`, `serious_a ${creditClassBefore}`),
    same('(甲) 信用修复完成，公示停止  repaired, publicity ended', `${repair?.stage.id} ${record?.stage.id}`, 'executed publicity_ended'),
    same('(甲) 计划办结  the plan is closed', plan?.stage.id, 'plan_closed'),
    same('(甲) 每一期限重新计算，与所存日期一致  every date, computed again, is the one that was stored', (await datesNotAsStored(crew, Object.values(story) as string[])).join('; '), ''),
    same('(甲) 六条台账逐项核验无误  all six chains computed again', String(ledger.verified), 'true'),
  ];
}

async function ofCorrection(crew: StageCrew, fileId: string): Promise<Expectation[]> {
  const [file, timeline] = await Promise.all([crew.file(fileId), timelineOf(crew, fileId)]);
  const reached = file.milestones.map(({ milestone }) => milestone);
  return [
    same('(乙) 按期改正，检查办结  corrected in time, inspection closed', `${reached.includes('corrected')} ${reached.includes('correctionPeriodPassed')} ${file.stage.id}`, 'true false inspection_closed'),
    same('(乙) 没有立案  no case came of it', timeline.find(({ type }) => type === 'enforcementCase')?.fileId ?? '', ''),
  ];
}

async function ofLadder(crew: StageCrew, fileId: string): Promise<Expectation[]> {
  const [file, timeline, tasks] = await Promise.all([
    crew.file(fileId),
    timelineOf(crew, fileId),
    crew.as('supervisor').then((supervisor) => everyPage<{ file: { id: string } }>(supervisor, '/api/v1/me/tasks?kind=reminder')),
  ]);
  const own = timeline.filter((entry) => entry.fileId === fileId);
  return [
    same('(丙) 逐级督办，一级不缺  every rung of the ladder, once', own.filter(({ kind }) => kind === 'deadline').map(({ rung }) => rung?.id).join(), ladder.join()),
    same('(丙) 督办到执法监督人员的任务中  it is among the supervisor’s tasks', String(tasks.some((task) => task.file.id === fileId)), 'true'),
    same('(丙) 期限届满不代为决定  time decided nothing', `${file.stage.id} ${own.filter(({ kind }) => kind === 'act').length}`, 'clue_registered 0'),
  ];
}

function same(what: string, found: string | undefined, expected: string): Expectation {
  return found === expected ? { what, holds: true } : { what, holds: false, found: `${found}，应为 ${expected} / expected` };
}
