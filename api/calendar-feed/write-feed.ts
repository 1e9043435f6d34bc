import { ICalCalendar, ICalEventTransparency } from 'ical-generator';
import { fileTypes } from '../../domain/files/file-types.ts';
import { beijingTime } from '../../domain/time/shanghai.ts';
import type { FeedDeadline } from './find-feed.ts';

/** The words of a rule that the feed needs; null where the catalogue no longer knows it. */
export interface FeedRule {
  readonly label: { readonly zh: string; readonly en: string };
  readonly verified: string;
  readonly source: readonly { readonly title: string; readonly article: string }[];
}

/**
 * The deadlines as an iCalendar text (RFC 5545): one all-day event on each legal last day, and for a clock in hours one at its very end. It names the rule, the kind and id of the file and what is
 * in doubt of the date; never a party.
 *
 * @param now world time, RFC 3339
 */
export function writeFeed(deadlines: readonly FeedDeadline[], ruleOf: (id: string, version: string) => FeedRule | null, now: string): string {
  const calendar = new ICalCalendar({ name: '督办期限 Duban deadlines', prodId: { company: 'duban', product: 'deadlines', language: 'ZH' }, ttl: 3600 });
  for (const deadline of deadlines) {
    const rule = ruleOf(deadline.ruleId, deadline.ruleVersion);
    const label = rule?.label ?? { zh: deadline.ruleId, en: deadline.ruleId };
    const marks = marksOf(deadline, rule);
    const file = fileTypes[deadline.fileType]?.chart.label ?? { zh: deadline.fileType, en: deadline.fileType };
    const [source] = rule?.source ?? [];
    calendar.createEvent({
      id: `${deadline.id}@duban`,
      sequence: deadline.revision,
      stamp: new Date(now),
      // a day without a clock time or zone: the last day in Asia/Shanghai, wherever the calendar is read
      ...(deadline.isInHours ? { start: deadline.dueAt } : { start: new Date(`${deadline.dueDate}T00:00:00Z`), allDay: true }),
      transparency: ICalEventTransparency.TRANSPARENT,
      summary: `${marks.map(({ zh }) => `【${zh}】`).join('')}${label.zh} ${deadline.fileId}`,
      description: [
        `${label.zh} · ${label.en}`,
        `${file.zh} ${deadline.fileId} · ${file.en}`,
        deadline.isInHours ? `截止时刻 ${beijingTime(deadline.dueAt.getTime())}(北京时间) · ends at this minute` : `最后一日 ${deadline.dueDate} · last day`,
        ...(source ? [`依据 ${source.title}${source.article === '-' ? '' : ` ${source.article}`} (${deadline.ruleId})`] : [deadline.ruleId]),
        ...marks.map(({ zh, en }) => `${zh} · ${en}`),
      ].join('\n'),
    });
  }
  return calendar.toString();
}

function marksOf(deadline: FeedDeadline, rule: FeedRule | null): { readonly zh: string; readonly en: string }[] {
  return [
    ...(deadline.state === 'lapsed' ? [{ zh: '已届满', en: 'the period has passed, and the duty goes on' }] : []),
    ...(deadline.provisional ? [{ zh: '暂定', en: 'provisional: the holidays of the year are not announced yet' }] : []),
    ...(rule?.verified === 'not_verified' ? [{ zh: '依据未核实', en: 'the rule is not verified' }] : rule?.verified === 'partly' ? [{ zh: '依据部分核实', en: 'the rule is verified in part' }] : []),
  ];
}
