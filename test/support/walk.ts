import type { Advanced, Happening } from '../../domain/advance/advance.ts';
import type { Officer } from '../../domain/actions/action.ts';
import type { FileDefinition } from '../../domain/files/file-definition.ts';
import type { JsonObject } from '../../domain/json.ts';
import type { FileRecord } from '../../domain/record/record.ts';
import type { Registers } from '../../domain/registers.ts';
import type { RuleSet } from '../../domain/rules/rule.ts';
import { fileInMemory } from '../domain/advance/play.ts';
import { rules as shippedRules } from './law.ts';

/** One file in memory, walked act by act through the pure law. */
export interface Walk {
  record: FileRecord;
  /** Everything that `advance` gave, in order. */
  readonly given: Advanced[];
  act(actor: Officer, action: string, body?: JsonObject, occurredOn?: string): Advanced['answer'];
  event(name: string, payload: JsonObject, source?: { fileId: string; seq: number; n: number } | null): Advanced;
  /** Goes to an instant at which nobody looks: the next act or event is the first thing that happens there. */
  jump(at: string): void;
  /** Lets time pass to an instant. */
  tick(at: string): Advanced;
}

/** @param options.at instant at which the walk begins; acts and events happen at the instant of the last tick */
export function walk(definition: FileDefinition, options: { at: string; officers?: readonly Officer[]; registers?: Registers; fileId?: string; rules?: RuleSet }): Walk {
  const rules = options.rules ?? shippedRules;
  let { at } = options;
  const officers = Object.fromEntries((options.officers ?? []).map((officer) => [officer.id, officer]));
  const inMemory = fileInMemory(definition, { id: options.fileId ?? `${definition.chart.type}-00000000000000000001`, departmentId: 'market-bureau', officers, rules });
  const run = (happening: Happening, registers?: Registers) => inMemory.happen(happening, at, registers);
  const file: Walk = {
    get record() { return inMemory.record; },
    set record(record) { inMemory.record = record; },
    given: inMemory.given,
    act(actor, action, body = {}, occurredOn) {
      const asked = definition.actions[action]?.needs?.(file.record.facts, rules, body);
      const happening = { kind: 'act' as const, action, body, actor, occurredOn: occurredOn ?? null, receivedAt: at, ifMatch: null };
      return run(happening, asked ? options.registers : undefined).answer;
    },
    event(name, payload, source = { fileId: 'annualPlan-00000000000000000009', seq: 1, n: 1 }) {
      return run({ kind: 'event', name, payload, occurredOn: at.slice(0, 10), source });
    },
    jump(instant) {
      at = instant;
    },
    tick(instant) {
      at = instant;
      return run({ kind: 'tick' });
    },
  };
  return file;
}

/** What a walk told of deadlines: `what rung day`. */
export function rungsTold(file: Walk): string[] {
  return file.given.flatMap(({ entries }) => entries.filter(({ kind }) => kind === 'deadline').map((entry) => `${entry.what} ${entry.deadlineKey?.rung ?? ''} ${entry.occurredOn}`));
}
