import type { JsonObject } from '../../json.ts';
import type { EffectDraft } from '../action.ts';
import type { CreditRepairFacts } from './facts.ts';

/** What becomes of the application, told to the credit record that it came from. */
export function tellRecord(facts: CreditRepairFacts, name: 'repairGranted' | 'repairRefused' | 'repairWithdrawn' | 'repairExecuted', payload: JsonObject): EffectDraft {
  return { type: 'creditRecord', fileId: facts.recordFileId, name, payload };
}
