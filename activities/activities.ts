import { createSendEffect, type SendEffectDeps } from './effects/send-effect.ts';
import { withLastTry } from './step/last-try.ts';
import { createStep, type StepDeps } from './step/step.ts';

/** Everything that a workflow may ask of the world. */
export function createActivities(deps: StepDeps & SendEffectDeps) {
  return { step: withLastTry(createStep(deps)), sendEffect: createSendEffect(deps) };
}

export type Activities = ReturnType<typeof createActivities>;
