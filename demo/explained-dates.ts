import { styleText } from 'node:util';
import type { Caller } from './caller.ts';
import { deadlinesOf } from './linked-record.ts';
import { padded, typeOf } from './print-timeline.ts';
import { reader, type StageCrew } from './stage-crew.ts';

/** What `GET /api/v1/deadlines/{id}/explain` tells, as far as it is printed. */
interface Explained {
  readonly isAsStored: boolean;
  readonly deadline: { readonly dueDate: string; readonly isProvisional: boolean; readonly isUnverified: boolean };
  readonly rule: { readonly label: { readonly zh: string; readonly en: string } };
  readonly steps: readonly { readonly code: string; readonly zh: string; readonly en: string }[];
  readonly otherReadings: readonly { readonly label: { readonly zh: string }; readonly dueDate: string | null; readonly isSame: boolean }[];
}

/** The clocks of the stories about which people argue: in the order of a case's life. */
const important = [
  'correction-default-deadline', 'clue-verify', 'case-decide', 'review-complete', 'statement-period', 'service-decision', 'fine-pay', 'demand-performance',
  'court-apply-window', 'publish-penalty-necips', 'publicity-serious-min', 'repair-decide-penalty',
];
/** Steps that say how the date came about; the others only repeat the date. */
const telling = new Set(['trigger', 'limit', 'extension', 'left_out', 'paused', 'same_day', 'before', 'counted_days', 'holiday', 'make_up', 'rest_days', 'no_roll', 'earliest_action']);

/** Prints for the important deadlines of some files how each date came about, in a line or two. */
export async function printExplainedDates(caller: Caller, fileIds: readonly string[]): Promise<void> {
  const all = (await Promise.all(fileIds.map(async (fileId) => (await deadlinesOf(caller, fileId)).map((deadline) => ({ fileId, ...deadline }))))).flat();
  const chosen = important.flatMap((ruleId) => all.find((deadline) => deadline.ruleId === ruleId) ?? []);
  if (chosen.length === 0) return;
  console.log(`\n${styleText(['bold', 'underline'], '  日期如何得出  How the dates came about')}`);
  for (const { id, fileId } of chosen) for (const line of explainedLines(typeOf(fileId), await caller.get(explanationOf(id)))) console.log(line);
}

/** Deadlines of some files whose arithmetic, done again, comes to another date than the stored one. Empty when all is well. */
export async function datesNotAsStored(crew: StageCrew, fileIds: readonly string[]): Promise<string[]> {
  const caller = await crew.as(reader);
  const ids = (await Promise.all(fileIds.map((fileId) => deadlinesOf(caller, fileId)))).flat().map(({ id }) => id);
  if (ids.length === 0) return ['no deadline at all'];
  const explained = await Promise.all(ids.map(async (id) => ({ id, ...(await caller.get(explanationOf(id))) as Explained })));
  return explained.filter(({ isAsStored, steps }) => !isAsStored || steps.length === 0).map(({ id, deadline }) => `${id} ${deadline.dueDate}`);
}

function explanationOf(deadlineId: string): string {
  return `/api/v1/deadlines/${encodeURIComponent(deadlineId)}/explain`;
}

/** One line of the date, one of the arithmetic, one more where another reading comes to another day. */
export function explainedLines(file: string, { deadline, rule, steps, otherReadings }: Explained): string[] {
  const marks = `${deadline.isProvisional ? '（暂定）' : ''}${deadline.isUnverified ? '（依据未核实）' : ''}`;
  const other = otherReadings.filter(({ isSame }) => !isSame).map(({ label, dueDate }) => `另一种读法（${label.zh}）：${dueDate ?? '没有截止日'}`);
  return [
    `  ${styleText('blue', padded(file, 12))}  ${rule.label.zh}  ${styleText('bold', `最后一日 ${deadline.dueDate}`)}${styleText('yellow', marks)}  ${styleText('dim', rule.label.en)}`,
    `${' '.repeat(16)}${styleText('dim', steps.filter(({ code }) => telling.has(code)).map(({ zh }) => shortened(zh)).join('；'))}`,
    ...other.map((line) => `${' '.repeat(16)}${styleText('dim', line)}`),
  ];
}

/** 《…程序规定(总局令第2号,…)》 without the numbers of its amendments. */
function shortened(text: string): string {
  return text.replace(/《([^(》]+)\([^》]*》/g, '《$1》');
}
