import type { Random } from '../random.ts';
import type { Told } from '../../submissions/submission.ts';
import type { Intent } from './acts.ts';
import type { Heard } from './click.ts';
import { department } from './people.ts';

/** A client gives a request up after between two and eight seconds and asks again, while the first may still be under way. */
const patienceMs = (random: Random) => 2_000 + random.below(6_000);

/** Sends an intent to one of the API processes. @returns `nothing` when no answer came that says anything */
export async function callFront(urls: readonly string[], random: Random, intent: Intent, key: string): Promise<Heard> {
  if (urls.length === 0) return { kind: 'nothing', why: 'no API' };
  const { person, fileId, type, action, body, occurredOn, ifMatch } = intent;
  try {
    const response = await fetch(random.pick(urls), {
      method: 'POST',
      body: JSON.stringify({ callerId: person.id, callerRoles: person.roles, departmentId: department, idempotencyKey: key, fileId, type, action, body, occurredOn, ifMatch }),
      signal: AbortSignal.timeout(patienceMs(random)),
    });
    if (!response.ok) return { kind: 'nothing', why: `${response.status} ${(await response.text()).slice(0, 200)}` };
    return (await response.json()) as Told;
  } catch (error) {
    return { kind: 'nothing', why: error instanceof Error ? `${error.name}: ${error.message}` : String(error) };
  }
}
