import { z } from 'zod';
import { askCriterion } from '../../criteria/criteria.ts';
import { computeDeadline } from '../../deadlines/compute-deadline.ts';
import { actorIsAssigned } from '../../guards/officers.ts';
import { findRule } from '../../rules/find-rule.ts';
import { defineAction, type Guard } from '../action.ts';
import { localDate, text } from '../inspection/facts.ts';
import { everyHandler, everyReviewer, type CaseFacts, type Hearing } from './facts.ts';
import { nobodyNamedIsRecused } from './recuse.ts';

/** The hearing as it stands; every act of this file is open only where one was requested. */
function under(facts: CaseFacts): Hearing {
  if (!facts.hearing) throw new Error('an act of the hearing without a request for one');
  return facts.hearing;
}

function actorPresides<Input>(): Guard<CaseFacts, Input> {
  return {
    name: 'actorPresides',
    rule: 'hearing-separation',
    check: ({ facts, actor }) => (facts.hearing?.presiderId === actor.id ? null : { code: 'NOT_THE_PRESIDER', rule: 'hearing-separation' }),
  };
}

const officerId = z.string().regex(/^[a-z0-9-]{3,40}$/);
const presider = z.strictObject({
  presiderId: officerId,
  hearingOfficerIds: z.array(officerId).max(10).default([]).describe('听证员'),
  recorderId: officerId.optional().describe('记录员'),
  costsBorneBy: z.enum(['authority', 'party']).default('authority').describe('听证费用的承担'),
});
const staffOf = ({ hearingOfficerIds, recorderId }: Pick<z.infer<typeof presider>, 'hearingOfficerIds' | 'recorderId'>) => [...hearingOfficerIds, ...(recorderId === undefined ? [] : [recorderId])];

/** HRM 4, 11, 18: a presider, hearing officers and a recorder who neither handled nor reviewed the case (hearing-separation), and no fee (hearing-free). */
export const namePresider = defineAction<CaseFacts, z.infer<typeof presider>>({
  name: 'namePresider',
  label: { zh: '指定听证主持人', en: 'Name the hearing presider' },
  roles: ['responsible_person'],
  input: presider,
  guards: [
    {
      name: 'presiderIsIndependent',
      rule: 'hearing-separation',
      check: ({ facts, input, officers, occurredOn, rules }) => {
        if (!officers[input.presiderId]?.roles.includes('hearing_presider')) return { code: 'PRESIDER_UNKNOWN', field: '/presiderId', rule: 'hearing-separation' };
        const isBarred = (staff: readonly string[]) => askCriterion('hearing-separation', { staff, handlers: everyHandler(facts), reviewers: everyReviewer(facts) }, occurredOn, rules) === 'refused';
        if (isBarred([input.presiderId])) return { code: 'PRESIDER_NOT_INDEPENDENT', field: '/presiderId', rule: 'hearing-separation' };
        if (isBarred(input.hearingOfficerIds)) return { code: 'PRESIDER_NOT_INDEPENDENT', field: '/hearingOfficerIds', rule: 'hearing-separation' };
        return isBarred(staffOf(input)) ? { code: 'PRESIDER_NOT_INDEPENDENT', field: '/recorderId', rule: 'hearing-separation' } : null;
      },
    },
    nobodyNamedIsRecused((input) => [input.presiderId, ...staffOf(input)], '/presiderId'),
    {
      name: 'hearingIsFree',
      rule: 'hearing-free',
      check: ({ input, occurredOn, rules }) =>
        askCriterion('hearing-free', { costsBorneBy: input.costsBorneBy }, occurredOn, rules) === 'refused' ? { code: 'HEARING_NOT_FREE', field: '/costsBorneBy', rule: 'hearing-free' } : null,
    },
  ],
  cites: ['hearing-presider-appoint', 'hearing-separation', 'hearing-free', 'hearing-file-handover'],
  perform: ({ input, facts }) => ({ outcome: 'named', facts: { hearing: { ...under(facts), presiderId: input.presiderId, staffIds: staffOf(input) } } }),
});

const handover = z.strictObject({ volumes: text(500).describe('移交材料') });

export const handOverHearingFile = defineAction<CaseFacts, z.infer<typeof handover>>({
  name: 'handOverHearingFile',
  label: { zh: '移交听证案卷', en: 'Hand the file to the presider' },
  roles: ['case_handler'],
  input: handover,
  guards: [actorIsAssigned(), { name: 'presiderNamed', rule: 'hearing-presider-appoint', check: ({ facts }) => (facts.hearing?.presiderId ? null : { code: 'PRESIDER_UNKNOWN', rule: 'hearing-presider-appoint' }) }],
  withdrawable: true,
  cites: ['hearing-file-handover', 'hearing-fix-date'],
  perform: () => ({ outcome: 'handedOver' }),
});

