import { annualPlanChart } from '../domain/charts/annual-plan.ts';
import type { FileInput } from './messages/messages.ts';
import { openFile } from './runtime/open-file.ts';

/** 年度抽查计划: compiled, approved and published; then the tasks of the year are drawn, two reports are filed, and the year is closed. */
export async function annualPlan(input: FileInput): Promise<void> {
  const file = openFile(annualPlanChart, input);
  await file.until('opened');
  await file.until('approved');
  await file.until('published');
  await file.until('closed');
  await file.close();
}
