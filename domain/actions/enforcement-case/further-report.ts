import { z } from 'zod';
import { lastDaysOfRestart } from '../../advance/going-on.ts';
import { askCriterion } from '../../criteria/criteria.ts';
import type { FileRecord } from '../../record/record.ts';
import { defineAction, type Guard, type LawAround, type Performed } from '../action.ts';
import { localDate, text } from '../inspection/facts.ts';
import { clueSources, type CaseFacts } from './facts.ts';

/**
 * CRH 35: new facts count the verification anew from the day of the last report; never to an earlier day than it has (`clue-restart`).
 * @returns nothing where the clock stays as it is
 */
export function restartedBy(receivedOn: string, reason: string, record: FileRecord, on: string, law: LawAround): Pick<Performed<CaseFacts>, 'restart'> {
  if (askCriterion('report-handling', { repeated: true, newFacts: true }, on, law.rules) !== 'merge_and_restart') return {};
  const old = record.deadlines.find(({ clock }) => clock === 'clueVerification');
  if (old === undefined) return {};
  const { held, restarted } = lastDaysOfRestart(law, old, receivedOn);
  if (askCriterion('clue-restart', { heldDue: held, restartedDue: restarted }, on, law.rules) === 'stays') return {};
  return { restart: { clock: 'clueVerification', from: receivedOn, reason } };
}

/** What cannot be judged, or counted, by a rule that is held for the day is refused before anything is written. */
export function restartByRule<Input extends { readonly newFacts: boolean }>(receivedOn: (input: Input, facts: CaseFacts) => string): Guard<CaseFacts, Input> {
  return {
    name: 'restartByRule',
    rule: 'report-handling',
    check: ({ facts, input, record, occurredOn, rules, calendar }) => {
      if (input.newFacts) restartedBy(receivedOn(input, facts), '', record, occurredOn, { rules, calendar });
      return null;
    },
  };
}

const furtherReport = z.strictObject({
  source: z.enum(clueSources),
  content: text(2000),
  newFacts: z.boolean().describe('有新的违法事实;同一事实重复举报的为否'),
  receivedOn: localDate.describe('收到之日'),
});

/** report-handling · R-TIP-02 · CRH 35: a later report that gets no file of its own. The same facts are not handled anew; new facts go with what is there, and the time starts again. */
export const recordFurtherReport = defineAction<CaseFacts, z.infer<typeof furtherReport>>({
  name: 'recordFurtherReport',
  label: { zh: '登记后续举报', en: 'Record a further report' },
  roles: ['case_handler', 'handling_unit_head'],
  input: furtherReport,
  guards: [
    {
      name: 'receivedBetween',
      rule: 'report-handling',
      check: ({ facts, input, occurredOn }) => {
        if (input.receivedOn > occurredOn) return { code: 'FUTURE_FACT', field: '/receivedOn', rule: 'report-handling' };
        return input.receivedOn < facts.clue.foundOn ? { code: 'FACT_BEFORE_STAGE', field: '/receivedOn', rule: 'report-handling' } : null;
      },
    },
    restartByRule(({ receivedOn }) => receivedOn),
  ],
  withdrawable: true,
  cites: ['report-handling', 'clue-restart', 'clue-verify'],
  perform: ({ input, facts, record, occurredOn, rules, calendar }) => {
    const furtherReports = { facts: { furtherReports: [...(facts.furtherReports ?? []), input] } };
    if (!input.newFacts) return { outcome: 'noNewHandling', ...furtherReports };
    const restart = restartedBy(input.receivedOn, '收到有新事实的举报 · a report with new facts', record, occurredOn, { rules, calendar });
    return { outcome: restart.restart ? 'restarted' : 'merged', ...restart, ...furtherReports };
  },
});
