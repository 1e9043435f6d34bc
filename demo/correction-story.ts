import { afterWorkingDays } from './days.ts';
import type { SharedPlan } from './shared-plan.ts';
import type { StageCrew } from './stage-crew.ts';
import { visitBody } from './visit.ts';

/** (b): what is wrong is ordered to be corrected, is corrected in time, looked at again and published. Returns the inspection. */
export async function tellCorrectionStory(crew: StageCrew, { inspections: [, inspection] }: SharedPlan): Promise<string> {
  if (!inspection) throw new Error('one inspection only was drawn');
  const { id, name, officers: [first = '', second = ''] } = inspection;
  await crew.act(first, id, 'startInspection', await visitBody(crew));
  await crew.act(first, id, 'recordInspectionResult', { category: 'corrected_on_order', findings: '未在显著位置公示食品经营许可证', method: 'on_site' });
  await crew.act('unit-head', id, 'orderCorrection', { demand: '在经营场所显著位置公示许可证', days: 10 });
  await crew.until(afterWorkingDays(await crew.today(), 4));
  await crew.act(second, id, 'reportCorrection', { summary: '已公示', onBehalfOf: name, document: '整改报告' });
  await crew.act(first, id, 'recordReinspection', { corrected: true, findings: '许可证已公示' });
  await crew.act('publisher', id, 'publishInspectionResult', { redactionChecked: true, channel: 'necips' });
  await crew.act('unit-head', id, 'closeInspection');
  return id;
}
