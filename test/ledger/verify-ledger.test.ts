import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { canonicalText } from '../../domain/ledger/ledger-entry.ts';
import type { LedgerProblem } from '../../ledger/faults.ts';
import { verifyLedger, type LedgerReport, type VerifyOptions } from '../../ledger/verify-ledger.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { recordFile, type RecordedFile } from './record-file.ts';

let database: TestDatabase;
let pool: pg.Pool;
let attacker: pg.Client;
const files = new Map<string, RecordedFile>();
// ids in the order in which they are read: the one under attack has neighbours on both sides
const [before, target, after] = ['inspection-1a', 'inspection-5b', 'inspection-9c'] as const;

beforeAll(async () => {
  database = await createTestDatabase();
  pool = new pg.Pool({ connectionString: database.appUrl, max: 2 });
  attacker = new pg.Client(database.adminUrl);
  await attacker.connect();
});
afterAll(async () => {
  await pool?.end();
  await attacker?.end();
  await database?.drop();
});

beforeEach(async () => {
  await attacker.query('ALTER TABLE ledger_entry ENABLE ALWAYS TRIGGER ledger_entry_append_only; ALTER TABLE ledger_entry ENABLE ALWAYS TRIGGER ledger_entry_no_truncate');
  await tamper('DELETE FROM ledger_entry; DELETE FROM file');
  for (const [id, length] of [[before, 3], [target, 5], [after, 2]] as const) files.set(id, await recordFile(attacker, attacker, id, length));
});

/** Changes the record as somebody who holds the superuser's password: triggers and references off. */
async function tamper(sql: string, values?: unknown[]): Promise<void> {
  await attacker.query('ALTER TABLE ledger_entry DISABLE TRIGGER ALL; ALTER TABLE file DISABLE TRIGGER ALL');
  await attacker.query(sql, values);
  await attacker.query('ALTER TABLE file ENABLE TRIGGER ALL; ALTER TABLE ledger_entry ENABLE TRIGGER ALL');
}

async function verify(options: VerifyOptions = {}): Promise<{ report: LedgerReport; problems: LedgerProblem[] }> {
  const problems: LedgerProblem[] = [];
  const report = await verifyLedger(pool, { ...options, onProblem: (problem) => problems.push(problem) });
  expect(report.problems).toBe(problems.length);
  return { report, problems };
}

const entry = (seq: number) => {
  const found = files.get(target)?.entries[seq - 1];
  if (found === undefined) throw new Error(`no entry ${seq}`);
  return found;
};
const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex');

describe('R-AU a whole ledger', () => {
  test('is confirmed, with the counts and a digest of all heads', async () => {
    const { report } = await verify();
    const lines = [...files.values()].map(({ id, entries }) => `${id} ${entries.length} ${entries.at(-1)?.hash}\n`).join('');
    expect(report).toEqual({ files: 3, entries: 10, erased: 0, problems: 0, lawEntries: 0, lawHead: null, head: sha256(lines) });
  });

  test('is confirmed in whatever pages it is read', async () => {
    const whole = (await verify()).report;
    for (const pageSize of [{ files: 1, entries: 1 }, { files: 2, entries: 3 }, { files: 3, entries: 10 }]) {
      expect((await verify({ pageSize })).report).toEqual(whole);
    }
  });

  test('of one file is confirmed with its own head', async () => {
    expect((await verify({ fileId: target })).report).toEqual({ files: 1, entries: 5, erased: 0, problems: 0, lawEntries: 0, lawHead: null, head: entry(5).hash });
  });

  test('stays verifiable when the owner erases salt and content together', async () => {
    const owner = new pg.Client(database.ownerUrl);
    await owner.connect();
    try {
      await owner.query('UPDATE ledger_entry SET salt = NULL, content = NULL WHERE file_id = $1 AND seq IN (2, 5)', [target]);
    } finally {
      await owner.end();
    }
    expect((await verify()).report).toMatchObject({ entries: 10, erased: 2, problems: 0 });
  });

  test('of an empty database is nothing', async () => {
    await tamper('DELETE FROM ledger_entry; DELETE FROM file');
    expect((await verify()).report).toEqual({ files: 0, entries: 0, erased: 0, problems: 0, lawEntries: 0, lawHead: null, head: null });
  });
});

