import type { Answer } from '../../domain/advance/advance.ts';
import { enforcementCaseFile } from '../../domain/files/enforcement-case.ts';
import type { JsonObject } from '../../domain/json.ts';
import type { DeadlineRow, EffectRow } from '../../domain/record/record.ts';
import type { LinkedFile } from '../../domain/registers.ts';
import { fileInMemory } from '../domain/advance/play.ts';
import { rules } from './law.ts';
import { namedFile } from './named-file.ts';
import { body, fine, noon, staff, type Staff } from './case.ts';

type CaseFile = ReturnType<typeof fileInMemory>;

/** An effect on its way, and the entry that it comes from. */
interface Letter {
  readonly from: string;
  readonly effect: EffectRow;
  readonly occurredOn: string;
}

/**
 * Several cases of one department in memory. What one tells another lies in `letters` until somebody delivers it, in whatever order:
 * between two processes anything may happen.
 */
export class Office {
  readonly files = new Map<string, CaseFile>();
  readonly letters: Letter[] = [];
  day = '2026-03-02';
  readonly #opened: (id: string) => CaseFile = (id) => {
    const officers = Object.fromEntries(Object.values(staff).filter((one) => one !== staff.handlingReviewer).map((officer) => [officer.id, officer]));
    return fileInMemory(enforcementCaseFile, { id, departmentId: 'market-bureau', officers });
  };

  /** A clue received on a day. */
  receive(n: number, day: string, more: JsonObject = {}): string {
    const id = `enforcementCase-${String(n).padStart(20, '0')}`;
    this.on(day, id, 'unitHead', 'receiveClue', { source: 'report', target: { name: '示例食品有限公司', uscc: '91350100M000100Y43' }, suspicion: `销售过期食品(举报${n})`, ...more });
    return id;
  }

  /** An act at noon of a day, after everything that fell due by then on any file; effects are not delivered. */
  on(day: string, id: string, who: Staff, action: string, change: JsonObject = {}, occurredOn?: string): Answer {
    this.pass(day);
    const file = this.files.get(id) ?? this.#opened(id);
    const sent = { ...body(action, fine('120000')), ...change };
    const asked = enforcementCaseFile.actions[action]?.needs?.(file.record.facts, rules, sent);
    const registers = asked ? { targets: [], officers: [], file: namedFile(this.files.get(asked.file ?? '')?.record) } : undefined;
    const { answer } = this.#keep(id, file, file.happen({ kind: 'act', action, body: sent, actor: staff[who], occurredOn: occurredOn ?? null, receivedAt: noon(day), ifMatch: null }, noon(day), registers));
    if (!answer) throw new Error(`${action} was not answered`);
    return answer;
  }

  pass(day: string): void {
    if (day < this.day) throw new Error(`${day} lies before ${this.day}`);
    this.day = day;
    for (const [id, file] of this.files) this.#keep(id, file, file.happen({ kind: 'tick' }, noon(day)));
  }

  /** Delivers one letter; the file that gets it may be at its end, or may not exist yet. */
  deliver(i = 0): void {
    const [letter] = this.letters.splice(i, 1);
    if (!letter) throw new Error(`there is no letter ${i}`);
    const { effect, from, occurredOn } = letter;
    const file = this.files.get(effect.toFileId) ?? this.#opened(effect.toFileId);
    this.#keep(effect.toFileId, file, file.happen({ kind: 'event', name: effect.name, payload: effect.payload, occurredOn, source: { fileId: from, seq: effect.seq, n: effect.n } }, noon(this.day)));
  }

  settle(): void {
    while (this.letters.length > 0) this.deliver();
  }

  record(id: string) {
    const file = this.files.get(id);
    if (!file) throw new Error(`${id} was not opened`);
    return file.record;
  }

  clock(id: string, clock: string): DeadlineRow | undefined {
    return this.record(id).deadlines.find((deadline) => deadline.clock === clock);
  }

  /** Every deadline that the file ever had, as it is now. */
  deadlines(id: string): DeadlineRow[] {
    return [...new Map((this.files.get(id)?.given ?? []).flatMap(({ deadlines }) => deadlines.map((row) => [row.id, row]))).values()];
  }

  /** Rungs that the file told: `rule rung`. */
  rungs(id: string): string[] {
    return (this.files.get(id)?.given ?? []).flatMap(({ entries }) => entries.filter(({ kind }) => kind === 'deadline').map((entry) => `${entry.what} ${entry.deadlineKey?.rung}`));
  }

  linked(id: string): string[] {
    return ((this.record(id).facts['linked'] ?? []) as unknown as LinkedFile[]).map(({ as, fileId }) => `${as} ${fileId}`);
  }

  #keep(id: string, file: CaseFile, advanced: ReturnType<CaseFile['happen']>) {
    if (advanced.entries.length > 0) this.files.set(id, file);
    // an order about what is overdue goes to a file of another type, which has no place here
    for (const effect of advanced.effects) if (effect.toType === 'enforcementCase') this.letters.push({ from: id, effect, occurredOn: advanced.entries.find(({ seq }) => seq === effect.seq)?.occurredOn ?? '' });
    return advanced;
  }
}
