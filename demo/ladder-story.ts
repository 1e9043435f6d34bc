import type { SharedPlan } from './shared-plan.ts';
import type { StageCrew } from './stage-crew.ts';
import { visitBody } from './visit.ts';

/** (c): a suspected violation is handed on, and nobody takes the case up: the ladder climbs to the supervisor, and time decides nothing. Returns the case. */
export async function beginLadderStory(crew: StageCrew, { inspections: [, , inspection] }: SharedPlan): Promise<string> {
  if (!inspection) throw new Error('two inspections only were drawn');
  const { id, officers: [first = ''] } = inspection;
  await crew.act(first, id, 'startInspection', await visitBody(crew));
  await crew.act(first, id, 'recordInspectionResult', { category: 'pending_followup', findings: '涉嫌销售标签不符合规定的预包装食品', method: 'on_site' });
  await crew.act('unit-head', id, 'registerClue', { suspicion: '涉嫌销售标签不符合规定的预包装食品' });
  const caseId = await crew.effectOf(id, 'clueFound');
  await crew.act('publisher', id, 'publishInspectionResult', { redactionChecked: true, channel: 'necips' });
  await crew.act('unit-head', id, 'closeInspection');
  return caseId;
}
