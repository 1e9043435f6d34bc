import { supervisionOrderChart } from '../domain/charts/supervision-order.ts';
import type { FileInput } from './messages/messages.ts';
import { openFile } from './runtime/open-file.ts';

/** 督办单: it asks for a reply by a date, as often as its issuer returns what they get, until the issuer closes it or takes it back. */
export async function supervisionOrder(input: FileInput): Promise<void> {
  const file = openFile(supervisionOrderChart, input);
  await file.until('issued');
  await file.until('closed', 'withdrawn');
  await file.close();
}
