import { proxyActivities, proxyLocalActivities } from '@temporalio/workflow';
import type { Activities } from '../../activities/activities.ts';
import { stepLimits } from '../messages/step-limits.ts';

/** The step is a local activity: one transaction, no round trip to the server. */
export const { step } = proxyLocalActivities<Activities>({
  startToCloseTimeout: stepLimits.tryMs,
  scheduleToCloseTimeout: stepLimits.allMs,
  retry: { initialInterval: stepLimits.firstWaitMs, backoffCoefficient: 2, maximumInterval: stepLimits.longestWaitMs },
});

/** Sending is repeated until it succeeds; the receiver takes an effect in once. */
export const { sendEffect } = proxyActivities<Activities>({
  startToCloseTimeout: '10 s',
  retry: { initialInterval: '500 ms', backoffCoefficient: 2, maximumInterval: '30 s' },
});
