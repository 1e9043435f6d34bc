import { annualPlanFile } from './annual-plan.ts';
import { creditRecordFile } from './credit-record.ts';
import { creditRepairFile } from './credit-repair.ts';
import { drawTaskFile } from './draw-task.ts';
import { enforcementCaseFile } from './enforcement-case.ts';
import type { FileDefinition } from './file-definition.ts';
import { inspectionFile } from './inspection.ts';
import { supervisionOrderFile } from './supervision-order.ts';

/** Every file type of the product, by name: the one list that the step, the API and the documentation read. */
export const fileTypes: Readonly<Record<string, FileDefinition>> = byType([annualPlanFile, drawTaskFile, inspectionFile, enforcementCaseFile, creditRecordFile, creditRepairFile, supervisionOrderFile]);

/** @throws when no such type exists: callers check what comes from outside before */
export function fileDefinition(type: string): FileDefinition {
  const definition = fileTypes[type];
  if (!definition) throw new Error(`unknown file type ${type}`);
  return definition;
}

function byType(definitions: readonly FileDefinition[]): Record<string, FileDefinition> {
  return Object.fromEntries(definitions.map((definition) => [definition.chart.type, definition]));
}
