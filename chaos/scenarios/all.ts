import type { Scenario } from '../scenario.ts';
import { byHandScenarios } from './by-hand.ts';
import { frozenScenarios } from './frozen.ts';
import { otherStepScenarios } from './other-steps.ts';
import { partScenarios } from './parts.ts';
import { pointScenarios } from './points.ts';
import { rehearsalScenarios } from './rehearsal.ts';
import { restoreScenarios } from './restore.ts';
import { startUpScenarios } from './start-up.ts';
import { stormScenarios } from './storm.ts';
import { submissionScenarios } from './submissions.ts';

/** Every row of the crash table, in its order. */
export const scenarios: readonly Scenario[] = [
  ...partScenarios, ...startUpScenarios, ...pointScenarios, ...otherStepScenarios, ...submissionScenarios, ...frozenScenarios, ...rehearsalScenarios, ...byHandScenarios, ...restoreScenarios, ...stormScenarios,
];
