import pg from 'pg';
import { expect } from 'vitest';
import { load } from '../../activities/step/load.ts';
import type { JsonObject } from '../../domain/json.ts';
import { derivedFileId } from '../../domain/ids.ts';
import type { FileRecord } from '../../domain/record/record.ts';
import { nudge } from '../../scans/nudge.ts';
import type { ProcessState } from '../../workflows/messages/messages.ts';
import { createTestWorld, type TestWorld } from '../support/world.ts';
import { crowd, register } from './crowd.ts';
import { holds, rebuilt } from './holds.ts';
import type { Kit } from './kits.ts';
import { MemoryWorld, type Act, type MemoryFile } from './memory-world.ts';

/** The real engine and the law in memory side by side: everything is done to both, and they are compared. */
export class EngineWorld {
  readonly memory: MemoryWorld;
  readonly #real: TestWorld;
  /** A file that exists, for events whose own source the walk does not play. */
  #teller = '';
  #told = 100;

  private constructor(real: TestWorld, at: string) {
    this.#real = real;
    this.memory = new MemoryWorld(at, holds);
  }

  static async open(at: string): Promise<EngineWorld> {
    const real = await createTestWorld({ rehearsalFrom: at });
    const owner = new pg.Client(real.database.ownerUrl);
    await owner.connect();
    try {
      for (const { uscc, name, category, creditRiskClass } of register) {
        await owner.query('INSERT INTO register_target (uscc, name, department_id, category, credit_risk_class) VALUES ($1, $2, $3, $4, $5)', [uscc, name, 'market-bureau', category, creditRiskClass]);
      }
    } finally {
      await owner.end();
    }
    await real.startWorker();
    return new EngineWorld(real, at);
  }

  async begin(kit: Kit): Promise<string> {
    const { opening } = kit;
    if ('action' in opening) return this.act(null, kit.type, opening);
    this.#teller = await this.act(null, 'inspection', {
      person: 'coordinator', action: 'assignInspection',
      body: { target: { name: '示例食品有限公司', uscc: '91350100M000100Y43' }, matter: '检查', officerIds: [crowd.inspectorA.id, crowd.inspectorB.id], plannedEnd: '2026-12-31' },
    });
    const fileId = derivedFileId(kit.type, { fileId: this.#teller, seq: 1, n: this.#told + 1 });
    await this.tell(fileId, kit.type, opening.event, opening.payload, kit.from);
    if (kit.hasAnother) await this.tell(derivedFileId(kit.type, { fileId: this.#teller, seq: 1, n: this.#told + 1 }), kit.type, opening.event, opening.payload, kit.from);
    return fileId;
  }

  /** An act of a person, on both; what they are told must be the same. Returns the file. */
  async act(fileId: string | null, type: string, act: Act): Promise<string> {
    const { person, action, body, occurredOn, ifMatch } = act;
    const told = await this.#real.act(person, fileId, action, body, { type, occurredOn: occurredOn ?? null, ifMatch: ifMatch ?? null });
    if (told.kind !== 'accepted' && told.kind !== 'refused') throw new Error(`${action}: ${JSON.stringify(told)}`);
    const answer = this.memory.act(told.fileId, act);
    const real = told.kind === 'accepted' ? { accepted: true, outcome: told.outcome, seq: told.seq, stage: told.stage } : { accepted: false, ...told.refusal };
    expect(real, `${action} by ${person}`).toEqual(answer);
    await this.#real.advance({ by: 0 });
    return told.fileId;
  }

  /** An event of another file, as its step would have written it. */
  async tell(fileId: string, toType: string, name: string, payload: JsonObject, occurredOn: string): Promise<void> {
    if (this.#teller === '') this.#teller = fileId;
    this.#told += 1;
    const source = { fileId: this.#teller, seq: 1, n: this.#told };
    await this.#real.pool.query(
      'INSERT INTO effect (file_id, seq, n, to_file_id, to_type, name, payload, occurred_on, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, world_now())',
      [source.fileId, source.seq, source.n, fileId, toType, name, payload, occurredOn],
    );
    this.memory.tell({ fileId, name, payload, occurredOn, source });
    await this.#real.advance({ by: 0 });
  }

  async pass(to: string): Promise<void> {
    if (to <= this.memory.at) return;
    this.memory.pass(to);
    await this.#real.advance({ to });
  }

  file(fileId: string): MemoryFile {
    const file = this.memory.files.get(fileId);
    if (!file) throw new Error(`${fileId} was not opened`);
    return file;
  }

  /** Law, record and process say the same, of every file. */
  async agree(): Promise<void> {
    const { rows } = await this.#real.pool.query<{ id: string }>('SELECT id FROM file ORDER BY id');
    expect(rows.map(({ id }) => id)).toEqual([...this.memory.files.keys()].toSorted());
    for (const [fileId, { record, process, runs }] of this.memory.files) {
      const { file, newer } = await load(this.#real.pool, { fileId, expect: { seq: 0, head: '' }, at: this.memory.at, event: { kind: 'look' } });
      if (!file) throw new Error(`${fileId} has no row`);
      expect(comparable(file), fileId).toEqual(comparable(record));
      expect(newer.map(({ header }) => (JSON.parse(header) as { what: string }).what)).toEqual(runs.flatMap(({ advanced }) => advanced.entries.map(({ what }) => what)));
      await expect.poll(() => this.#stateOf(fileId), { timeout: 10_000, message: `${fileId} at ${record.stage}` }).toEqual({ ...process, head: file.head });
    }
  }

  /** The process is lost and started again from its record: it says what it said before. */
  async agreeAfterLoss(fileId: string): Promise<void> {
    await this.#real.client.workflow.getHandle(fileId).terminate('lost').catch(() => undefined);
    const { rows } = await this.#real.pool.query<{ offset: number }>('SELECT offset_ms::double precision AS offset FROM world_clock');
    await nudge({ client: this.#real.client, world: { offset: rows[0]?.offset ?? 0, isRehearsal: true } }, fileId);
    await this.agree();
    for (const file of this.memory.files.values()) rebuilt(file);
  }

  close(): Promise<void> {
    return this.#real.close();
  }

  #stateOf(fileId: string): Promise<ProcessState> {
    return this.#real.client.workflow.getHandle(fileId).query('state');
  }
}

/** The record without the instant of its last entry: real time runs on between two steps. */
function comparable(record: FileRecord) {
  const { id, type, departmentId, seq, stage, stageSince, facts, milestones, deadlines, tasks } = record;
  const byId = <T extends { readonly id: string }>(rows: readonly T[]) => rows.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  return JSON.parse(JSON.stringify({ id, type, departmentId, seq, stage, stageSince: Object.keys(milestones).length === 0 ? null : stageSince, facts, milestones, deadlines: byId(deadlines), tasks: byId(tasks) }));
}
