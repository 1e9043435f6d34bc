import { criterion } from './criterion.ts';

const releasedUnlessApproved = criterion(({ approved }: { approved: boolean }) => (approved ? 'kept' : 'released'));

const onListedGround = criterion(({ ground }: { ground: string }, { grounds }: { grounds: readonly string[] }) => (grounds.includes(ground) ? 'allowed' : 'refused'));

/** 调查措施、中止与终止: what stands behind the criteria of law/rules/measures.yaml. */
export const measuresCriteria = {
  'evidence-preserve-approve-refused': releasedUnlessApproved,
  'coercive-approve-refused': releasedUnlessApproved,
  'rights-told-first-contact': criterion(({ fromParty, toldNow, toldBefore }: { fromParty: boolean; toldNow: boolean; toldBefore: boolean }) =>
    fromParty && !toldNow && !toldBefore ? 'refused' : 'allowed'),
  'recusal-case-effect': criterion(({ recusal }: { recusal: 'none' | 'pending' | 'upheld' | 'rejected' }) => (recusal === 'upheld' ? 'refused' : 'allowed')),
  'case-suspend-grounds': onListedGround,
  'case-terminate-investigation': onListedGround,
};
