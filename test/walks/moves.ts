import fc from 'fast-check';
import { z } from 'zod';
import { allActs, openActs } from '../../domain/chart/chart.ts';
import { commonActs, isCommonAct, openCommonActs, stagesOf, type CommonAct } from '../../domain/chart/common-acts.ts';
import { commonEvents } from '../../domain/chart/common-events.ts';
import { fileDefinition } from '../../domain/files/file-types.ts';
import type { JsonObject } from '../../domain/json.ts';
import type { FileRecord } from '../../domain/record/record.ts';
import { addDays } from '../../domain/time/local-date.ts';
import { shanghaiDate } from '../../domain/time/shanghai.ts';
import { idOf } from '../support/world.ts';
import { ableTo, somebody } from './crowd.ts';
import type { Kit } from './kits.ts';
import type { Act } from './memory-world.ts';

/** One thing that is tried, in numbers: fast-check can make it smaller. */
export interface Move {
  /** Which file: the one that was opened first (0), or one that it led to. */
  readonly file: number;
  readonly days: number;
  /** Whether time goes to the next due moment, or one millisecond to this or that side of it, instead of some days on. */
  readonly to: 'days' | 'due' | 'before' | 'after';
  readonly kind: 'open' | 'straight' | 'anything' | 'event';
  readonly which: number;
  readonly who: number;
  readonly twist: 'none' | 'stranger' | 'choice' | 'broken' | 'future' | 'backdated' | 'changedSince' | 'seenSeq' | 'receivedEarlier';
  readonly n: number;
}

/** @param only the twists and jumps that make sense where time also runs by itself */
export function moves(only: 'memory' | 'engine'): fc.Arbitrary<Move> {
  const inMemory = only === 'memory';
  return fc.record({
    file: fc.constantFrom(0, 0, 0, 1, 2, 3),
    days: fc.constantFrom(0, 0, 0, 1, 2, 5, 12, 45),
    to: inMemory ? fc.constantFrom('days', 'days', 'days', 'days', 'due', 'before', 'after') : fc.constantFrom('days', 'days', 'days', 'due'),
    kind: fc.constantFrom('open', 'open', 'open', 'straight', 'straight', 'anything', 'event'),
    which: fc.nat(60),
    who: fc.nat(60),
    twist: fc.constantFrom('none', 'none', 'none', 'none', 'choice', 'choice', 'stranger', 'broken', 'future', 'backdated', 'changedSince', 'seenSeq', ...(inMemory ? ['receivedEarlier' as const] : [])),
    n: fc.nat(60),
  });
}

/** The act that a move tries on a file as it is; null where it tries an event. */
export function actOf(kit: Kit, record: FileRecord, at: string, { kind, which, who, twist, n }: Move, others: readonly string[]): Act | null {
  if (kind === 'event') return null;
  const { chart, actions } = fileDefinition(kit.type);
  const open = openActs(chart, record.stage);
  const straight = kit.path.find(([, action]) => open.includes(action));
  // what is open nearly everywhere must not crowd out what leads on from here
  const ofTheStage = open.filter((act) => stagesOf(chart, act).length <= 5);
  const list = kind === 'anything' || open.length === 0 ? [...allActs(chart), ...Object.keys(commonActs)] : n % 2 === 1 && ofTheStage.length > 0 ? ofTheStage : [...open, ...(n % 5 === 0 ? openCommonActs(chart, record.stage) : [])];
  const [person, action] = kind === 'straight' && straight && straight[0] !== 'event' ? [straight[0], straight[1]] : [undefined, list[which % list.length] ?? ''];
  const able = ableTo(actions[action]?.roles ?? []);
  const chosen = twist === 'stranger' ? somebody(who) : (person ?? able[who % Math.max(1, able.length)] ?? somebody(who));
  const day = shanghaiDate(at);
  const usual = isCommonAct(action) ? usualOfCommon(action, record, day, n) : kit.usual(action, chosen, record, day, others);
  const act = { person: chosen, action, body: usual };
  switch (twist) {
    case 'choice': return { ...act, body: otherChoice(action, kit.type, usual, n) };
    case 'broken': return { ...act, body: broken(usual, n) };
    case 'future': return { ...act, occurredOn: addDays(day, 1 + (n % 40)) };
    case 'backdated': return { ...act, occurredOn: addDays(day, -[0, 1, 3, 10, 400][n % 5]!) };
    case 'changedSince': return { ...act, ifMatch: record.seq + 1 - (n % 3) };
    case 'seenSeq': return { ...act, ifMatch: record.seq };
    case 'receivedEarlier': return { ...act, receivedAt: new Date(Date.parse(at) - [1, 60_000, 86_400_000, 5 * 86_400_000][n % 4]!).toISOString() };
    case 'none': case 'stranger': return act;
  }
}

