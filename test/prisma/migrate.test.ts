import { expect, test, afterAll, beforeAll } from 'vitest';
import pg from 'pg';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
beforeAll(async () => { database = await createTestDatabase(); });
afterAll(() => database?.drop());

test('the template is migrated', async () => {
  const client = new pg.Client(database.appUrl);
  await client.connect();
  const { rows } = await client.query('SELECT migration_name, finished_at IS NOT NULL AS done FROM _prisma_migrations ORDER BY 1');
  await client.end();
  expect(rows.length).toBeGreaterThan(1);
});