describe('R-AU the first broken entry is named when', () => {
  const flip = (column: string) => `UPDATE ledger_entry SET ${column} = overlay(${column} PLACING (CASE substr(${column}, 12, 1) WHEN 'x' THEN 'y' ELSE 'x' END) FROM 12 FOR 1) WHERE file_id = '${target}' AND seq = 3`;
  const at = `WHERE file_id = '${target}' AND seq = 3`;
  const attacks: [string, string, Partial<LedgerProblem>][] = [
    ['one byte of the header is changed', flip('header'), { seq: 3, fault: 'header_changed' }],
    ['one byte of the hash is changed', flip('hash'), { seq: 3, fault: 'header_changed' }],
    ['one byte of the content is changed', flip('content'), { seq: 3, fault: 'content_changed' }],
    ['one byte of the salt is changed', `UPDATE ledger_entry SET salt = overlay(salt PLACING (CASE right(salt, 1) WHEN '0' THEN '1' ELSE '0' END) FROM 64 FOR 1) ${at}`, { seq: 3, fault: 'content_changed' }],
    ['the salt is written otherwise with the same bytes', `UPDATE ledger_entry SET salt = salt || 'zz' ${at}`, { seq: 3, fault: 'content_changed' }],
    ['the last entry is removed', `DELETE FROM ledger_entry WHERE file_id = '${target}' AND seq = 5`, { seq: 5, fault: 'missing' }],
    ['a middle entry is removed', `DELETE FROM ledger_entry ${at}`, { seq: 3, fault: 'missing' }],
    ['the first entry is removed', `DELETE FROM ledger_entry WHERE file_id = '${target}' AND seq = 1`, { seq: 1, fault: 'missing' }],
    ['all entries are removed', `DELETE FROM ledger_entry WHERE file_id = '${target}'`, { seq: 1, fault: 'missing' }],
    ['two entries are swapped', `UPDATE ledger_entry SET seq = -seq WHERE file_id = '${target}' AND seq IN (2, 4); UPDATE ledger_entry SET seq = 6 + seq WHERE file_id = '${target}' AND seq < 0`, { seq: 2, fault: 'wrong_file' }],
    ['the end is cut off and the file told so, but not its new head', `DELETE FROM ledger_entry WHERE file_id = '${target}' AND seq = 5; UPDATE file SET seq = 4 WHERE id = '${target}'`, { seq: 4, fault: 'head_differs' }],
    ['the head of the file is changed', `UPDATE file SET head = repeat('a', 64) WHERE id = '${target}'`, { seq: 5, fault: 'head_differs' }],
    ['the file knows fewer entries', `UPDATE file SET seq = 4 WHERE id = '${target}'`, { seq: 5, fault: 'beyond_file' }],
    ['the file knows more entries', `UPDATE file SET seq = 6 WHERE id = '${target}'`, { seq: 6, fault: 'missing' }],
    ['the file is removed and its entries are not', `DELETE FROM file WHERE id = '${target}'`, { seq: 1, fault: 'file_missing' }],
    ['the kind beside the header is changed', `UPDATE ledger_entry SET kind = 'event' ${at}`, { seq: 3, fault: 'column_differs', detail: 'kind' }],
    ['the name beside the header is changed', `UPDATE ledger_entry SET what = 'close' ${at}`, { seq: 3, fault: 'column_differs', detail: 'what' }],
    ['the legal date beside the header is changed', `UPDATE ledger_entry SET occurred_on = occurred_on - 1 ${at}`, { seq: 3, fault: 'column_differs', detail: 'occurred_on' }],
    ['the time beside the header is changed by a millisecond', `UPDATE ledger_entry SET recorded_at = recorded_at + interval '1 ms' ${at}`, { seq: 3, fault: 'column_differs', detail: 'recorded_at' }],
    ['an entry of another file is put in its place', `UPDATE ledger_entry t SET header = o.header, hash = o.hash, salt = o.salt, content = o.content FROM ledger_entry o WHERE t.file_id = '${target}' AND t.seq = 3 AND o.file_id = '${before}' AND o.seq = 3`, { seq: 3, fault: 'wrong_file' }],
    ['the header is no JSON but its hash is right', `UPDATE ledger_entry SET header = 'null', hash = '${sha256('null')}' ${at}`, { seq: 3, fault: 'header_unreadable' }],
  ];
  test.each(attacks)('%s', async (_title, sql, expected) => {
    await tamper(sql);
    const found = [{ fileId: target, ...expected }];
    expect((await verify()).problems).toEqual(found);
    expect((await verify({ fileId: target })).problems).toEqual(found);
    expect((await verify({ pageSize: { files: 1, entries: 2 } })).problems).toEqual(found);
    expect((await verify({ fileId: after })).problems).toEqual([]);
  });

  test('an entry is forged with a hash of its own, and the next one does not follow from it', async () => {
    const header = canonicalText({ ...JSON.parse(entry(3).header), stage: 'closed' });
    await tamper('UPDATE ledger_entry SET header = $2, hash = $3 WHERE file_id = $1 AND seq = 3', [target, header, sha256(header)]);
    expect((await verify()).problems).toEqual([{ fileId: target, seq: 4, fault: 'chain_broken' }]);
  });

  test('several files are changed: each is named, in order', async () => {
    await tamper(`UPDATE ledger_entry SET kind = 'event' WHERE file_id <> '${target}' AND seq = 2`);
    expect((await verify()).problems.map(({ fileId, seq }) => [fileId, seq])).toEqual([[before, 2], [after, 2]]);
  });

  test('the very last file is gone and its entries are not', async () => {
    await tamper(`DELETE FROM file WHERE id = '${after}'`);
    expect((await verify({ pageSize: { files: 2, entries: 2 } })).problems).toEqual([{ fileId: after, seq: 1, fault: 'file_missing' }]);
  });
});

