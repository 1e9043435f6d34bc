import { inspectionChart } from '../domain/charts/inspection.ts';
import type { FileInput } from './messages/messages.ts';
import { openFile } from './runtime/open-file.ts';

/** 检查: officers inspect; what is wrong is ordered to be corrected and looked at again, or goes on as a clue; the result is published. */
export async function inspection(input: FileInput): Promise<void> {
  const file = openFile(inspectionChart, input);
  await file.until('assigned');
  await file.until('resultRecorded');
  await file.until('resultPublished');
  await file.close();
}
