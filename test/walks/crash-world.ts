import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inject } from 'vitest';
import { load } from '../../activities/step/load.ts';
import type { Random } from '../../chaos/random.ts';
import { startChild, type Child } from '../../chaos/processes/child.ts';
import { dayStatus } from '../../domain/calendar/calendar.ts';
import { defaultCalendar } from '../../domain/calendar/default-calendar.ts';
import { withNotice, type YearNotice } from '../../domain/calendar/year-notice.ts';
import { openActs } from '../../domain/chart/chart.ts';
import { fileDefinition } from '../../domain/files/file-types.ts';
import type { FileRecord } from '../../domain/record/record.ts';
import { addDays } from '../../domain/time/local-date.ts';
import { shanghaiDate } from '../../domain/time/shanghai.ts';
import { LawChangeError } from '../../law/changes/law-change-error.ts';
import { bundleWorkflows } from '../../workers/bundle.ts';
import { putInForce } from '../redating/law-work.ts';
import { notice2027 } from '../support/law-changes.ts';
import { createTestWorld, type TestWorld } from '../support/world.ts';
import { waitUntil } from '../../servers/wait-until.ts';
import { sweepOf, deleteHistory, resetToStart } from '../sweep/swept-world.ts';
import { kitOf, kits } from './kits.ts';
import { actOf, usualOfCommon, type Move } from './moves.ts';

/** What a walk did, by kind. */
export type Done = Record<string, number>;

const openFiles = 24;
const together = 8;

/**
 * The real engine on a rehearsal clock, with real worker processes that are killed: acts as they come (returns, pauses and extensions among them),
 * time, changes of the calendar, processes lost in every way, sweeps. Nobody remembers what ought to be: the record says it, and the engine must agree.
 */
export class CrashWorld {
  readonly real: TestWorld;
  readonly done: Done = {};
  readonly #random: Random;
  readonly #folder: string;
  readonly #workers: Child[] = [];
  #started = 0;

  private constructor(real: TestWorld, random: Random, folder: string) {
    this.real = real;
    this.#random = random;
    this.#folder = folder;
  }

