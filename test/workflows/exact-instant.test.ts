import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeStep } from '../../activities/step/write.ts';
import { openedFileId } from '../../domain/ids.ts';
import { addDays } from '../../domain/time/local-date.ts';
import { shanghaiDate, startOfDay } from '../../domain/time/shanghai.ts';
import type { FileInput } from '../../workflows/messages/messages.ts';
import { taskQueue } from '../../workflows/messages/task-queue.ts';
import { seeded } from '../domain/deadlines/random-input.ts';
import { createTestWorld, type TestWorld } from '../support/world.ts';
import { kits, type Kit } from '../walks/kits.ts';
import { MemoryWorld, type MemoryFile } from '../walks/memory-world.ts';

// Another sample: DUBAN_INSTANT_SEED=7
const seed = Number(process.env['DUBAN_INSTANT_SEED'] ?? 20_261_008);
const sampleSize = 12;
const noon = (day: string) => `${day}T04:00:00.000Z`;
const noCheck = () => undefined;

/** A file on its straight path after so many acts, in memory. Null where the path needs somebody else first. */
function walkTo(kit: Kit, steps: number): MemoryFile | null {
  const world = new MemoryWorld(noon(kit.from), noCheck);
  const fileId = openedFileId(kit.type, `sample ${steps}`);
  const { opening } = kit;
  let told = 100;
  const tell = (name: string, payload: Kit['events'][string]) => world.tell({ fileId, name, payload, occurredOn: shanghaiDate(world.at), source: { fileId: openedFileId('inspection', 'teller'), seq: 1, n: (told += 1) } });
  if ('event' in opening) tell(opening.event, opening.payload);
  else world.act(fileId, opening);
  for (const [person, action, days] of kit.path.slice(0, steps)) {
    world.pass(noon(addDays(shanghaiDate(world.at), days)));
    const file = world.files.get(fileId);
    if (person === 'event') tell(action, kit.events[action] ?? {});
    else if (file && !world.act(fileId, { person, action, body: kit.usual(action, person, file.record, shanghaiDate(world.at), world.others(fileId)) }).accepted) return null;
  }
  return world.files.get(fileId) ?? null;
}

interface Rung {
  readonly rule: string;
  readonly rung: string;
  readonly at: string;
}

/** An urgent preservation at 09:17 and an urgent sealing at 00:00, both entered at noon: clocks in hours, from minutes of their own. */
const urgentCase = (kit: Kit): Kit => ({
  ...kit,
  path: [...kit.path.slice(0, 3), ['handlerA', 'preserveEvidence', 1], ['handlerA', 'applySealing', 0]],
  usual(action, person, record, day, others) {
    const usual = kit.usual(action, person, record, day, others);
    const urgent = { preserveEvidence: '09:17', applySealing: '00:00' }[action];
    return urgent === undefined ? usual : { ...Object.fromEntries(Object.entries(usual).filter(([field]) => field !== 'approval')), urgent: { at: `${day}T${urgent}:00+08:00`, reason: '当事人正在转移货物' } };
  },
});

/** What falls due from now on when nobody does anything, each at its own instant. Null where another file would answer. */
function dueFromNowOn({ record, process }: MemoryFile): Rung[] | null {
  const world = new MemoryWorld(record.lastAt ?? '', noCheck);
  const alone: MemoryFile = { record, process, runs: [] };
  world.files.set(record.id, alone);
  world.pass(noon(addDays(shanghaiDate(world.at), 1500)));
  // a supervision order that a rung opens tells the file nothing
  const others = [...world.files.values()].filter((file) => file !== alone && file.record.type !== 'supervisionOrder');
  if (others.length > 0 || alone.runs.some(({ happening }) => happening.kind !== 'tick')) return null;
  return alone.runs.flatMap(({ advanced }) => advanced.entries.map(({ what, content, deadlineKey }) => ({ rule: what, rung: deadlineKey?.rung ?? '', at: content['at'] as string })));
}

/** Files in which clocks of as many different rules as can be run, drawn by the seed. */
function sample(): { readonly file: MemoryFile; readonly due: readonly Rung[] }[] {
  const random = seeded(seed);
  const all = kits.flatMap((kit) => Array.from({ length: kit.path.length + 1 }, (_, steps) => [kit, steps] as const));
  const drawn = all.map((one) => ({ one, place: random() })).toSorted((a, b) => a.place - b.place);
  const chosen: { file: MemoryFile; due: readonly Rung[] }[] = [];
  const seen = new Set<string>();
  for (const { one: [kit, steps] } of drawn) {
    if (chosen.length === sampleSize) break;
    const file = walkTo(kit, steps);
    const due = file && dueFromNowOn(file);
    if (!file || !due || !due.some(({ rule }) => !seen.has(rule))) continue;
    for (const { rule } of due) seen.add(rule);
    chosen.push({ file, due });
  }
  return chosen;
}

