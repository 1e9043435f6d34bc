import type { LocalDate } from '../time/local-date.ts';
import { criterion } from './criterion.ts';

/** Where the criminal route of a case stands. */
export type TransferState = 'none' | 'open' | 'filed_by_police' | 'not_filed' | 'returned';

/** 管辖、协查与移送: what stands behind the criteria of law/rules/jurisdiction-and-transfer.yaml. */
export const jurisdictionAndTransferCriteria = {
  'jurisdiction-first-filer': criterion(({ ownFiling, otherFiling }: { ownFiling: LocalDate; otherFiling: LocalDate | null }) => {
    if (otherFiling === null || ownFiling < otherFiling) return 'allowed';
    return ownFiling === otherFiling ? 'negotiate' : 'refused';
  }),
  'jurisdiction-no-retransfer': criterion(({ receivedByTransfer, to }: { receivedByTransfer: boolean; to: 'other_authority' | 'common_superior' }) =>
    receivedByTransfer && to === 'other_authority' ? 'refused' : 'allowed'),
  // what the police do not take up, or hand back, is punished by the authority after all (CTR 10, APL 27)
  'crime-no-substitute': criterion(({ transfer }: { transfer: TransferState }) => (transfer === 'open' || transfer === 'filed_by_police' ? 'refused' : 'allowed')),
  'crime-no-substitute-earlier': criterion(({ kind }: { kind: string }, { setOff }: { setOff: readonly string[] }) => (setOff.includes(kind) ? 'set_off' : 'keeps_running')),
};
