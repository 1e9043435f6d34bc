import { sleep } from '@temporalio/workflow';
import { inspection as asReleased } from '../../workflows/inspection.ts';
import type { FileInput } from '../../workflows/messages/messages.ts';

/** What a careless change looks like: one timer more, without a patch. */
export async function inspection(input: FileInput): Promise<void> {
  await sleep('1 day');
  await asReleased(input);
}
