import type { Outcomes } from './chart.ts';

/** Events that every file takes in once it exists, at its end too; their outcomes stay in the stage. They stand here once and not in the charts. */
export const commonEvents = {
  factRedated: { redated: {}, left: {}, noted: {} },
  redatingLeft: { reminded: {} },
} as const satisfies Readonly<Record<string, Outcomes<never, never>>>;

export type CommonEvent = keyof typeof commonEvents;

/** Whether a name is that of a common event. */
export function isCommonEvent(event: string): event is CommonEvent {
  return Object.hasOwn(commonEvents, event);
}
