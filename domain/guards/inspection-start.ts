import type { InspectionStart } from '../actions/inspection/start.ts';
import type { InspectionFacts } from '../actions/inspection/facts.ts';
import type { Guard } from '../actions/action.ts';
import { askCriterion } from '../criteria/criteria.ts';

type StartGuard = Guard<InspectionFacts, InspectionStart>;

/** G54: an item that was not published may not be inspected; the enterprise may refuse. */
export function itemPublished(): StartGuard {
  const rule = 'inspection-item-published';
  return {
    name: 'itemPublished',
    rule,
    check: ({ input, occurredOn, rules }) =>
      askCriterion(rule, { publishedOn: input.item.publishedOn, inspectedOn: occurredOn }, occurredOn, rules) === 'allowed' ? null : { code: 'ITEM_NOT_PUBLISHED', field: '/item/publishedOn', rule },
  };
}

/** G54: how often one enterprise is inspected in a calendar year. The step counts; before the act is sent nobody has. */
export function belowFrequencyCap(): StartGuard {
  const rule = 'inspection-annual-frequency-cap';
  return {
    name: 'belowFrequencyCap',
    rule,
    check: ({ facts, input, registers, occurredOn, rules }) => {
      if (!registers?.inspections) return null;
      const thisYear = registers.inspections.filter(({ on }) => on.slice(0, 4) === occurredOn.slice(0, 4));
      const given = {
        sameLevel: thisYear.filter(({ sameLevel }) => sameLevel).length,
        allLevels: thisYear.length,
        occasion: input.occasion ?? facts.occasion ?? ('planned' as const),
        reason: input.exceptionReason ?? null,
      };
      return askCriterion(rule, given, occurredOn, rules) === 'allowed' ? null : { code: 'FREQUENCY_CAP', field: '/exceptionReason', rule };
    },
  };
}

/** G54: an on-site check is approved by a head, announced with what the enterprise must be told, and scanned in where that is deployed. */
export function approvedAndNoticed(): StartGuard {
  const rule = 'inspection-approval-and-notice';
  return {
    name: 'approvedAndNoticed',
    rule,
    check: ({ facts, input, officers, occurredOn, rules }) => {
      const approver = officers[input.approverId ?? ''];
      const given = {
        onSite: input.onSite,
        emergency: (input.occasion ?? facts.occasion) === 'emergency',
        approvedOn: input.approval?.approvedOn ?? null,
        approvedBy: approver?.roles ?? [],
        noticed: input.notice !== undefined,
        told: input.notice?.toldFrequency === true && input.notice.toldRecusalRight,
        scan: input.scan,
        on: occurredOn,
      };
      if (askCriterion(rule, given, occurredOn, rules) === 'allowed') return null;
      const field = given.approvedOn === null || given.approvedOn > occurredOn ? '/approval' : !given.noticed || !given.told ? '/notice' : input.scan === 'missing' ? '/scan' : '/approverId';
      return { code: 'VISIT_NOT_PREPARED', field, rule };
    },
  };
}

/** CRC6 无事不扰: an enterprise of low risk need not be visited without a cause. Only a warning, and only where the register holds its class. */
export function quietWhereRiskIsLow(): StartGuard {
  const rule = 'credit-risk-class-a-visit';
  return {
    name: 'quietWhereRiskIsLow',
    rule,
    check: ({ facts, input, registers, occurredOn, rules }) => {
      const [target] = registers?.targets ?? [];
      if (target === undefined) return null;
      const given = { class: target.creditRiskClass, occasion: input.occasion ?? facts.occasion ?? ('planned' as const), onSite: input.onSite };
      return askCriterion(rule, given, occurredOn, rules) === 'warned' ? { code: 'LOW_RISK_VISIT', field: '/onSite', rule } : null;
    },
  };
}
