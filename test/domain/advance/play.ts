import { advance, type Advanced, type Happening } from '../../../domain/advance/advance.ts';
import type { Officer } from '../../../domain/actions/action.ts';
import { defaultCalendar } from '../../../domain/calendar/default-calendar.ts';
import { fileDefinition } from '../../../domain/files/file-types.ts';
import type { FileDefinition } from '../../../domain/files/file-definition.ts';
import type { JsonObject } from '../../../domain/json.ts';
import type { FileRecord } from '../../../domain/record/record.ts';
import type { Registers } from '../../../domain/registers.ts';
import type { Role } from '../../../domain/roles.ts';
import { historyOf } from '../../support/history.ts';
import type { RuleSet } from '../../../domain/rules/rule.ts';
import { rules as shippedRules } from '../../support/law.ts';

/** The people of the pure tests. */
export const officers: Readonly<Record<string, Officer>> = Object.fromEntries(
  ([
    ['ins-a', ['inspector'], '2027-12-31'],
    ['ins-b', ['inspector'], '2027-12-31'],
    ['ins-expired', ['inspector'], '2026-03-31'],
    ['ins-none', ['inspector'], null],
    ['coord', ['lead_coordinator'], null],
    ['head', ['handling_unit_head'], null],
    ['resp', ['responsible_person'], null],
    ['publ', ['publication_officer'], null],
  ] as const).map(([id, roles, until]) => [id, { id, departmentId: 'd1', roles: roles as readonly Role[], certificateValidUntil: until } satisfies Officer]),
);

/** 10:00 in Shanghai on a day. */
export const morning = (date: string) => `${date}T02:00:00.000Z`;

/** A file that lives in memory and to which things happen: the law alone, without a database or an engine. */
export function fileInMemory(definition: FileDefinition, options: { id: string; departmentId: string; officers: Readonly<Record<string, Officer>>; rules?: RuleSet }) {
  const { id, departmentId, rules = shippedRules } = options;
  const given: Advanced[] = [];
  const file = {
    /** Everything that `advance` gave, in order. */
    given,
    record: { id, type: definition.chart.type, departmentId, seq: 0, stage: 'none', stageSince: null, facts: {}, milestones: {}, lastAt: null, deadlines: [], tasks: [] } as FileRecord,
    happen(happening: Happening, at: string, registers?: Registers): Advanced {
      const result = advance(definition, file.record, happening, at, { at, rules, calendar: defaultCalendar, officers: options.officers, history: historyOf(given), ...(registers ? { registers } : {}) });
      given.push(result);
      file.record = result.record;
      return result;
    },
  };
  return file;
}

/** One with the people of the pure tests, who act by name at a given instant. */
export function play(type: string) {
  const file = fileInMemory(fileDefinition(type), { id: `${type}-0123456789abcdef0123`, departmentId: 'd1', officers });
  const { happen } = file;
  return {
    get record() { return file.record; },
    act(who: string, action: string, body: JsonObject, at: string, options: { occurredOn?: string; ifMatch?: number; receivedAt?: string } = {}) {
      const actor = officers[who];
      if (!actor) throw new Error(`no such person ${who}`);
      return happen({ kind: 'act', action, body, actor, occurredOn: options.occurredOn ?? null, receivedAt: options.receivedAt ?? at, ifMatch: options.ifMatch ?? null }, at);
    },
    event(name: string, payload: JsonObject, at: string, occurredOn: string) {
      return happen({ kind: 'event', name, payload, occurredOn, source: { fileId: 'x-00000000000000000000', seq: 1, n: 1 } }, at);
    },
    tick: (at: string) => happen({ kind: 'tick' }, at),
    deadline: (clock: string) => file.record.deadlines.find((deadline) => deadline.clock === clock),
  };
}