const hearingNotice = z.strictObject({ planned: localDate.describe('听证日期'), place: text(200), isPublic: z.boolean().default(true), announcedOn: localDate.optional(), proof: text(200) });

/** HRM 20-22: the hearing is at least seven working days after its notice, a public one at least three after its announcement. */
const leadTime: Guard<CaseFacts, z.infer<typeof hearingNotice>> = {
  name: 'leadTime',
  rule: 'hearing-notice-lead',
  check: ({ input, occurredOn, calendar, rules }) => {
    const earliest = (rule: string, trigger: string) => computeDeadline({ rule: findRule(rule, trigger, rules), trigger, calendar, pauses: [] }).earliestActionDate ?? trigger;
    const noticed = earliest('hearing-notice-lead', occurredOn);
    if (input.planned < noticed) return { code: 'TOO_EARLY', field: '/planned', rule: 'hearing-notice-lead', earliestOn: noticed };
    if (!input.isPublic) return null;
    const announced = input.announcedOn === undefined ? null : earliest('hearing-public-announce', input.announcedOn);
    if (announced !== null && input.planned >= announced) return null;
    return { code: 'TOO_EARLY', field: '/announcedOn', rule: 'hearing-public-announce', ...(announced === null ? {} : { earliestOn: announced }) };
  },
};

export const serveHearingNotice = defineAction<CaseFacts, z.infer<typeof hearingNotice>>({
  name: 'serveHearingNotice',
  label: { zh: '确定听证日期并送达听证通知书', en: 'Fix the date and serve the notice of the hearing' },
  roles: ['hearing_presider'],
  input: hearingNotice,
  guards: [actorPresides(), leadTime],
  withdrawable: true,
  cites: ['hearing-fix-date', 'hearing-notice-lead', 'hearing-public-announce'],
  perform: ({ input, facts, occurredOn }) => ({ outcome: 'served', facts: { hearing: { ...under(facts), notice: { servedOn: occurredOn, planned: input.planned, place: input.place } } } }),
});

const holding = z.strictObject({ transcript: text(8000).describe('听证笔录') });

/** Not before the day that the notice named. */
export const holdHearing = defineAction<CaseFacts, z.infer<typeof holding>>({
  name: 'holdHearing',
  label: { zh: '举行听证', en: 'Hold the hearing' },
  roles: ['hearing_presider'],
  input: holding,
  guards: [
    actorPresides(),
    {
      name: 'onTheDayNamed',
      rule: 'hearing-notice-lead',
      check: ({ facts, occurredOn }) => {
        const planned = facts.hearing?.notice?.planned;
        return planned === undefined || occurredOn < planned ? { code: 'TOO_EARLY', field: '/occurredOn', rule: 'hearing-notice-lead', ...(planned === undefined ? {} : { earliestOn: planned }) } : null;
      },
    },
  ],
  cites: ['hearing-notice-lead', 'hearing-report', 'hearing-free'],
  perform: ({ facts, occurredOn }) => ({ outcome: 'held', facts: { hearing: { ...under(facts), heldOn: occurredOn } } }),
});

const end = z.strictObject({ ground: z.enum(['withdrawn', 'absent_without_reason', 'walked_out', 'deceased_or_ended']), record: text(2000) });

/** HRM 27: the right is treated as given up; the case goes on with the review that was passed. */
export const terminateHearing = defineAction<CaseFacts, z.infer<typeof end>>({
  name: 'terminateHearing',
  label: { zh: '终止听证', en: 'Terminate the hearing' },
  roles: ['hearing_presider', 'responsible_person'],
  input: end,
  guards: [
    {
      name: 'groundForTerminating',
      rule: 'hearing-terminate',
      check: ({ input, occurredOn, rules }) =>
        askCriterion('hearing-terminate', { ground: input.ground }, occurredOn, rules) === 'refused' ? { code: 'TERMINATION_GROUND', field: '/ground', rule: 'hearing-terminate' } : null,
    },
  ],
  cites: ['hearing-terminate'],
  perform: ({ input, facts, occurredOn }) => ({ outcome: 'terminated', facts: { hearing: { ...under(facts), terminated: { ground: input.ground, on: occurredOn } } } }),
});

const hearingReport = z.strictObject({ opinion: text(8000).describe('听证报告') });

/** HRM 29, PPR 50: the report goes to legal review, which is repeated after a hearing. */
export const submitHearingReport = defineAction<CaseFacts, z.infer<typeof hearingReport>>({
  name: 'submitHearingReport',
  label: { zh: '提交听证报告', en: 'Submit the hearing report' },
  roles: ['hearing_presider'],
  input: hearingReport,
  guards: [actorPresides()],
  cites: ['hearing-report', 'legal-review-after-hearing', 'review-complete'],
  perform: ({ input, facts, occurredOn }) => ({ outcome: 'reported', facts: { hearing: { ...under(facts), report: { on: occurredOn, opinion: input.opinion } }, reviewPassed: null } }),
});
