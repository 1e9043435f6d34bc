import { setTimeout as sleep } from 'node:timers/promises';
import type { Told } from '../../submissions/submission.ts';
import type { Random } from '../random.ts';
import type { ToldLog } from '../told-log.ts';
import type { Intent } from './acts.ts';

/** What comes back from one sending: an answer, or nothing that can be relied on (connection cut, time-out, 5xx). */
export type Heard = Told | { readonly kind: 'nothing'; readonly why: string };

/** An answer for ever. Everything else is asked again under the same key. */
export type Final = Extract<Told, { kind: 'accepted' | 'refused' | 'keyReused' }>;

export interface Callers {
  /** One request to one API process, with the key. Never throws. */
  send(intent: Intent, key: string): Promise<Heard>;
  /** Asks at the address of the operation what became of a click. Never throws. */
  ask(intent: Intent, operationId: string): Promise<Heard>;
  readonly log: ToldLog;
  readonly random: Random;
}

export interface ClickOptions {
  readonly key?: string;
  /** A double click: the same request twice at once, and both are listened to. */
  readonly isTwice?: boolean;
  /** Stops asking again; what is under way is still listened to. */
  readonly signal?: AbortSignal;
  readonly patienceMs?: number;
}

/** Sends once and keeps what was heard. */
export async function sendOnce(callers: Callers, intent: Intent, key: string): Promise<Heard> {
  const heard = await callers.send(intent, key);
  callers.log.write(intent, key, heard);
  return heard;
}

/**
 * One click of a person, as a proper client does it: the same key and body again until there is an answer.
 * @returns the last thing heard; not final when the patience ended or the callers were told to stop
 */
export async function click(callers: Callers, intent: Intent, options: ClickOptions = {}): Promise<Heard> {
  const key = options.key ?? callers.random.uuid();
  const until = Date.now() + (options.patienceMs ?? 90_000);
  let also: Promise<Heard> | undefined = options.isTwice ? sendOnce(callers, intent, key) : undefined;
  for (let wait = 100; ; wait = Math.min(1500, wait * 2)) {
    const heard = await sendOnce(callers, intent, key);
    await also;
    also = undefined;
    if (heard.kind === 'unknown' && callers.random.chance(0.5) && !options.signal?.aborted) {
      const asked = await callers.ask(intent, heard.operationId);
      callers.log.write(intent, key, asked);
      if (isFinal(asked)) return asked;
    }
    if (isFinal(heard) || Date.now() > until || options.signal?.aborted) return heard;
    await sleep(wait, undefined, options.signal ? { signal: options.signal } : {}).catch(() => undefined);
    if (options.signal?.aborted) return heard;
  }
}

export function isFinal(heard: Heard): heard is Final {
  return heard.kind === 'accepted' || heard.kind === 'refused' || heard.kind === 'keyReused';
}
