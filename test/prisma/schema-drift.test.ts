import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { prismaSchema, schemaDrift } from './schema-diff.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database?.drop());

test('the Prisma schema describes exactly what the migrations make', async () => {
  expect(await schemaDrift(database.ownerUrl)).toBe('');
});

test('the keys that Prisma cannot describe are there: each holds for the rows that have what it names', async () => {
  const client = new pg.Client(database.ownerUrl);
  await client.connect();
  try {
    const { rows } = await client.query<{ indexdef: string }>(`SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename IN ('ledger_entry', 'incident') AND indexdef LIKE 'CREATE UNIQUE%WHERE%' ORDER BY indexname`);
    expect(rows.map(({ indexdef }) => indexdef.replace(/^CREATE UNIQUE INDEX (\w+) ON public\.\w+ USING btree /, '$1 '))).toEqual([
      'incident_open_key (file_id, kind) WHERE (closed_at IS NULL)',
      'ledger_entry_event_key (file_id, source_file_id, source_seq, source_n) WHERE (source_file_id IS NOT NULL)',
      "ledger_entry_redate_key (deadline_id, rung) WHERE (kind = 'redate'::text)",
      'ledger_entry_rung_key (deadline_id, revision, rung) WHERE (deadline_id IS NOT NULL)',
      'ledger_entry_submission_id_key (submission_id) WHERE (submission_id IS NOT NULL)',
    ]);
  } finally {
    await client.end();
  }
});

describe('drift is noticed when', () => {
  const inDatabase: [string, string, string, RegExp][] = [
    ['a table is only in the database', 'CREATE TABLE extra (id int PRIMARY KEY)', 'DROP TABLE extra', /DROP TABLE "extra"/],
    ['a column is only in the database', 'ALTER TABLE task ADD extra text', 'ALTER TABLE task DROP extra', /DROP COLUMN "extra"/],
    ['a column has another type', 'ALTER TABLE task ALTER closed_seq TYPE bigint', 'ALTER TABLE task ALTER closed_seq TYPE integer', /"closed_seq" SET DATA TYPE INTEGER/],
    ['a column may be empty in the database only', 'ALTER TABLE task ALTER kind DROP NOT NULL', 'ALTER TABLE task ALTER kind SET NOT NULL', /"kind" SET NOT NULL/],
    ['a default is only in the database', "ALTER TABLE task ALTER kind SET DEFAULT 'act'", 'ALTER TABLE task ALTER kind DROP DEFAULT', /"kind" DROP DEFAULT/],
    ['an index is only in the database', 'CREATE INDEX task_kind_idx ON task (kind)', 'DROP INDEX task_kind_idx', /DROP INDEX "task_kind_idx"/],
    ['a key is missing in the database', 'DROP INDEX submission_caller_id_idempotency_key_key', 'CREATE UNIQUE INDEX submission_caller_id_idempotency_key_key ON submission (caller_id, idempotency_key)', /CREATE UNIQUE INDEX "submission_caller_id_idempotency_key_key"/],
    ['a reference is missing in the database', 'ALTER TABLE effect DROP CONSTRAINT effect_file_id_fkey', 'ALTER TABLE effect ADD FOREIGN KEY (file_id) REFERENCES file (id)', /ADD CONSTRAINT "effect_file_id_fkey"/],
  ];
  test.each(inDatabase)('%s', async (_title, change, undo, drift) => {
    await run(change);
    expect(await schemaDrift(database.ownerUrl)).toMatch(drift);
    await run(undo);
    expect(await schemaDrift(database.ownerUrl)).toBe('');
  });

  const inSchema: [string, string, string, RegExp][] = [
    ['a field is only in the schema', '@@map("incident")', 'extra String?\n@@map("incident")', /ADD COLUMN\s+"extra" TEXT/],
    ['a model is only in the schema', 'model Incident', 'model Extra {\n id String @id\n}\nmodel Incident', /CREATE TABLE "Extra"/],
    ['a field is missing in the schema', '  closedBy String?   @map("closed_by")\n', '', /DROP COLUMN "closed_by"/],
    ['a time has another precision in the schema', '@map("locked_until") @db.Timestamptz(3)', '@map("locked_until") @db.Timestamptz(6)', /"locked_until" SET DATA TYPE TIMESTAMPTZ\(6\)/],
  ];
  test.each(inSchema)('%s', async (_title, from, to, drift) => {
    expect(prismaSchema).toContain(from);
    expect(await schemaDrift(database.ownerUrl, prismaSchema.replace(from, to))).toMatch(drift);
  });
});

async function run(sql: string): Promise<void> {
  const client = new pg.Client(database.ownerUrl);
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
