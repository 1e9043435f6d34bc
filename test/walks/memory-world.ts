import { advance, type Advanced, type Answer, type Happening } from '../../domain/advance/advance.ts';
import { nextRung } from '../../domain/advance/clock.ts';
import { defaultCalendar } from '../../domain/calendar/default-calendar.ts';
import { fileDefinition } from '../../domain/files/file-types.ts';
import { fileTypeOf } from '../../domain/ids.ts';
import type { JsonObject } from '../../domain/json.ts';
import type { EffectRow, FileRecord, ShortEntry } from '../../domain/record/record.ts';
import type { Person } from '../support/world.ts';
import type { ProcessState } from '../../workflows/messages/messages.ts';
import { fold, unopenedState } from '../../workflows/runtime/process-state.ts';
import { crowd, lookUp } from './crowd.ts';
import { historyOf } from '../support/history.ts';
import { rules } from '../support/law.ts';
import { namedFile } from '../support/named-file.ts';

export interface Act {
  readonly person: Person;
  readonly action: string;
  readonly body: JsonObject;
  /** Absent: when it was received. */
  readonly occurredOn?: string;
  readonly ifMatch?: number;
  /** Absent: now. Earlier where an engine was away. */
  readonly receivedAt?: string;
}

export interface Told {
  readonly fileId: string;
  readonly name: string;
  readonly payload: JsonObject;
  readonly occurredOn: string;
  readonly source: { readonly fileId: string; readonly seq: number; readonly n: number };
}

/** One run of the law, as it went. */
export interface Run {
  readonly before: FileRecord;
  readonly happening: Happening;
  readonly at: string;
  readonly advanced: Advanced;
}

/** A file in memory: its record, the state that a process would have, and all that happened. */
export interface MemoryFile {
  record: FileRecord;
  process: ProcessState;
  readonly runs: Run[];
}

/**
 * Duban without a database or an engine: files, their effects on each other, and a clock that stops at each due moment. What the
 * real one must agree with after every step.
 */
export class MemoryWorld {
  readonly files = new Map<string, MemoryFile>();
  at: string;
  readonly #check: (run: Run, file: MemoryFile) => void;

  constructor(at: string, check: (run: Run, file: MemoryFile) => void) {
    this.at = at;
    this.#check = check;
  }

  act(fileId: string, { person, action, body, occurredOn, ifMatch, receivedAt }: Act): Answer {
    const happening: Happening = { kind: 'act', action, body, actor: crowd[person], occurredOn: occurredOn ?? null, receivedAt: receivedAt ?? this.at, ifMatch: ifMatch ?? null };
    const { answer } = this.#run(fileId, happening);
    if (!answer) throw new Error(`${action} was not answered`);
    return answer;
  }

  tell({ fileId, name, payload, occurredOn, source }: Told): void {
    this.#run(fileId, { kind: 'event', name, payload, occurredOn, source });
  }

  /** Lets time pass: every due moment on the way at its own instant, with all that follows from it. */
  pass(to: string): void {
    for (;;) {
      const due = [...this.files.values()].map((file) => ({ file, at: nextRung(file.record.deadlines)?.at ?? '~' })).toSorted((a, b) => (a.at < b.at ? -1 : 1))[0];
      if (!due || due.at > to) break;
      if (due.at > this.at) this.at = due.at;
      this.#run(due.file.record.id, { kind: 'tick' });
    }
    this.at = to;
  }

  /** The other files of a file's type: what an act on it may name. */
  others(fileId: string): string[] {
    return [...this.files.keys()].filter((id) => id !== fileId && fileTypeOf(id) === fileTypeOf(fileId));
  }

  /** The earliest moment at which anything falls due. */
  nextDue(): string | null {
    return [...this.files.values()].flatMap(({ record }) => nextRung(record.deadlines)?.at ?? []).toSorted()[0] ?? null;
  }

  #run(fileId: string, happening: Happening): Advanced {
    const type = fileTypeOf(fileId);
    const definition = fileDefinition(type);
    const file = this.files.get(fileId) ?? { record: unopened(fileId, type), process: unopenedState(definition.chart), runs: [] };
    const before = file.record;
    const asked = happening.kind === 'act' ? definition.actions[happening.action]?.needs?.(before.facts, rules, happening.body) : undefined;
    const officers = Object.fromEntries(Object.values(crowd).map((officer) => [officer.id, officer]));
    const advanced = advance(definition, before, happening, this.at, { at: this.at, rules, calendar: defaultCalendar, officers, ...(asked ? { registers: { ...lookUp(asked), ...(asked.file === undefined ? {} : { file: namedFile(this.files.get(asked.file)?.record) }) } } : {}), history: historyOf(file.runs.map((run) => run.advanced)) });
    const run = { before, happening, at: this.at, advanced };
    file.record = advanced.record;
    for (const entry of advanced.entries) file.process = fold(file.process, short(entry));
    file.runs.push(run);
    if (advanced.entries.length > 0) this.files.set(fileId, file);
    this.#check(run, file);
    for (const effect of advanced.effects) this.#deliver(fileId, effect, advanced);
    return advanced;
  }

  #deliver(fileId: string, { toFileId, name, payload, seq, n }: EffectRow, { entries }: Advanced): void {
    const occurredOn = entries.find((entry) => entry.seq === seq)?.occurredOn ?? '';
    this.tell({ fileId: toFileId, name, payload, occurredOn, source: { fileId, seq, n } });
  }
}

/** An entry as the process is told of it, with an invented hash. */
function short({ seq, stage, reached, open, due, effects, what }: Advanced['entries'][number]): ShortEntry {
  return { seq, head: `hash ${seq}`, stage, reached, open, due, effects, what };
}

function unopened(id: string, type: string): FileRecord {
  return { id, type, departmentId: 'market-bureau', seq: 0, stage: 'none', stageSince: null, facts: {}, milestones: {}, lastAt: null, deadlines: [], tasks: [] };
}
