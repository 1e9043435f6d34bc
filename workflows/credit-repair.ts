import { creditRepairChart } from '../domain/charts/credit-repair.ts';
import type { FileInput } from './messages/messages.ts';
import { openFile } from './runtime/open-file.ts';

/**
 * 信用修复: an application is accepted or not (missing papers are asked for once), verified, then granted or refused; what is granted
 * is carried out in the data. The party may take it back, and it ends when the record has nothing left to repair.
 */
export async function creditRepair(input: FileInput): Promise<void> {
  const file = openFile(creditRepairChart, input);
  const taken = await file.until('accepted', 'notAccepted', 'applicationWithdrawn', 'discontinued');
  if (taken !== 'accepted') return file.close();
  const decided = await file.until('granted', 'refused', 'applicationWithdrawn', 'discontinued');
  if (decided === 'granted') await file.until('executed');
  await file.close();
}
