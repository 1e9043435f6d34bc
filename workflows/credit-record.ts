import { creditRecordChart } from '../domain/charts/credit-record.ts';
import type { FileInput } from './messages/messages.ts';
import { openFile } from './runtime/open-file.ts';

/**
 * 信用记录: a penalty is published, unless nothing of it may be; it stays published until its longest period is over, until a repair
 * (a file of its own, asked for after the shortest period) is carried out, or until the decision behind it is withdrawn.
 */
export async function creditRecord(input: FileInput): Promise<void> {
  const file = openFile(creditRecordChart, input);
  const published = await file.until('published', 'notPublished', 'withdrawn');
  if (published === 'published') await file.until('publicityStopped', 'repairExecuted', 'withdrawn');
  await file.close();
}
