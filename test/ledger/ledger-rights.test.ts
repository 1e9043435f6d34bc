import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verifyLedger } from '../../ledger/verify-ledger.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { recordFile } from './record-file.ts';

let database: TestDatabase;
let app: pg.Client;
let owner: pg.Client;
let admin: pg.Client;
const id = 'inspection-0a';

beforeAll(async () => {
  database = await createTestDatabase();
  [app, owner, admin] = [database.appUrl, database.ownerUrl, database.adminUrl].map((url) => new pg.Client(url)) as [pg.Client, pg.Client, pg.Client];
  await Promise.all([app.connect(), owner.connect(), admin.connect()]);
  await recordFile(app, owner, id, 3);
});
afterAll(async () => {
  await Promise.all([app?.end(), owner?.end(), admin?.end()]);
  await database?.drop();
});

const ledger = async () => (await admin.query('SELECT * FROM ledger_entry ORDER BY file_id, seq')).rows;

describe('R-AU the application cannot change what is written in the ledger', () => {
  const attempts = [
    "UPDATE ledger_entry SET content = '{}' WHERE seq = 1",
    'UPDATE ledger_entry SET salt = NULL, content = NULL',
    'UPDATE ledger_entry SET seq = seq',
    'DELETE FROM ledger_entry',
    'TRUNCATE ledger_entry',
    'TRUNCATE file CASCADE',
    'ALTER TABLE ledger_entry DISABLE TRIGGER ALL',
    'ALTER TABLE ledger_entry DISABLE TRIGGER ledger_entry_append_only',
    'DROP TRIGGER ledger_entry_append_only ON ledger_entry',
    'ALTER FUNCTION ledger_entry_is_append_only() RENAME TO harmless',
    'CREATE OR REPLACE FUNCTION ledger_entry_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$',
    'CREATE TRIGGER other BEFORE INSERT ON ledger_entry FOR EACH ROW EXECUTE FUNCTION ledger_entry_is_append_only()',
    'CREATE RULE other AS ON INSERT TO ledger_entry DO INSTEAD NOTHING',
    'ALTER TABLE ledger_entry DROP COLUMN content',
    'ALTER TABLE ledger_entry OWNER TO CURRENT_USER',
    'DROP TABLE ledger_entry',
    'DROP SCHEMA public CASCADE',
    'CREATE TABLE public.ledger_copy (id int)',
    'CREATE SCHEMA other',
    'CREATE TEMP TABLE ledger_entry (id int)',
    "SET session_replication_role = 'replica'",
    'SET ROLE duban_owner',
    'SET SESSION AUTHORIZATION duban_owner',
    'SELECT 1 FROM ledger_entry FOR UPDATE',
    "INSERT INTO ledger_entry SELECT * FROM ledger_entry WHERE seq = 1 ON CONFLICT (file_id, seq) DO UPDATE SET content = '{}'",
    "MERGE INTO ledger_entry t USING (SELECT 1) s ON t.seq = 1 WHEN MATCHED THEN UPDATE SET content = '{}'",
  ];
  test.each(attempts)('%s', async (sql) => {
    const written = await ledger();
    await expect(app.query(sql)).rejects.toMatchObject({ code: expect.stringMatching(/^(42501|0LP01)$/) });
    expect(await ledger()).toEqual(written);
  });

  test('GRANT ... TO duban_app, which PostgreSQL answers with a warning only', async () => {
    await app.query('GRANT UPDATE, DELETE, TRUNCATE, TRIGGER ON ledger_entry TO duban_app');
    const { rows } = await admin.query("SELECT has_any_column_privilege('duban_app', 'ledger_entry', 'UPDATE') OR has_table_privilege('duban_app', 'ledger_entry', 'DELETE, TRUNCATE, TRIGGER, REFERENCES') AS can");
    expect(rows).toEqual([{ can: false }]);
  });

  test('but it appends', async () => {
    await recordFile(app, owner, 'inspection-0b', 1);
    expect((await ledger()).map((row) => row.file_id)).toContain('inspection-0b');
  });
});

describe('R-AU the owner', () => {
  const refused = [
    "UPDATE ledger_entry SET content = '{}' WHERE seq = 1",
    "UPDATE ledger_entry SET header = '{}' WHERE seq = 1",
    "UPDATE ledger_entry SET hash = repeat('a', 64) WHERE seq = 1",
    "UPDATE ledger_entry SET salt = NULL, content = NULL, kind = 'event' WHERE seq = 1",
    "UPDATE ledger_entry SET salt = NULL, content = NULL, submission_id = gen_random_uuid() WHERE seq = 1",
    'DELETE FROM ledger_entry',
    'TRUNCATE ledger_entry',
    'TRUNCATE file CASCADE',
    'DELETE FROM file',
  ];
  test.each(refused)('cannot by accident: %s', async (sql) => {
    const written = await ledger();
    await expect(owner.query(sql)).rejects.toMatchObject({ code: expect.stringMatching(/^(42501|23503|23001)$/) });
    expect(await ledger()).toEqual(written);
  });

  test('cannot erase the content without the salt, nor the salt without the content', async () => {
    await expect(owner.query('UPDATE ledger_entry SET content = NULL WHERE seq = 1')).rejects.toThrow('append-only');
    await expect(owner.query('UPDATE ledger_entry SET salt = NULL WHERE seq = 1')).rejects.toThrow('append-only');
  });

  test('erases salt and content together, and the chain stays verifiable', async () => {
    const before = await ledger();
    await owner.query('UPDATE ledger_entry SET salt = NULL, content = NULL WHERE file_id = $1 AND seq = 2', [id]);
    const after = await ledger();
    expect(after).toEqual(before.map((row) => (row.file_id === id && row.seq === 2 ? { ...row, salt: null, content: null } : row)));
    const pool = new pg.Pool({ connectionString: database.appUrl, max: 1 });
    try {
      expect(await verifyLedger(pool, { fileId: id })).toMatchObject({ entries: 3, erased: 1, problems: 0 });
    } finally {
      await pool.end();
    }
  });

  test('an erased content cannot be written again', async () => {
    await owner.query('UPDATE ledger_entry SET salt = NULL, content = NULL WHERE file_id = $1 AND seq = 2', [id]);
    await expect(owner.query("UPDATE ledger_entry SET salt = 'aa', content = '{}' WHERE file_id = $1 AND seq = 2", [id])).rejects.toThrow('append-only');
  });
});

test('the trigger holds even where a session plays replica', async () => {
  await admin.query("SET session_replication_role = 'replica'");
  try {
    await expect(admin.query("UPDATE ledger_entry SET content = '{}' WHERE seq = 1")).rejects.toThrow('append-only');
    await expect(admin.query('DELETE FROM ledger_entry')).rejects.toThrow('append-only');
  } finally {
    await admin.query("SET session_replication_role = 'origin'");
  }
});
