import { activityInfo } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import { stepLimits } from '../../workflows/messages/step-limits.ts';

/**
 * Ends the tries of a local activity when the time for all of them is over. The engine's own limit (`scheduleToCloseTimeout`) is lost
 * where it falls into the wait between two tries (SDK 1.24.0), which is where a step that fails fast spends its time.
 * @throws the failure of the try; after it no other is made if the next could not begin in time
 */
export function withLastTry<Input, Output>(step: (input: Input) => Promise<Output>): (input: Input) => Promise<Output> {
  return async (input) => {
    try {
      return await step(input);
    } catch (error) {
      if (Date.now() - activityInfo().scheduledTimestampMs + stepLimits.longestWaitMs < stepLimits.allMs) throw error;
      throw ApplicationFailure.nonRetryable('the step failed for as long as it may be tried', 'STEP_GAVE_UP', String(error));
    }
  };
}
