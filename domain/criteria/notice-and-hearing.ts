import { criterion } from './criterion.ts';

interface Told {
  /** What the notice says; null where there is none. */
  readonly told: readonly string[] | null;
  /** The party has a right to a hearing. */
  readonly hearing: boolean;
  /** An over-charged price is to be refunded. */
  readonly refund: boolean;
}

interface NoticeContents {
  readonly contents: readonly string[];
  readonly whereHearing: readonly string[];
  readonly whereRefund: readonly string[];
}

const onListedGround = criterion(({ ground }: { ground: string }, { grounds }: { grounds: readonly string[] }) => (grounds.includes(ground) ? 'allowed' : 'refused'));

/** 告知、陈述申辩与听证: what stands behind the criteria of law/rules/notice-and-hearing.yaml. */
export const noticeAndHearingCriteria = {
  'penalty-notice': criterion(({ told, hearing, refund }: Told, { contents, whereHearing, whereRefund }: NoticeContents) => {
    const needed = [...contents, ...(hearing ? whereHearing : []), ...(refund ? whereRefund : [])];
    return told !== null && needed.every((part) => told.includes(part)) ? 'allowed' : 'refused';
  }),
  'statement-recheck': criterion(({ stated, rechecked, heavier }: { stated: boolean; rechecked: readonly string[]; heavier: boolean }, { covers }: { covers: readonly string[] }) => {
    if (heavier) return 'refused';
    return !stated || covers.every((part) => rechecked.includes(part)) ? 'allowed' : 'refused';
  }),
  'hearing-right-kinds': criterion((given: { kinds: readonly string[] }, values: { kinds: readonly string[] }) => (given.kinds.some((kind) => values.kinds.includes(kind)) ? 'reached' : 'not_reached')),
  'hearing-adjourn': onListedGround,
  'hearing-terminate': criterion(({ ground }: { ground: string }, { givenUp, ended }: { givenUp: readonly string[]; ended: readonly string[] }) => {
    if (givenUp.includes(ground)) return 'given_up';
    return ended.includes(ground) ? 'ended' : 'refused';
  }),
  'hearing-separation': criterion(({ staff, handlers, reviewers }: { staff: readonly string[]; handlers: readonly string[]; reviewers: readonly string[] }) =>
    staff.some((id) => handlers.includes(id) || reviewers.includes(id)) ? 'refused' : 'allowed'),
  'hearing-free': criterion(({ costsBorneBy }: { costsBorneBy: 'authority' | 'party' }) => (costsBorneBy === 'party' ? 'refused' : 'allowed')),
};
