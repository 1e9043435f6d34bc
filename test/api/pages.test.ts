import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { insertFile } from './insert-file.ts';
import { createStaff, openTestApi, type TestApi } from './test-api.ts';

let database: TestDatabase;
let api: TestApi;
const idOf = (n: number) => `inspection-${String(n).padStart(20, '0')}`;
const soon = '2026-03-10T16:00:00.000Z';
beforeAll(async () => {
  database = await createTestDatabase();
  await createStaff(database);
  // equal instants, and tasks without a date, are where pages go wrong
  for (let n = 1; n <= 7; n += 1) await insertFile(database, { id: idOf(n), departmentId: 'division-a', tasks: [n % 3 === 0 ? null : n % 2 === 0 ? soon : '2026-03-09T16:00:00.000Z'] });
  await insertFile(database, { id: idOf(8), departmentId: 'division-b', tasks: [soon] });
  api = await openTestApi(database, { now: () => '2026-03-10T00:00:00.000Z' });
});
afterAll(async () => {
  await api?.close();
  await database?.drop();
});

interface Page<Item> {
  readonly items: Item[];
  readonly nextCursor: string | null;
}

async function pagesOf<Item>(url: string, limit: number): Promise<Item[][]> {
  const pages: Item[][] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page: Page<Item> = (await api.as('head', { url: `${url}?limit=${limit}${cursor && `&cursor=${cursor}`}` })).json();
    pages.push(page.items);
    cursor = page.nextCursor;
  }
  return pages;
}

describe('a list in pages', () => {
  test.each([1, 2, 3, 6, 7, 8])('of %i gives every file exactly once, the newest first', async (limit) => {
    const pages = await pagesOf<{ id: string }>('/api/v1/inspections', limit);
    expect(pages.flat().map((file) => file.id)).toEqual([7, 6, 5, 4, 3, 2, 1].map(idOf));
    expect(pages).toHaveLength(Math.ceil(7 / limit));
  });

  test.each([1, 2, 3, 7])('of %i gives every task exactly once, the earliest due first and those without a date last', async (limit) => {
    const tasks = (await pagesOf<{ file: { id: string }; dueAt: string | null; isOverdue: boolean }>('/api/v1/me/tasks', limit)).flat();
    expect(tasks.map((task) => task.file.id)).toEqual([1, 5, 7, 2, 4, 3, 6].map(idOf));
    expect(tasks.map((task) => task.isOverdue)).toEqual([true, true, true, false, false, false, false]);
  });

  test('can be narrowed by stage and by whether it is closed', async () => {
    const count = async (query: string) => (await api.as('head', { url: `/api/v1/inspections?${query}` })).json().items.length;
    expect([await count('stage=result_review'), await count('stage=assigned'), await count('isOpen=true'), await count('isOpen=false'), await count(`lifecycleId=${idOf(3)}`)]).toEqual([7, 0, 7, 0, 1]);
  });
});
