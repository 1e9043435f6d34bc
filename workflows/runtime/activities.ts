import { proxyActivities, proxyLocalActivities } from '@temporalio/workflow';
import type { Activities } from '../../activities/activities.ts';

/**
 * The step is a local activity: one transaction, no round trip to the server. A try ends after 5 s, later than the
 * database's own limits (statement 4 s), so that a late try cannot overtake its successor unseen.
 * Twenty seconds in all: then a person hears OUTCOME_UNKNOWN, and a tick or an event waits on a timer of its own,
 * since a local activity that runs on would grow the history with heartbeats.
 */
export const { step } = proxyLocalActivities<Activities>({
  startToCloseTimeout: '5 s',
  scheduleToCloseTimeout: '20 s',
  retry: { initialInterval: '100 ms', backoffCoefficient: 2, maximumInterval: '2 s' },
});

/** Sending is repeated until it succeeds; the receiver takes an effect in once. */
export const { sendEffect } = proxyActivities<Activities>({
  startToCloseTimeout: '10 s',
  retry: { initialInterval: '500 ms', backoffCoefficient: 2, maximumInterval: '30 s' },
});
