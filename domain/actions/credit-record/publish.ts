import { z } from 'zod';
import { classifyRecord } from '../../credit/classify-record.ts';
import { standingOnPublication } from '../../credit/credit-class.ts';
import { publicityClocks } from '../../credit/publicity-period.ts';
import { askCriterion } from '../../criteria/criteria.ts';
import { defineAction, type Guard } from '../action.ts';
import { text } from '../inspection/facts.ts';
import type { CreditRecordFacts } from './facts.ts';
import { classificationInputs, missingField, outsideScope, partyTypeOf } from './read-penalty.ts';

const hiddenContents = ['trade_secret', 'personal_data'] as const;

const review = z.strictObject({
  publishable: z.boolean().describe('涉及国家秘密,或者会危及国家安全、公共安全、经济安全、社会稳定的,不予公示'),
  contains: z.array(z.enum(hiddenContents)).max(2).default([]).describe('决定书中含有的商业秘密、个人信息'),
  masked: z.array(z.enum(hiddenContents)).max(2).default([]).describe('已遮盖的内容'),
  remark: text(1000).optional(),
});

/** publish-redaction · PIP 5-6, APL 50: secrecy first; trade secrets and personal data are masked. */
export const reviewSecrecy = defineAction<CreditRecordFacts, z.infer<typeof review>>({
  name: 'reviewSecrecy',
  label: { zh: '保密审查和脱敏', en: 'Review secrecy and redact' },
  roles: ['publication_officer'],
  input: review,
  guards: [],
  cites: ['publish-redaction'],
  perform: ({ input, actor, occurredOn }) => ({
    outcome: 'reviewed',
    facts: { secrecyReview: { on: occurredOn, by: actor.id, publishable: input.publishable, contains: input.contains, masked: input.masked, ...(input.remark === undefined ? {} : { remark: input.remark }) } },
  }),
});

/** publish-scope · PIP 2, CRM 7 */
const insideScope: Guard<CreditRecordFacts, unknown> = {
  name: 'insideScope',
  rule: 'publish-scope',
  check: ({ facts, occurredOn, rules }) => (outsideScope(facts.penalty, occurredOn, rules) === null ? null : { code: 'OUTSIDE_PUBLICATION_SCOPE', rule: 'publish-scope' }),
};

/** publish-content · PIP 4, 7; `reason` names the field that is missing. */
const contentComplete: Guard<CreditRecordFacts, unknown> = {
  name: 'contentComplete',
  rule: 'publish-content',
  check: ({ facts, occurredOn, rules }) => {
    const missing = missingField(facts.penalty, occurredOn, rules);
    return missing === null ? null : { code: 'PENALTY_INFORMATION_MISSING', rule: 'publish-content', reason: missing };
  },
};

/** publish-content · PIP 7: what is shown is what was served, but for what is masked. */
const textAsServed: Guard<CreditRecordFacts, { readonly textAsServed: boolean }> = {
  name: 'textAsServed',
  rule: 'publish-content',
  check: ({ facts, input, occurredOn, rules }) => {
    const told = Object.keys(facts.penalty ?? {});
    const answer = askCriterion('publish-content', { told, textAsServed: input.textAsServed }, occurredOn, rules);
    return answer === 'textAsServed' ? { code: 'PUBLISHED_TEXT_DIFFERS', field: '/textAsServed', rule: 'publish-content' } : null;
  },
};

/** publish-redaction · PIP 5-6, APL 50: reviewed by that day, found publishable, and masked. The papers of a natural person always hold personal data. */
const secrecyReviewed: Guard<CreditRecordFacts, unknown> = {
  name: 'secrecyReviewed',
  rule: 'publish-redaction',
  check: ({ facts, occurredOn, rules }) => {
    const { on, publishable = false, contains = [], masked = [] } = facts.secrecyReview ?? {};
    const held = partyTypeOf(facts.penalty) === 'responsible_individual' ? [...contains, 'personal_data'] : contains;
    const answer = askCriterion('publish-redaction', { reviewed: on !== undefined && on <= occurredOn, publishable, contains: held, masked }, occurredOn, rules);
    if (answer === 'allowed') return null;
    return { code: answer === 'not_masked' ? 'CONTENT_NOT_MASKED' : 'SECRECY_REVIEW_FIRST', rule: 'publish-redaction' };
  },
};

/** publicity-low-fine, publicity-class: before 2025-12-25 provinces said what a low fine is; where the class depends on it, the place must have set it. */
const classKnown: Guard<CreditRecordFacts, unknown> = {
  name: 'classKnown',
  rule: 'publicity-low-fine',
  check: ({ facts, occurredOn, rules }) => {
    classifyRecord(classificationInputs(facts.penalty), occurredOn, rules);
    return null;
  },
};

const publication = z.strictObject({
  textAsServed: z.boolean().describe('公示的决定书除遮盖内容外与送达当事人的一致'),
  receipt: text(200).optional().describe('公示系统回执'),
});

