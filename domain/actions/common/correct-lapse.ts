import { z } from 'zod';
import { lapseOf } from '../../corrections/plan-correction.ts';
import type { UndoneLapse } from '../../corrections/correction.ts';
import { canBeTakenBack } from '../../corrections/write-correction.ts';
import { computeDeadline } from '../../deadlines/compute-deadline.ts';
import { askCriterion } from '../../criteria/criteria.ts';
import type { Refusal } from '../../errors.ts';
import type { JsonObject } from '../../json.ts';
import type { DeadlineRow } from '../../record/record.ts';
import { findRule } from '../../rules/find-rule.ts';
import { shanghaiDate } from '../../time/shanghai.ts';
import { defineAction, type ActContext, type Guard, type Performed } from '../action.ts';
import { correctedFact, correctedFacts, planOf, refuseDate, toldElsewhere } from './correct-date.ts';

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

const somebodyElseProposed: Guard<JsonObject, LapseInput> = {
  name: 'somebodyElseProposed',
  rule: 'lapse-correction',
  check: ({ input: { proposedBy }, actor }) => (proposedBy === actor.id ? { code: 'SECOND_PERSON_REQUIRED', field: '/proposedBy', rule: 'lapse-correction' } : null),
};
const lapseWasNone: Guard<JsonObject, LapseInput> = { name: 'lapseWasNone', rule: 'lapse-correction', check: (context) => refuseLapse(context) };

/** 更正届满认定: what was recorded as passed had not passed. The file goes back to where it stood, and the clock runs on. */
export const correctLapse = defineAction<JsonObject, LapseInput>({
  name: 'correctLapse',
  label: { zh: '更正届满认定', en: 'Correct a lapse that was none' },
  roles: ['responsible_person', 'principal_head'],
  input,
  guards: [somebodyElseProposed, lapseWasNone],
  cites: ['lapse-correction', 'lapse-correction-grace', 'period-transit-excluded'],
  needsHistory: true,
  perform(context): Performed<JsonObject> {
    const { cause } = context.input;
    const planned = cause.kind === 'wrong_date' ? planOf(context, cause) : null;
    const { history } = context;
    if (!history) throw new Error('a guard refuses what has no history');
    return {
      outcome: 'corrected',
      ...(planned ? { facts: correctedFacts(context, planned.entry, planned.plan), ...toldElsewhere(planned.entry) } : {}),
      correction: { history, dates: planned?.plan.dates ?? new Map(), deadlines: planned?.plan.deadlines ?? [], undone: wrongLapses(context) },
      evidence: { deadlineId: context.input.deadlineId, cause: { ...cause }, proposedBy: context.input.proposedBy, document: context.input.document },
    };
  },
});

function refuseLapse(context: ActContext<JsonObject, LapseInput>): Refusal | null {
  const { record, history, input: { deadlineId, cause }, at } = context;
  if (!history) return null;
  const deadline = deadlineOf(context);
  if (!deadline || deadline.state !== 'lapsed' || !lapseOf(history, deadline)) return { code: 'LAPSE_NOT_FOUND', field: '/deadlineId' };
  if (cause.kind === 'wrong_date') {
    const refusal = refuseDate(context, cause, (name) => `/cause/${name}`);
    if (refusal) return refusal;
  } else if (cause.doneOn > shanghaiDate(at)) {
    return { code: 'FUTURE_FACT', field: '/cause/doneOn' };
  }
  const undone = wrongLapses(context);
  if (!undone.some((one) => one.deadline.id === deadlineId)) return { code: 'LAPSE_STANDS', field: cause.kind === 'wrong_date' ? '/cause/trueDate' : '/cause/doneOn', rule: deadline.ruleId };
  return undone.every(({ lapse }) => canBeTakenBack(record, history, lapse)) ? null : { code: 'LAPSE_OVERTAKEN', rule: 'lapse-correction' };
}

function wrongLapses(context: ActContext<JsonObject, LapseInput>): UndoneLapse[] {
  const { input: { cause }, history, at, calendar, rules } = context;
  const today = shanghaiDate(at);
  const notBefore = computeDeadline({ rule: findRule('lapse-correction-grace', today, rules), trigger: today, calendar, pauses: [] }).dueAt;
  if (cause.kind === 'wrong_date') return (planOf(context, cause)?.plan.wrongLapses ?? []).map((wrong) => ({ ...wrong, notBefore }));
  const deadline = deadlineOf(context);
  const lapse = history && deadline && lapseOf(history, deadline);
  if (!lapse || deadline.state !== 'lapsed') return [];
  const answer = askCriterion('lapse-correction', { doneOn: cause.doneOn, triggerOn: deadline.triggerOn, dueDate: deadline.dueDate }, undefined, rules);
  return answer === 'no_lapse' ? [{ deadline, lapse, notBefore }] : [];
}

function deadlineOf({ record, history, input: { deadlineId } }: ActContext<JsonObject, LapseInput>): DeadlineRow | undefined {
  return [...record.deadlines, ...(history?.deadlines ?? [])].find(({ id }) => id === deadlineId);
}
