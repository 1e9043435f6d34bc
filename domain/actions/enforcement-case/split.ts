import { z } from 'zod';
import { askCriterion } from '../../criteria/criteria.ts';
import { derivedFileId } from '../../ids.ts';
import type { JsonObject } from '../../json.ts';
import { partyKinds } from '../../penalty/hearing-right.ts';
import type { DeadlineRow } from '../../record/record.ts';
import { usccSchema } from '../../uscc.ts';
import { defineAction, type FileEvent } from '../action.ts';
import { localDate, text } from '../inspection/facts.ts';
import { everyHandler, linkedWith, type CaseFacts } from './facts.ts';

const type = 'enforcementCase';

const splitting = z.strictObject({
  part: text(2000).describe('分出的违法行为或者当事人'),
  party: z.strictObject({ name: text(200), uscc: usccSchema, partyKind: z.enum(partyKinds) }).optional().describe('另一当事人;同一当事人的另一违法行为不填'),
  reason: text(1000),
});

/** What goes with the part: the people, the filing, what was collected and what is under way. `decision` is the clock as it stands. */
interface SplitOff extends Pick<CaseFacts, 'clue' | 'officerIds' | 'formerHandlerIds' | 'filing' | 'evidence' | 'rightsToldOn' | 'examinations' | 'recusals' | 'refund'> {
  readonly splitOff: { readonly part: string; readonly reason: string };
}

/** 分案: another act, or another party, becomes a case of its own. It was filed on the day of the case that it comes from: splitting wins no time. */
export const splitCase = defineAction<CaseFacts, z.infer<typeof splitting>>({
  name: 'splitCase',
  label: { zh: '分案', en: 'Split the case' },
  roles: ['responsible_person'],
  input: splitting,
  guards: [
    {
      name: 'nobodyWaitsForRecusal',
      rule: 'case-split',
      check: ({ facts, occurredOn, rules }) => {
        const recusalPending = facts.recusals?.some(({ decision }) => decision === undefined) === true;
        return askCriterion('case-split', { recusalPending }, occurredOn, rules) === 'refused' ? { code: 'RECUSAL_UNDER_WAY', rule: 'case-split' } : null;
      },
    },
  ],
  cites: ['case-split', 'case-decide', 'case-file-conditions'],
  perform({ input, facts, record, occurredOn }) {
    const { party, part, reason } = input;
    const decision = record.deadlines.find(({ clock }) => clock === 'decision');
    if (!decision || !facts.filing) throw new Error('a case under investigation was filed, and its time runs');
    const own: SplitOff = {
      clue: { ...facts.clue, suspicion: part, ...(party ? { target: { name: party.name, uscc: party.uscc } } : {}) },
      officerIds: facts.officerIds,
      formerHandlerIds: everyHandler(facts),
      filing: party ? { ...facts.filing, partyKind: party.partyKind } : facts.filing,
      splitOff: { part, reason },
      ...(facts.evidence ? { evidence: facts.evidence } : {}),
      // another party has not been told its rights
      ...(facts.rightsToldOn !== undefined && !party ? { rightsToldOn: facts.rightsToldOn } : {}),
      ...(facts.examinations ? { examinations: facts.examinations } : {}),
      ...(facts.recusals ? { recusals: facts.recusals } : {}),
      // while it lasts it stops the time here as there
      ...(facts.refund?.endedOn === null ? { refund: facts.refund } : {}),
    };
    const fileId = derivedFileId(type, { fileId: record.id, seq: record.seq + 1, n: 1 });
    return {
      outcome: 'split',
      facts: linkedWith(facts, { as: 'split_off', fileId, on: occurredOn }),
      effects: [{ type, name: 'splitOff', payload: { facts: own as unknown as JsonObject, decision: decision as unknown as JsonObject } }],
    };
  },
});

/** What the step of the other case wrote; checked as far as something is read here. */
const payloadOfSplit = z.object({
  facts: z.looseObject({ clue: z.object({}).loose(), officerIds: z.array(z.string()), filing: z.object({}).loose(), splitOff: z.object({ part: z.string(), reason: z.string() }) }),
  decision: z.looseObject({ ruleId: z.string(), ruleVersion: z.string(), triggerOn: localDate, state: z.enum(['running', 'paused', 'lapsed']), extensions: z.array(z.looseObject({})), pauses: z.array(z.looseObject({})), rungs: z.array(z.looseObject({})) }),
});

/** A case that was split off another: it goes on where that one stands, with the days that have run. */
export const splitOff: FileEvent<CaseFacts> = {
  name: 'splitOff',
  label: { zh: '由他案分出', en: 'Split off another case' },
  perform({ payload, facts, source, occurredOn }) {
    const { facts: own, decision } = payloadOfSplit.parse(payload) as unknown as { facts: SplitOff; decision: DeadlineRow };
    return {
      outcome: 'opened',
      facts: { ...own, ...linkedWith(facts, { as: 'split_from', fileId: source.fileId, on: occurredOn }) },
      clocks: { decision: { takesOver: decision } },
    };
  },
};
