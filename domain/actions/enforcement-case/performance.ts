import { z } from 'zod';
import { actorIsAssigned } from '../../guards/officers.ts';
import { fenOf, positiveYuanSchema } from '../../penalty/money.ts';
import { balance, type Balance } from '../../penalty/obligations.ts';
import { needsOtherPerformance } from '../../penalty/penalty.ts';
import type { FileRecord } from '../../record/record.ts';
import type { RuleSet } from '../../rules/rule.ts';
import { defineAction, type EffectDraft, type Guard } from '../action.ts';
import { localDate, text } from '../inspection/facts.ts';
import { documentNo, type CaseFacts } from './facts.ts';
import { penaltyOf } from './service.ts';

/** The account on a day, with the legal last day for paying as the record has it: of the running clock, or of its lapse. */
export function balanceOn(facts: CaseFacts, { record, rules }: { readonly record: FileRecord; readonly rules: RuleSet }, asOf: string, payments = facts.payments ?? []): Balance {
  const penalty = penaltyOf(facts);
  const payBy = record.deadlines.find(({ clock }) => clock === 'payment')?.dueDate ?? record.milestones['paymentOverdue'] ?? null;
  return balance({ fineYuan: penalty.fineYuan ?? '0', confiscatedYuan: penalty.confiscatedYuan ?? '0', payBy, payments, asOf, rules });
}

/** Everything that the decision asks for is done. */
function isPerformed(facts: CaseFacts, { outstandingYuan }: Balance): boolean {
  return fenOf(outstandingYuan) === 0n && (!needsOtherPerformance(penaltyOf(facts)) || facts.otherPerformance !== undefined);
}

/** The file that publishes the penalty hears of it: performance is a condition of credit repair. */
export function toldToCredit(facts: CaseFacts, on: string): EffectDraft[] {
  return facts.creditRecordId === undefined ? [] : [{ type: 'creditRecord', fileId: facts.creditRecordId, name: 'obligationsPerformed', payload: { on } }];
}

const payment = z.strictObject({
  amountYuan: positiveYuanSchema,
  paidOn: localDate.describe('缴款日期(银行回单)'),
  receiptNo: text(60).describe('缴款凭证号'),
});
type Payment = z.infer<typeof payment>;

const paymentFits: Guard<CaseFacts, Payment> = {
  name: 'paymentFits',
  rule: 'fine-pay',
  check: ({ facts, record, rules, input, occurredOn }) => {
    if (input.paidOn > occurredOn || input.paidOn < (facts.service?.servedOn ?? occurredOn)) return { code: 'PAYMENT_DATE', field: '/paidOn', rule: 'fine-pay' };
    const payments = [...(facts.payments ?? []), input];
    return fenOf(balanceOn(facts, { record, rules }, lastPaid(payments), payments).excessYuan) > 0n ? { code: 'PAYMENT_TOO_HIGH', field: '/amountYuan', rule: 'additional-fine' } : null;
  },
};

/** PPR 72, APL 67, 72: paid to the bank, never to the handlers; the additional fine is counted to the day of each payment. */
export const recordPayment = defineAction<CaseFacts, Payment>({
  name: 'recordPayment',
  label: { zh: '登记缴款', en: 'Record a payment' },
  roles: ['case_handler'],
  input: payment,
  guards: [paymentFits],
  withdrawable: true,
  cites: ['fine-pay', 'additional-fine', 'case-close'],
  perform: ({ input, facts, record, rules }) => {
    const payments = [...(facts.payments ?? []), input];
    const account = balanceOn(facts, { record, rules }, lastPaid(payments), payments);
    const done = isPerformed(facts, account);
    return {
      outcome: done ? 'performed' : 'partly',
      facts: { payments, balance: account },
      effects: done ? toldToCredit(facts, account.asOf) : [],
    };
  },
});

/** The account is drawn up as of the last payment, whatever the order in which the receipts arrived. */
function lastPaid(payments: readonly { readonly paidOn: string }[]): string {
  return payments.map(({ paidOn }) => paidOn).sort().at(-1) ?? '';
}

const performance = z.strictObject({ what: text(2000), document: text(200) });

/** What the decision asks for beside money is done: goods handed over, operations stopped, a permit returned; or a warning was taken note of. */
export const recordPerformance = defineAction<CaseFacts, z.infer<typeof performance>>({
  name: 'recordPerformance',
  label: { zh: '登记其他履行情况', en: 'Record other performance' },
  roles: ['case_handler'],
  input: performance,
  guards: [
    actorIsAssigned(),
    {
      name: 'somethingElseToPerform',
      rule: 'closure-conditions',
      check: ({ facts }) => {
        const penalty = penaltyOf(facts);
        const moneyOnly = !needsOtherPerformance(penalty) && (penalty.fineYuan !== undefined || penalty.confiscatedYuan !== undefined);
        return moneyOnly ? { code: 'NOTHING_ELSE_TO_PERFORM', rule: 'closure-conditions' } : null;
      },
    },
  ],
  withdrawable: true,
  cites: ['closure-conditions', 'case-close'],
  dates: ['otherPerformance.on'],
  perform: ({ input, facts, record, rules, occurredOn }) => {
    const next = { ...facts, otherPerformance: { on: occurredOn, ...input } };
    const done = isPerformed(next, balanceOn(facts, { record, rules }, occurredOn));
    return { outcome: done ? 'performed' : 'partly', facts: { otherPerformance: next.otherPerformance }, effects: done ? toldToCredit(facts, occurredOn) : [] };
  },
});

const demand = z.strictObject({ demandNo: documentNo, receiver: text(200), proof: text(200) });

/** AEL 54: a written demand before the court is asked; it names what is owed on its day, the additional fine included. */
export const serveDemand = defineAction<CaseFacts, z.infer<typeof demand>>({
  name: 'serveDemand',
  label: { zh: '送达催告书', en: 'Serve the demand for performance' },
  roles: ['case_handler'],
  input: demand,
  guards: [
    actorIsAssigned(),
    { name: 'paymentOverdue', rule: 'demand-performance', check: ({ record }) => (record.deadlines.some(({ clock }) => clock === 'payment') ? { code: 'NOT_OVERDUE', rule: 'fine-pay' } : null) },
  ],
  withdrawable: true,
  cites: ['demand-performance', 'additional-fine'],
  dates: ['demand.servedOn'],
  perform: ({ input, facts, record, rules, occurredOn }) => ({
    outcome: 'served',
    facts: { demand: { no: input.demandNo, servedOn: occurredOn, balance: balanceOn(facts, { record, rules }, occurredOn) } },
  }),
});
