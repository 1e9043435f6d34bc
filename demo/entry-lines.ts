import { styleText } from 'node:util';
import { fileTypes } from '../domain/files/file-types.ts';
import type { ClockChange } from '../domain/advance/clock.ts';
import type { DeadlineView, TimelineEntry } from './linked-record.ts';
import type { RefusedAct } from './stage-crew.ts';

const changes: Readonly<Record<ClockChange['change'], string>> = {
  armed: '起算', extended: '延长', paused: '停止计算', resumed: '恢复计算', met: '按期', met_late: '逾期', cancelled: '不再计算', lapsed: '届满', reminded: '提醒', restarted: '重新起算', corrected: '更正', reinstated: '恢复', redated: '因规则或者日历变更重新计算',
};

/** One thing that happened, in words: the line of what it was, and a line for each deadline that it touched. */
export interface EntryLines {
  readonly head: string;
  readonly below: readonly string[];
}

/** @param deadlines of the file, by id, for the rule's source and what its lapse does */
export function linesOf(entry: TimelineEntry, deadlines: ReadonlyMap<string, DeadlineView>): EntryLines {
  const stage = entry.from === null || entry.from.id === entry.stage.id ? '' : styleText('bold', ` → ${entry.stage.label.zh}`);
  if (entry.kind === 'deadline') return rungLines(entry, stage, deadlines);
  const english = styleText('dim', `  ${entry.what.label.en}`);
  const below = entry.deadlines.map((change) => clockLine(change, deadlines));
  if (entry.kind === 'event') return { head: `${styleText('magenta', `◆ ${entry.what.label.zh}`)}${stage}${english}`, below };
  const who = entry.actor ? styleText('cyan', `  ${entry.actor.name ?? entry.actor.id}（${entry.actor.roles.map(({ label }) => label.zh).join('、')}）`) : '';
  return { head: `${entry.what.label.zh}${who}${stage}${english}`, below };
}

/** A clock that began, ended or moved, with its last day and the rule's source. */
function clockLine({ deadlineId, rule, change, dueDate, oldDueDate, provisional, isUnverified }: TimelineEntry['deadlines'][number], deadlines: ReadonlyMap<string, DeadlineView>): string {
  const word = styleText(change === 'met_late' ? 'red' : change === 'met' ? 'green' : 'dim', `${changes[change as ClockChange['change']] ?? change}：${rule.label.zh}`);
  const until = `${oldDueDate === undefined ? '' : `${oldDueDate} 改为 `}${dueDate}${marksOf({ provisional, isUnverified })}`;
  return `${word}${styleText('dim', `，最后一日 ${until}${sourceOf(deadlines.get(deadlineId))}`)}`;
}

/** A rung of the ladder: a reminder, the lapse itself with what the law makes of it, or a step further up. */
function rungLines(entry: TimelineEntry, stage: string, deadlines: ReadonlyMap<string, DeadlineView>): EntryLines {
  const [touched, ...others] = entry.deadlines;
  const deadline = touched && deadlines.get(touched.deadlineId);
  const isLapse = entry.rung?.id === 'lapse';
  const isReminder = !isLapse && entry.rung?.id.startsWith('overdue') !== true;
  const told = entry.told.length ? `，告知 ${entry.told.map(({ label }) => label.zh).join('、')}` : '';
  const onLapse = isLapse && deadline?.rule?.onLapse ? [styleText('dim', `${deadline.rule.onLapse.label.zh}  ${deadline.rule.onLapse.label.en}`)] : [];
  const due = touched ? [styleText('dim', `最后一日 ${touched.dueDate}${marksOf(touched)}${sourceOf(deadline)}`)] : [];
  return {
    head: `${styleText(isReminder ? 'yellow' : 'red', `⏰ ${entry.what.label.zh}：${entry.rung?.label.zh ?? ''}${told}`)}${stage}${styleText('dim', `  ${entry.what.label.en}: ${entry.rung?.label.en ?? ''}`)}`,
    below: isReminder ? [] : [...onLapse, ...due, ...others.map((change) => clockLine(change, deadlines))],
  };
}

/** An act that the law did not allow, with the code of the refusal. */
export function refusalLines({ fileId, name, role, action, code, title, earliestOn }: RefusedAct): EntryLines {
  const label = fileTypes[fileId.slice(0, fileId.indexOf('-'))]?.actions[action]?.label;
  return {
    head: `${styleText('red', `✋ ${label?.zh ?? action}，被拒绝`)}${styleText('cyan', `  ${name}（${role}）`)}${styleText('dim', `  ${label?.en ?? action}, refused`)}`,
    below: [styleText('dim', `${code}  ${title}${earliestOn === null ? '' : `，最早 ${earliestOn}`}`)],
  };
}

/** What is in doubt of a date. */
function marksOf({ provisional, isUnverified }: Pick<TimelineEntry['deadlines'][number], 'provisional' | 'isUnverified'>): string {
  return `${provisional ? '（暂定）' : ''}${isUnverified ? '（依据未核实）' : ''}`;
}

function sourceOf(deadline: DeadlineView | undefined): string {
  const [source] = deadline?.rule?.source ?? [];
  return source ? `  依据 ${source.title}${source.article === '-' ? '' : ` ${source.article}`}` : '';
}
