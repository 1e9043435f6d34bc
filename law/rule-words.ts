import type { Extension, Pause } from '../domain/deadlines/deadline.ts';
import type { Label } from '../domain/label.ts';
import { roles } from '../domain/roles.ts';
import type { Example } from '../domain/rules/example.ts';
import { lapseCodes } from '../domain/rules/lapse-codes.ts';
import type { Law } from '../domain/rules/law.ts';
import { pauseGrounds } from '../domain/rules/pause-grounds.ts';
import { outsiders, type ClockRule, type Rule, type Unit, type Verification } from '../domain/rules/rule.ts';

export const marks: Readonly<Record<Verification, string>> = {
  verified: '✔ 已核对 verified',
  partly: '◐ 部分核对 partly verified',
  not_verified: '✘ 未核对 not verified',
  design: '◇ 本系统设计 design',
};
const units: Readonly<Record<Unit, string>> = { WD: '个工作日 working days', CD: '日(自然日) calendar days', MO: '个月 months', Y: '年 years', H: '小时 hours', DATE: '' };
const rolls = { rest_day: '遇休息日顺延 moves past every day of rest', holiday: '仅遇节假日安排中的休息日顺延 moves past notice days only', none: '不顺延 does not move' } as const;
const senses = { at_least: '不少于 at least', at_most: '不超过 at most', below: '低于 below' } as const;
const of = { persons: '人 persons', objects: '户 objects', percent: '%', times: '次 times' } as const;
const sorts = { guard: '审查 guard', scope: '适用范围 scope', classification: '分类 classification', effect: '效力 effect', arithmetic: '计算 arithmetic', duty: '职责 duty' } as const;
const setters = { profile: '地方配置 the profile of a place', order: '责令文书 the order', plan: '计划 the plan' } as const;

const both = ({ zh, en }: Label) => `${zh} ${en}`;
const who = (id: string) => both((roles as Record<string, Label>)[id] ?? (outsiders as Record<string, Label>)[id] ?? { zh: id, en: '' });

/** What of a text was not checked. */
export const unverifiedWords: Readonly<Record<'date' | 'text', Label>> = {
  date: { zh: '施行日期未核对', en: 'its day of effect is not verified' },
  text: { zh: '条文未读到', en: 'its text was not read' },
};
const mark = (unverified: 'date' | 'text' | undefined) => (unverified === undefined ? '' : `(✘ ${both(unverifiedWords[unverified])})`);

/** True where the day from which a version governs is that of a text whose day was not checked. */
export function hasUncheckedDay({ source, effectiveFrom }: Pick<Rule, 'source' | 'effectiveFrom'>): boolean {
  return source.some(({ version, unverified }) => unverified !== undefined && version === effectiveFrom);
}

/** What a rule says, one line for each thing. */
export function wordsOf(rule: Rule, law: Law): string[] {
  const lines: string[] = [];
  switch (rule.kind) {
    case 'clock':
      lines.push(...clockLines(rule));
      break;
    case 'accrual':
      lines.push(`**每日 ${rule.percentPerDay} % a day,至 ${rule.capPercent} % 为止 at most**`);
      break;
    case 'threshold':
      lines.push(`**${senses[rule.sense]}**: ${Object.entries(rule.yuan).map(([party, yuan]) => `${party} ${yuan === null ? '由各地规定 set by each place' : `${yuan} 元`}`).join(' · ')}`);
      break;
    case 'bound':
      lines.push(`**${senses[rule.sense]} ${rule.value} ${of[rule.of]}**`);
      break;
    case 'criterion':
      lines.push(`**${sorts[rule.sort]}**${Object.keys(rule.values).length > 0 ? `: ${Object.entries(rule.values).map(([key, value]) => `${key}: ${valueText(value)}`).join(';')}` : ''}`);
  }
  if (rule.triggerEvent !== undefined) lines.push(`起算 from: ${both(law.triggerEvents[rule.triggerEvent] ?? { zh: rule.triggerEvent, en: '' })}`);
  if (rule.actorRole !== undefined) lines.push(`办理 by: ${who(rule.actorRole)}${rule.watcher === undefined ? '' : `,跟踪 watched by ${who(rule.watcher)}`}`);
  if ('pausable' in rule && rule.pausable.length > 0) {
    lines.push(`扣除 left out: ${rule.pausable.map(({ ground, documentRequired }) => `${both(pauseGrounds[ground])}${documentRequired ? '(须书面告知 in writing)' : ''}`).join('、')}`);
  }
  if ('limitSetBy' in rule && rule.limitSetBy !== undefined) lines.push(`可另定 set by: ${setters[rule.limitSetBy]}${'minLimit' in rule && rule.minLimit !== undefined ? `,${rule.minLimit}–${rule.maxLimit}` : ''}`);
  if (rule.kind === 'criterion' && rule.profileMaySet !== undefined) lines.push(`可由地方配置 left to places: ${Object.keys(rule.profileMaySet).join(', ')}`);
  for (const { law: key, title, article, text, unverified } of rule.source) lines.push(key === 'DESIGN' ? `${title}:${text}` : `《${title}》(${key})${article === '-' ? '' : /^\d[\d-]*/.test(article) ? article.replace(/^\d[\d-]*/, '第$&条') : article}:${text}${mark(unverified)}`);
  lines.push(`${marks[rule.verified]} · 自 from ${rule.effectiveFrom}${hasUncheckedDay(rule) ? '(未核对 not verified)' : ''}${rule.effectiveTo === undefined ? '' : ` 至 to ${rule.effectiveTo}`} · 版本 version ${rule.version}`);
  if (rule.note !== undefined) lines.push(`注 note: ${both(rule.note)}`);
  return lines;
}

