import { dayStatus, type OfficialCalendar } from '../calendar/calendar.ts';
import { daysBetweenInDetail, festivalWords, type DaysBetween, type Holiday } from '../calendar/days-between.ts';
import { festivals } from '../calendar/festivals.ts';
import type { ClockRule } from '../rules/rule.ts';
import { addDays, type LocalDate } from '../time/local-date.ts';
import { addMonths } from '../time/months.ts';
import { dateWithWeekdayEn as en, dateWithWeekdayZh as zh } from '../time/weekday-words.ts';
import type { Deadline, DeadlineInput, ExplanationStep, PausedDeadline } from './deadline.ts';

/**
 * The steps of a computed deadline with what a lawyer would ask besides: which calendar, which days were counted and which were not and why, by
 * name; what the pauses left out; why the last day moved, or did not. Looks at every day of the period, so it is made for who asks, not in the computation.
 */
export function explainDays(input: DeadlineInput, found: Deadline | PausedDeadline): ExplanationStep[] {
  const { rule, calendar } = input;
  if (rule.unit === 'H') return [...found.steps];
  const before = [...leftOutSteps(found, calendar, (input.pauses ?? []).length > 1), ...(found.state === 'running' ? countedSteps(rule, found, calendar) : [])];
  const steps: ExplanationStep[] = [];
  for (const one of found.steps) {
    if (one.code === 'target' || one.code === 'paused') steps.push(...before);
    if (one.code === 'roll' && found.state === 'running') steps.push(restSteps(found, calendar));
    if (one.code === 'due' && found.state === 'running') steps.push(...noRollSteps(rule, found, calendar));
    steps.push(one);
    if (one.code === 'limit' && usesCalendar(rule)) steps.push(calendarStep(rule, found, calendar));
  }
  return steps;
}

function usesCalendar({ unit, roll }: ClockRule): boolean {
  return unit === 'WD' || roll !== 'none';
}

function step(code: ExplanationStep['code'], zhText: string, enText: string, data: ExplanationStep['data']): ExplanationStep {
  return { code, zh: zhText, en: enText, data };
}

/** Which notices say what a day of rest is, and which year has none yet. */
function calendarStep({ unit }: ClockRule, found: Deadline | PausedDeadline, calendar: OfficialCalendar): ExplanationStep {
  // of a period in calendar days, months or years only the last day is looked at
  const from = unit !== 'WD' && found.state === 'running' ? found.targetDate : found.triggerDate;
  const first = Number(from.slice(0, 4));
  const last = found.state === 'running' ? Number(found.dueDate.slice(0, 4)) : first;
  const years = Array.from({ length: last - first + 1 }, (_, at) => first + at);
  const held = years.filter((year) => calendar.years.includes(year));
  const missing = years.filter((year) => !calendar.years.includes(year));
  const what = unit === 'WD' ? { zh: '工作日', en: 'Working days' } : { zh: '最后一日是否为休息日,', en: 'Whether the last day is a day of rest:' };
  const by = held.length === 0 ? { zh: '', en: '' } : { zh: `依据国务院办公厅${held.join('、')}年放假通知`, en: ` by the official notice for ${held.join(', ')}` };
  const without = missing.length === 0 ? { zh: '', en: '' } : { zh: `${held.length > 0 ? ';' : unit === 'WD' ? ':' : ''}${missing.join('、')}年的通知尚未公布,只知周末和法律固定的节日`, en: `${held.length > 0 ? ';' : unit === 'WD' ? ':' : ''} no notice for ${missing.join(', ')} yet: weekends and the days fixed by law` };
  return step('calendar', `${what.zh}${by.zh}${without.zh}(日历版本 ${calendar.version})`, `${what.en}${by.en}${without.en} (calendar ${calendar.version})`, {
    calendarVersion: calendar.version, years: held.map(String), yearsWithoutNotice: missing.map(String),
  });
}

/** What the pauses left out, overlaps counted once. */
function leftOutSteps(found: Deadline | PausedDeadline, calendar: OfficialCalendar, isMany: boolean): ExplanationStep[] {
  if (found.state !== 'running' || found.excluded.length === 0) return [];
  const parts = found.excluded.map(({ from, to }) => daysBetweenInDetail(from, addDays(to, -1), calendar));
  const days = sum(parts, 'calendarDays');
  const workingDays = sum(parts, 'workingDays');
  const once = isMany ? { zh: '(重叠部分只计一次)', en: ' (overlaps once)' } : { zh: '', en: '' };
  if (found.unit === 'WD') {
    return [step('left_out', `扣除期间共${days}日,其中工作日${workingDays}日不计入${once.zh}`, `The pauses take ${days} days, of which working days left out: ${workingDays}${once.en}`, { days, workingDays, ...(spans(found.excluded)) })];
  }
  return [step('left_out', `扣除期间共${days}日,不计入${once.zh}`, `The pauses leave out ${days} days${once.en}`, { days, ...(spans(found.excluded)) })];
}

