import { z } from 'zod';
import { askCriterion } from '../../criteria/criteria.ts';
import { publicityRules } from '../../credit/publicity-period.ts';
import { standingAfterPublicity } from '../../credit/credit-class.ts';
import { firstDayAllowed, waitingTimeOver } from '../../guards/waiting-time.ts';
import { derivedFileId } from '../../ids.ts';
import type { JsonObject } from '../../json.ts';
import { addDays } from '../../time/local-date.ts';
import { defineAction, type FileEvent, type FileLapse, type Guard, type Performed } from '../action.ts';
import { text } from '../inspection/facts.ts';
import type { CreditRecordFacts } from './facts.ts';

const application = z.strictObject({
  onBehalfOf: text(200).describe('申请人'),
  document: text(200).describe('信用修复申请书'),
  pledge: text(200).describe('守信承诺书'),
  proof: text(200).optional().describe('履行义务、纠正违法行为的材料;可以共享取得的不要求提供'),
  statement: text(4000).describe('申请理由'),
});

function minimumRule(facts: CreditRecordFacts): string | null {
  const recordClass = facts.classification?.recordClass;
  return recordClass === undefined || recordClass === 'not_published' ? null : publicityRules[recordClass].minimum;
}

/** publicity-early-stop · CRM 9: some classes are shown for their whole period, and a minor record ends by itself. */
const earlyStopPossible: Guard<CreditRecordFacts, unknown> = {
  name: 'earlyStopPossible',
  rule: 'publicity-early-stop',
  check: ({ facts, occurredOn, rules }) => (askCriterion('publicity-early-stop', { recordClass: classOf(facts) }, occurredOn, rules) === 'excluded' ? { code: 'EARLY_STOP_EXCLUDED', rule: 'publicity-early-stop' } : null),
};

/** publicity-early-stop, publicity-restriction-run · PIP 14: where the penalty sets a restriction, no early stop before it has ended. */
const restrictionEnded: Guard<CreditRecordFacts, unknown> = {
  name: 'restrictionEnded',
  rule: 'publicity-restriction-run',
  check: ({ facts, occurredOn, rules }) => {
    const until = facts.penalty.restrictionEndsOn;
    if (until === undefined || occurredOn > until) return null;
    const answer = askCriterion('publicity-early-stop', { recordClass: classOf(facts), restrictionRuns: true }, occurredOn, rules);
    return answer === 'restriction_runs' ? { code: 'TOO_EARLY', field: '/occurredOn', rule: 'publicity-restriction-run', earliestOn: addDays(until, 1) } : null;
  },
};

/** publicity-early-stop · PIP 16, CRM 11 */
const obligationsDone: Guard<CreditRecordFacts, unknown> = {
  name: 'obligationsDone',
  rule: 'publicity-early-stop',
  check: ({ facts, occurredOn, rules }) => {
    const obligationsPerformed = facts.obligations !== undefined && facts.obligations.performedOn <= occurredOn;
    const answer = askCriterion('publicity-early-stop', { recordClass: classOf(facts), obligationsPerformed }, occurredOn, rules);
    return answer === 'not_performed' ? { code: 'OBLIGATIONS_NOT_PERFORMED', rule: 'publicity-early-stop' } : null;
  },
};

function classOf(facts: CreditRecordFacts): string {
  return facts.classification?.recordClass ?? '';
}

const fraudBan = waitingTimeOver<CreditRecordFacts, unknown>('repairBan', 'repairBanPassed', 'repair-fraud');

/** CRM 23: after fraud no application for three years. */
const noFraudBan: Guard<CreditRecordFacts, unknown> = {
  name: 'noFraudBan',
  rule: 'repair-fraud',
  check: (context) => {
    const refusal = fraudBan.check(context);
    return refusal && { ...refusal, code: 'REPAIR_BANNED' };
  },
};

