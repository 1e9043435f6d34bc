import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
let app: pg.Client;
let owner: pg.Client;

beforeAll(async () => {
  database = await createTestDatabase();
  app = new pg.Client(database.appUrl);
  owner = new pg.Client(database.ownerUrl);
  await Promise.all([app.connect(), owner.connect()]);
  await owner.query("INSERT INTO department (id, name) VALUES ('d1', '执法一大队')");
  await owner.query("INSERT INTO officer (id, name, department_id, roles) VALUES ('o1', '王一', 'd1', '{inspector}')");
  await owner.query("INSERT INTO account (officer_id, login, password_hash) VALUES ('o1', 'wang', 'x')");
});
afterAll(async () => {
  await Promise.all([app?.end(), owner?.end()]);
  await database?.drop();
});

/** Rights on whole tables, and on the columns of those where only columns may be changed. */
async function rightsOfApplication(): Promise<Record<string, string>> {
  const { rows } = await owner.query<{ relname: string; rights: string }>(`
    SELECT c.relname, array_to_string(ARRAY(
        SELECT lower(p) FROM unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER']) p WHERE has_table_privilege('duban_app', c.oid, p))
      || ARRAY(SELECT 'update ' || a.attname FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
        AND has_column_privilege('duban_app', c.oid, a.attnum, 'UPDATE') ORDER BY a.attname), ', ') AS rights
    FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'S') ORDER BY 1`);
  return Object.fromEntries(rows.map((row) => [row.relname, row.rights]));
}

test('the application has exactly these rights', async () => {
  expect(await rightsOfApplication()).toEqual({
    _prisma_migrations: 'select',
    account: 'select, update failed_attempts, update locked_until',
    calendar_feed: 'select, insert, update made_at, update revoked_at, update secret_hash',
    data_source: 'select',
    deadline: 'select, insert, update calendar_version, update closed_seq, update due_at, update due_date, update extensions, update pauses, update provisional, update revision, update rule_version, update rungs, update state, update target_date, update trigger_at, update trigger_on',
    department: 'select, update profile_id',
    digest: 'select, insert, update attempted_at, update attempts, update delivered_at, update receipt',
    digest_run: 'select, insert',
    discretion_tier: 'select',
    effect: 'select, insert, update confirmed_at',
    file: 'select, insert, update closed_at, update facts, update head, update last_at, update milestones, update next_due_at, update seq, update stage, update stage_since',
    import_problem: 'select',
    incident: 'select, insert, update closed_at, update closed_by, update detail, update reason',
    inspection_matter: 'select',
    law_change: 'select, insert, update approved_at, update approved_by, update in_effect_at, update preview, update preview_revision, update previewed_at, update previewed_by, update revision, update state, update withdrawn_at, update withdrawn_by, update withdrawn_reason',
    law_entry: 'select, insert',
    law_preview_item: 'select, insert, delete',
    law_state: 'select, update head, update release, update revision, update seq',
    ledger_entry: 'select, insert',
    no_penalty_item: 'select',
    notice_taken: 'select, insert, update times',
    officer: 'select',
    penalty_sample: 'select',
    plan_task_sample: 'select',
    redating: 'select, insert, update claimed_by, update claimed_until, update cursor, update deadlines_changed, update files_checked, update finished_at, update last_page_at',
    redating_nudge: 'select, insert, delete, update due_at',
    register_target: 'select',
    session: 'select, insert, update ended_at, update expires_at, update refresh_token_hash',
    submission: 'select, insert, update answer, update attempted_at, update settled',
    sweep: 'select, insert, delete, update figures, update finished_at, update lease_until, update outcome, update remembered',
    task: 'select, insert, update closed_seq, update due_at, update officer_ids',
    world_clock: 'select, update moving_by, update moving_until, update offset_ms',
  });
});

test('nobody else has any right on tables, functions or the schema', async () => {
  const { rows } = await owner.query(`
    SELECT 'table ' || c.relname AS what FROM pg_class c, aclexplode(c.relacl) a WHERE c.relnamespace = 'public'::regnamespace AND a.grantee NOT IN (c.relowner, 'duban_app'::regrole)
    UNION ALL SELECT 'function ' || p.proname FROM pg_proc p, aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a WHERE p.pronamespace = 'public'::regnamespace AND a.grantee NOT IN (p.proowner, 'duban_app'::regrole)
    UNION ALL SELECT 'schema' FROM pg_namespace n, aclexplode(n.nspacl) a WHERE n.nspname = 'public' AND a.grantee NOT IN (n.nspowner, 'duban_app'::regrole)`);
  expect(rows).toEqual([]);
});

test('the application may run the step, change the law, read the clock, and no other function', async () => {
  const { rows } = await owner.query("SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND has_function_privilege('duban_app', oid, 'EXECUTE') ORDER BY 1");
  expect(rows.map((row) => row.proname)).toEqual(['begun_inspections', 'law_lock', 'profile_of_department', 'world_now', 'world_offset_ms', 'write_law', 'write_redating_page', 'write_step']);
});

