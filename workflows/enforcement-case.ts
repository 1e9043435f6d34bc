import { enforcementCaseChart } from '../domain/charts/enforcement-case.ts';
import type { FileInput } from './messages/messages.ts';
import { openFile } from './runtime/open-file.ts';

/**
 * 案件: a clue is verified and filed or not, or goes into another clue; a filed case, or one split off such a case, is investigated, reviewed, told to the party and decided;
 * a penalty is served and performed, by the party or through the court; what is at an end is closed and archived.
 */
export async function enforcementCase(input: FileInput): Promise<void> {
  const file = openFile(enforcementCaseChart, input);
  await file.until('clueRegistered', 'splitOff');
  const verified = await file.until('filed', 'splitOff', 'notFiled', 'merged');
  if (verified === 'notFiled' || verified === 'merged') return file.close();

  const end = await file.until('penaltyDecided', 'noPenaltyDecided', 'investigationTerminated');
  if (end === 'penaltyDecided') {
    // publication and credit go their own way from here, in a file of their own
    await file.until('decisionServed');
    await file.until('performed', 'courtEnded', 'windowMissed');
  }
  await file.until('closed');
  return file.close();
}
