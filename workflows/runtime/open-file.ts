import {
  allHandlersFinished, ApplicationFailure, condition, defineQuery, defineSignal, defineUpdate, makeContinueAsNewFunc, setCurrentDetails,
  setHandler, sleep, workflowInfo,
} from '@temporalio/workflow';
import { Mutex } from 'async-mutex';
import { allActs, type Chart } from '../../domain/chart/chart.ts';
import {
  draining, eventSignal, notOpen, nudgeSignal, stateQuery,
  type ActMessage, type EffectKey, type EventMessage, type FileInput, type NudgeMessage, type ProcessState, type StepAnswer, type StepRequest,
} from '../messages/messages.ts';
import { sendEffect, step } from './activities.ts';
import { fold, unopenedState } from './process-state.ts';

/** What a workflow sees of its file. */
export interface OpenFile<Milestone extends string> {
  /** Waits until one of the milestones is reached, however long it takes, and says which: the first in the order of the record. */
  until<M extends Milestone>(...milestones: M[]): Promise<M>;
  /** Waits for the last stage of the chart, lets everything under way finish, and ends. */
  close(): Promise<void>;
}

/** How long a tick or an event waits before it asks a step again that failed for 20 s (a database away). */
const patience = '10 s';

/**
 * The runtime of every file: handlers, the mutex, the take-in of entries, and one timer for the earliest due moment.
 * Call it first thing in a workflow: messages that came early are buffered until the handlers stand.
 */
export function openFile<Stage extends string, Act extends string, Milestone extends string>(
  chart: Chart<Stage, Act, Milestone>,
  input: FileInput,
): OpenFile<Milestone> {
  let state: ProcessState = input.state ?? unopenedState(chart);
  let { offset } = input;
  let isDraining = false;
  let end: Error | null = null;
  // a process that starts without a state may be one that was lost: it looks at its record first
  let needsLook = input.state === undefined || input.mustLook === true;
  const mutex = new Mutex();
  const sending = new Set<string>();

  const listen = (message: { readonly offset: number }) => {
    // a file that was not started as a rehearsal refuses to be moved
    if (input.isRehearsal && message.offset > offset) offset = message.offset;
  };
  const now = () => Date.now() + offset;
  const isDue = () => state.due !== null && Date.parse(state.due) <= now();
  const isEnded = () => chart.stages[state.stage as Stage]?.end === true;

  /** One step and what follows from it; goes round while the record is ahead of what the process knows. */
  const perform = (event: StepRequest['event']): Promise<StepAnswer | undefined> =>
    mutex.runExclusive(async () => {
      for (;;) {
        const result = await step({
          fileId: input.fileId,
          expect: { seq: state.seq, head: state.head },
          at: new Date(now()).toISOString(),
          event,
        });
        for (const entry of result.entries) if (entry.seq > state.seq) state = fold(state, entry);
        const effects = result.unconfirmed ?? result.entries.flatMap(({ seq, head: hash, effects: numbers }) => numbers.map((n) => ({ seq, n, hash })));
        for (const key of effects) void send(key);
        const last = result.entries.at(-1);
        if (last) setCurrentDetails(last.what);
        if (result.behind) continue;
        return result.answer;
      }
    });

  /** For what nobody waits for: repeated until the step answers. */
  const performWithoutEnd = async (event: StepRequest['event']): Promise<void> => {
    for (;;) {
      try {
        const answer = await perform(event);
        if (answer?.kind !== 'recordBehind') return;
        // another record than ours: nothing may be written until somebody rebuilds this process
        await sleep('60 s', { summary: '记录落后于流程,等待处置 / record behind process' });
      } catch {
        await sleep(patience, { summary: '数据库不可用,稍后再试 / database away' });
      }
    }
  };

  const send = async (key: EffectKey): Promise<void> => {
    const name = `${key.seq}.${key.n}.${key.hash}`;
    if (sending.has(name)) return;
    sending.add(name);
    try {
      await sendEffect({ fileId: input.fileId, ...key, world: { offset, isRehearsal: input.isRehearsal } });
    } finally {
      sending.delete(name);
    }
  };

  for (const act of allActs(chart)) {
    setHandler(
      defineUpdate<StepAnswer, [ActMessage]>(act),
      async (message) => {
        listen(message);
        try {
          return (await perform({ kind: 'act', submissionId: message.submissionId })) ?? { kind: 'unknown' };
        } catch (error) {
          throw ApplicationFailure.nonRetryable('the step gave no answer in time', 'OUTCOME_UNKNOWN', String(error));
        }
      },
      {
        validator: (message) => {
          if (isDraining) throw ApplicationFailure.nonRetryable('about to end or to continue as new', draining);
          // somebody saw a later record than this process: it may not refuse on what it does not know
          if (message.seenSeq > state.seq) return;
          if (!state.open.includes(act)) throw ApplicationFailure.nonRetryable(act, notOpen);
        },
      },
    );
  }
  setHandler(defineSignal<[EventMessage]>(eventSignal), async (message) => {
    listen(message);
    await performWithoutEnd({ kind: 'event', source: message.source });
  });
  setHandler(defineSignal<[NudgeMessage]>(nudgeSignal), (message) => {
    listen(message);
    needsLook = true;
  });
  setHandler(defineQuery<ProcessState>(stateQuery), () => state);

  const mustContinue = () => {
    const { continueAsNewSuggested, historyLength } = workflowInfo();
    return continueAsNewSuggested || (input.historyLimit !== undefined && historyLength > input.historyLimit);
  };
  const drained = () => allHandlersFinished() && !mutex.isLocked() && sending.size === 0;

  const continueAsNew = async (): Promise<void> => {
    isDraining = true;
    await condition(drained);
    await makeContinueAsNewFunc<(i: FileInput) => Promise<void>>()({ ...input, offset, state, mustLook: needsLook });
  };

  /** One timer for the earliest due moment; re-armed only when that moment moves. */
  const keepTime = async (): Promise<void> => {
    for (;;) {
      if (needsLook) {
        needsLook = false;
        await performWithoutEnd({ kind: 'look' });
      } else if (isDue()) {
        await performWithoutEnd({ kind: 'tick' });
      } else if (isEnded()) {
        return;
      } else if (mustContinue()) {
        await continueAsNew();
      } else {
        const { due } = state;
        const armedOffset = offset;
        const wakes = () => needsLook || isDue() || isEnded() || state.due !== due || offset !== armedOffset || mustContinue();
        if (due === null) await condition(wakes);
        else await condition(wakes, Math.max(1, Date.parse(due) - now()), { summary: `${state.stage} ${due}` });
      }
    }
  };
  void keepTime().catch((error: Error) => {
    end = error;
  });

  return {
    async until<M extends Milestone>(...milestones: M[]): Promise<M> {
      const find = () => state.milestones.find((milestone): milestone is M => milestones.includes(milestone as M));
      await condition(() => end !== null || find() !== undefined);
      const found = find();
      if (end !== null || found === undefined) throw end ?? new Error('woken without a reason');
      return found;
    },
    async close() {
      await condition(() => end !== null || isEnded());
      if (end !== null) throw end;
      isDraining = true;
      await condition(drained);
      // a nudge that came meanwhile: nobody else is left to answer it
      while (needsLook) {
        needsLook = false;
        await performWithoutEnd({ kind: 'look' });
        await condition(drained);
      }
    },
  };
}
