import { z } from 'zod';
import type { CommonEvent } from '../../chart/common-events.ts';
import type { HistoryEntry } from '../../corrections/file-history.ts';
import type { CorrectionPlan } from '../../corrections/plan-correction.ts';
import { CalendarError } from '../../calendar/calendar-error.ts';
import { DeadlineError } from '../../deadlines/deadline-error.ts';
import { fileTypeOf } from '../../ids.ts';
import type { JsonObject } from '../../json.ts';
import { RuleError } from '../../rules/rule-error.ts';
import { TimeError } from '../../time/time-error.ts';
import type { EffectDraft, EventContext, FileEvent, Performed, TaskDraft } from '../action.ts';
import { correctedFacts, planOf, refuseDate } from './correct-date.ts';

const told = z.object({ entry: z.int(), n: z.int(), trueDate: z.iso.date() });
const left = z.object({ fileId: z.string() });

/**
 * Tells the files that were told of entries under a wrong date: each dates anew what it took in. A supervision order keeps the day on which it was issued,
 * whatever the date of what it is about.
 */
export function tellOfDates(entries: readonly HistoryEntry[], dates: CorrectionPlan['dates']): EffectDraft[] {
  return entries.flatMap(({ seq, effects }) => {
    const trueDate = dates.get(seq);
    const reached = trueDate === undefined ? [] : effects.filter(({ to }) => fileTypeOf(to) !== 'supervisionOrder');
    return reached.map(({ n, to }) => ({ type: fileTypeOf(to), fileId: to, name: 'factRedated', payload: { entry: seq, n, trueDate: trueDate ?? '' } }));
  });
}

/** 关联案卷事实日期更正: what this file took in from another one had another date there. It is planned as `correctDate` plans it; what a person must judge is left to people. */
export const factRedated: FileEvent = {
  name: 'factRedated',
  label: { zh: '关联案卷更正事实日期', en: 'A linked file corrected the date of a fact' },
  needsHistory: true,
  perform(context): Performed<JsonObject> {
    const { history, file, record, source } = context;
    const { entry: seq, n, trueDate } = told.parse(context.payload);
    if (!history || !file) throw new Error('the step gives the history to this event');
    const entry = history.entries.find((one) => one.source?.fileId === source.fileId && one.source.seq === seq && one.source.n === n);
    if (file.chart.stages[record.stage]?.end) return { outcome: 'left', effects: [{ type: fileTypeOf(source.fileId), fileId: source.fileId, name: 'redatingLeft', payload: { fileId: record.id } }] };
    if (!entry) return leftToPeople;
    const refusal = refuseDate(context, { entry: entry.seq, trueDate }, (name) => name);
    if (refusal?.code === 'NOTHING_TO_CORRECT') return { outcome: 'noted' };
    const planned = refusal ? null : plan(context, entry.seq, trueDate);
    if (!planned || planned.plan.wrongLapses.length > 0) return leftToPeople;
    return {
      outcome: 'redated',
      facts: correctedFacts(context, entry, planned.plan),
      correction: { history, dates: planned.plan.dates, deadlines: planned.plan.deadlines, takingBack: null },
      effects: tellOfDates(history.entries, planned.plan.dates),
      evidence: { entry: entry.seq, what: entry.what, to: trueDate },
    };
  },
};

/** 关联案卷已办结,未更正: the file that was told has ended; whoever corrected the date sees to it. */
export const redatingLeft: FileEvent = {
  name: 'redatingLeft',
  label: { zh: '关联案卷已办结,日期未更正', en: 'A linked file has ended and was not dated anew' },
  perform: ({ payload, file, record }) => {
    const { fileId } = left.parse(payload);
    // nobody could close a task of a file that has ended too
    const isEnded = file?.chart.stages[record.stage]?.end === true;
    return { outcome: 'reminded', ...(isEnded ? {} : { tasks: [reminder({ zh: `已办结的关联案卷未更正日期,请核对:${fileId}`, en: `A linked file has ended and keeps the old date, check it: ${fileId}` })] }) };
  },
};

const leftToPeople: Performed<JsonObject> = {
  outcome: 'left',
  tasks: [reminder({ zh: '关联案卷更正了事实日期,本案卷未能自动更正,请核对', en: 'A linked file corrected the date of a fact; it could not be followed here, check it' })],
};

function reminder(label: TaskDraft['label']): TaskDraft {
  return { kind: 'reminder', roles: ['handling_unit_head', 'responsible_person'], officerIds: [], label, deadlineId: null };
}

/** What follows from the date; null where the rules do not allow it. */
function plan(context: EventContext, entry: number, trueDate: string): ReturnType<typeof planOf> {
  try {
    return planOf(context, { entry, trueDate });
  } catch (error) {
    if (error instanceof DeadlineError || error instanceof RuleError || error instanceof CalendarError || error instanceof TimeError) return null;
    throw error;
  }
}

/** The definition of each common event. */
export const commonEventDefinitions: Readonly<Record<CommonEvent, FileEvent>> = { factRedated, redatingLeft };
