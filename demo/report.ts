import { daysBetween } from '../domain/time/local-date.ts';
import { shanghaiDate } from '../domain/time/shanghai.ts';
import { chainOf, checkLedger, deadlinesOf, type TimelineEntry } from './linked-record.ts';
import type { PenaltyStory } from './penalty-story.ts';
import { reader, type StageCrew } from './stage-crew.ts';

export interface StageReport {
  readonly stage: string;
  readonly workflow: string;
  readonly workflowId: string;
  readonly enteredAt: string;
  readonly leftAt: string;
}

/** What `npm run demo -- --json FILE` writes of the story of the penalty: all of it read back from the API. */
export interface StoryReport {
  readonly lifecycleId: string;
  readonly stages: readonly StageReport[];
  readonly deadlines: readonly { readonly ruleId: string; readonly dueAt: string; readonly state: string }[];
  readonly escalations: readonly { readonly fileId: string; readonly ruleId: string; readonly rung: string; readonly at: string; readonly told: readonly string[] }[];
  readonly ledger: { readonly entries: number; readonly verified: boolean; readonly head: string };
  readonly worldDays: number;
  readonly wallSeconds: number;
}

export const stageNames = {
  plan: { zh: '计划', en: 'Plan' },
  draw: { zh: '抽取', en: 'Draw' },
  inspection: { zh: '检查', en: 'Inspection' },
  legal_review: { zh: '法制审核', en: 'Legal review' },
  disposition: { zh: '处置', en: 'Disposition' },
  publication: { zh: '公示', en: 'Publication' },
  credit_update: { zh: '信用更新', en: 'Credit update' },
  credit_repair: { zh: '信用修复', en: 'Credit repair' },
} as const;
export type StageName = keyof typeof stageNames;

/** Where a stage begins and ends: an entry of a file, named by what it was or by the stage of the file that it led to. */
interface Span {
  readonly stage: StageName;
  readonly fileId: string;
  readonly enters: (entry: TimelineEntry) => boolean;
  readonly leaves: (entry: TimelineEntry) => boolean;
  /** The file in which it ends, where that is another one. */
  readonly endsIn?: string;
}

const first = () => true;
const act = (name: string) => (entry: TimelineEntry) => entry.what.id === name;
const into = (stage: string) => (entry: TimelineEntry) => entry.stage.id === stage;

function spans({ planId, drawTaskId, inspectionId, caseId, recordId, repairId }: PenaltyStory): Span[] {
  return [
    { stage: 'plan', fileId: planId, enters: first, leaves: act('openDrawTask') },
    { stage: 'draw', fileId: drawTaskId, enters: first, leaves: act('confirmAssignment') },
    { stage: 'inspection', fileId: inspectionId, enters: first, leaves: act('recordReinspection') },
    { stage: 'legal_review', fileId: caseId, enters: into('under_review'), leaves: into('proposal_approval') },
    { stage: 'disposition', fileId: caseId, enters: into('proposal_approval'), leaves: act('recordService') },
    { stage: 'publication', fileId: recordId, enters: first, leaves: into('published') },
    { stage: 'credit_update', fileId: recordId, enters: into('published'), leaves: act('applyForRepair') },
    { stage: 'credit_repair', fileId: repairId, enters: first, leaves: into('publicity_ended'), endsIn: recordId },
  ];
}

/**
 * The entry with which each of the eight stages begins, in their order.
 * @throws when one was never entered
 */
export function stageBeginnings(story: PenaltyStory, timeline: readonly TimelineEntry[]): { stage: StageName; entry: TimelineEntry }[] {
  return spans(story).map(({ stage, fileId, enters }) => {
    const entry = timeline.find((one) => one.fileId === fileId && enters(one));
    if (!entry) throw new Error(`stage ${stage} was never entered`);
    return { stage, entry };
  });
}

/** @throws when a stage was never entered or never left */
export async function reportStory(crew: StageCrew, story: PenaltyStory, timeline: readonly TimelineEntry[], wallSeconds: number): Promise<StoryReport> {
  const files = Object.values(story) as string[];
  const beginnings = new Map(stageBeginnings(story, timeline).map(({ stage, entry }) => [stage, entry]));
  const stages = spans(story).map(({ stage, fileId, leaves, endsIn }) => {
    const entered = beginnings.get(stage);
    const left = timeline.find((entry) => entry.fileId === (endsIn ?? fileId) && leaves(entry) && entry.recordedAt >= (entered?.recordedAt ?? ''));
    if (!entered || !left) throw new Error(`stage ${stage} was never left`);
    return { stage, workflow: entered.type, workflowId: fileId, enteredAt: entered.recordedAt, leftAt: left.recordedAt };
  });
  const caller = await crew.as(reader);
  const deadlines = (await Promise.all(files.map((id) => deadlinesOf(caller, id)))).flat().map(({ ruleId, dueAt, state }) => ({ ruleId, dueAt, state }));
  const { entries, verified, head } = checkLedger(new Map(await Promise.all(files.map(async (id) => [id, await chainOf(crew, id)] as const))));
  return {
    lifecycleId: (await crew.file(story.caseId)).lifecycleId,
    stages,
    deadlines,
    escalations: timeline.filter(({ kind }) => kind === 'deadline').map((entry) => ({ fileId: entry.fileId, ruleId: entry.what.id, rung: entry.rung?.id ?? '', at: entry.recordedAt, told: entry.told.map(({ id }) => id) })),
    ledger: { entries, verified, head },
    worldDays: daysBetween(shanghaiDate(stages[0]?.enteredAt ?? ''), shanghaiDate(stages.at(-1)?.leftAt ?? '')),
    wallSeconds: Math.round(wallSeconds * 10) / 10,
  };
}
