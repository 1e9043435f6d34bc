import * as draw from '../actions/draw-task/draw.ts';
import * as freeze from '../actions/draw-task/freeze.ts';
import * as recuse from '../actions/draw-task/recuse.ts';
import * as seed from '../actions/draw-task/seed.ts';
import { drawTaskChart } from '../charts/draw-task.ts';
import { defineFile } from './file-definition.ts';

/** 抽查任务 */
export const drawTaskFile = defineFile(drawTaskChart, {
  actions: [
    freeze.freezeFrame, seed.commitContribution, seed.revealContribution, seed.discardSeedRound, draw.drawTargets, draw.matchOfficers,
    recuse.raiseRecusal, recuse.decideRecusal, recuse.redrawOfficer, draw.confirmAssignment, draw.cancelDrawTask,
  ],
  events: [freeze.taskOpened, draw.inspectionClosed],
});
