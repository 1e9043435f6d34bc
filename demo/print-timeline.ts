import { styleText } from 'node:util';
import { fileTypes } from '../domain/files/file-types.ts';
import { dayNumber, weekdayOf } from '../domain/time/local-date.ts';
import { shanghaiDate } from '../domain/time/shanghai.ts';
import type { Caller } from './caller.ts';
import { linesOf, refusalLines, type EntryLines } from './entry-lines.ts';
import { deadlinesOf, type TimelineEntry } from './linked-record.ts';
import type { RefusedAct } from './stage-crew.ts';

/** By number, Monday first. */
const weekdays = ['', '周一', '周二', '周三', '周四', '周五', '周六', '周日'];

export interface Printed {
  readonly timeline: readonly TimelineEntry[];
  readonly refusals?: readonly RefusedAct[];
  /** Headings before an entry, by the key of the entry. */
  readonly headings?: ReadonlyMap<string, string>;
  /** What a file is called in the second column, where several of one type are told of. */
  readonly nameOf?: (fileId: string) => string;
}

/** Stands for an entry in a map. */
export function keyOf({ fileId, seq }: Pick<TimelineEntry, 'fileId' | 'seq'>): string {
  return `${fileId} ${seq}`;
}

/** Prints what happened as people like to read it: day by day, who did what, which period began or ended, and by which rule. */
export async function printTimeline(caller: Caller, { timeline, refusals = [], headings, nameOf = typeOf }: Printed): Promise<void> {
  const files = [...new Set(timeline.map(({ fileId }) => fileId))];
  const deadlines = new Map((await Promise.all(files.map((id) => deadlinesOf(caller, id)))).flat().map((deadline) => [deadline.id, deadline]));
  const told = [...refusals].filter(({ fileId }) => files.includes(fileId));
  let day = '';
  const print = (at: string, fileId: string, { head, below }: EntryLines) => {
    const on = shanghaiDate(at);
    const date = on === day ? ' '.repeat(15) : `${on} ${weekdays[weekdayOf(dayNumber(on))]}`;
    day = on;
    const file = nameOf(fileId);
    console.log(`  ${styleText('bold', date)}  ${styleText('blue', padded(file, 12))}  ${head}`);
    for (const line of below) console.log(`${' '.repeat(33)}${line}`);
  };
  for (const entry of timeline) {
    while (told[0] && told[0].at < entry.recordedAt) printRefusal(told.shift());
    const heading = headings?.get(keyOf(entry));
    if (heading !== undefined) {
      day = '';
      console.log(`\n${styleText(['bold', 'underline'], heading)}`);
    }
    print(entry.recordedAt, entry.fileId, linesOf(entry, deadlines));
  }
  for (const refusal of told) printRefusal(refusal);

  function printRefusal(refusal: RefusedAct | undefined): void {
    if (refusal) print(refusal.at, refusal.fileId, refusalLines(refusal));
  }
}

/** 案件, 检查 …: the words for the type that a file's id names. */
export function typeOf(fileId: string): string {
  return fileTypes[fileId.slice(0, fileId.indexOf('-'))]?.chart.label.zh ?? fileId;
}

/** Chinese characters take two columns of a terminal. */
export function padded(text: string, columns: number): string {
  const width = [...text].reduce((sum, character) => sum + ((character.codePointAt(0) ?? 0) > 0x2e7f ? 2 : 1), 0);
  return `${text}${' '.repeat(Math.max(0, columns - width))}`;
}
