import { condition, defineUpdate, proxyLocalActivities, setHandler } from '@temporalio/workflow';
import type { BaselineActivities } from './activities.ts';

const { insertRow } = proxyLocalActivities<BaselineActivities>({ startToCloseTimeout: '5 s' });

/** What the engine costs at least: one update, one local activity, one INSERT. */
export async function bare(): Promise<void> {
  setHandler(defineUpdate<number, [number]>('act'), (n) => insertRow(n));
  await condition(() => false);
}
