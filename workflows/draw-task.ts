import { drawTaskChart } from '../domain/charts/draw-task.ts';
import type { FileInput } from './messages/messages.ts';
import { openFile } from './runtime/open-file.ts';

/**
 * 抽查任务: the frame is frozen, then several people make the seed, then targets and officers are drawn; whoever must recuse
 * themselves is replaced by the next ticket; the inspections go out, and the task ends when all have reported back.
 */
export async function drawTask(input: FileInput): Promise<void> {
  const file = openFile(drawTaskChart, input);
  await file.until('opened');
  if ((await file.until('frameFrozen', 'cancelled')) === 'cancelled') return file.close();
  if ((await file.until('assigned', 'cancelled')) === 'cancelled') return file.close();
  await file.until('closed');
  await file.close();
}
