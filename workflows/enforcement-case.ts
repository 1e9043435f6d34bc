import { enforcementCaseChart } from '../domain/charts/enforcement-case.ts';
import type { FileInput } from './messages/messages.ts';
import { openFile } from './runtime/open-file.ts';

/** 案件: a clue is verified, and for now ends with the decision not to file. */
export async function enforcementCase(input: FileInput): Promise<void> {
  const file = openFile(enforcementCaseChart, input);
  await file.until('clueRegistered');
  await file.until('notFiled');
  await file.close();
}
