import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { onlyFileId } from '../../domain/ids.ts';
import { planItem } from '../support/plan.ts';
import { createTestWorld, type TestWorld } from '../support/world.ts';

let world: TestWorld;
beforeAll(async () => {
  world = await createTestWorld({ rehearsalFrom: '2026-12-01T02:00:00.000Z' });
  await world.startWorker();
});
afterAll(() => world.close());

const create = (year: number, key: string = randomUUID()) => world.act('planManager', null, 'createPlan', { year, name: `${year}年度抽查计划`, items: [planItem()] }, { type: 'annualPlan', idempotencyKey: key });
const plans = async () => (await world.pool.query<{ id: string; year: number; seq: number }>("SELECT id, (facts ->> 'year')::int AS year, seq FROM file WHERE type = 'annualPlan' ORDER BY year")).rows;

describe('one annual plan for each department and year', () => {
  test('the second opening meets the first, and is told which file that is; the same click hears the same again', async () => {
    const first = await create(2026);
    const fileId = onlyFileId('annualPlan', 'market-bureau', '2026');
    expect(first).toMatchObject({ kind: 'accepted', fileId, seq: 1 });
    const key = randomUUID();
    const second = await create(2026, key);
    expect(second).toMatchObject({ kind: 'refused', fileId, refusal: { code: 'FILE_EXISTS' } });
    expect(await create(2026, key)).toEqual(second);
    expect(await plans()).toMatchObject([{ id: fileId, year: 2026 }]);
  });

  test('of many openings at one instant one wins, and the others are told of its file', async () => {
    const told = await Promise.all(Array.from({ length: 6 }, () => create(2027)));
    expect(told.map(({ kind }) => kind).toSorted()).toEqual(['accepted', ...Array.from({ length: 5 }, () => 'refused')]);
    const won = told.find((answer) => answer.kind === 'accepted');
    for (const answer of told) expect(answer).toMatchObject(answer === won ? { seq: 1 } : { refusal: { code: 'FILE_EXISTS' }, fileId: won?.fileId });
    expect((await plans()).filter(({ year }) => year === 2027)).toMatchObject([{ seq: 1 }]);
    const { rows } = await world.pool.query("SELECT count(*)::int AS openings FROM ledger_entry WHERE what = 'createPlan' AND file_id = $1", [won?.fileId]);
    expect(rows).toEqual([{ openings: 1 }]);
  });

  test('an opening that the law refuses leaves the year to the next one', async () => {
    expect(await create(2029)).toMatchObject({ kind: 'refused', refusal: { code: 'PLAN_YEAR' } });
    await world.advance({ to: '2028-01-05T02:00:00.000Z' });
    expect(await create(2029)).toMatchObject({ kind: 'accepted' });
  });
});
