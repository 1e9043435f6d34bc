import type { LocalDate } from '../time/local-date.ts';
import { criterion } from './criterion.ts';

type Day = LocalDate | null;
const servedOn = (day: Day) => day ?? 'not_served';

/** 送达: what stands behind the criteria of law/rules/service.yaml. Each answers with the day of service, or that there is none. */
export const serviceCriteria = {
  'service-direct': criterion(({ receiver, signedOn }: { receiver: string; signedOn: Day }, { receivers }: { receivers: readonly string[] }) => servedOn(receivers.includes(receiver) ? signedOn : null)),
  'service-leave': criterion(({ refused, witness, recorded, leftOn }: { refused: boolean; witness: boolean; recorded: boolean; leftOn: Day }) => servedOn(refused && (witness || recorded) ? leftOn : null)),
  'service-electronic': criterion(({ consent, addressConfirmed, evidenceKept, arrivedOn }: { consent: boolean; addressConfirmed: boolean; evidenceKept: boolean; arrivedOn: Day }) =>
    servedOn(consent && addressConfirmed && evidenceKept ? arrivedOn : null)),
  'service-mail': criterion(({ receiptOn }: { postedOn: LocalDate; receiptOn: Day }) => servedOn(receiptOn)),
  'service-confirmed-address': criterion(({ method, leftOn, returnedOn }: { method: 'direct' | 'mail'; leftOn: Day; returnedOn: Day }) => servedOn(method === 'direct' ? leftOn : returnedOn)),
};
