import { z } from 'zod';
import { dateOf, type HistoryEntry } from '../../corrections/file-history.ts';
import { planTakingBack, type Obstacle, type TakingBack } from '../../corrections/plan-taking-back.ts';
import { askCriterion } from '../../criteria/criteria.ts';
import type { ErrorCode } from '../../errors.ts';
import type { JsonObject } from '../../json.ts';
import { defineAction, type ActContext, type Guard, type Performed } from '../action.ts';
import { somebodyElseProposed } from './correct-lapse.ts';

const input = z.strictObject({
  entry: z.int().positive().describe('台账中该事项的序号 · number of the entry of what never happened'),
  proposedBy: z.string().min(1).max(60).describe('提出撤回的人员;不得是批准人 · who proposed it; never the one who approves'),
  reason: z.string().trim().min(1).max(1000).describe('撤回理由 · why'),
});
type WithdrawInput = z.infer<typeof input>;

const refusals: Readonly<Record<string, ErrorCode>> = { not_withdrawable: 'ENTRY_NOT_WITHDRAWABLE', told_elsewhere: 'WITHDRAWAL_TOLD_ELSEWHERE', built_upon: 'WITHDRAWAL_BUILT_UPON' };

const canBeWithdrawn: Guard<JsonObject, WithdrawInput> = {
  name: 'canBeWithdrawn',
  rule: 'fact-withdrawal',
  check: (context) => {
    if (!context.history || !context.file) return null;
    const entry = entryOf(context);
    const planned = entry && plan(context, entry);
    const obstacle = typeof planned === 'string' ? planned : 'none';
    const answer = askCriterion('fact-withdrawal', { declared: entry !== null, obstacle }, undefined, context.rules);
    return answer === 'allowed' ? null : { code: refusals[answer] ?? 'ENTRY_NOT_WITHDRAWABLE', field: '/entry', rule: 'fact-withdrawal' };
  },
};

/** 撤回误录: what was recorded never happened in this file, or belongs into another one. The file is as if the entry had not been. */
export const withdrawFact = defineAction<JsonObject, WithdrawInput>({
  name: 'withdrawFact',
  label: { zh: '撤回误录事项', en: 'Withdraw a fact that never happened' },
  roles: ['responsible_person', 'principal_head'],
  input,
  guards: [somebodyElseProposed('fact-withdrawal'), canBeWithdrawn],
  cites: ['fact-withdrawal'],
  needsHistory: true,
  perform(context): Performed<JsonObject> {
    const { history, record } = context;
    const entry = entryOf(context);
    const takingBack = entry && plan(context, entry);
    if (!history || !entry || !takingBack || typeof takingBack === 'string') throw new Error('a guard refuses what cannot be withdrawn');
    return {
      outcome: 'withdrawn',
      correction: { history, dates: new Map(), deadlines: [], takingBack },
      evidence: { entry: entry.seq, what: entry.what, occurredOn: dateOf(record, entry), proposedBy: context.input.proposedBy, takenBack: [...takingBack.entries] },
    };
  },
});

/** An act that can be withdrawn, and whose entry tells what it changed: entries from before it did so do not. */
function entryOf({ history, file, input: { entry: seq } }: ActContext<JsonObject, WithdrawInput>): HistoryEntry | null {
  const entry = history?.entries.find((one) => one.seq === seq);
  return entry?.kind === 'act' && entry.facts !== null && file?.actions[entry.what]?.withdrawable === true ? entry : null;
}

function plan({ record, facts, history, file, calendar, rules }: ActContext<JsonObject, WithdrawInput>, { seq }: HistoryEntry): TakingBack | Obstacle {
  if (!history || !file) throw new Error('the step gives the history to this act');
  return planTakingBack({ record, history, file, facts, entries: [seq] }, { calendar, rules });
}
