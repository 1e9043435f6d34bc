import { styleText } from 'node:util';
import type { Calculation } from '../domain/deadlines/calculate.ts';
import type { Label } from '../domain/label.ts';
import { lapseCodes } from '../domain/rules/lapse-codes.ts';
import { pauseGrounds } from '../domain/rules/pause-grounds.ts';
import { actorLabel, type ClockRule } from '../domain/rules/rule.ts';
import { beijingTime } from '../domain/time/shanghai.ts';
import { dateWithWeekdayEn, dateWithWeekdayZh } from '../domain/time/weekday-words.ts';
import type { LawInForce } from '../law/law-book.ts';
import { unverifiedWords } from '../law/rule-words.ts';
import { unitWords } from '../domain/deadlines/unit-words.ts';

const verifications: Record<ClockRule['verified'], Label> = {
  verified: { zh: '数字已核对原文', en: 'the number was checked in the text' },
  partly: { zh: '只核对了一部分', en: 'checked in part only' },
  not_verified: { zh: '未经核对,使用前请查阅原文', en: 'not verified: read the text before you rely on it' },
  design: { zh: '法律未规定数字,为本系统设计', en: 'no text gives a number: a choice of this product' },
};

/** Prints a calculated date as a lawyer reads it: the result, the rule with its text, the arithmetic, what else the rule allows, the other reading. */
export function printExplanation(found: Calculation, { law, revision }: LawInForce, print: (line: string) => void): void {
  const { rule } = found;
  const profile = law.profiles.find(({ id }) => id === found.profile)?.label ?? { zh: found.profile, en: found.profile };
  print(`\n${styleText(['bold', 'inverse'], ` ${rule.label.zh} `)}  ${styleText('dim', rule.label.en)}\n`);
  for (const line of resultLines(found)) print(line);

  heading({ zh: '依据(条文要点,以原文为准)', en: 'Source: the article in short, the text itself governs' });
  for (const { title, article, text, version, law: key, unverified } of rule.source) {
    // what the product chose is no text of law
    print(`  ${key === 'DESIGN' ? title : `《${title}》`}${placeZh(article)}${text}`);
    if (key !== 'DESIGN') print(styleText('dim', `    ${key}${article === '-' ? '' : ` ${article}`}  ${version} 起施行 in force`));
    if (unverified) pair(`    ${styleText(['bold', 'yellow'], '⚠')} `, unverifiedWords[unverified]);
  }
  const mark = verifications[rule.verified];
  const isDoubtful = rule.verified === 'not_verified' || rule.verified === 'partly';
  print(`  ${styleText(isDoubtful ? ['bold', 'yellow'] : 'green', `${isDoubtful ? '⚠' : '✓'} ${mark.zh}`)}  ${styleText('dim', mark.en)}`);
  if (rule.note) pair('  ', rule.note);

  heading({ zh: '由谁、从何时、逾期如何', en: 'Who, from when, and what the lapse does' });
  pair('  起算 ', law.triggerEvents[rule.triggerEvent] ?? { zh: rule.triggerEvent, en: rule.triggerEvent });
  pair('  办理 ', actorLabel(rule.actorRole));
  pair('  届满 ', lapseCodes[rule.onLapse]);

  heading({ zh: '计算', en: 'The arithmetic' });
  found.steps.forEach(({ zh, en }, at) => pair(`  ${String(at + 1).padStart(2)}  `, { zh, en }));

  heading({ zh: '扣除与延长', en: 'Pauses and extensions that the rule knows' });
  pair('  ', pausesOf(rule));
  for (const line of extensionsOf(rule)) pair('  ', line);

  heading({ zh: '条文的另一种读法', en: 'The other reading of the text' });
  if (found.otherReadings.length === 0) pair('  ', { zh: '无', en: 'none' });
  for (const reading of found.otherReadings) {
    pair('  ', reading.question);
    pair('    ', { zh: `此处采用“${reading.followed.zh}”`, en: `followed here: “${reading.followed.en}”` });
    const date = reading.refused !== undefined ? { zh: `所给事实按此读法不能计算(${reading.refused})`, en: `these facts cannot be calculated (${reading.refused})` } : reading.dueDate === null ? { zh: '期限中止,没有截止日', en: 'the clock stands still' } : { zh: dateWithWeekdayZh(reading.dueDate), en: dateWithWeekdayEn(reading.dueDate) };
    const isSame = reading.isSame && reading.dueDate !== null;
    pair('    ', {
      zh: `另一种读法“${reading.label.zh}”:${date.zh}${isSame ? ',在此情形为同一日' : ''}${reading.provisional ? '(暂定)' : ''}`,
      en: `the other “${reading.label.en}”: ${date.en}${isSame ? ', here the same day' : ''}${reading.provisional ? ' (provisional)' : ''}`,
    });
    for (const { title, article, text } of reading.source) print(styleText('dim', `      ${article === '-' ? title : `《${title}》`}${placeZh(article)}${text}`));
  }
  print(styleText('dim', `\n规则 ${rule.id} 版本 ${found.ruleVersion} · 地方 ${profile.zh} ${profile.en} · 日历 ${found.calendarVersion} · 法规库 ${law.version}(第${revision}次修订 revision)\n`));

  function heading({ zh, en }: Label): void {
    print(`\n${styleText('bold', zh)}  ${styleText('dim', en)}`);
  }

  /** Chinese, and the English beside it, or below where the line would be too long. */
  function pair(prefix: string, { zh, en }: Label): void {
    const width = widthOf(prefix + zh);
    const indent = ' '.repeat(widthOf(prefix));
    const columns = process.stdout.columns ?? 120;
    print(width + 2 + widthOf(en) <= columns ? `${prefix}${zh}  ${styleText('dim', en)}` : `${prefix}${zh}\n${indent}${styleText('dim', en)}`);
  }
}

