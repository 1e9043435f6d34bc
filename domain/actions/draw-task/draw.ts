import { z } from 'zod';
import { matchOfficers as matchByTicket } from '../../draw/draw-officers.ts';
import { drawTargets as drawByTicket } from '../../draw/draw-targets.ts';
import { byTheRightDepartment, drawnAtRandom, noRecusalUnderWay } from '../../guards/draw.ts';
import { assignedInspectorsOnly, assignedOfficersCertified } from '../../guards/officers.ts';
import { text } from '../inspection/facts.ts';
import { defineAction, type FileEvent } from '../action.ts';
import { drawEvidenceOf, everybodyIn, resultOf, type DrawTaskFacts } from './facts.ts';

const nothing = z.strictObject({});
type Nothing = z.infer<typeof nothing>;

/** R-DR · OBE 54: the targets that the frame and the seed give. There is nothing to enter. */
export const drawTargets = defineAction<DrawTaskFacts, Nothing>({
  name: 'drawTargets',
  label: { zh: '抽取检查对象', en: 'Draw the targets' },
  roles: ['draw_operator'],
  input: nothing,
  guards: [drawnAtRandom(), byTheRightDepartment('draw_targets')],
  cites: ['draw-two-random', 'draw-joint-lead'],
  perform: ({ facts }) => {
    const { frame, seed } = drawn(facts);
    const targets = drawByTicket(frame, seed);
    return { outcome: 'drawn', facts: { targets }, evidence: { seed, targets } };
  },
});

/** R-DR · OBE 54: two officers for each target, by their tickets; the lead and each other department match their own. */
export const matchOfficers = defineAction<DrawTaskFacts, Nothing>({
  name: 'matchOfficers',
  label: { zh: '匹配执法检查人员', en: 'Match the officers' },
  roles: ['draw_operator'],
  input: nothing,
  guards: [drawnAtRandom(), byTheRightDepartment('match_officers')],
  cites: ['draw-two-random', 'draw-joint-lead', 'draw-match-officers', 'draw-officer-pool', 'two-officer-rule'],
  perform: ({ facts }) => {
    const { frame, seed } = drawn(facts);
    const matches = matchByTicket(frame, seed, facts.targets ?? []);
    return { outcome: 'matched', facts: { matches, officerIds: everybodyIn(resultOf({ matches, recusals: [] })) }, evidence: { matches } };
  },
});

/** R-DR: the lead confirms; one inspection is opened for each target, with the officers drawn for it. */
export const confirmAssignment = defineAction<DrawTaskFacts, Nothing>({
  name: 'confirmAssignment',
  label: { zh: '确认派发', en: 'Confirm the assignment' },
  roles: ['lead_coordinator'],
  input: nothing,
  guards: [
    // who has left, or whose certificate has ended since, is replaced by a redraw, not by hand
    assignedOfficersCertified(),
    assignedInspectorsOnly(),
    drawnAtRandom(),
    noRecusalUnderWay(),
    {
      name: 'withinTaskTime',
      rule: 'plan-content-min',
      check: ({ facts, occurredOn }) => (occurredOn <= facts.order.to ? null : { code: 'DRAW_WINDOW_PASSED', rule: 'plan-content-min' }),
    },
  ],
  cites: ['draw-two-random', 'two-officer-rule', 'recusal-inspection', 'no-third-party-inspector'],
  perform: ({ record, facts }) => {
    const { frame } = drawn(facts);
    const names = new Map(frame.targets.map(({ id, name }) => [id, name]));
    return {
      outcome: 'confirmed',
      evidence: { draw: drawEvidenceOf(record.id, facts) },
      effects: resultOf(facts).map(({ target, officerIds }) => ({
        type: 'inspection',
        name: 'inspectionAssigned',
        payload: { target: { name: names.get(target) ?? target, uscc: target }, matter: facts.order.matter, officerIds, plannedEnd: facts.order.to },
      })),
    };
  },
});

/** An inspection of this draw is closed; with the last one the task ends and the plan hears of it. */
export const inspectionClosed: FileEvent<DrawTaskFacts> = {
  name: 'inspectionClosed',
  label: { zh: '检查办结', en: 'Inspection closed' },
  perform: ({ record, facts, payload, occurredOn, source }) => {
    const closedInspections = [...facts.closedInspections, { inspection: source.fileId, target: typeof payload['target'] === 'string' ? payload['target'] : '', on: occurredOn }];
    const isLast = closedInspections.length === (facts.matches ?? []).length;
    return {
      outcome: isLast ? 'allReported' : 'reported',
      facts: { closedInspections },
      effects: isLast ? [tellPlan(facts, 'closed', closedInspections.length)] : [],
      ...(isLast ? { evidence: { drawTask: record.id, inspections: closedInspections.length } } : {}),
    };
  },
};

const cancellation = z.strictObject({ reason: text(1000) });

/** A task that cannot be carried out. What was drawn stays on record, so that nobody draws again until it suits them unseen. */
export const cancelDrawTask = defineAction<DrawTaskFacts, z.infer<typeof cancellation>>({
  name: 'cancelDrawTask',
  label: { zh: '取消抽查任务', en: 'Cancel the task' },
  roles: ['responsible_person'],
  input: cancellation,
  guards: [],
  cites: ['draw-two-random'],
  perform: ({ facts }) => ({ outcome: 'cancelled', effects: [tellPlan(facts, 'cancelled', 0)] }),
});

function tellPlan(facts: DrawTaskFacts, outcome: 'closed' | 'cancelled', inspections: number) {
  return { type: 'annualPlan', fileId: facts.planId, name: 'taskEnded', payload: { no: facts.order.no, outcome, inspections } };
}

function drawn({ frame, seed }: DrawTaskFacts): { frame: NonNullable<DrawTaskFacts['frame']>; seed: string } {
  if (!frame || seed === undefined) throw new Error('the chart opens this act only once frame and seed exist');
  return { frame, seed };
}