/**
 * PIP 9, 13-15: published on NECIPS. The class of publicity is computed here, with the rules of this day, and its periods begin; so does the
 * floor of the party's credit-risk class. Before 2025-12-25 the periods of 2021 run; no text says how such records go over to the new ones, so the
 * other reading stands beside their dates (publicity-transition-min, publicity-transition-max).
 */
export const publishPenalty = defineAction<CreditRecordFacts, z.infer<typeof publication>>({
  name: 'publishPenalty',
  label: { zh: '在国家企业信用信息公示系统公示', en: 'Publish on NECIPS' },
  roles: ['publication_officer'],
  input: publication,
  guards: [insideScope, contentComplete, secrecyReviewed, textAsServed, classKnown],
  cites: [
    'publish-penalty-necips', 'publish-scope', 'publish-content', 'publish-redaction', 'publicity-class', 'publicity-low-fine', 'credit-class-floor', 'publicity-minor-stop', 'publicity-general-min',
    'publicity-general-max', 'publicity-serious-min', 'publicity-serious-max', 'publicity-restriction-run',
  ],
  // the class that the party has until now
  needs: ({ penalty }) => (penalty.party?.uscc === undefined ? {} : { targets: { uscc: penalty.party.uscc, atMost: 1 } }),
  perform: ({ facts, registers, calendar, rules, occurredOn }) => {
    const classification = classifyRecord(classificationInputs(facts.penalty), occurredOn, rules);
    const { recordClass } = classification;
    if (recordClass === 'not_published') throw new Error('a guard must refuse what is not published');
    const credit = standingOnPublication(recordClass, registers?.targets[0]?.creditRiskClass ?? facts.penalty.creditRiskClass, occurredOn, rules);
    return {
      outcome: 'published',
      facts: {
        publication: { ...facts.publication, necipsOn: occurredOn },
        classification,
        ...(credit === null ? {} : { credit }),
      },
      clocks: publicityClocks(recordClass, occurredOn, facts.penalty.restrictionEndsOn, { calendar, rules }),
    };
  },
});

/** 双公示 (3S): the same penalty on the site of the government and on Credit China, before or after NECIPS. */
export const publishOnSite = defineAction<CreditRecordFacts, z.infer<typeof publication>>({
  name: 'publishOnSite',
  label: { zh: '在政府网站和“信用中国”公示(双公示)', en: 'Publish on the government site and Credit China' },
  roles: ['publication_officer'],
  input: publication,
  guards: [
    insideScope,
    contentComplete,
    secrecyReviewed,
    textAsServed,
    { name: 'notYetOnSite', rule: 'publish-penalty-double', check: ({ facts }) => (facts.publication?.siteOn ? { code: 'ALREADY_PUBLISHED', rule: 'publish-penalty-double' } : null) },
  ],
  cites: ['publish-penalty-double', 'publish-scope', 'publish-content', 'publish-redaction'],
  perform: ({ facts, occurredOn }) => ({ outcome: 'publishedOnSite', facts: { publication: { ...facts.publication, siteOn: occurredOn } } }),
});

const declining = z.strictObject({ ground: z.enum(['warning_only', 'simple_procedure', 'secrecy']), reason: text(1000) });

/** Nothing is published: outside the scope (PIP 2, CRM 7), or the secrecy review found that it may never be (PIP 5), which a responsible person confirms. */
export const declinePublication = defineAction<CreditRecordFacts, z.infer<typeof declining>>({
  name: 'declinePublication',
  label: { zh: '不予公示', en: 'Decline to publish' },
  roles: ['publication_officer', 'responsible_person'],
  input: declining,
  guards: [
    {
      name: 'groundHolds',
      rule: 'publish-scope',
      check: ({ facts, input, occurredOn, rules }) => {
        if (input.ground !== 'secrecy') return outsideScope(facts.penalty, occurredOn, rules) === input.ground ? null : { code: 'INSIDE_PUBLICATION_SCOPE', field: '/ground', rule: 'publish-scope' };
        return facts.secrecyReview?.publishable === false ? null : { code: 'SECRECY_REVIEW_FIRST', field: '/ground', rule: 'publish-redaction' };
      },
    },
    {
      name: 'secrecyConfirmed',
      rule: 'publish-redaction',
      check: ({ input, actor }) => (input.ground === 'secrecy' && !actor.roles.includes('responsible_person') ? { code: 'FORBIDDEN_ROLE', rule: 'publish-redaction' } : null),
    },
    {
      name: 'nothingOnSite',
      rule: 'publish-scope',
      check: ({ facts }) => (facts.publication?.siteOn ? { code: 'ALREADY_PUBLISHED', rule: 'publish-scope' } : null),
    },
  ],
  cites: ['publish-scope', 'publish-redaction'],
  perform: ({ input }) => ({ outcome: 'notPublished', facts: { notPublished: input } }),
});