test('a step opens a file and goes on with it under these rights', async () => {
  const id = 'inspection-0000000000000000000a';
  const step = (seq: number) => JSON.stringify({
    readSeq: seq - 1, readHead: String(seq - 1).repeat(64), submissionId: null, answer: null, confirm: seq === 2 ? { fileId: id, seq: 1, n: 1, hash: '1'.repeat(64) } : null,
    file: { id, type: 'inspection', department_id: 'd1', lifecycle_id: id, seq, head: String(seq).repeat(64), stage: 'assigned', stage_since: '2026-11-20', facts: {}, milestones: {}, last_at: '2026-11-20T00:00:00Z' },
    entries: [{ seq, kind: 'act', what: 'assign', occurred_on: '2026-11-20', recorded_at: '2026-11-20T00:00:00Z', header: '{}', hash: String(seq).repeat(64), salt: 'aa', content: '{}' }],
    deadlines: [{ id: `${id}.1`, clock: 'correction', ruleId: 'r', ruleVersion: '1', calendarVersion: '1', revision: seq, state: 'running', triggerOn: '2026-11-20', targetDate: '2026-12-20', dueDate: '2026-12-20', dueAt: '2026-12-20T16:00:00Z', provisional: false, extensions: [], pauses: [], rungs: [], openedSeq: 1 }],
    tasks: [{ id: `${id}.1.1`, kind: 'act', roles: ['inspector'], officerIds: [], label: { zh: '检查', en: 'inspect' }, deadlineId: `${id}.1`, openedSeq: 1, closedSeq: seq === 2 ? 2 : null }],
    effects: seq === 1 ? [{ seq, n: 1, toFileId: 'enforcementCase-0000000000000000000a', toType: 'enforcementCase', name: 'clue', payload: {}, occurredOn: '2026-11-20' }] : [],
  });
  for (const seq of [1, 2]) expect((await app.query('SELECT write_step($1) AS result', [step(seq)])).rows).toEqual([{ result: 'written' }]);
  expect((await app.query('SELECT write_step($1) AS result', [step(2)])).rows).toEqual([{ result: 'moved' }]);
  const { rows } = await app.query('SELECT f.seq, d.revision, t.closed_seq, x.confirmed_at IS NOT NULL AS confirmed FROM file f JOIN deadline d ON d.file_id = f.id JOIN task t ON t.file_id = f.id JOIN effect x ON x.file_id = f.id');
  expect(rows).toEqual([{ seq: 2, revision: 2, closed_seq: 2, confirmed: true }]);
});

test('what a person sent can be answered and settled, but not changed or taken away', async () => {
  const submission = "INSERT INTO submission (id, caller_id, idempotency_key, file_id, action, body, body_hash, caller_roles, department_id, received_at, attempted_at) VALUES (gen_random_uuid(), 'o1', 'k1', 'f', 'inspect', '{}', 'h', '{}', 'd1', now(), now())";
  await app.query(submission);
  await app.query("UPDATE submission SET answer = '{}', settled = true, attempted_at = now() WHERE answer IS NULL");
  await expect(app.query("UPDATE submission SET body = '{}'")).rejects.toMatchObject({ code: '42501' });
  await expect(app.query('DELETE FROM submission')).rejects.toMatchObject({ code: '42501' });
});

test('an incident is opened once while it is open', async () => {
  const open = "INSERT INTO incident (file_id, kind, detail) VALUES ('f', 'RECORD_BEHIND', '{}') ON CONFLICT (file_id, kind) WHERE closed_at IS NULL DO NOTHING";
  await app.query(open);
  await app.query(open);
  await app.query("UPDATE incident SET closed_at = now(), closed_by = 'o1', reason = 'restored' WHERE closed_at IS NULL");
  await app.query(open);
  expect((await app.query('SELECT count(*)::int AS n FROM incident')).rows).toEqual([{ n: 2 }]);
});

test('failed sign-ins are counted, passwords and people are not touched', async () => {
  await app.query("UPDATE account SET failed_attempts = failed_attempts + 1, locked_until = now() WHERE login = 'wang'");
  for (const sql of ["UPDATE account SET password_hash = 'y'", "UPDATE account SET login = 'y'", 'DELETE FROM account', "INSERT INTO account (officer_id, login, password_hash) VALUES ('o1', 'w2', 'x')", "UPDATE officer SET roles = '{responsible_person}'", "INSERT INTO department (id, name) VALUES ('d2', 'x')"]) {
    await expect(app.query(sql), sql).rejects.toMatchObject({ code: '42501' });
  }
});

test('the history of migrations can be read, for readiness, and not written', async () => {
  expect((await app.query('SELECT 1 FROM _prisma_migrations LIMIT 1')).rowCount).toBe(1);
  await expect(app.query('UPDATE _prisma_migrations SET checksum = checksum')).rejects.toMatchObject({ code: '42501' });
});
