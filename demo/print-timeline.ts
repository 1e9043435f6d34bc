import { styleText } from 'node:util';
import { fileTypes } from '../domain/files/file-types.ts';
import { deadlinesOf, type TimelineEntry } from './linked-record.ts';
import type { StageCrew } from './stage-crew.ts';
import { shanghaiDay } from './stage-crew.ts';

const weekdays = ['日', '一', '二', '三', '四', '五', '六'];
const changes: Readonly<Record<string, string>> = {
  armed: '起算', extended: '延长', met: '按期', met_late: '逾期办结', cancelled: '不再计算', lapsed: '届满', reminded: '提醒', paused: '中止计算', resumed: '恢复计算',
};

/** Prints a story as people like to read it: day by day, who did what, which period began or ended, and by which rule. */
export async function printTimeline(crew: StageCrew, title: string, timeline: readonly TimelineEntry[]): Promise<void> {
  const sources = await sourcesOf(crew, timeline);
  console.log(`\n${styleText('bold', title)}`);
  let day = '';
  let file = '';
  for (const entry of timeline) {
    const on = shanghaiDay(entry.recordedAt);
    if (entry.fileId !== file) {
      file = entry.fileId;
      console.log(styleText('cyan', `  ── ${fileTypes[entry.type]?.chart.label.zh ?? entry.type} ${fileTypes[entry.type]?.chart.label.en ?? ''}  ${entry.fileId}`));
    }
    console.log(`${on === day ? ' '.repeat(16) : `  ${on} 周${weekdays[new Date(`${on}T00:00:00Z`).getUTCDay()]}`}  ${line(entry)}`);
    day = on;
    for (const { deadlineId, rule, change, dueDate, provisional } of entry.deadlines) {
      if (entry.kind === 'deadline') continue;
      const source = sources.get(deadlineId);
      console.log(styleText('dim', `${' '.repeat(20)}${changes[change] ?? change} ${rule.label.zh} 至 ${dueDate}${provisional ? '(暂定)' : ''}${source ? `  依据 ${source}` : ''}`));
    }
  }
}

function line(entry: TimelineEntry): string {
  const stage = entry.from === null || entry.from.id === entry.stage.id ? '' : styleText('dim', ` → ${entry.stage.label.zh}`);
  if (entry.kind === 'deadline') {
    const text = `⏰ ${entry.what.label.zh}:${entry.rung?.label.zh ?? ''}`;
    return `${styleText(entry.rung?.id.startsWith('remind') || entry.rung?.id.startsWith('left') ? 'yellow' : 'red', text)}${stage}`;
  }
  if (entry.kind === 'event') return `${styleText('magenta', `◆ ${entry.what.label.zh}`)}${stage}`;
  const role = entry.actor?.roles[0]?.label.zh ?? '';
  return `${entry.what.label.zh}  ${styleText('green', `${entry.actor?.name ?? ''}(${role})`)}${stage}`;
}

async function sourcesOf(crew: StageCrew, timeline: readonly TimelineEntry[]): Promise<Map<string, string>> {
  const files = [...new Set(timeline.map((entry) => entry.fileId))];
  const all = await Promise.all(files.map((id) => deadlinesOf(crew, id)));
  return new Map(all.flat().map((deadline) => [(deadline as { id?: string }).id ?? '', deadline.rule?.source.map(({ title, article }) => (article === '-' ? title : `${title}${article}`))[0] ?? '']));
}
