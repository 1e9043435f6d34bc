import { z } from 'zod';
import { askCriterion } from '../../criteria/criteria.ts';
import { actorIsAssigned } from '../../guards/officers.ts';
import { derivedFileId } from '../../ids.ts';
import type { Penalty } from '../../penalty/penalty.ts';
import { defineAction, type EffectDraft, type Guard } from '../action.ts';
import { text } from '../inspection/facts.ts';
import type { CaseFacts } from './facts.ts';

/** What a written decision says (PPR 62); which of it is asked for stands in the rule. */
const contents = ['party', 'facts_and_evidence', 'adoption_of_defence', 'penalty_and_basis', 'performance', 'remedies', 'authority_and_date', 'seal'] as const;
const servicePackage = z.strictObject({
  contents: z.array(z.enum(contents)).max(contents.length).describe('决定书已载明:当事人、事实和证据、采纳意见情况、处罚内容和依据、履行方式、救济途径、机关和日期、印章'),
  publicationNotice: z.boolean().describe('已书面告知将予公示'),
  repairNotice: z.boolean().describe('信用修复告知书一并送达'),
});
type ServicePackage = z.infer<typeof servicePackage>;

/** PPR 62, APL 59: nothing is served that does not say all of it. */
const decisionComplete: Guard<CaseFacts, ServicePackage> = {
  name: 'decisionComplete',
  rule: 'decision-content',
  check: ({ input, occurredOn, rules }) => (askCriterion('decision-content', { contents: input.contents }, occurredOn, rules) === 'refused' ? { code: 'DECISION_INCOMPLETE', field: '/contents', rule: 'decision-content' } : null),
};

/** PIP 8, G22 (两书同达). */
const noticesGoAlong: Guard<CaseFacts, ServicePackage> = {
  name: 'noticesGoAlong',
  rule: 'decision-publication-notice',
  check: ({ input: { publicationNotice, repairNotice }, occurredOn, rules }) =>
    askCriterion('decision-publication-notice', { publicationTold: publicationNotice, repairNotice }, occurredOn, rules) === 'refused'
      ? { code: 'NOTICE_MISSING_IN_PACKAGE', field: publicationNotice ? '/repairNotice' : '/publicationNotice', rule: 'decision-publication-notice' }
      : null,
};

/** PPR 62, PIP 8: the decision, the word that it will be published and the notice of credit repair go out together (两书同达). */
export const prepareService = defineAction<CaseFacts, ServicePackage>({
  name: 'prepareService',
  label: { zh: '制作送达文书', en: 'Prepare the service' },
  roles: ['case_handler'],
  input: servicePackage,
  guards: [actorIsAssigned(), decisionComplete, noticesGoAlong],
  cites: ['decision-content', 'decision-publication-notice', 'service-decision'],
  dates: ['servicePackage.preparedOn'],
  perform: ({ occurredOn }) => ({ outcome: 'prepared', facts: { servicePackage: { preparedOn: occurredOn } } }),
});

const publicNotice = z.strictObject({ reason: z.enum(['party_missing', 'other_ways_failed']), document: text(200) });

/** PPR 82(5): the period of the public notice begins; when it has passed, the decision is deemed served. */
export const publishServiceNotice = defineAction<CaseFacts, z.infer<typeof publicNotice>>({
  name: 'publishServiceNotice',
  label: { zh: '公告送达', en: 'Serve by public notice' },
  roles: ['case_handler'],
  input: publicNotice,
  guards: [actorIsAssigned()],
  withdrawable: true,
  cites: ['service-public-notice', 'service-decision'],
  dates: ['serviceNotice.publishedOn'],
  perform: ({ input, occurredOn }) => ({ outcome: 'published', facts: { serviceNotice: { publishedOn: occurredOn, document: input.document } } }),
});

const serving = z.strictObject({
  method: z.enum(['direct', 'leave', 'electronic', 'mail', 'entrusted', 'public_notice']),
  receiver: text(200),
  proof: text(200).describe('送达回证'),
});

const deemedServed: Guard<CaseFacts, z.infer<typeof serving>> = {
  name: 'deemedServed',
  rule: 'service-public-notice',
  check: ({ input, record, occurredOn }) =>
    input.method === 'public_notice' && record.milestones['publicNoticePassed'] !== occurredOn ? { code: 'NOT_DEEMED_SERVED', field: '/occurredOn', rule: 'service-public-notice' } : null,
};

/**
 * PPR 81-83: the day of service is the legal date of this act; from it run payment and the right to sue.
 * A penalty of the ordinary procedure that is more than a warning is published (publish-scope: PIP 2, CRM 7), in a file of its own.
 */
export const recordService = defineAction<CaseFacts, z.infer<typeof serving>>({
  name: 'recordService',
  label: { zh: '登记送达', en: 'Record the service' },
  roles: ['case_handler'],
  input: serving,
  guards: [actorIsAssigned(), deemedServed],
  withdrawable: true,
  cites: ['service-decision', 'service-direct', 'service-leave', 'service-electronic', 'service-mail', 'service-public-notice', 'fine-pay', 'sue-direct', 'publish-scope'],
  dates: ['service.servedOn'],
  perform: ({ input, facts, record, occurredOn }) => {
    const penalty = penaltyOf(facts);
    const effects = isPublished(penalty) ? [publicationDue(facts, record.id, penalty, occurredOn)] : [];
    return {
      outcome: 'served',
      facts: {
        service: { servedOn: occurredOn, ...input },
        // the entry of this act is the next one, and its only effect is number 1
        ...(effects.length ? { creditRecordId: derivedFileId('creditRecord', { fileId: record.id, seq: record.seq + 1, n: 1 }) } : {}),
      },
      effects,
      ...(penalty.fineYuan === undefined ? { clocks: { payment: null } } : {}),
    };
  },
});

/** publish-scope: a warning alone is not published. */
function isPublished(penalty: Penalty): boolean {
  return penalty.kinds.some((kind) => kind !== 'warning');
}

function publicationDue({ clue, report, decision }: CaseFacts, caseFileId: string, penalty: Penalty, servedOn: string): EffectDraft {
  if (!report || decision?.type !== 'penalty') throw new Error('publication without a penalty decision');
  return {
    type: 'creditRecord',
    name: 'publicationDue',
    payload: {
      caseFileId,
      decisionNo: decision.no,
      party: { name: clue.target.name, uscc: clue.target.uscc },
      violationType: report.violationType,
      penaltyKinds: penalty.kinds,
      fineYuan: penalty.fineYuan ?? '0',
      ...(penalty.confiscatedYuan === undefined ? {} : { confiscatedYuan: penalty.confiscatedYuan }),
      discretionTier: penalty.discretionTier,
      domain: report.domain,
      ...(decision.seriousList?.listed ? { seriousList: true } : {}),
      decidedOn: decision.decidedOn,
      servedOn,
      summary: decision.summary,
    },
  };
}

/** The penalty of the decision; acts that ask for it are open only after one. */
export function penaltyOf({ decision }: CaseFacts): Penalty {
  if (decision?.type !== 'penalty') throw new Error('no penalty was decided');
  return decision.penalty;
}
