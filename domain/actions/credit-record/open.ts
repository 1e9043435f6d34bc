import { z } from 'zod';
import { RuleError } from '../../rules/rule-error.ts';
import { findRule } from '../../rules/find-rule.ts';
import type { RuleSet } from '../../rules/rule.ts';
import { defineAction, type FileEvent, type Performed } from '../action.ts';
import { localDate, text } from '../inspection/facts.ts';
import { penaltyFields, type CreditRecordFacts, type PenaltyField, type Unreadable } from './facts.ts';
import { outsideScope, readPenalty } from './read-penalty.ts';

/**
 * PIP 9, 19; 3S: a penalty decision is to be published, within 20 working days on NECIPS and 7 on the government site, both from the decision.
 * Never refused: what cannot be read is named in the facts and entered by an officer before publication.
 */
export const publicationDue: FileEvent<CreditRecordFacts> = {
  name: 'publicationDue',
  dates: ['penalty.servedOn'],
  label: { zh: '处罚信息待公示', en: 'A penalty is to be published' },
  perform: ({ facts, payload, occurredOn, source, rules }) => {
    const { penalty, unreadable } = readPenalty(payload, occurredOn);
    const from = penalty.decidedOn ?? occurredOn;
    const clocks = { necipsPublication: clockFrom('publish-penalty-necips', from, rules), sitePublication: clockFrom('publish-penalty-double', from, rules) };
    const withoutClock: Unreadable[] = Object.entries(clocks).flatMap(([clock, choice]) => (choice === null ? [{ field: 'decidedOn', problem: `${clock}: 该日尚无规则 / no rule is held for ${from}` }] : []));
    const notes = [...unreadable, ...withoutClock];
    const read = { caseFileId: source.fileId, penalty, ...(notes.length ? { unreadable: notes } : {}) };
    // the news that the decision was revoked came first
    if (facts.revocation) return { outcome: 'revokedBefore', facts: read };
    return { outcome: 'due', facts: read, clocks: outsideScope(penalty, undefined, rules) === null ? clocks : { necipsPublication: null, sitePublication: null } };
  },
};

/** A clock from a day, or none where no rule is held for that day: an event may not fail on an old date. */
function clockFrom(rule: string, from: string, rules: RuleSet): { readonly from: string } | null {
  try {
    findRule(rule, from, rules);
    return { from };
  } catch (error) {
    if (error instanceof RuleError) return null;
    throw error;
  }
}

/** PIP 16, CRM 11: the party has performed what the decision asked for; the first condition of an early stop. Kept whatever the stage. */
export const obligationsPerformed: FileEvent<CreditRecordFacts> = {
  name: 'obligationsPerformed',
  dates: ['obligations.performedOn'],
  label: { zh: '处罚决定已履行', en: 'The decision is performed' },
  perform: ({ facts, payload, occurredOn }) => {
    const on = localDate.safeParse(payload['on']);
    const isUsable = on.success && on.data <= occurredOn;
    const noted: Partial<CreditRecordFacts> = isUsable ? {} : { unreadable: [...(facts.unreadable ?? []), { field: 'obligationsPerformed.on', problem: `以${occurredOn}为准 / taken as ${occurredOn}` }] };
    return { outcome: 'performed', facts: { ...noted, obligations: { performedOn: isUsable ? on.data : occurredOn } } };
  },
};

const revocationKinds = z.enum(['varied', 'revoked', 'declared_illegal', 'declared_void']);

/** APL 48, PPR 63, PIP 11: the decision behind the record is changed or gone; what is published must be withdrawn within 3 working days. */
export const decisionRevoked: FileEvent<CreditRecordFacts> = {
  name: 'decisionRevoked',
  dates: ['revocation.on'],
  label: { zh: '处罚决定被变更、撤销、确认违法或者无效', en: 'The decision is changed, revoked, held illegal or void' },
  perform: ({ facts, payload, occurredOn }): Performed<CreditRecordFacts> => {
    const kind = revocationKinds.safeParse(payload['kind']);
    const reason = text(2000).safeParse(payload['reason']);
    const on = localDate.safeParse(payload['on']);
    const problems: Unreadable[] = Object.entries({ kind, reason, on }).flatMap(([field, read]) => (read.success ? [] : [{ field: `decisionRevoked.${field}`, problem: read.error.issues[0]?.message ?? 'unreadable' }]));
    return {
      outcome: facts.publication ? 'revoked' : 'notPublished',
      facts: {
        revocation: { on: on.success ? on.data : occurredOn, kind: kind.success ? kind.data : 'revoked', reason: reason.success ? reason.data : '' },
        ...(problems.length ? { unreadable: [...(facts.unreadable ?? []), ...problems] } : {}),
      },
      // SVL 19: the listing falls with the penalty behind it
      ...(facts.penalty?.seriousList ? {} : { clocks: { listRemoval: null } }),
      effects: facts.repair ? [{ type: 'creditRepair', fileId: facts.repair.fileId, name: 'recordClosed', payload: { ground: 'decision_revoked' } }] : [],
    };
  },
};

const information = z.strictObject({ penalty: z.strictObject(penaltyFields).partial(), document: text(200).describe('依据的文书') });

/** 谁办案、谁录入、谁负责 (PIP 19): what the case did not tell, or told unreadably. What it told may not be altered here: text and decision must agree (PIP 7). */
export const enterPenaltyInformation = defineAction<CreditRecordFacts, z.infer<typeof information>>({
  name: 'enterPenaltyInformation',
  label: { zh: '补录处罚信息', en: 'Enter missing information' },
  roles: ['case_handler', 'publication_officer'],
  input: information,
  guards: [
    {
      name: 'onlyWhatIsMissing',
      rule: 'publish-content',
      check: ({ facts, input }) => {
        const told = (Object.keys(input.penalty) as PenaltyField[]).find((field) => input.penalty[field] !== undefined && facts.penalty[field] !== undefined);
        return told ? { code: 'PENALTY_INFORMATION_TOLD', field: `/penalty/${told}`, rule: 'publish-content' } : null;
      },
    },
    {
      name: 'decidedBefore',
      rule: 'publish-content',
      check: ({ input, occurredOn }) => ((input.penalty.decidedOn ?? '') > occurredOn ? { code: 'FUTURE_FACT', field: '/penalty/decidedOn', rule: 'publish-content' } : null),
    },
  ],
  withdrawable: true,
  cites: ['publish-content', 'publish-penalty-necips'],
  // what was reviewed for secrecy is no longer what will be published
  perform: ({ facts, input }) => ({ outcome: 'entered', facts: { penalty: { ...facts.penalty, ...input.penalty } as CreditRecordFacts['penalty'], secrecyReview: null } }),
});