function spans(excluded: Deadline['excluded']): { readonly excluded: readonly string[] } {
  return { excluded: excluded.map(({ from, to }) => `${from}/${to}`) };
}

/** The days from the day after the trigger to the last one, without the pauses. */
function countedSteps(rule: ClockRule, found: Deadline, calendar: OfficialCalendar): ExplanationStep[] {
  if (rule.unit === 'DATE' || found.targetDate <= found.triggerDate) return [];
  const steps: ExplanationStep[] = [];
  const first = addDays(found.triggerDate, 1);
  if (rule.unit === 'MO' || rule.unit === 'Y') steps.push(sameDayStep(rule.unit, found));
  if (rule.lastDay === 'excluded') steps.push(step('before', '“前”不含最后一日,少计一日', '“Before” leaves the last of them out', { rule: 'period-inclusive-words' }));
  const parts = segments(first, found).map(({ from, to }) => daysBetweenInDetail(from, to, calendar));
  const holidays = parts.flatMap((part) => part.holidays);
  const makeUpDays = parts.flatMap((part) => part.makeUpDays);
  const [days, working, weekend, rest] = [sum(parts, 'calendarDays'), sum(parts, 'workingDays'), sum(parts, 'weekendDays'), holidays.reduce((all, one) => all + one.days, 0)];
  const pausedZh = found.excluded.length === 0 ? '' : '(扣除期间除外)';
  const pausedEn = found.excluded.length === 0 ? '' : ' outside the pauses';
  const data = { from: first, to: found.targetDate, days, workingDays: working, weekendDays: weekend, holidayDays: rest };
  if (rule.unit !== 'WD') {
    const named = holidays.map((one) => festivalWords(one.festivals));
    const restZh = [...(weekend > 0 ? ['周末'] : []), ...new Set(named.map((words) => `${words.zh}假期`))];
    const restEn = [...(weekend > 0 ? ['weekends'] : []), ...new Set(named.map((words) => words.en))];
    const alsoZh = restZh.length === 0 ? '' : `,其间的${restZh.join('、')}均计入`;
    const alsoEn = restEn.length === 0 ? '' : `; ${restEn.join(', ')} count as well`;
    steps.push(step('counted_days', `${zh(first)}至${zh(found.targetDate)}${pausedZh}共${days}日,按自然日连续计算${alsoZh}`, `${en(first)} to ${en(found.targetDate)}${pausedEn}: ${days} days, counted without a break${alsoEn}`, data));
    return steps;
  }
  steps.push(step('counted_days', `${zh(first)}至${zh(found.targetDate)}${pausedZh}共${days}日:工作日${working}日计入,周末${weekend}日${rest > 0 ? `、节假日${rest}日` : ''}不计入`, `${en(first)} to ${en(found.targetDate)}${pausedEn}: ${days} days, of which ${working} working days count; not counted: ${plural(weekend, 'weekend day')}${rest > 0 ? ` and ${plural(rest, 'holiday')}` : ''}`, data));
  return [...steps, ...holidays.map((one) => holidayStep(one, '不计入:', 'Not counted: ')), ...makeUpSteps(makeUpDays)];
}

function holidayStep(holiday: Holiday, prefixZh: string, prefixEn: string): ExplanationStep {
  const words = festivalWords(holiday.festivals);
  const { from, to, days } = holiday;
  return step('holiday', `${prefixZh}${words.zh}假期${from === to ? zh(from) : `${zh(from)}至${zh(to)}`},${days}日`, `${prefixEn}${words.en}, ${from === to ? en(from) : `${en(from)} to ${en(to)}`}, ${days} ${days === 1 ? 'day' : 'days'}`, {
    festivals: holiday.festivals, from, to, days,
  });
}

function makeUpSteps(makeUpDays: DaysBetween['makeUpDays']): ExplanationStep[] {
  return makeUpDays.map(({ date, festival }) => {
    const words = festival === undefined ? { zh: '', en: '' } : { zh: `因${festivals[festival].zh}`, en: ` for ${festivals[festival].en}` };
    return step('make_up', `计入:${zh(date)}${words.zh}调休上班`, `Counted: ${en(date)}, a make-up working day${words.en}`, { date, ...(festival === undefined ? {} : { festival }) });
  });
}

