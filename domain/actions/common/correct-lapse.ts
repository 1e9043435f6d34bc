import { z } from 'zod';
import { lapseOf, type HistoryEntry } from '../../corrections/file-history.ts';
import { planTakingBack, type Obstacle, type TakingBack } from '../../corrections/plan-taking-back.ts';
import { computeDeadline } from '../../deadlines/compute-deadline.ts';
import { askCriterion } from '../../criteria/criteria.ts';
import type { Refusal } from '../../errors.ts';
import type { JsonObject } from '../../json.ts';
import type { DeadlineRow } from '../../record/record.ts';
import { findRule } from '../../rules/find-rule.ts';
import { shanghaiDate } from '../../time/shanghai.ts';
import { defineAction, type ActContext, type Guard, type Performed } from '../action.ts';
import { correctedFact, correctedFacts, planOf, refuseDate } from './correct-date.ts';
import { tellOfDates } from './fact-redated.ts';

const input = z.strictObject({
  deadlineId: z.string().min(1).max(200).describe('被认定届满的期限 · the deadline whose lapse was none'),
  cause: z
    .discriminatedUnion('kind', [
      correctedFact.extend({ kind: z.literal('wrong_date') }).describe('起算或者终止的事实日期有误 · a fact was recorded under a wrong day'),
      z.strictObject({ kind: z.literal('done_in_time'), doneOn: z.iso.date().describe('交邮或者办理的日期;在途时间不计入(PPR 80)· the day on which it was posted or done') }),
    ])
    .describe('理由 · what shows that the deadline had not passed'),
  proposedBy: z.string().min(1).max(60).describe('提出更正的人员;不得是批准人 · who proposed it; never the one who approves'),
  reason: z.string().trim().min(1).max(1000),
  document: z.string().trim().min(1).max(200).describe('证明材料,如邮戳 · the paper that shows it, a postmark for instance'),
});
type LapseInput = z.infer<typeof input>;

/** Whoever proposed it may not approve it. */
export function somebodyElseProposed(rule: string): Guard<JsonObject, { readonly proposedBy: string }> {
  return { name: 'somebodyElseProposed', rule, check: ({ input: { proposedBy }, actor }) => (proposedBy === actor.id ? { code: 'SECOND_PERSON_REQUIRED', field: '/proposedBy', rule } : null) };
}
const lapseWasNone: Guard<JsonObject, LapseInput> = { name: 'lapseWasNone', rule: 'lapse-correction', check: (context) => refuseLapse(context) };

/** 更正届满认定: what was recorded as passed had not passed. The file goes back to where it stood, and the clock runs on. */
export const correctLapse = defineAction<JsonObject, LapseInput>({
  name: 'correctLapse',
  label: { zh: '更正届满认定', en: 'Correct a lapse that was none' },
  roles: ['responsible_person', 'principal_head'],
  input,
  guards: [somebodyElseProposed('lapse-correction'), lapseWasNone],
  cites: ['lapse-correction', 'lapse-correction-grace', 'period-transit-excluded'],
  needsHistory: true,
  perform(context): Performed<JsonObject> {
    const { cause } = context.input;
    const planned = cause.kind === 'wrong_date' ? planOf(context, cause) : null;
    const { history } = context;
    const takingBack = takeBackLapses(context);
    if (!history || typeof takingBack === 'string') throw new Error('a guard refuses what has no history, or cannot be taken back');
    return {
      outcome: 'corrected',
      ...(planned ? { facts: correctedFacts(context, planned.entry, planned.plan, trueAtOf(cause)), effects: tellOfDates(history.entries, planned.plan.dates) } : {}),
      correction: { history, dates: planned?.plan.dates ?? new Map(), deadlines: planned?.plan.deadlines ?? [], takingBack },
      evidence: { deadlineId: context.input.deadlineId, cause: { ...cause }, proposedBy: context.input.proposedBy, document: context.input.document },
    };
  },
});

const trueAtOf = (cause: LapseInput['cause']): string | undefined => (cause.kind === 'wrong_date' ? cause.trueAt : undefined);

function refuseLapse(context: ActContext<JsonObject, LapseInput>): Refusal | null {
  const { history, input: { deadlineId, cause }, at } = context;
  if (!history) return null;
  const deadline = deadlineOf(context);
  if (!deadline || deadline.state !== 'lapsed' || !lapseOf(history, deadline)) return { code: 'LAPSE_NOT_FOUND', field: '/deadlineId' };
  if (cause.kind === 'wrong_date') {
    const refusal = refuseDate(context, cause, (name) => `/cause/${name}`);
    if (refusal) return refusal;
  } else if (deadline.triggerAt !== null) {
    // the act itself says when it was done, and that decides, whatever was recorded before it
    return { code: 'LAPSE_BY_INSTANT', field: '/cause/kind', rule: deadline.ruleId };
  } else if (cause.doneOn > shanghaiDate(at)) {
    return { code: 'FUTURE_FACT', field: '/cause/doneOn' };
  }
  if (!wrongLapses(context).some((one) => one.deadline.id === deadlineId)) return { code: 'LAPSE_STANDS', field: cause.kind === 'wrong_date' ? '/cause/trueDate' : '/cause/doneOn', rule: deadline.ruleId };
  return typeof takeBackLapses(context) === 'string' ? { code: 'LAPSE_OVERTAKEN', rule: 'lapse-correction' } : null;
}

/** The file without the lapses that were none and the rungs after them; their clocks run on, at least as long as people have for recording what was done in time. */
function takeBackLapses(context: ActContext<JsonObject, LapseInput>): TakingBack | Obstacle {
  const { input: { cause }, record, facts, history, file, at, calendar, rules } = context;
  if (!history || !file) throw new Error('the step gives the history to this act');
  const planned = cause.kind === 'wrong_date' ? planOf(context, cause) : null;
  const wrong = wrongLapses(context);
  const entries = history.entries.filter(({ seq, deadlineId }) => wrong.some(({ deadline, lapse }) => deadline.id === deadlineId && seq >= lapse.seq)).map(({ seq }) => seq);
  const today = shanghaiDate(at);
  const notBefore = computeDeadline({ rule: findRule('lapse-correction-grace', today, rules), trigger: today, calendar, pauses: [] }).dueAt;
  return planTakingBack({
    record, history, file, entries, notBefore,
    facts: planned ? { ...facts, ...correctedFacts(context, planned.entry, planned.plan, trueAtOf(cause)) } : facts,
    redated: planned?.plan.deadlines ?? [],
  }, { calendar, rules });
}

function wrongLapses(context: ActContext<JsonObject, LapseInput>): { readonly deadline: DeadlineRow; readonly lapse: HistoryEntry }[] {
  const { input: { cause }, history, rules } = context;
  if (cause.kind === 'wrong_date') return [...(planOf(context, cause)?.plan.wrongLapses ?? [])];
  const deadline = deadlineOf(context);
  const lapse = history && deadline && lapseOf(history, deadline);
  if (!lapse || deadline.state !== 'lapsed') return [];
  const answer = askCriterion('lapse-correction', { doneOn: cause.doneOn, triggerOn: deadline.triggerOn, dueDate: deadline.dueDate }, undefined, rules);
  return answer === 'no_lapse' ? [{ deadline, lapse }] : [];
}

function deadlineOf({ record, history, input: { deadlineId } }: ActContext<JsonObject, LapseInput>): DeadlineRow | undefined {
  return [...record.deadlines, ...(history?.deadlines ?? [])].find(({ id }) => id === deadlineId);
}
