import type { Guard } from '../actions/action.ts';

/** Only a clock that runs can be extended: not one that stands still, and not after it has passed. */
export function clockRunning<Facts, Input>(clock: string, rule: string): Guard<Facts, Input> {
  return {
    name: 'clockRunning',
    rule,
    check: ({ record }) => (record.deadlines.some((deadline) => deadline.clock === clock && deadline.state === 'running') ? null : { code: 'CLOCK_NOT_RUNNING', rule }),
  };
}
