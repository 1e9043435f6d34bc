import { fenOf } from '../penalty/money.ts';
import { criterion } from './criterion.ts';

type Procedure = 'simple' | 'ordinary';

const fen = (yuan: number) => fenOf(String(yuan));

/** 简易程序: what stands behind the criteria of law/rules/simple-procedure.yaml. */
export const simpleProcedureCriteria = {
  'simple-scope': criterion(
    ({ party, fineYuan, warningOnly }: { party: 'person' | 'organisation'; fineYuan: string; warningOnly: boolean }, values: { person: number; organisation: number }) =>
      warningOnly || fenOf(fineYuan) <= fen(values[party]) ? 'allowed' : 'refused',
  ),
  'simple-tell-first': criterion(({ told, defended, defenceRecorded }: { told: readonly string[]; defended: boolean; defenceRecorded: boolean }, values: { told: readonly string[] }) =>
    values.told.every((part) => told.includes(part)) && (!defended || defenceRecorded) ? 'allowed' : 'refused'),
  'onsite-fine-collect': criterion(
    ({ procedure, fineYuan, hardLater, remoteOnRequest, officialReceipt }: { procedure: Procedure; fineYuan: string; hardLater: boolean; remoteOnRequest: boolean; officialReceipt: boolean }, { upTo }: { upTo: number }) => {
      const isSmall = procedure === 'simple' && fenOf(fineYuan) <= fen(upTo);
      const isFleeting = procedure === 'simple' && hardLater;
      return officialReceipt && (isSmall || isFleeting || remoteOnRequest) ? 'allowed' : 'refused';
    },
  ),
  'simple-reconsider-first': criterion(({ procedure, reconsidered }: { procedure: Procedure; reconsidered: boolean }, { procedures }: { procedures: readonly string[] }) =>
    procedures.includes(procedure) && !reconsidered ? 'refused' : 'allowed'),
  'simple-not-published': criterion(({ procedure, warningOnly }: { procedure: Procedure; warningOnly: boolean }) => (procedure === 'simple' || warningOnly ? 'not_published' : 'published')),
};
