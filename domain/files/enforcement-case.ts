import * as clue from '../actions/enforcement-case/clue.ts';
import { enforcementCaseChart } from '../charts/enforcement-case.ts';
import { defineFile } from './file-definition.ts';

/** 案件 */
export const enforcementCaseFile = defineFile(enforcementCaseChart, { actions: [clue.declineFiling], events: [clue.clueFound] });
