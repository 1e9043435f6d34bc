import type { Label } from '../label.ts';
import { pauseGrounds } from '../rules/pause-grounds.ts';
import { actorLabel, type ClockRule, type Source } from '../rules/rule.ts';
import { daysBetween } from '../time/local-date.ts';
import { beijingTime } from '../time/shanghai.ts';
import type { Deadline, DeadlineInput, ExplanationStep, PausedDeadline } from './deadline.ts';
import { unitWords } from './unit-words.ts';

type Found = Omit<Deadline, 'steps'> | Omit<PausedDeadline, 'steps'>;

/** The arithmetic in sentences, in the order in which it is done; `data` holds the same values for machines. */
export function explain({ rule, pauses = [], extensions = [] }: DeadlineInput, granted: readonly number[], found: Found): ExplanationStep[] {
  const unit = unitWords[rule.unit];
  const source = rule.source[0];
  const cited = source === undefined ? '' : citationOf(source);
  const citedEn = source === undefined ? '' : source.law === 'DESIGN' ? 'a choice of this product' : source.article === '-' ? source.law : `${source.law} ${source.article}`;
  const steps: ExplanationStep[] = [];
  const add = (code: ExplanationStep['code'], zh: string, en: string, data: ExplanationStep['data']): void => {
    steps.push({ code, zh, en, data });
  };

  if (found.triggerAt !== undefined) add('trigger', `自${beijingTime(found.triggerAt)}(北京时间)起按小时连续计算`, `Counted in hours without a break from ${beijingTime(found.triggerAt)} Beijing time`, { at: found.triggerAt });
  else add('trigger', `起算日${found.triggerDate}不计入`, `The trigger day ${found.triggerDate} is not counted`, { date: found.triggerDate });

  const base = found.total - granted.reduce((sum, amount) => sum + amount, 0);
  if (rule.unit === 'DATE') {
    const words = dateWords(rule, found);
    add('limit', `${words.zh}(${cited})`, `${words.en} (${citedEn})`, { days: base, source: cited });
  }
  else add('limit', `期限${base}${unit.zh}(${cited})`, `${base} ${unit.en} (${citedEn})`, { amount: base, unit: rule.unit, source: cited });

  granted.forEach((amount, at) => {
    const approver = extensions[at]?.approvedBy ?? 'responsible_person';
    add('extension', `经${actorLabel(approver).zh}批准延长${amount}${unit.zh}`, `Extended by ${amount} ${unit.en}, approved by the ${actorLabel(approver).en}`, {
      amount,
      unit: rule.unit,
      approvedBy: approver,
    });
  });
  for (const { ground, from, to, document } of pauses) {
    const words = pauseGrounds[ground];
    const data = { ground, from, ...(to === undefined ? {} : { to, days: daysBetween(from, to) }), ...(document === undefined ? {} : { document }) };
    if (to === undefined) add('pause', `${words.zh}:${from}起不计入`, `${words.en}: not counted from ${from} on`, data);
    else add('pause', `${words.zh}:${from}起不计入,${to}起继续计入`, `${words.en}: not counted from ${from}, counted again from ${to}`, data);
  }

  if (found.state === 'paused') {
    const counted = unitWords[found.countedIn];
    add('paused', `期限中止计算,已计${found.counted}${counted.zh},剩余${found.remaining}${counted.zh}`, `The clock stands still: ${found.counted} ${counted.en} counted, ${found.remaining} left`, {
      pausedFrom: found.pausedFrom,
      counted: found.counted,
      remaining: found.remaining,
    });
    return steps;
  }
  if (rule.unit !== 'H') add('target', `最后一日为${found.targetDate}`, `The last day counted is ${found.targetDate}`, { date: found.targetDate });
  if (found.dueDate !== found.targetDate) {
    add('roll', `${found.targetDate}为休息日,顺延至${found.dueDate}`, `${found.targetDate} is a day of rest: the period ends on ${found.dueDate}`, {
      from: found.targetDate,
      to: found.dueDate,
      roll: rule.roll,
    });
  }
  if (rule.unit === 'H') add('due', `截止时刻${beijingTime(found.dueAt)}(北京时间)`, `Due at ${beijingTime(found.dueAt)} Beijing time`, { dueAt: found.dueAt });
  else add('due', `${found.dueDate}当日24时截止`, `Due at the end of ${found.dueDate}`, { date: found.dueDate, dueAt: found.dueAt });
  if (found.earliestActionDate !== undefined && found.earliestWorkingDay !== undefined) {
    const doubt = found.earliestWorkingDay.provisional ? { zh: ',暂定', en: ', provisional' } : { zh: '', en: '' };
    add('earliest_action', `须待本期限经过的事项,自${found.earliestActionDate}起可以办理(首个工作日${found.earliestWorkingDay.date}${doubt.zh})`, `What has to wait for this period is allowed from ${found.earliestActionDate} (first working day ${found.earliestWorkingDay.date}${doubt.en})`, {
      date: found.earliestActionDate,
      workingDay: found.earliestWorkingDay.date,
      workingDayProvisional: found.earliestWorkingDay.provisional,
    });
  }
  if (found.provisional) {
    add('provisional', '有关年度的节假日安排尚未公布,日期为暂定', 'The holidays of the year are not announced yet: the date is provisional', { calendarVersion: found.calendarVersion });
  }
  return steps;
}

/** A day of every year, or the day that the file itself names. */
function dateWords(rule: ClockRule, found: Found): Label {
  const day = found.state === 'running' ? found.targetDate : '';
  if (rule.limit === null) return { zh: `文书或者计划载明的日期${day}`, en: `The date that the paper or the plan names, ${day}` };
  const [month = '', dayOfMonth = ''] = day.slice(5).split('-').map(Number).map(String);
  return { zh: `每年${month}月${dayOfMonth}日,取起算日之后的第一个`, en: `${day.slice(5)} of each year, the first after the trigger day` };
}

/** `《…》第18条`; a place that is no article number stands as it is. */
function citationOf({ law, title, article }: Source): string {
  // what the product chose is no text of law
  if (law === 'DESIGN') return title;
  const place = /^(\d[\d-]*)(.*)$/.exec(article);
  if (place !== null) return `《${title}》第${place[1]}条${place[2]}`;
  return `《${title}》${article === '-' ? '' : article}`;
}