describe('the command', () => {
  const run = (args: string[], url = database.appUrl) => new Promise<{ code: number; output: string }>((resolve) => {
    const program = join(import.meta.dirname, '../../ledger/verify-ledger.ts');
    execFile(process.execPath, [program, ...args], { env: { ...process.env, DATABASE_URL: url, DATABASE_OWNER_URL: '', DUBAN_DATA: '/nonexistent' } }, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : Number(error.code), output: stdout + stderr });
    });
  });

  test('ends with 0 and the head when the ledger is whole', async () => {
    expect(await run(['--file', target])).toEqual({ code: 0, output: expect.stringContaining(entry(5).hash) });
  });

  test('ends with 1 and names file, entry and fault otherwise', async () => {
    await tamper(`DELETE FROM ledger_entry WHERE file_id = '${target}' AND seq = 2`);
    const { code, output } = await run([]);
    expect(code).toBe(1);
    expect(output).toContain(`✗ ${target} 第 2 条：缺少该条 | entry 2: this entry is missing [missing]`);
  });

  test('ends with 2 and a reason when it cannot check', async () => {
    expect(await run(['--file', 'inspection-nothing'])).toEqual({ code: 2, output: expect.stringContaining('no such file') });
    expect(await run(['--files', 'x'])).toEqual({ code: 2, output: expect.stringContaining('usage') });
    expect(await run([], 'postgresql://nobody:x@127.0.0.1:1/duban')).toEqual({ code: 2, output: expect.stringContaining('ECONNREFUSED') });
    expect(await run([], '')).toEqual({ code: 2, output: expect.stringContaining('npm start') });
  });
});
