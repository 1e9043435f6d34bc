import { daysBetween } from './days.ts';
import { checkLedger, deadlinesOf, type TimelineEntry } from './linked-record.ts';
import type { PenaltyStory } from './penalty-story.ts';
import type { StageCrew } from './stage-crew.ts';

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
  readonly escalations: readonly { readonly fileId: string; readonly ruleId: string; readonly rung: string; readonly at: string }[];
  readonly ledger: { readonly entries: number; readonly verified: boolean; readonly head: string };
  readonly worldDays: number;
  readonly wallSeconds: number;
}

/** Where each of the eight stages begins and ends: an entry of a file, named by what it was or by the stage that it led to. */
interface Span {
  readonly stage: string;
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

/** @throws when a stage was never entered or never left */
export async function reportStory(crew: StageCrew, story: PenaltyStory, timeline: readonly TimelineEntry[], wallSeconds: number): Promise<StoryReport> {
  const files = Object.values(story) as string[];
  const stages = spans(story).map(({ stage, fileId, enters, leaves, endsIn }) => {
    const entered = timeline.find((entry) => entry.fileId === fileId && enters(entry));
    const left = timeline.find((entry) => entry.fileId === (endsIn ?? fileId) && leaves(entry) && entry.recordedAt >= (entered?.recordedAt ?? ''));
    if (!entered || !left) throw new Error(`stage ${stage} was ${entered ? 'never left' : 'never entered'}`);
    return { stage, workflow: entered.type, workflowId: fileId, enteredAt: entered.recordedAt, leftAt: left.recordedAt };
  });
  const deadlines = (await Promise.all(files.map((id) => deadlinesOf(crew, id)))).flat().map(({ ruleId, dueAt, state }) => ({ ruleId, dueAt, state }));
  const escalations = timeline
    .filter((entry) => entry.kind === 'deadline')
    .map((entry) => ({ fileId: entry.fileId, ruleId: entry.what.id, rung: entry.rung?.id ?? '', at: entry.recordedAt }));
  const { entries, verified, head } = await checkLedger(crew, files);
  const { lifecycleId } = await crew.file(story.caseId);
  return {
    lifecycleId, stages, deadlines, escalations, ledger: { entries, verified, head },
    worldDays: daysBetween(stages[0]?.enteredAt ?? '', stages.at(-1)?.leftAt ?? ''), wallSeconds: Math.round(wallSeconds * 10) / 10,
  };
}