/** What is sent for an act that every file knows: about one of its deadlines or tasks, or about nothing in particular. */
export function usualOfCommon(action: CommonAct, record: FileRecord, day: string, n: number): JsonObject {
  const reminders = record.tasks.filter(({ kind }) => kind !== 'act');
  const deadlineId = record.deadlines[n % Math.max(1, record.deadlines.length)]?.id;
  const taskId = record.tasks[n % Math.max(1, record.tasks.length)]?.id;
  switch (action) {
    case 'urge': return { text: '请尽快办理', ...(n % 3 === 0 && deadlineId ? { deadlineId } : n % 3 === 1 && taskId ? { taskId } : {}) };
    case 'issueOrder': return { demand: '请说明逾期原因', roles: ['handling_unit_head'], officerIds: n % 4 === 0 ? [idOf('responsible')] : [], ...(n % 3 === 0 && deadlineId ? { deadlineId } : {}), ...(n % 5 === 0 ? { replyBy: addDays(day, (n % 9) + 1) } : {}) };
    case 'correctDate': {
      const trueDate = addDays(record.stageSince ?? '2026-03-02', -(n % 5));
      // with its minute where a clock in hours may hang on it
      const hours = record.deadlines.find(({ triggerAt }) => triggerAt !== null);
      const entry = hours && n % 2 === 0 ? { entry: hours.openedSeq, trueDate: hours.triggerOn, trueAt: `${hours.triggerOn}T00:0${n % 10}:00+08:00` } : { entry: 1 + (n % Math.max(1, record.seq)), trueDate };
      return { ...entry, reason: '送达回证上的日期有误', document: '送达回证' };
    }
    case 'correctLapse': {
      const proposal = { deadlineId: deadlineId ?? 'none', proposedBy: 'somebody-else', reason: '邮戳在期限内', document: '邮戳' };
      const doneOn = record.deadlines[n % Math.max(1, record.deadlines.length)]?.dueDate ?? '2026-03-02';
      return { ...proposal, cause: n % 2 === 0 ? { kind: 'done_in_time', doneOn: addDays(doneOn, -(n % 3)) } : { kind: 'wrong_date', entry: 1 + (n % Math.max(1, record.seq)), trueDate: addDays(record.stageSince ?? '2026-03-02', n % 5) } };
    }
    case 'withdrawFact': return { entry: Math.max(1, record.seq - (n % 4)), proposedBy: 'somebody-else', reason: '误录' };
    case 'acknowledge': return { taskId: reminders[n % Math.max(1, reminders.length)]?.id ?? 'none' };
  }
}

/** The event that a move tells, with something missing now and then where the file must bear it. */
export function eventOf(kit: Kit, { which, n }: Move): { name: string; payload: JsonObject } {
  const names = [...Object.keys(kit.events), 'somethingElse', ...Object.keys(commonEvents)];
  const name = names[which % names.length] ?? '';
  // of what opened the file, where another one did
  if (name === 'factRedated') return { name, payload: { entry: 1, n: 1, trueDate: addDays(kit.from, 2 - (n % 5)) } };
  if (name === 'redatingLeft') return { name, payload: n % 3 === 0 ? {} : { fileId: 'inspection-00000000000000000001' } };
  const payload = kit.events[name] ?? {};
  return { name, payload: kit.type === 'creditRecord' && n % 4 === 0 ? broken(payload, n) : payload };
}

/** Another of the values that the form offers, in one field or another. */
function otherChoice(action: string, type: string, usual: JsonObject, n: number): JsonObject {
  const input = fileDefinition(type).actions[action]?.input;
  const schema = input ? (z.toJSONSchema(input, { unrepresentable: 'any', io: 'input' }) as { properties?: Record<string, { enum?: string[]; type?: string }> }) : {};
  const choices = Object.entries(schema.properties ?? {}).flatMap(([field, { enum: values, type: kind }]) =>
    (values ?? (kind === 'boolean' ? [true, false] : kind === 'integer' ? [0, 1, 10, 31, 2027, 1e9] : [])).map((value) => ({ ...usual, [field]: value })));
  return choices[n % Math.max(1, choices.length)] ?? usual;
}

/** A body that no form would send. */
function broken(usual: JsonObject, n: number): JsonObject {
  const fields = Object.keys(usual);
  const field = fields[n % Math.max(1, fields.length)] ?? 'nothing';
  const { [field]: _left, ...without } = usual;
  return [without, { ...usual, unknown: 'x' }, { ...usual, [field]: null }, { ...usual, [field]: 7 }, { ...usual, [field]: '' }, { ...usual, [field]: ['x', { y: 'z' }] }, { ...usual, [field]: '字'.repeat(5000) }][n % 7] ?? {};
}