function clockLines(rule: ClockRule): string[] {
  const number = rule.unit === 'DATE' ? (rule.limit === null ? '指定日期 a date that each file names' : `每年 every year ${rule.limit}`) : `${rule.limit}${units[rule.unit]}`;
  const before = rule.lastDay === 'excluded' ? '之前,当日不含 before, that day left out' : '';
  const wait = { after_last_day: ',次日起方可办理 allowed from the day after', on_last_day: ',当日起方可办理 allowed from that day' };
  return [
    `**${number}${before}**,${rolls[rule.roll]}${rule.earliestAction === undefined ? '' : wait[rule.earliestAction]}`,
    `期满 on lapse: ${rule.onLapse} ${both(lapseCodes[rule.onLapse])} · 督办 ladder \`${rule.ladder}\``,
    ...rule.extensions.map(({ approver, limit, count, partial, amountRequired }) =>
      `延长 extension: ${who(approver)} ${limit === null ? '不设上限 no cap' : `${limit}${units[rule.unit]}`}${limit !== null && partial ? ' 以内 or less' : ''},${count}次 time(s)${amountRequired ? ',须写明 to be named' : ''}`),
  ];
}

/** What the keys of an example mean, as the table says it. */
const exampleWords: Readonly<Record<string, string>> = {
  profile: '地方 place', from: '起算 from', limit: '期限 limit', date: '指定日期 date', pauses: '扣除 left out', extensions: '延长 extended', fine: '罚款 fine', frozen: '停算 frozen', asOf: '截至 as of',
  due: '最后一日 last day', target: '顺延前 before the roll', dueAt: '届满 ends', earliest: '最早可办 allowed from', provisional: '暂定 provisional', counted: '已计 counted', remaining: '剩余 left', error: '拒绝 refused',
  amount: '加处罚款 additional fine', percent: '百分比 percent', days: '逾期日数 days overdue', capReachedOn: '达到上限 cap reached',
};
const results = new Set(['due', 'target', 'dueAt', 'earliest', 'provisional', 'counted', 'remaining', 'error', 'amount', 'percent', 'days', 'capReachedOn', 'then']);

/** An example as a row of a table: what is given, what comes out, how it was found. */
export function exampleRow(example: Example): string {
  const { byHand, working, profile, ...rest } = example;
  const isAccrual = 'fine' in rest;
  const isResult = (key: string) => results.has(key) && !(isAccrual && key === 'due');
  const text = (entries: readonly (readonly [string, unknown])[]) => entries.map(([key, value]) => exampleEntry(key, value)).join(';').replaceAll('|', '\\|');
  const entries = Object.entries(rest);
  const given = [...(profile === undefined ? [] : [['profile', profile] as const]), ...entries.filter(([key]) => !isResult(key))];
  return `| ${text(given)} | ${text(entries.filter(([key]) => isResult(key)))} | ${byHand ? '手算 by hand' : ''}${working === undefined ? '' : ` ${working.replaceAll('|', '\\|')}`} |`;
}

function exampleEntry(key: string, value: unknown): string {
  if (key === 'then') return valueText(value);
  if (key === 'given') return isObject(value) ? Object.entries(value).map(([name, one]) => `${name}: ${valueText(one)}`).join(';') : valueText(value);
  return `${exampleWords[key] ?? key} ${key === 'pauses' || key === 'frozen' ? (value as readonly Pause[]).map(pauseText).join('、') : key === 'extensions' ? (value as readonly Extension[]).map(extensionText).join('、') : valueText(value)}`;
}

function pauseText({ ground, from, to, document }: Pause): string {
  return `${both(pauseGrounds[ground])} ${from}/${to ?? ''}${document === undefined ? '' : `(${document})`}`;
}

function extensionText({ amount, approvedBy }: Extension): string {
  return `${who(approvedBy)}${amount === undefined ? '' : ` ${amount}`}`;
}

/** A value as people write it: lists without brackets, yes and no, a stroke for nothing. */
export function valueText(value: unknown): string {
  if (value === null) return '—';
  if (typeof value === 'boolean') return value ? '是 yes' : '否 no';
  if (Array.isArray(value)) return value.length === 0 ? '无 none' : value.map(valueText).join('、');
  if (isObject(value)) return `(${Object.entries(value).map(([name, one]) => `${name}: ${valueText(one)}`).join(';')})`;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
