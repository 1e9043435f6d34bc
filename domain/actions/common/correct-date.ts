import { z } from 'zod';
import { arrivalBefore, dateOf, instantOf, isByPeople, movedTheFile, type FileHistory, type HistoryEntry, type KeptByCorrections } from '../../corrections/file-history.ts';
import { planCorrection, type CorrectionPlan } from '../../corrections/plan-correction.ts';
import { refuseTrueInstant } from '../../corrections/refuse-true-instant.ts';
import { replaceDates } from '../../corrections/replace-dates.ts';
import { askCriterion } from '../../criteria/criteria.ts';
import type { ErrorCode, Refusal } from '../../errors.ts';
import type { JsonObject } from '../../json.ts';
import { epochMs, shanghaiDate, toInstant } from '../../time/shanghai.ts';
import { tellOfDates } from './fact-redated.ts';
import { defineAction, type EventContext, type Guard, type Performed } from '../action.ts';
import { instantInput } from '../instant-input.ts';

export const correctedFact = z.strictObject({
  entry: z.int().positive().describe('台账中该事项的序号 · number of the entry whose date was wrong'),
  trueDate: z.iso.date().describe('事实实际发生的日期 · the day on which it happened'),
  trueAt: instantInput.optional().describe('按小时计算的期限所依据的事项:实际发生的时刻,精确到分钟 · the minute at which it happened, for a fact that was entered with one'),
});
const input = correctedFact.extend({
  reason: z.string().trim().min(1).max(1000).describe('更正理由 · why'),
  document: z.string().trim().min(1).max(200).describe('证明材料 · the paper that shows it'),
});

const refusals: Readonly<Record<string, ErrorCode>> = { same: 'NOTHING_TO_CORRECT', future: 'FUTURE_FACT', before_its_basis: 'FACT_BEFORE_STAGE', after_its_consequence: 'FACT_AFTER_DEPENDENT' };

/** What a correction of a date is judged by: that of a person's act, or of an event that tells of one elsewhere. */
type Corrected = Pick<EventContext, 'record' | 'facts' | 'history' | 'file' | 'at' | 'calendar' | 'rules'>;

/** What every correction of a fact's date is asked: an entry of people, a day that was possible. */
export function refuseDate(context: Corrected, { entry: seq, trueDate, trueAt }: z.infer<typeof correctedFact>, field: (name: string) => string): Refusal | null {
  const { record, history, at, rules } = context;
  if (!history) return null;
  const entry = correctable(history, seq);
  if (!entry) return { code: 'ENTRY_NOT_CORRECTABLE', field: field('entry') };
  const wrong = refuseTrueInstant(record, history, entry, { trueDate, trueAt, at }, field('trueAt'));
  if (wrong) return wrong;
  const arrival = arrivalBefore(history, seq);
  const dependents = movedTheFile(history, entry) ? history.entries.filter((later) => later.seq > seq && isByPeople(later)).map((later) => dateOf(record, later)) : [];
  const answer = askCriterion('fact-correction', {
    // the instant alone may have been wrong
    trueDate, known: trueAt === undefined || instantOf(record, entry) === utc(trueAt) ? dateOf(record, entry) : null, today: shanghaiDate(at),
    since: arrival ? dateOf(record, arrival) : null, until: dependents.toSorted()[0] ?? null,
  }, undefined, rules);
  return answer === 'allowed' ? null : { code: refusals[answer] ?? 'ENTRY_NOT_CORRECTABLE', field: field('trueDate'), rule: 'fact-correction' };
}

const utc = (instant: string): string => toInstant(epochMs(instant));

/** What follows from the true date; null where the history is not at hand, or holds no such entry. */
export function planOf({ record, history, at, calendar, rules }: Corrected, { entry: seq, trueDate, trueAt }: z.infer<typeof correctedFact>): { entry: HistoryEntry; plan: CorrectionPlan; history: FileHistory } | null {
  const entry = history && correctable(history, seq);
  return history && entry ? { entry, history, plan: planCorrection(record, history, entry, { on: trueDate, at: trueAt === undefined ? null : utc(trueAt) }, at, { calendar, rules }) } : null;
}

/** The file's facts with the true date and instant: those of the entry's own act that hold them, and the lists of what was corrected. */
export function correctedFacts({ facts, record, file }: Corrected, entry: HistoryEntry, plan: CorrectionPlan, trueAt?: string): JsonObject {
  const { correctedDates: known, correctedInstants } = facts as KeptByCorrections;
  const places = (entry.kind === 'event' ? file?.events : file?.actions)?.[entry.what]?.dates ?? [];
  const dated = replaceDates(facts, places, dateOf(record, entry), plan.dates.get(entry.seq) ?? '');
  const before = instantOf(record, entry);
  const own = before === null || trueAt === undefined ? dated : { ...replaceDates(dated, places, before, utc(trueAt)), correctedInstants: { ...correctedInstants, [String(entry.seq)]: utc(trueAt) } };
  return { ...own, correctedDates: { ...known, ...Object.fromEntries([...plan.dates].map(([seq, date]) => [String(seq), date])) } };
}

const dateIsPossible: Guard<JsonObject, z.infer<typeof input>> = { name: 'dateIsPossible', rule: 'fact-correction', check: (context) => refuseDate(context, context.input, (name) => `/${name}`) };
const noLapseIsShownWrong: Guard<JsonObject, z.infer<typeof input>> = {
  name: 'noLapseIsShownWrong',
  rule: 'lapse-correction',
  check: (context) => ((planOf(context, context.input)?.plan.wrongLapses.length ?? 0) > 0 ? { code: 'LAPSE_SHOWN_WRONG', rule: 'lapse-correction' } : null),
};

/** 更正事实日期: a fact was recorded under a wrong day. Everything that hangs on it is computed again; what shows a lapse to be wrong needs `correctLapse`. */
export const correctDate = defineAction<JsonObject, z.infer<typeof input>>({
  name: 'correctDate',
  label: { zh: '更正事实日期', en: 'Correct the date of a fact' },
  roles: ['handling_unit_head', 'responsible_person', 'principal_head'],
  input,
  guards: [dateIsPossible, noLapseIsShownWrong],
  cites: ['fact-correction'],
  needsHistory: true,
  perform(context): Performed<JsonObject> {
    const planned = planOf(context, context.input);
    if (!planned) throw new Error('a guard refuses an entry that cannot be corrected');
    const { entry, plan, history } = planned;
    return {
      outcome: 'corrected',
      facts: correctedFacts(context, entry, plan, context.input.trueAt),
      correction: { history, dates: plan.dates, deadlines: plan.deadlines, takingBack: null },
      effects: tellOfDates(history.entries, plan.dates),
      evidence: { entry: entry.seq, what: entry.what, from: dateOf(context.record, entry), to: context.input.trueDate, ...(context.input.trueAt === undefined ? {} : { fromAt: instantOf(context.record, entry), toAt: utc(context.input.trueAt) }) },
    };
  },
});

function correctable(history: FileHistory, seq: number): HistoryEntry | undefined {
  return history.entries.find((entry) => entry.seq === seq && isByPeople(entry));
}
