import { parseArgs } from 'node:util';
import type { CalculationRequest } from '../domain/deadlines/calculate.ts';
import type { Extension, Pause } from '../domain/deadlines/deadline.ts';
import { nationalProfile } from '../domain/rules/law.ts';
import { pauseGrounds, type PauseGround } from '../domain/rules/pause-grounds.ts';
import { outsideApprovers, outsiders, type Approver, type ExtensionStep } from '../domain/rules/rule.ts';
import { roles } from '../domain/roles.ts';
import { isLocalDate } from '../domain/time/local-date.ts';
import { isInstant } from '../domain/time/shanghai.ts';
import { UsageError } from './usage-error.ts';

/** What was asked on the command line. An extension may leave its approver open: the next one that the rule names is meant. */
export interface Asked {
  readonly request: Omit<CalculationRequest, 'extensions'>;
  readonly extensions: readonly { readonly amount?: number; readonly approvedBy?: Approver }[];
  readonly isJson: boolean;
}

/**
 * Reads `RULE --from DATE [--pause FROM/TO:GROUND …] [--extend N[:APPROVER] …] [--profile P] [--limit N] [--date DATE] [--as-of DATE] [--json]`.
 * @returns 'rules' where the list of rules was asked for
 * @throws UsageError USAGE, FROM_REQUIRED, DATE_UNREADABLE, PAUSE_UNREADABLE, EXTENSION_UNREADABLE, UNKNOWN_GROUND, UNKNOWN_APPROVER, LIMIT_UNREADABLE
 */
export function readArguments(argv: readonly string[]): Asked | 'rules' {
  const { values, positionals } = parsed(argv);
  if (values.rules === true) return 'rules';
  const [ruleId, ...others] = positionals;
  if (ruleId === undefined || others.length > 0) throw new UsageError('USAGE', '须给出一条规则', 'name one rule');
  if (values.from === undefined) throw new UsageError('FROM_REQUIRED', '须给出起算日 --from', 'name the day that starts the clock: --from');
  return {
    request: {
      ruleId,
      triggerAt: momentOf(values.from, '--from'),
      profile: values.profile ?? nationalProfile,
      ...(values.limit === undefined ? {} : { limit: limitOf(values.limit) }),
      ...(values.date === undefined ? {} : { date: dayOf(values.date, '--date') }),
      ...(values['as-of'] === undefined ? {} : { asOf: momentOf(values['as-of'], '--as-of') }),
      pauses: (values.pause ?? []).map(pauseOf),
    },
    extensions: (values.extend ?? []).map(extensionOf),
    isJson: values.json === true,
  };
}

/** Gives each extension its approver: who was named, or whoever the rule asks for at that place. */
export function withApprovers(extensions: Asked['extensions'], steps: readonly ExtensionStep[]): Extension[] {
  const inTurn = steps.flatMap(({ approver, count }) => Array.from({ length: count }, () => approver));
  return extensions.map(({ amount, approvedBy }, at) => ({
    approvedBy: approvedBy ?? inTurn[at] ?? inTurn.at(-1) ?? 'responsible_person',
    ...(amount === undefined ? {} : { amount }),
  }));
}

function parsed(argv: readonly string[]) {
  const text = { type: 'string' } as const;
  const many = { type: 'string', multiple: true } as const;
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: { from: text, pause: many, extend: many, profile: text, limit: text, date: text, 'as-of': text, json: { type: 'boolean' }, rules: { type: 'boolean' } },
    });
  } catch (error) {
    throw new UsageError('USAGE', '参数有误', (error as Error).message);
  }
}

function dayOf(text: string, where: string): string {
  const isDay: boolean = isLocalDate(text);
  if (isDay) return text;
  throw new UsageError('DATE_UNREADABLE', `${where} 的日期无效:${text}`, `${where}: not a day YYYY-MM-DD`);
}

function momentOf(text: string, where: string): string {
  const isMoment: boolean = isLocalDate(text) || isInstant(text);
  if (isMoment) return text;
  throw new UsageError('DATE_UNREADABLE', `${where} 的日期或者时刻无效:${text}`, `${where}: neither a day YYYY-MM-DD nor an RFC 3339 instant`);
}

function limitOf(text: string): number | string {
  if (/^\d{1,5}$/.test(text)) return Number(text);
  if (/^\d{2}-\d{2}$/.test(text)) return text;
  throw new UsageError('LIMIT_UNREADABLE', `--limit 无效:${text}`, '--limit: a number of units, or MM-DD for a yearly date');
}

/** `2026-03-20/2026-04-10:testing`, open `2026-03-20/:testing`, with the number of its paper `…:testing#第12号`. */
function pauseOf(text: string): Pause {
  const [, from = '', to = '', ground = '', document] = /^([^/]+)\/([^:]*):([^#]+)(?:#(.+))?$/.exec(text) ?? [];
  if (from === '') throw new UsageError('PAUSE_UNREADABLE', `--pause 无法识别:${text}`, '--pause FROM/TO:GROUND, FROM/:GROUND while it lasts, …:GROUND#PAPER with its written notice');
  return { from: dayOf(from, '--pause'), ...(to === '' ? {} : { to: dayOf(to, '--pause') }), ground: groundOf(ground), ...(document === undefined ? {} : { document }) };
}

function groundOf(text: string): PauseGround {
  const found = Object.entries(pauseGrounds).find(([id, { zh }]) => id === text || zh === text);
  if (found) return found[0] as PauseGround;
  throw new UsageError('UNKNOWN_GROUND', `没有这一扣除事由:${text}`, `no such ground: ${Object.keys(pauseGrounds).join(', ')}`);
}

/** `30`, `30:responsible_person`, `:responsible_person` (as long as the rule says). */
function extensionOf(text: string): Asked['extensions'][number] {
  const [, amount = '', approver] = /^(\d{0,4})(?::(.+))?$/.exec(text) ?? [];
  if (amount === '' && approver === undefined) throw new UsageError('EXTENSION_UNREADABLE', `--extend 无法识别:${text}`, '--extend N[:APPROVER]');
  return { ...(amount === '' ? {} : { amount: Number(amount) }), ...(approver === undefined ? {} : { approvedBy: approverOf(approver) }) };
}

function approverOf(text: string): Approver {
  const bodies = outsideApprovers.map((id) => [id, outsiders[id]] as const);
  const known: readonly (readonly [string, { readonly zh: string }])[] = [...Object.entries(roles), ...bodies];
  const found = known.find(([id, { zh }]) => id === text || zh === text);
  if (found) return found[0] as Approver;
  throw new UsageError('UNKNOWN_APPROVER', `没有这一批准人:${text}`, `no such approver: ${known.map(([id]) => id).join(', ')}`);
}
