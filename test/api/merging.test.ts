import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { JsonObject } from '../../domain/json.ts';
import { openWorldClock, type WorldClock } from '../../clock/world-clock.ts';
import { body, fine } from '../support/case.ts';
import { createTestWorld, type TestWorld } from '../support/world.ts';
import { createStaff, idOf, newKey, openTestApi, type Member, type TestApi } from './test-api.ts';

/** The real worker, the real engine, the real database. A Friday: fifteen working days end on 2026-08-07. */
let world: TestWorld;
let api: TestApi;
let clock: WorldClock;
/** Holds the act of a file between what it read and what it writes: meanwhile others act. */
const held: { fileId: string; read(): void; until: Promise<void> } = { fileId: '', read: () => undefined, until: Promise.resolve() };

beforeAll(async () => {
  world = await createTestWorld({ rehearsalFrom: '2026-07-17T02:00:00.000Z' });
  await createStaff(world.database);
  await world.startWorker({
    pause: async (point, { fileId, event }) => {
      if (point !== 'beforeWrite' || event.kind !== 'act' || fileId !== held.fileId) return;
      held.read();
      await held.until;
    },
  });
  clock = await openWorldClock(world.pool, pino({ level: 'silent' }));
  api = await openTestApi(world.database, { submit: world.submit, pool: world.pool, now: clock.now });
});
afterAll(async () => {
  clock?.stop();
  await api?.close();
  await world?.close();
});

const cases = '/api/v1/enforcement-cases';
const eventually = <T>(ask: () => T) => expect.poll(ask, { timeout: 20_000 });
const clue = { source: 'report', target: { name: '示例食品有限公司', uscc: '91350100M000100Y43' }, suspicion: '销售过期食品' };

function open(input: JsonObject = clue, who: Member = 'head') {
  return api.as(who, { method: 'POST', url: cases, headers: newKey(), payload: { input } });
}

async function received(): Promise<string> {
  const answer = await open();
  expect(answer.statusCode, answer.body).toBe(201);
  return answer.json().fileId;
}

function act(who: Member, fileId: string, action: string, change: JsonObject = {}) {
  const named = action === 'assignHandlers' ? { officerIds: [idOf('handler'), idOf('handler2')] } : {};
  return api.as(who, { method: 'POST', url: `${cases}/${fileId}/actions/${action}`, headers: newKey(), payload: { input: { ...body(action, fine('120000')), ...named, ...change } } });
}

const merge = (from: string, into: string, newFacts = true) => act('head', from, 'mergeClue', { intoFileId: into, newFacts });
const show = async (fileId: string) => (await api.as('head', { url: `${cases}/${fileId}` })).json();
const stageOf = async (fileId: string): Promise<string> => (await show(fileId)).stage.id;
const clockOf = async (fileId: string, clockName: string) => {
  const { items } = (await api.as('head', { url: `${cases}/${fileId}/deadlines` })).json();
  return items.findLast((one: { clock: string }) => one.clock === clockName);
};
const storyOf = async (fileId: string): Promise<string[]> => {
  const { items } = (await api.as('head', { url: `${cases}/${fileId}/timeline?lifecycle=true&limit=200` })).json();
  return items.map((entry: { fileId: string; what: { id: string } }) => `${entry.fileId} ${entry.what.id}`);
};