/** How months and years run hangs on a text that was not read (`month-arithmetic` of the catalogue): said wherever such a date is explained. */
const monthsUnverified = { zh: '依民法典第202条,原文未核对', en: 'Civil Code 202, a text that was not verified' };

/** The same day number, or the last day of a shorter month. Pauses come after it. */
function sameDayStep(unit: 'MO' | 'Y', found: Deadline): ExplanationStep {
  const same = addMonths(found.triggerDate, unit === 'Y' ? found.total * 12 : found.total);
  const shorter = same.slice(8) !== found.triggerDate.slice(8);
  const [wordZh, wordEn] = unit === 'Y' ? ['年', found.total === 1 ? 'year' : 'years'] : ['个月', found.total === 1 ? 'month' : 'months'];
  return step('same_day', `自${found.triggerDate}起满${found.total}${wordZh}的对应日为${same}${shorter ? `(该月无${Number(found.triggerDate.slice(8))}日,为月末日)` : ''}(${monthsUnverified.zh})`, `${found.total} ${wordEn} from ${found.triggerDate} end on ${same}, ${shorter ? `the last day of a month that has no day ${Number(found.triggerDate.slice(8))}` : 'the same day of the month'} (${monthsUnverified.en})`, {
    date: same, lastOfMonth: shorter, rule: 'month-arithmetic',
  });
}

/** Why the last day could not stay: the days of rest from it to the day on which the period ends. */
function restSteps(found: Deadline, calendar: OfficialCalendar): ExplanationStep {
  const rest = daysBetweenInDetail(found.targetDate, addDays(found.dueDate, -1), calendar);
  const words = restWords(rest);
  const span = rest.calendarDays === 1 ? { zh: zh(found.targetDate), en: en(found.targetDate) } : { zh: `${zh(found.targetDate)}至${zh(addDays(found.dueDate, -1))}`, en: `${en(found.targetDate)} to ${en(addDays(found.dueDate, -1))}` };
  return step('rest_days', `${span.zh}为${words.zh},${zh(found.dueDate)}是其后第一个工作日`, `${span.en}: ${words.en}; ${en(found.dueDate)} is the first working day after`, {
    from: found.targetDate, to: addDays(found.dueDate, -1), days: rest.calendarDays, festivals: rest.holidays.flatMap((one) => one.festivals), rule: 'period-last-day-holiday',
  });
}

/** Why the last day stays where it is: it is worked, or the rule does not move it. */
function noRollSteps(rule: ClockRule, found: Deadline, calendar: OfficialCalendar): ExplanationStep[] {
  if (rule.unit === 'WD' || (rule.unit === 'DATE' && rule.limit === null) || found.dueDate !== found.targetDate) return [];
  const data = { date: found.dueDate, roll: rule.roll };
  if (dayStatus(found.dueDate, calendar).working) {
    return rule.roll === 'none' ? [] : [step('no_roll', `${zh(found.dueDate)}为工作日,不顺延`, `${en(found.dueDate)} is a working day: the date stays`, data)];
  }
  const words = restWords(daysBetweenInDetail(found.dueDate, found.dueDate, calendar));
  const why = rule.roll === 'holiday' ? { zh: '周末不属于法定节假日,不顺延', en: 'a weekend is no statutory holiday, the date stays' } : { zh: '但本规则不顺延', en: 'but under this rule the date does not move' };
  return [step('no_roll', `最后一日${zh(found.dueDate)}为${words.zh},${why.zh}`, `The last day ${en(found.dueDate)} is a day of rest (${words.en}), ${why.en}`, data)];
}

function restWords({ holidays, weekendDays }: DaysBetween): { readonly zh: string; readonly en: string } {
  const named = holidays.map((one) => festivalWords(one.festivals));
  return {
    zh: [...named.map((words) => `${words.zh}假期`), ...(weekendDays > 0 ? ['周末'] : [])].join('和'),
    en: [...named.map((words) => words.en), ...(weekendDays > 0 ? ['weekend'] : [])].join(' and '),
  };
}

/** What is left of `first … targetDate` when the excluded days are taken out. */
function segments(first: LocalDate, { targetDate, excluded }: Deadline): { from: LocalDate; to: LocalDate }[] {
  const left: { from: LocalDate; to: LocalDate }[] = [];
  let from = first;
  for (const pause of excluded) {
    if (from < pause.from) left.push({ from, to: addDays(pause.from, -1) });
    from = pause.to;
  }
  if (from <= targetDate) left.push({ from, to: targetDate });
  return left;
}

function plural(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}

function sum(parts: readonly DaysBetween[], key: 'calendarDays' | 'workingDays' | 'weekendDays'): number {
  return parts.reduce((all, part) => all + part[key], 0);
}
