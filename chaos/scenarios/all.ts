import type { Scenario } from '../scenario.ts';
import { partScenarios } from './parts.ts';
import { pointScenarios } from './points.ts';

/** Every row of the crash table, in its order. */
export const scenarios: readonly Scenario[] = [...partScenarios, ...pointScenarios];