function resultLines(found: Calculation): string[] {
  const lines: string[] = [];
  const line = (zh: string, en: string) => lines.push(`  ${zh}  ${styleText('dim', en)}`);
  if (found.dueDate === null || found.dueAt === null || found.targetDate === null) {
    line(styleText(['bold', 'yellow'], '期限中止,尚无截止日'), 'the clock stands still: no last day yet');
    const { paused } = found;
    if (paused) {
      const unit = unitWords[paused.countedIn];
      line(`自 ${paused.from} 起不计入,已计${paused.counted}${unit.zh},剩余${paused.remaining}${unit.zh}`, `stopped from ${paused.from}: ${paused.counted} counted, ${paused.remaining} ${unit.en} left`);
      if (paused.ifResumedOn) line(`如于 ${paused.ifResumedOn.date} 恢复,最后一日为 ${dateWithWeekdayZh(paused.ifResumedOn.dueDate)}`, `if it went on from ${paused.ifResumedOn.date}: ${dateWithWeekdayEn(paused.ifResumedOn.dueDate)}`);
    }
  } else {
    if (found.rule.unit !== 'H') line(`最后一日 ${styleText(['bold', 'green'], dateWithWeekdayZh(found.dueDate))}${found.targetDate === found.dueDate ? '' : `(顺延前 ${found.targetDate})`}`, `last day ${dateWithWeekdayEn(found.dueDate)}${found.targetDate === found.dueDate ? '' : `, before the roll ${found.targetDate}`}`);
    line(`届满时刻 ${beijingTime(found.dueAt)}(北京时间,不含)`, `ends before ${beijingTime(found.dueAt)} Beijing time (${found.dueAt})`);
  }
  if (found.earliestActionDate !== undefined) line(`最早可办理日 ${dateWithWeekdayZh(found.earliestActionDate)}${found.earliestWorkingDay ? `,首个工作日 ${dateWithWeekdayZh(found.earliestWorkingDay.date)}` : ''}`, `what has to wait is allowed from ${dateWithWeekdayEn(found.earliestActionDate)}${found.earliestWorkingDay ? `, first working day ${dateWithWeekdayEn(found.earliestWorkingDay.date)}` : ''}`);
  if (found.provisional) line(styleText(['bold', 'yellow'], '⚠ 暂定:有关年度的放假安排尚未公布'), 'provisional: the holidays of the year are not announced yet');
  if (found.asOf) {
    const { on, state, counted, remaining, countedIn, calendarDaysLeft } = found.asOf;
    const unit = unitWords[countedIn];
    const words: Label = { not_begun: { zh: '尚未起算', en: 'not begun' }, running: { zh: '计算中', en: 'running' }, paused: { zh: '中止', en: 'paused' }, passed: { zh: '已届满', en: 'passed' } }[state];
    line(`截至 ${on}:${words.zh},已计${counted}${unit.zh},剩余${remaining}${unit.zh}${calendarDaysLeft === null ? '' : `,距最后一日${calendarDaysLeft}日`}`, `as of ${on}: ${words.en}, ${counted} counted, ${remaining} ${unit.en} left`);
  }
  return lines;
}

function pausesOf({ pausable }: ClockRule): Label {
  if (pausable.length === 0) return { zh: '不得扣除', en: 'nothing stops this clock' };
  return {
    zh: `可以扣除:${pausable.map(({ ground, documentRequired }) => `${pauseGrounds[ground].zh}${documentRequired ? '(须有书面告知)' : ''}`).join('、')}`,
    en: `stopped by: ${pausable.map(({ ground, documentRequired }) => `${pauseGrounds[ground].en}${documentRequired ? ' (with its written notice)' : ''}`).join(', ')}`,
  };
}

function extensionsOf({ extensions, unit }: ClockRule): Label[] {
  if (extensions.length === 0) return [{ zh: '不得延长', en: 'no extension' }];
  const words = unitWords[unit];
  return extensions.map(({ approver, limit, count, partial, amountRequired }) => ({
    zh: `经${actorLabel(approver).zh}批准可以延长${limit === null ? '(未设上限,须写明数额)' : `${partial ? '至多' : ''}${limit}${words.zh}`},限${count}次${amountRequired && limit !== null ? ',须写明数额' : ''}`,
    en: `${limit === null ? 'without a cap, the length to be named,' : `${partial ? 'up to ' : ''}${limit} ${words.en}`} by the ${actorLabel(approver).en}, ${count === 1 ? 'once' : `${count} times`}${amountRequired && limit !== null ? ', the length to be named' : ''}`,
  }));
}

/** Chinese characters take two columns of a terminal. */
function widthOf(text: string): number {
  return [...text].reduce((sum, character) => sum + ((character.codePointAt(0) ?? 0) > 0x2e7f ? 2 : 1), 0);
}

/** 第64条: ; nothing where there is no article. */
function placeZh(article: string): string {
  if (article === '-') return ':';
  const place = /^(\d[\d-]*)(.*)$/.exec(article);
  return place ? `第${place[1]}条${place[2]}:` : `${article}:`;
}