let world: TestWorld;
beforeAll(async () => {
  world = await createTestWorld();
  await world.startWorker();
  // the high-level client knows no time skipping: each process that is started here gets a clock of its own that jumps from timer to timer
  const service = world.client.workflowService;
  const start = service.startWorkflowExecution.bind(service);
  service.startWorkflowExecution = ((request: object, ...rest: []) => start({ ...request, timeSkippingConfig: { enabled: true, maxSessionSkipCount: 10_000 } }, ...rest)) as typeof start;
});
afterAll(() => world.close());

/** Writes the file as its steps would have, without the files it told of. */
async function record({ record: { id }, runs }: MemoryFile): Promise<void> {
  let head = '';
  for (const { before, at, advanced } of runs) {
    if (advanced.entries.length === 0) continue;
    const request = { fileId: id, expect: { seq: before.seq, head }, at, event: { kind: 'tick' } } as const;
    const written = await writeStep(world.pool, request, { ...before, head, lifecycleId: id, profileId: 'national' }, { ...advanced, effects: [] }, at, 0);
    head = written?.at(-1)?.head ?? '';
    expect(head).not.toBe('');
  }
}

/** Starts a process for each file, and waits until everything that falls due has been recorded at its instant, in order, and nothing else. */
async function firesExactly(files: readonly { readonly file: MemoryFile; readonly due: readonly Rung[] }[]): Promise<void> {
  for (const { file } of files) {
    await record(file);
    const { id, lastAt } = file.record;
    // the process starts at the instant of its last entry; from then on only the engine moves its time
    const input: FileInput = { fileId: id, offset: Date.parse(lastAt ?? '') - Date.now(), isRehearsal: true };
    await world.client.workflow.start(file.record.type, { workflowId: id, taskQueue, args: [input] });
  }
  for (const { file, due } of files) {
    const told = async () => {
      const { rows } = await world.pool.query<{ rule: string; rung: string; recorded: Date; at: string }>(
        "SELECT what AS rule, rung, recorded_at AS recorded, content::jsonb ->> 'at' AS at FROM ledger_entry WHERE file_id = $1 AND kind = 'deadline' AND seq > $2 ORDER BY seq", [file.record.id, file.record.seq]);
      return rows;
    };
    await expect.poll(async () => (await told()).length, { timeout: 120_000, interval: 100, message: file.record.id }).toBe(due.length);
    const rows = await told();
    expect(rows.map(({ rule, rung, at }) => ({ rule, rung, at }))).toEqual(due);
    // never before its instant, and as soon after it as a step takes
    for (const { rule, rung, recorded, at } of rows) {
      const late = recorded.getTime() - Date.parse(at);
      expect([`${rule} ${rung}`, late >= 0 && late < 10_000 ? 'at its instant' : late]).toEqual([`${rule} ${rung}`, 'at its instant']);
    }
  }
}

describe(`a sample of rules on the real engine, whose timers skip the time between them (seed ${seed})`, () => {
  test('fires each rung of each clock at its exact instant, in order, once, and nothing else', { timeout: 180_000 }, async () => {
    const files = sample();
    const rules = new Set(files.flatMap(({ due }) => due.map(({ rule }) => rule)));
    expect([files.length, rules.size > 15]).toEqual([sampleSize, true]);
    await firesExactly(files);
  });

  test('and clocks in hours to the minute: urgent measures that nobody approves', { timeout: 120_000 }, async () => {
    const kit = kits.find(({ type }) => type === 'enforcementCase');
    const file = kit && walkTo(urgentCase(kit), 5);
    const due = file && dueFromNowOn(file);
    if (!kit || !file || !due) throw new Error('the path of a case no longer leads to a measure');
    const lapses = due.filter(({ rule, rung }) => rung === 'lapse' && ['evidence-preserve-approve', 'coercive-approve'].includes(rule)).map(({ rule, at }) => [rule, at]);
    // taken on the fourth day
    const after = addDays(kit.from, 5);
    expect(lapses).toEqual([['coercive-approve', startOfDay(after)], ['evidence-preserve-approve', `${after}T01:17:00.000Z`]]);
    await firesExactly([{ file, due }]);
  });
});
