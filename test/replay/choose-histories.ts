import { fileTypeOf } from '../../domain/ids.ts';
import { payloadsOf } from './payloads.ts';
import type { SavedHistory } from './saved-histories.ts';

/**
 * A few histories that together show everything that any of them shows: for each file type every kind of event, every act with
 * what was answered, every signal, every activity, every line of the law that was written, a start with a state (continue-as-new)
 * and one without. The smaller history is taken where two show the same.
 */
export function chooseHistories(histories: readonly SavedHistory[]): SavedHistory[] {
  const offers = histories
    .map((history) => ({ history, size: JSON.stringify(history.history).length, shows: whatItShows(history) }))
    .toSorted((a, b) => a.size - b.size);
  const missing = new Set(offers.flatMap(({ shows }) => [...shows]));
  const chosen: SavedHistory[] = [];
  while (missing.size > 0) {
    // what it adds for its size
    const worth = ({ shows, size }: (typeof offers)[number]) => [...shows].filter((what) => missing.has(what)).length / size;
    const best = offers.reduce((a, b) => (worth(b) > worth(a) ? b : a));
    for (const what of best.shows) missing.delete(what);
    chosen.push(best.history);
  }
  return chosen;
}

/** Names for what happens in a run, each with the file type before it. */
export function whatItShows({ workflowId, history }: SavedHistory): Set<string> {
  const type = fileTypeOf(workflowId);
  return new Set(history.events.flatMap((event) => [event.eventType, ...details(event)]).map((what) => `${type}: ${what}`));
}

function details(event: SavedHistory['history']['events'][number]): string[] {
  const at = (...path: string[]) => path.reduce<unknown>((value, key) => (typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined), event);
  const payloads = payloadsOf(event) as Record<string, unknown>[];
  const named = [
    at('workflowExecutionUpdateAcceptedEventAttributes', 'acceptedRequest', 'input', 'name'),
    at('workflowExecutionSignaledEventAttributes', 'signalName'),
    at('activityTaskScheduledEventAttributes', 'activityType', 'name'),
    at('markerRecordedEventAttributes', 'markerName'),
  ].filter((name) => typeof name === 'string');
  if (event.eventType === 'EVENT_TYPE_WORKFLOW_EXECUTION_STARTED') named.push(payloads.some((input) => 'state' in input) ? 'started with a state' : 'started without a state');
  for (const payload of payloads) {
    if (typeof payload !== 'object' || payload === null) continue;
    const { answer, behind, unconfirmed, entries } = payload as { answer?: { kind: string; code?: string }; behind?: true; unconfirmed?: unknown[]; entries?: { what: string }[] };
    if (answer) named.push(`answer ${answer.kind} ${answer.code ?? ''}`);
    if (behind) named.push('behind');
    if (unconfirmed?.length) named.push('unconfirmed effects');
    for (const entry of entries ?? []) named.push(entry.what);
  }
  return named;
}
