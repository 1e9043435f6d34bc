import type { Chart, Outcomes } from './chart.ts';

/**
 * Acts that are open on every file of every type while it lives: in each stage but `none` and the end stages. Their outcomes stay
 * in the stage. They stand here once and not in the charts, and an entry's `open` does not list them: records, histories and the
 * heap of an idle process stay as they are. Append only, like the acts of a chart.
 */
export const commonActs = {
  urge: { urged: {} },
  acknowledge: { acknowledged: {} },
  issueOrder: { issued: {} },
  correctDate: { corrected: {} },
  correctLapse: { corrected: {} },
  withdrawFact: { withdrawn: {} },
} as const satisfies Readonly<Record<string, Outcomes<never, never>>>;

export type CommonAct = keyof typeof commonActs;

/** Whether a name is that of a common act. */
export function isCommonAct(act: string): act is CommonAct {
  return Object.hasOwn(commonActs, act);
}

/** Whether the common acts are open in a stage; a stage that this version of the chart does not know yet is left to the step. */
export function commonActsAreOpen(chart: Chart, stage: string): boolean {
  return stage !== 'none' && chart.stages[stage]?.end !== true;
}

/** The common acts that are open in a stage: all of them, or none. */
export function openCommonActs(chart: Chart, stage: string): CommonAct[] {
  return commonActsAreOpen(chart, stage) ? (Object.keys(commonActs) as CommonAct[]) : [];
}

/** Where the outcomes of an act lead in a stage, be it the stage's own or a common one; undefined: it is not open there. */
export function outcomesOf(chart: Chart, stage: string, act: string): Outcomes<string, string> | undefined {
  const own = chart.stages[stage]?.acts[act];
  if (own) return own;
  return isCommonAct(act) && chart.stages[stage] && commonActsAreOpen(chart, stage) ? commonActs[act] : undefined;
}

/** The stages in which an act may be taken, in the order of the chart; a common act in every one that is not an end. */
export function stagesOf(chart: Chart, act: string): string[] {
  return Object.keys(chart.stages).filter((stage) => outcomesOf(chart, stage, act) !== undefined);
}
