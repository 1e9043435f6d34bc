import type { LocalDate } from '../domain/time/local-date.ts';
import type { Label } from '../domain/label.ts';
import type { TaskKind } from '../domain/record/record.ts';
import type { Notice } from '../notices/notices.ts';

/** The parts of a digest, in the order in which they are read. */
export const digestSections = ['overdue', 'due', 'urged', 'new'] as const;
export type DigestSection = (typeof digestSections)[number];

/** One line: what is to be done in which file. Labels of the law and ids, nothing of a party. */
export interface DigestItem {
  readonly taskId: string;
  readonly fileId: string;
  readonly kind: TaskKind;
  readonly label: Label;
  readonly dueAt: string | null;
  readonly deadlineId: string | null;
}

/** How many there are of each, and the first of them. */
export type DigestContent = Readonly<Record<DigestSection, { readonly count: number; readonly items: readonly DigestItem[] }>>;

/** The message that goes out: a few numbers. What they are about is read in the system. */
export function digestNotice(officerId: string, day: LocalDate, content: DigestContent): Notice {
  const [, month, dayOfMonth] = day.split('-').map(Number);
  const values = {
    day: `${month}月${dayOfMonth}日`,
    overdue: String(content.overdue.count),
    due: String(content.due.count),
    urged: String(content.urged.count),
    new: String(content.new.count),
  };
  return {
    key: `digest:${officerId}:${day}`,
    officerId,
    template: 'daily_digest',
    values,
    text: `【督办】${values.day}:逾期${values.overdue}件,临期${values.due}件,催办${values.urged}件,新增${values.new}件,请登录系统办理。`,
  };
}