describe('clues that are merged, over REST', () => {
  test('on a yes one ends as merged, its process too; the other holds it, and one story tells of both', async () => {
    const [a, b] = [await received(), await received()];
    const asked = await merge(b, a);
    expect(asked.json(), asked.body).toMatchObject({ outcome: 'asked', stage: { id: 'clue_registered' } });
    await eventually(() => stageOf(b)).toBe('merged');
    expect(await show(b)).toMatchObject({ linked: [{ as: 'merged_into', id: a, on: '2026-07-17', href: `${cases}/${a}` }], closedAt: expect.any(String) });
    expect(await show(a)).toMatchObject({ stage: { id: 'clue_registered' }, linked: [{ as: 'merged_from', id: b }] });
    expect(await clockOf(b, 'clueVerification')).toMatchObject({ state: 'cancelled' });
    expect(await clockOf(a, 'clueVerification')).toMatchObject({ state: 'running', dueDate: '2026-08-07' });
    for (const id of [a, b]) expect(await storyOf(id)).toEqual(expect.arrayContaining([`${b} mergeClue`, `${a} mergeAsked`, `${b} mergeTaken`]));
    await eventually(async () => (await world.client.workflow.getHandle(b).describe()).status.name).toBe('COMPLETED');
    expect((await act('head', b, 'assignHandlers')).json()).toMatchObject({ status: 409, code: 'NOT_OPEN' });
  });

  test('a clue that was closed while the other asked says no: the other goes on, and its head is told', async () => {
    const [a, b] = [await received(), await received()];
    await act('head', a, 'assignHandlers');
    let read = () => undefined as void;
    const hasRead = new Promise<void>((resolve) => { read = resolve; });
    let goOn = () => undefined as void;
    Object.assign(held, { fileId: b, read, until: new Promise<void>((resolve) => { goOn = resolve; }) });
    const asking = merge(b, a);
    await hasRead;
    const declined = await act('responsible', a, 'declineFiling');
    expect(declined.json(), declined.body).toMatchObject({ stage: { id: 'not_filed' } });
    goOn();
    expect((await asking).json()).toMatchObject({ outcome: 'asked' });
    await eventually(async () => (await show(b)).facts.mergeAsked).toBeNull();
    expect(await show(b)).toMatchObject({ stage: { id: 'clue_registered' }, linked: [] });
    expect(await clockOf(b, 'clueVerification')).toMatchObject({ state: 'running', dueDate: '2026-08-07' });
    const { items } = (await api.as('head', { url: '/api/v1/me/tasks' })).json();
    expect(items.filter((task: { kind: string; file: { id: string } }) => task.kind === 'reminder' && task.file.id === b)).toMatchObject([{ label: { zh: expect.stringContaining('不予立案') } }]);
    expect(await stageOf(a)).toBe('not_filed');
    // the process of the closed one was started for its answer, and is at its end again
    await eventually(async () => (await world.client.workflow.getHandle(a).describe()).status.name).toBe('COMPLETED');
  });

  test('two that ask each other at once: nobody vanishes in a ring, and everybody is answered', async () => {
    for (let round = 1; round <= 4; round += 1) {
      const [a, b] = [await received(), await received()];
      const answers = await Promise.all([merge(a, b), merge(b, a)]);
      expect(answers.some(({ statusCode }) => statusCode === 200), answers.map((answer) => answer.body).join('\n')).toBe(true);
      await eventually(async () => (await world.pool.query('SELECT count(*)::int AS n FROM effect WHERE confirmed_at IS NULL')).rows[0].n).toBe(0);
      const files = await Promise.all([show(a), show(b)]);
      for (const file of files) expect(file.facts.mergeAsked ?? null).toBeNull();
      const merged = files.filter(({ stage }) => stage.id === 'merged');
      const open = files.filter(({ stage }) => stage.id === 'clue_registered');
      expect([merged.length + open.length, open.length > 0]).toEqual([2, true]);
      for (const file of open) expect(file.linked.map(({ as }: { as: string }) => as)).toEqual(merged.map(() => 'merged_from'));
      for (const { id } of open) expect(await clockOf(id, 'clueVerification')).toMatchObject({ state: 'running' });
    }
  });

  test('an unknown target, one of another department, one of another kind and the clue itself are refused with a code', async () => {
    const b = await received();
    const elsewhere = (await open(clue, 'headB')).json().fileId;
    for (const into of ['enforcementCase-0000000000000000ffff', elsewhere, 'inspection-0000000000000000ffff']) {
      expect((await merge(b, into)).json(), into).toMatchObject({ status: 422, code: 'LINKED_FILE_UNKNOWN', field: '/input/intoFileId', rule: 'clue-merge' });
    }
    expect((await merge(b, b)).json()).toMatchObject({ status: 422, code: 'MERGE_INTO_ITSELF' });
    expect((await merge(b, 'somewhere')).statusCode).toBe(422);
    expect(await show(b)).toMatchObject({ seq: 1 });
  });
});