/** CRM 11, 14: the party asks for an early stop, recorded by an officer; the application has a file of its own, and this one waits for its outcome. */
export const applyForRepair = defineAction<CreditRecordFacts, z.infer<typeof application>>({
  name: 'applyForRepair',
  label: { zh: '申请信用修复', en: 'Apply for credit repair' },
  roles: ['credit_officer', 'publication_officer'],
  input: application,
  guards: [
    earlyStopPossible,
    waitingTimeOver('minimumPublicity', 'minimumPeriodPassed', 'publicity-general-min', ({ facts }) => minimumRule(facts) ?? 'publicity-general-min'),
    restrictionEnded,
    obligationsDone,
    noFraudBan,
  ],
  withdrawable: true,
  cites: ['publicity-early-stop', 'publicity-general-min', 'publicity-serious-min', 'publicity-restriction-run', 'repair-accept', 'repair-documents', 'repair-fraud'],
  perform: ({ record, facts, input, occurredOn }) => {
    // the file that this entry opens: its id is derived from the entry
    const fileId = derivedFileId('creditRepair', { fileId: record.id, seq: record.seq + 1, n: 1 });
    const earliestOn = firstDayAllowed(record, 'minimumPublicity', 'minimumPeriodPassed');
    const afterBan = firstDayAllowed(record, 'repairBan', 'repairBanPassed');
    const payload: JsonObject = {
      application: { ...input, appliedOn: occurredOn },
      recordClass: facts.classification?.recordClass,
      decisionNo: facts.penalty.decisionNo,
      party: facts.penalty.party,
      publishedOn: facts.publication?.necipsOn,
      obligationsPerformedOn: facts.obligations?.performedOn,
      // what the acceptance asks again
      ...(earliestOn === null ? {} : { earliestOn, minimumRule: minimumRule(facts) }),
      ...(afterBan === null ? {} : { afterBan }),
      publicityUntil: record.deadlines.find((deadline) => deadline.clock === 'maximumPublicity')?.dueDate,
    };
    return { outcome: 'applied', facts: { repair: { fileId, appliedOn: occurredOn } }, effects: [{ type: 'creditRepair', name: 'repairApplied', payload }] };
  },
});

/** What only the pending application may say; anything else is noted. */
function ofPendingRepair(name: string, label: FileEvent['label'], tell: (facts: CreditRecordFacts, payload: JsonObject, on: string) => Performed<CreditRecordFacts>): FileEvent<CreditRecordFacts> {
  return {
    name,
    label,
    perform: ({ facts, payload, occurredOn, source }) => (facts.repair?.fileId === source.fileId ? tell(facts, payload, occurredOn) : { outcome: 'noted' }),
  };
}

/** CRM 16: granted; publicity stops when the data have been updated (CRM 17). */
export const repairGranted = ofPendingRepair('repairGranted', { zh: '准予信用修复', en: 'Credit repair granted' }, () => ({ outcome: 'granted' }));

/** CRM 17: publicity is stopped and the data are updated; the floor of the credit class falls away (CRM 2, 10). */
export const repairExecuted = ofPendingRepair('repairExecuted', { zh: '信用修复完成', en: 'Credit repair carried out' }, (facts, _payload, on) => ({
  outcome: 'executed',
  facts: { ...closedRepair(facts, 'executed', on), ...(facts.credit ? { credit: standingAfterPublicity(facts.credit, on) } : {}) },
}));

/** CRM 14, 16, 18: not accepted or refused, and the publicity goes on; after fraud (CRM 23) with a ban. */
export const repairRefused = ofPendingRepair('repairRefused', { zh: '不予信用修复', en: 'Credit repair refused' }, (facts, payload, on) => ({
  outcome: payload['ground'] === 'fraud' ? 'refusedForFraud' : 'refused',
  facts: closedRepair(facts, payload['ground'] === 'fraud' ? 'refused_for_fraud' : 'refused', on),
}));

/** The party took its application back. */
export const repairWithdrawn = ofPendingRepair('repairWithdrawn', { zh: '撤回信用修复申请', en: 'Application withdrawn' }, (facts, _payload, on) => ({ outcome: 'withdrawn', facts: closedRepair(facts, 'withdrawn', on) }));

function closedRepair(facts: CreditRecordFacts, outcome: string, on: string): Partial<CreditRecordFacts> {
  return facts.repair ? { repair: null, pastRepairs: [...(facts.pastRepairs ?? []), { ...facts.repair, outcome, on }] } : {};
}

/** AUTO_STOP (PIP 13-15): publicity has ended by itself; a pending application has nothing left to decide, and the floor falls away. */
export const maximumPassed: FileLapse<CreditRecordFacts> = {
  clock: 'maximumPublicity',
  perform: ({ facts, occurredOn }) => ({
    facts: { ...closedRepair(facts, 'overtaken', occurredOn), ...(facts.credit ? { credit: standingAfterPublicity(facts.credit, occurredOn) } : {}) },
    effects: facts.repair ? [{ type: 'creditRepair', fileId: facts.repair.fileId, name: 'recordClosed', payload: { ground: 'maximum_passed' } }] : [],
  }),
};
