import type { Guard } from '../actions/action.ts';
import type { FileRecord } from '../record/record.ts';
import { clockOfVersion } from '../rules/find-rule.ts';
import type { RuleSet } from '../rules/rule.ts';

/** Only a clock that runs can be extended: not one that stands still (PAUSED), and not after it has passed (LAPSED). */
export function clockRunning<Facts, Input>(clock: string, rule: string): Guard<Facts, Input> {
  return {
    name: 'clockRunning',
    rule,
    check: ({ record }) => {
      const state = record.deadlines.find((deadline) => deadline.clock === clock)?.state;
      if (state === 'running') return null;
      return { code: 'CLOCK_NOT_RUNNING', rule, ...(state === undefined ? {} : { reason: state.toUpperCase() }) };
    },
  };
}

/** What one grant of the first extension gives, in the version by which the clock runs; 0 where it does not run or may not be extended. */
export function firstExtension({ deadlines }: FileRecord, clock: string, rules: RuleSet): number {
  const running = deadlines.find((deadline) => deadline.clock === clock);
  return running === undefined ? 0 : (clockOfVersion(running.ruleId, running.ruleVersion, rules).extensions[0]?.limit ?? 0);
}
