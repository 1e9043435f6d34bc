import {
  allHandlersFinished, ApplicationFailure, CancellationScope, condition, currentUpdateInfo, defineQuery, defineSignal, defineUpdate,
  makeContinueAsNewFunc, setCurrentDetails, setHandler, sleep, workflowInfo,
} from '@temporalio/workflow';
import { Mutex } from 'async-mutex';
import { allActs, type Chart } from '../../domain/chart/chart.ts';
import { commonActs, commonActsAreOpen, isCommonAct } from '../../domain/chart/common-acts.ts';
import {
  draining, eventSignal, notOpen, nudgeSignal, openSignal, stateQuery,
  type ActMessage, type EffectKey, type EventMessage, type FileInput, type NudgeMessage, type OpenMessage, type ProcessState, type StepAnswer, type StepRequest,
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
 *
 * An idle file is kept in the worker's memory, and the SDK keeps a stack trace for each of its pending promises (about 0.8 KB;
 * a `condition` with a time limit is sixteen of them). So nothing waits here but the workflow and the one timer (`npm run bench`).
 */
export function openFile<Stage extends string, Act extends string, Milestone extends string>(
  chart: Chart<Stage, Act, Milestone>,
  input: FileInput,
): OpenFile<Milestone> {
  let state: ProcessState = input.state ?? unopenedState(chart);
  let { offset } = input;
  let isDraining = false;
  let isAttending = false;
  let end: { readonly error: unknown } | null = null;
  // a process that starts without a state may be one that was lost: it looks at its record first
  let needsLook = input.state === undefined || input.mustLook === true;
  let timer: { readonly due: string; readonly offset: number; readonly scope: CancellationScope } | null = null;
  const mutex = new Mutex();
  const sending = new Set<string>();
  const waiting = new Set<() => void>();
  // a file ends by law and not by a request of the engine's; and what nothing can cancel leaves no promise behind
  const uncancelled = new CancellationScope({ cancellable: false });

  const listen = (message: { readonly offset: number }) => {
    // a file that was not started as a rehearsal refuses to be moved
    if (input.isRehearsal && message.offset > offset) offset = message.offset;
  };
  const now = () => Date.now() + offset;
  const isDue = () => state.due !== null && Date.parse(state.due) <= now();
  const isEnded = () => chart.stages[state.stage as Stage]?.end === true;

  /** Waits until the state gives something; asked again after every step. */
  const given = <T>(find: () => T | undefined): Promise<T> =>
    new Promise((resolve, reject) => {
      const ask = () => {
        const found = find();
        if (end) reject(end.error);
        else if (found !== undefined) resolve(found);
        else return;
        waiting.delete(ask);
      };
      waiting.add(ask);
      ask();
    });

  /** One step and what follows from it; goes round while the record is ahead of what the process knows. */
  const perform = (event: StepRequest['event']): Promise<StepAnswer | undefined> =>
    mutex.runExclusive(async () => {
      try {
        for (;;) {
          const request = { fileId: input.fileId, expect: { seq: state.seq, head: state.head }, at: new Date(now()).toISOString(), event };
          const result = await uncancelled.run(() => step(request));
          for (const entry of result.entries) if (entry.seq > state.seq) state = fold(state, entry);
          const effects = result.unconfirmed ?? result.entries.flatMap(({ seq, head: hash, effects: numbers }) => numbers.map((n) => ({ seq, n, hash })));
          for (const key of effects) void send(key);
          const last = result.entries.at(-1);
          if (last) setCurrentDetails(last.what);
          if (result.behind) continue;
          return result.answer;
        }
      } finally {
        for (const ask of waiting) ask();
        void attend();
      }
    });

  /** For what nobody waits for: repeated until the step answers. */
  const performWithoutEnd = async (event: StepRequest['event']): Promise<void> => {
    for (;;) {
      try {
        const answer = await perform(event);
        if (answer?.kind !== 'recordBehind') return;
        // another record than ours: nothing may be written until somebody rebuilds this process
        await uncancelled.run(() => sleep('60 s', { summary: '记录落后于流程,等待处置 / record behind process' }));
      } catch {
        await uncancelled.run(() => sleep(patience, { summary: '数据库不可用,稍后再试 / database away' }));
      }
    }
  };

  const send = async (key: EffectKey): Promise<void> => {
    const name = `${key.seq}.${key.n}.${key.hash}`;
    if (sending.has(name)) return;
    sending.add(name);
    try {
      await uncancelled.run(() => sendEffect({ fileId: input.fileId, ...key, world: { offset, isRehearsal: input.isRehearsal } }));
    } finally {
      sending.delete(name);
    }
  };

  const mustContinue = () => {
    const { continueAsNewSuggested, historyLength } = workflowInfo();
    return continueAsNewSuggested || (input.historyLimit !== undefined && historyLength > input.historyLimit);
  };
  const drained = () => allHandlersFinished() && !mutex.isLocked() && sending.size === 0;

  const continueAsNew = async (): Promise<never> => {
    isDraining = true;
    await condition(drained);
    return makeContinueAsNewFunc<(i: FileInput) => Promise<void>>()({ ...input, offset, state, mustLook: needsLook });
  };

  /** Does what nobody asks for but must be done now, and sees to the timer. Called whenever something has changed; one at a time. */
  const attend = async (): Promise<void> => {
    if (isAttending || end) return;
    isAttending = true;
    try {
      for (;;) {
        if (needsLook) {
          needsLook = false;
          await performWithoutEnd({ kind: 'look' });
        } else if (isDue()) {
          await performWithoutEnd({ kind: 'tick' });
        } else if (!isEnded() && mustContinue()) {
          await continueAsNew();
        } else {
          break;
        }
      }
      setTimer(state.due);
    } catch (error) {
      // the way out of the workflow: continue-as-new is thrown too
      end = { error };
      for (const ask of waiting) ask();
    }
    isAttending = false;
  };

  /** One timer for the earliest due moment; set again only when that moment moves. */
  const setTimer = (due: string | null): void => {
    if (timer?.due === due && timer.offset === offset) return;
    timer?.scope.cancel();
    timer = null;
    if (due === null) return;
    const scope = new CancellationScope({ cancellable: true, parent: uncancelled });
    timer = { due, offset, scope };
    const fired = () => {
      timer = null;
      void attend();
    };
    void scope.run(async () => void sleep(Math.max(1, Date.parse(due) - now()), { summary: `${state.stage} ${due}` }).then(fired, () => undefined));
  };

  const onAct = async (message: ActMessage): Promise<StepAnswer> => {
    listen(message);
    try {
      return (await perform({ kind: 'act', submissionId: message.submissionId })) ?? { kind: 'unknown' };
    } catch (error) {
      throw ApplicationFailure.nonRetryable('the step gave no answer in time', 'OUTCOME_UNKNOWN', String(error));
    }
  };
  const validator = (message: ActMessage): void => {
    if (isDraining) throw ApplicationFailure.nonRetryable('about to end or to continue as new', draining);
    // somebody saw a later record than this process: it may not refuse on what it does not know
    if (message.seenSeq > state.seq) return;
    const act = currentUpdateInfo()?.name ?? '';
    const isOpen = state.open.includes(act) || (isCommonAct(act) && commonActsAreOpen(chart, state.stage));
    if (!isOpen) throw ApplicationFailure.nonRetryable(act, notOpen);
  };
  // from here on: messages that came before this point are handled as soon as their handler stands
  for (const act of [...allActs(chart), ...Object.keys(commonActs)]) setHandler(defineUpdate<StepAnswer, [ActMessage]>(act), onAct, { validator });
  setHandler(defineSignal<[EventMessage]>(eventSignal), async (message) => {
    listen(message);
    await performWithoutEnd({ kind: 'event', source: message.source });
  });
  setHandler(defineSignal<[OpenMessage]>(openSignal), async ({ offset: told, ...opening }) => {
    listen({ offset: told });
    await performWithoutEnd({ kind: 'open', ...opening });
  });
  setHandler(defineSignal<[NudgeMessage]>(nudgeSignal), (message) => {
    listen(message);
    needsLook = true;
    void attend();
  });
  setHandler(defineQuery<ProcessState>(stateQuery), () => state);
  void attend();

  return {
    until: <M extends Milestone>(...milestones: M[]) => given(() => state.milestones.find((milestone): milestone is M => milestones.includes(milestone as M))),
    async close() {
      await given(() => (isEnded() ? true : undefined));
      isDraining = true;
      // a nudge that comes meanwhile is still answered: nobody else would be left to do it
      await condition(() => drained() && !isAttending);
    },
  };
}
