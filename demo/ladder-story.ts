import type { SharedPlan } from './shared-plan.ts';
import type { StageCrew } from './stage-crew.ts';

/** (c): the officers found nothing, and nobody publishes it: the ladder climbs to the supervisor, and nothing is decided by itself. Returns the inspection. */
export async function beginLadderStory(crew: StageCrew, { inspections: [, , inspection] }: SharedPlan): Promise<string> {
  if (!inspection) throw new Error('two inspections only were drawn');
  await crew.act(inspection.officers[0] ?? '', inspection.id, 'recordInspectionResult', { category: 'no_issue_found', findings: '未发现问题', method: 'on_site' });
  return inspection.id;
}
