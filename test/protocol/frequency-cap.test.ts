import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { visit } from '../support/inspection.ts';
import { createTestWorld, idOf, openInspection, type TestWorld } from '../support/world.ts';
import { gate, known, stepOf, store } from './second-worker.ts';

let world: TestWorld;
beforeAll(async () => {
  world = await createTestWorld({ rehearsalFrom: '2026-03-02T02:00:00.000Z' });
  await world.startWorker();
});
afterAll(() => world.close());

/** Another enterprise for each test: the number is counted over all its inspections. */
const codes = ['91350100M000100Y43', '914403001922038216', '91330100799655058B'] as const;
const planned = visit(idOf('unitHead'), '2026-01-05', { occasion: 'planned' });
const open = (uscc: string) => openInspection(world, { target: { name: '示例\'食品\\有限公司', uscc } });
const begin = (fileId: string) => world.act('inspectorA', fileId, 'startInspection', planned);
const begun = async (uscc: string) => (await world.pool.query("SELECT count(*)::int AS n FROM file WHERE type = 'inspection' AND facts #>> '{target,uscc}' = $1 AND facts ? 'visit'", [uscc])).rows[0].n;

describe('inspection-annual-frequency-cap: twice a year on one level', () => {
  test('the third start is refused', async () => {
    const files = [await open(codes[0]), await open(codes[0]), await open(codes[0])] as const;
    expect(await begin(files[0])).toMatchObject({ kind: 'accepted' });
    expect(await begin(files[1])).toMatchObject({ kind: 'accepted' });
    expect(await begin(files[2])).toMatchObject({ kind: 'refused', refusal: { code: 'FREQUENCY_CAP' } });
  });

  test('of five starts at one instant two pass', async () => {
    const files = await Promise.all(Array.from({ length: 5 }, () => open(codes[1])));
    const told = await Promise.all(files.map(begin));
    expect(told.map(({ kind }) => kind).toSorted()).toEqual(['accepted', 'accepted', 'refused', 'refused', 'refused']);
    for (const answer of told) if (answer.kind === 'refused') expect(answer.refusal.code).toBe('FREQUENCY_CAP');
    expect(await begun(codes[1])).toBe(2);
  });

  test('a start that was judged before another one was written is judged again', async () => {
    const files = [await open(codes[2]), await open(codes[2]), await open(codes[2])] as const;
    expect(await begin(files[0])).toMatchObject({ kind: 'accepted' });
    const held = gate();
    let isFirst = true;
    const frozen = stepOf(world, async (point) => {
      if (point !== 'beforeWrite' || !isFirst) return;
      isFirst = false;
      await held.wait();
    });
    const { id } = await store(world, 'inspectorA', files[1], 'startInspection', planned);
    // allowed by what it has read: one start
    const late = frozen({ fileId: files[1], expect: await known(world, files[1]), at: '2026-03-02T03:00:00.000Z', event: { kind: 'act', submissionId: id } });
    await held.reached;
    expect(await begin(files[2])).toMatchObject({ kind: 'accepted' });
    held.open();
    expect(await late).toMatchObject({ answer: { kind: 'refused', code: 'FREQUENCY_CAP' }, entries: [] });
    expect(await begun(codes[2])).toBe(2);
  });
});
