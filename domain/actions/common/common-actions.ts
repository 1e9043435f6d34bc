import type { CommonAct } from '../../chart/common-acts.ts';
import type { Action } from '../action.ts';
import { acknowledge } from './acknowledge.ts';
import { issueOrder } from './issue-order.ts';
import { correctDate } from './correct-date.ts';
import { correctLapse } from './correct-lapse.ts';
import { urge } from './urge.ts';
import { withdrawFact } from './withdraw-fact.ts';

// each action knows its own facts and input, as in the definition of a file type
// oxlint-disable-next-line typescript/no-explicit-any
const byName: Readonly<Record<CommonAct, Action<any, any>>> = { urge, acknowledge, issueOrder, correctDate, correctLapse, withdrawFact };

/** The definition of each common act. */
export const commonActions = Object.values(byName);