describe('a case that is split, over REST', () => {
  test('the new case is open under the id that the old one keeps, is due with it, and is told of in one story', async () => {
    const old = await received();
    await act('head', old, 'assignHandlers');
    await act('handler', old, 'recordEvidence');
    await act('responsible', old, 'fileCase');
    await act('handler', old, 'sendForExamination');
    const split = await act('responsible', old, 'splitCase');
    expect(split.json(), split.body).toMatchObject({ outcome: 'split', stage: { id: 'investigating' } });
    const [{ id: made }] = (await show(old)).linked;
    await eventually(async () => (await api.as('head', { url: `${cases}/${made}` })).statusCode).toBe(200);
    expect(await show(made)).toMatchObject({ stage: { id: 'investigating' }, sourceFileId: old, linked: [{ as: 'split_from', id: old }], officers: [{ id: idOf('handler') }, { id: idOf('handler2') }] });
    const before = await clockOf(old, 'decision');
    expect(await clockOf(made, 'decision')).toMatchObject({ state: 'paused', triggerOn: before.triggerOn, rule: before.rule });
    await world.advance({ by: 10 * 86_400_000 });
    for (const id of [old, made]) expect((await act('handler2', id, 'recordExamination')).statusCode).toBe(200);
    // ninety days from 07-17 end on 10-15; the test takes 07-18 to 07-26: nine days later is 10-24, a Saturday
    for (const id of [old, made]) expect(await clockOf(id, 'decision')).toMatchObject({ state: 'running', targetDate: '2026-10-24', dueDate: '2026-10-26' });
    for (const id of [old, made]) expect(await storyOf(id)).toEqual(expect.arrayContaining([`${old} splitCase`, `${made} splitOff`]));
    const explained = (await api.as('head', { url: (await clockOf(made, 'decision')).explain ?? `/api/v1/deadlines/${(await clockOf(made, 'decision')).id}/explain` })).json();
    expect(explained).toMatchObject({ isAsStored: true });
  });
});

describe('a clue that is taken up again, over REST', () => {
  test('is a new file with its own fifteen days; the closed one keeps the link', async () => {
    const closed = await received();
    await act('head', closed, 'assignHandlers');
    expect((await open({ ...clue, reopens: { fileId: closed, ground: 'new_evidence', document: '举报材料' } })).json()).toMatchObject({ status: 422, code: 'NOT_REOPENABLE', field: '/input/reopens/fileId' });
    await act('responsible', closed, 'declineFiling');
    expect((await open({ ...clue, reopens: { fileId: closed, ground: 'new_evidence', document: '举报材料' } }, 'headB')).json()).toMatchObject({ code: 'LINKED_FILE_UNKNOWN' });
    const opened = await open({ ...clue, reopens: { fileId: closed, ground: 'superior_order', document: '撤销决定1号' } });
    expect(opened.statusCode, opened.body).toBe(201);
    const again: string = opened.json().fileId;
    expect(await show(again)).toMatchObject({ linked: [{ as: 'reopens', id: closed }] });
    await eventually(async () => (await show(closed)).linked).toMatchObject([{ as: 'reopened_by', id: again }]);
    expect(await stageOf(closed)).toBe('not_filed');
    expect(await storyOf(again)).toEqual(expect.arrayContaining([`${closed} declineFiling`, `${again} receiveClue`, `${closed} clueReopened`]));
  });
});