  static async open(at: string, random: Random): Promise<CrashWorld> {
    const folder = mkdtempSync(join(tmpdir(), 'duban-walk-'));
    const [real, { code }] = await Promise.all([createTestWorld({ rehearsalFrom: at, patienceMs: 8000 }), bundleWorkflows()]);
    writeFileSync(join(folder, 'workflows.js'), code);
    const world = new CrashWorld(real, random, folder);
    await Promise.all([world.#startWorker(), world.#startWorker()]);
    await Promise.all(Array.from({ length: openFiles }, () => world.#openFile()));
    return world;
  }

  /** A round of steps; returns how many. */
  async round(): Promise<number> {
    let what = this.#random.below(this.#rounds.reduce((sum, [weight]) => sum + weight, 0));
    for (const [weight, round] of this.#rounds) {
      what -= weight;
      if (what < 0) return (await round()) ?? 1;
    }
    throw new Error('no round was chosen');
  }

  /** What may happen, and how often. */
  readonly #rounds: readonly (readonly [weight: number, round: () => Promise<number | undefined | void>])[] = [
    [62, () => this.#actTogether()],
    [16, () => this.#pass()],
    [6, () => this.#lose('terminated', (id) => this.real.client.workflow.getHandle(id).terminate('walk'))],
    [3, () => this.#lose('deleted', (id) => deleteHistory(this.real, id))],
    [3, () => this.#lose('reset', (id) => resetToStart(this.real, id))],
    [2, () => this.#killWorker()],
    [8, () => this.sweep()],
    [2, () => this.#changeLaw()],
    [3, () => this.#correct()],
  ];

  /** Every kind of loss comes in turn, and a change of the law and corrections, beside those that chance brings: a walk that never lost a process proves nothing. */
  async lossInTurn(n: number): Promise<void> {
    const losses = [
      () => this.#lose('terminated', (id) => this.real.client.workflow.getHandle(id).terminate('walk')),
      () => this.#lose('deleted', (id) => deleteHistory(this.real, id)),
      () => this.#lose('reset', (id) => resetToStart(this.real, id)),
      () => this.#killWorker(),
      // a run over what is open is cut off now and then: by the next kill
      async () => { await this.#changeLaw(); if (this.#random.chance(0.5)) await this.#killWorker(); },
    ];
    await Promise.all([losses[n % losses.length]?.(), this.#correct()]);
  }

  /** What was entered last is withdrawn, or had another date; on several files, some of which others were told by. */
  async #correct(): Promise<number> {
    const files = [...(await this.#someOpenFiles(together)), ...(await this.#someOpenFiles(2, 'enforcementCase'))];
    await Promise.all(files.map(async (fileId) => {
      const [record, at] = await Promise.all([this.#recordOf(fileId), this.#now()]);
      if (!record) return;
      const action = this.#random.chance(0.5) ? 'withdrawFact' : 'correctDate';
      // the last entries first: on those nobody has built
      const n = this.#random.below(2);
      const body = action === 'withdrawFact' ? usualOfCommon(action, record, shanghaiDate(at), n) : { ...usualOfCommon(action, record, shanghaiDate(at), n), entry: record.seq - n, trueDate: addDays(record.stageSince ?? shanghaiDate(at), -n) };
      const told = await this.real.act('responsible', fileId, action, body, { type: record.type });
      this.#count(`act ${told.kind}`);
      if (told.kind === 'accepted') this.#count(kindOf(action));
    }));
    return files.length;
  }

  async #actTogether(): Promise<number> {
    // cases are few beside the inspections, and what pauses a clock is done in them
    const files = [...(await this.#someOpenFiles(together)), ...(await this.#someOpenFiles(3, 'enforcementCase'))];
    // two at once on one file now and then
    if (this.#random.chance(0.2) && files[0] !== undefined) files.push(files[0]);
    await Promise.all(files.map((id) => this.#act(id)));
    return files.length;
  }

  async sweep(): Promise<void> {
    const report = await sweepOf(this.real, { lookInto: 20 }).catch(() => null);
    this.#count('sweep');
    this.#count('rebuilt', report?.figures.rebuilt ?? 0);
  }

  /** Everything under way comes to rest: what was not settled is sent again, what was lost is rebuilt, and every process knows the world's time. */
  async rest(): Promise<void> {
    const isAtRest = async () => {
      await this.real.scan(0);
      await sweepOf(this.real, { lookInto: 'all' });
      const { rows } = await this.real.pool.query<{ n: number }>(
        `SELECT (SELECT count(*) FROM submission WHERE NOT settled)::int + (SELECT count(*) FROM effect WHERE confirmed_at IS NULL)::int + (SELECT count(*) FROM file WHERE next_due_at <= world_now())::int
          + (SELECT count(*) FROM redating WHERE finished_at IS NULL)::int AS n`);
      return rows[0]?.n === 0;
    };
    await waitUntil(isAtRest, { timeoutMs: 180_000, everyMs: 200, onTimeout: async () => new Error(`the world did not come to rest: ${await this.#underWay()}`) });
  }

  /** What is under way, and what the workers last complained of: for the message of a walk that never rests. */
  async #underWay(): Promise<string> {
    const { rows } = await this.real.pool.query<{ what: string }>(
      `SELECT 'act ' || file_id || ' ' || action || coalesce(' ' || answer::text, '') AS what FROM submission WHERE NOT settled
       UNION ALL SELECT 'effect ' || name || ' of ' || file_id || ' to ' || to_file_id FROM effect WHERE confirmed_at IS NULL
       UNION ALL SELECT 're-dating ' || change_id || ' ' || files_checked FROM redating WHERE finished_at IS NULL
       UNION ALL SELECT 'due ' || id || ' ' || stage || ' ' || next_due_at FROM file WHERE next_due_at <= world_now()`);
    const complaints = readFileSync(join(this.#folder, 'worker.log'), 'utf8').split('\n').filter((line) => /error|failed/i.test(line)).slice(-5);
    return [...rows.map(({ what }) => what), ...complaints.map((line) => line.slice(0, 600))].join('\n');
  }

  async close(): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker.kill()));
    await this.real.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #count(what: string, times = 1): void {
    this.done[what] = (this.done[what] ?? 0) + times;
  }

  async #startWorker(): Promise<void> {
    const child = startChild({
      name: `worker-${(this.#started += 1)}`,
      entry: fileURLToPath(new URL('../../chaos/worker.ts', import.meta.url)),
      env: {
        DATABASE_URL: this.real.database.appUrl, TEMPORAL_ADDRESS: inject('temporalAddress'), TEMPORAL_NAMESPACE: this.real.client.options.namespace, DUBAN_LOG_LEVEL: 'warn',
        CHAOS_BUNDLE: join(this.#folder, 'workflows.js'), CHAOS_SCAN_SECONDS: '5', DUBAN_SWEEP_SECONDS: '10',
      },
      logFile: join(this.#folder, 'worker.log'),
    });
    this.#workers.push(child);
    await child.ready;
  }

  /** kill -9 of one of two, in the middle of acts; another one takes its place. */
  async #killWorker(): Promise<void> {
    const victim = this.#workers.find((worker) => worker.isAlive());
    const acts = (await this.#someOpenFiles(4)).map((id) => this.#act(id));
    await Promise.all([victim?.kill(), ...acts, this.#startWorker()]);
    this.#count('worker killed');
  }

  async #lose(how: string, lose: (fileId: string) => Promise<unknown>): Promise<void> {
    for (const id of await this.#someOpenFiles(1 + this.#random.below(3))) {
      // one that was lost before has no run to lose
      await lose(id).then(() => this.#count(how), () => undefined);
    }
  }

  /** The notice of the year is uploaded anew with one more day of rest, or without one given before: the workers count everything open anew. */
  async #changeLaw(): Promise<void> {
    const today = shanghaiDate(await this.#now());
    const year = Number(today.slice(0, 4));
    const official = year === 2026 ? defaultCalendar : withNotice(defaultCalendar, notice2027 as YearNotice, 'test');
    const days = (all: readonly string[]) => all.filter((day) => day.startsWith(`${year}-`));
    const more = addDays(today, 2 + this.#random.below(60));
    const isFree = more.startsWith(`${year}-`) && dayStatus(more, official).kind === 'weekday';
    const content = { ...notice2027, year, restDays: [...days(official.restDays), ...(isFree && this.#random.chance(0.8) ? [more] : [])], makeUpDays: days(official.makeUpDays) };
    try {
      await putInForce(this.real, { kind: 'calendar', content });
      this.#count('law changed');
    } catch (error) {
      // the run over the change before it is not finished, or a worker has just told the law of the release
      if (!(error instanceof LawChangeError)) throw error;
      this.#count(`law not changed: ${error.code}`);
    }
  }

  async #pass(): Promise<void> {
    const to = this.#random.chance(0.4) ? 'nextDue' : { by: (this.#random.pick([0, 1, 1, 3, 9]) * 24 + this.#random.below(20)) * 3_600_000 };
    const { moments } = await this.real.advance(to);
    this.#count('time');
    this.#count('due moments', moments);
    const { rows } = await this.real.pool.query<{ n: number }>('SELECT count(*)::int AS n FROM file WHERE closed_at IS NULL');
    for (let open = rows[0]?.n ?? 0; open < openFiles; open += 1) await this.#openFile();
  }

  async #openFile(): Promise<void> {
    const { opening } = kits.find(({ type }) => type === 'inspection') ?? kits[0]!;
    if (!('action' in opening)) throw new Error('an inspection is opened by a person');
    const plannedEnd = addDays(shanghaiDate(await this.#now()), 20 + this.#random.below(40));
    await this.real.act(opening.person, null, opening.action, { ...opening.body, plannedEnd }, { type: 'inspection' });
    this.#count('opened');
  }

  /** What a person might do next on a file: by the straight path, or anything that is open, and now and then what is not. */
  async #act(fileId: string): Promise<void> {
    const [record, at] = await Promise.all([this.#recordOf(fileId), this.#now()]);
    if (!record) return;
    const random = this.#random;
    const open = openActs(fileDefinition(record.type).chart, record.stage);
    const telling = open.filter((action) => kindOf(action) !== 'other act');
    const wanted = telling.length > 0 && random.chance(0.3) ? random.pick(telling) : null;
    const move: Move = wanted ? { file: 0, days: 0, to: 'days', kind: 'open', which: open.indexOf(wanted), who: 0, twist: 'none', n: 1 } : {
      file: 0, days: 0, to: 'days', kind: random.pick(['open', 'open', 'straight', 'straight', 'straight', 'anything']), which: random.below(60), who: random.below(60),
      twist: random.pick(['none', 'none', 'none', 'none', 'choice', 'stranger', 'backdated', 'seenSeq']), n: random.below(60),
    };
    const others = record.type === 'enforcementCase' ? (await this.#someOpenFiles(2, record.type)).filter((id) => id !== fileId) : [];
    const act = actOf(kitOf(record.type), record, at, move, others);
    if (!act) return;
    const told = await this.real.act(act.person, fileId, act.action, act.body, { type: record.type, occurredOn: act.occurredOn ?? null, ifMatch: act.ifMatch ?? null });
    this.#count(`act ${told.kind}`);
    if (told.kind === 'accepted') this.#count(kindOf(act.action));
  }

  async #someOpenFiles(most: number, type: string | null = null): Promise<string[]> {
    const { rows } = await this.real.pool.query<{ id: string }>('SELECT id FROM file WHERE closed_at IS NULL AND ($1::text IS NULL OR type = $1) ORDER BY id', [type]);
    return Array.from({ length: Math.min(most, rows.length) }, () => rows.splice(this.#random.below(rows.length), 1)[0]?.id ?? '');
  }

  async #recordOf(fileId: string): Promise<FileRecord | null> {
    return (await load(this.real.pool, { fileId, expect: { seq: 0, head: '' }, at: await this.#now(), event: { kind: 'look' } })).file;
  }

  async #now(): Promise<string> {
    const { rows } = await this.real.pool.query<{ at: Date }>('SELECT world_now() AS at');
    return rows[0]?.at.toISOString() ?? '';
  }
}

/** The kinds of acts that the issue of lost clocks is about. */
function kindOf(action: string): string {
  if (action === 'withdrawFact' || action === 'correctDate' || action === 'correctLapse') return 'corrected';
  if (/^(return|withdraw)/.test(action)) return 'returned';
  if (action.startsWith('extend')) return 'extended';
  if (/^(suspend|resume|sendForExamination|recordExamination|orderRefund|recordRefund)/.test(action)) return 'paused or resumed';
  return 'other act';
}
