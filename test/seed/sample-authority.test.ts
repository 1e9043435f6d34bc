import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { checkPassword } from '../../accounts/sign-in.ts';
import { roles, type Role } from '../../domain/roles.ts';
import { ensureSampleRehearsal, loadSampleAuthority, sampleLogins, samplePassword, sampleWorldStartsAt } from '../../seed/load-sample-authority.ts';
import { loadSampleWorld } from '../../seed/load-sample-world.ts';
import { sampleDepartments, samplePeople } from '../../seed/sample-authority.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
let owner: pg.Client;

beforeEach(async () => {
  database = await createTestDatabase();
  owner = new pg.Client(database.ownerUrl);
  await owner.connect();
});
afterEach(async () => {
  await owner?.end();
  await database?.drop();
});

const counts = async () => {
  const { rows } = await owner.query('SELECT (SELECT count(*)::int FROM department) AS departments, (SELECT count(*)::int FROM officer) AS officers, (SELECT count(*)::int FROM account) AS accounts');
  return rows[0] as { departments: number; officers: number; accounts: number };
};
const whole = { departments: sampleDepartments.length, officers: samplePeople.length, accounts: samplePeople.length };
const nothing = { departments: 0, officers: 0, accounts: 0 };

function seed(environment: Record<string, string>, ...flags: string[]): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [fileURLToPath(new URL('../../seed/main.ts', import.meta.url)), ...flags], { env: { ...process.env, DATABASE_URL: database.appUrl, DATABASE_OWNER_URL: database.ownerUrl, ...environment } });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += String(text)));
    child.on('close', (code) => resolve({ code, output }));
  });
}

test('a new world becomes a rehearsal on the first day of the sample, with people for every role', async () => {
  expect((await loadSampleWorld({ ownerUrl: database.ownerUrl })).logins).toEqual(sampleLogins);
  const { rows } = await owner.query<{ is_rehearsal: boolean; since: number }>("SELECT is_rehearsal, extract(epoch FROM world_now() - $1::timestamptz)::float8 AS since FROM world_clock", [sampleWorldStartsAt]);
  expect(rows[0]?.is_rehearsal).toBe(true);
  expect(rows[0]?.since).toBeGreaterThanOrEqual(0);
  expect(rows[0]?.since).toBeLessThan(120);

  const { rows: people } = await owner.query<{ id: string; roles: Role[]; department_id: string; valid: boolean }>("SELECT id, roles, department_id, coalesce(certificate_valid_until >= '2029-12-31', false) AS valid FROM officer");
  const held = (role: Role) => people.filter((person) => person.roles.includes(role));
  for (const role of Object.keys(roles) as Role[]) expect(held(role).length, role).toBeGreaterThan(0);
  for (const role of ['inspector', 'case_handler'] as const) {
    for (const department of ['sample-bureau', 'sample-office-east', 'sample-office-west']) {
      expect(held(role).filter((person) => person.valid && person.department_id === department).length, `${role} of ${department}`).toBeGreaterThanOrEqual(2);
    }
  }
  const { rows: qualified } = await owner.query<{ id: string }>('SELECT id FROM officer WHERE legal_qualification ORDER BY id');
  expect(qualified.map(({ id }) => id)).toEqual(['sample-legal-reviewer-1', 'sample-legal-reviewer-2', 'sample-legal-unit']);
  expect(held('legal_reviewer').map(({ id }) => id).sort()).toEqual(['sample-legal-reviewer-1', 'sample-legal-reviewer-2']);
  expect(held('inspector').filter((person) => !person.valid).map(({ id }) => id).sort()).toEqual(['sample-inspector-5', 'sample-inspector-6']);
});

test('every printed login works, under the application\'s rights', async () => {
  await loadSampleWorld({ ownerUrl: database.ownerUrl });
  const app = new pg.Pool({ connectionString: database.appUrl, max: 2 });
  try {
    const { rows } = await app.query<{ login: string; officer_id: string }>('SELECT login, officer_id FROM account');
    expect(new Map(rows.map((row) => [row.login, row.officer_id]))).toEqual(new Map(samplePeople.map(({ login, id }) => [login, id])));
    // all share one hash, so that one of them stands for the others
    expect((await app.query('SELECT DISTINCT password_hash FROM account')).rowCount).toBe(1);
    expect(await checkPassword(app, 'supervisor', samplePassword, new Date())).toBe('sample-supervisor');
    expect(await checkPassword(app, 'supervisor', `${samplePassword}x`, new Date())).toBeNull();
    expect(sampleLogins.map(({ user, password }) => [user, password])).toEqual(samplePeople.map(({ login }) => [login, samplePassword]));
  } finally {
    await app.end();
  }
});

test('a new world has the public data and objects to draw from', async () => {
  await loadSampleWorld({ ownerUrl: database.ownerUrl });
  const { rows } = await owner.query('SELECT (SELECT count(*)::int FROM inspection_matter) AS matters, (SELECT count(*)::int FROM register_target) AS targets, (SELECT count(DISTINCT (file, line))::int FROM import_problem) AS unusable');
  expect(rows).toEqual([{ matters: 46, targets: 60, unusable: 65 }]);
});

test('loading again changes nothing, and puts back only what is missing', async () => {
  await ensureSampleRehearsal(owner);
  expect(await loadSampleAuthority(owner)).toEqual(whole);
  const before = await owner.query('SELECT * FROM officer o JOIN account a ON a.officer_id = o.id JOIN world_clock w ON w.id = 1 ORDER BY o.id');
  await loadSampleWorld({ ownerUrl: database.ownerUrl });
  expect((await owner.query('SELECT * FROM officer o JOIN account a ON a.officer_id = o.id JOIN world_clock w ON w.id = 1 ORDER BY o.id')).rows).toEqual(before.rows);

  await owner.query("DELETE FROM account WHERE login = 'inspector-1'");
  expect(await loadSampleAuthority(owner)).toEqual({ ...nothing, accounts: 1 });
  expect(await counts()).toEqual(whole);
});

test('a world with people of its own and no rehearsal is left alone', async () => {
  await owner.query("INSERT INTO department (id, name) VALUES ('real', '某局')");
  await owner.query("INSERT INTO officer (id, name, department_id, roles) VALUES ('real-1', '某人', 'real', '{inspector}')");
  expect(await loadSampleWorld({ ownerUrl: database.ownerUrl })).toEqual({ logins: [] });
  await expect(loadSampleAuthority(owner)).rejects.toMatchObject({ code: 'SAMPLE_REFUSED' });
  expect(await counts()).toEqual({ departments: 1, officers: 1, accounts: 0 });
});

test('a login that belongs to somebody else stops the load as a whole', async () => {
  await ensureSampleRehearsal(owner);
  await owner.query("INSERT INTO department (id, name) VALUES ('real', '某局')");
  await owner.query("INSERT INTO officer (id, name, department_id, roles) VALUES ('real-1', '某人', 'real', '{inspector}')");
  await owner.query("INSERT INTO account (officer_id, login, password_hash) VALUES ('real-1', 'supervisor', 'x')");
  await expect(loadSampleAuthority(owner)).rejects.toMatchObject({ code: 'SAMPLE_REFUSED' });
  expect(await counts()).toEqual({ departments: 1, officers: 1, accounts: 1 });
});

test('npm run seed refuses a world that is no rehearsal, unless forced, and makes an unused one a rehearsal when told', async () => {
  const refused = await seed({});
  expect(refused).toMatchObject({ code: 1, output: expect.stringMatching(/不是演练环境[\s\S]*not a rehearsal[\s\S]*SAMPLE_REFUSED/) });
  expect(await counts()).toEqual(nothing);

  const rehearsal = await seed({ DUBAN_REHEARSAL: 'true' });
  expect(rehearsal.code, rehearsal.output).toBe(0);
  for (const { user, role } of sampleLogins) expect(rehearsal.output).toContain(`${user.padEnd(18)} ${role}`);
  expect(rehearsal.output).toMatch(/\[8\/8\] sample_targets\.csv：60 行/);
  expect(rehearsal.output).toMatch(/penalties\.csv +行 rows +48 · 装入 loaded +43 · 不可用 unusable +5 · 新增 added 43/);
  expect(rehearsal.output).toMatch(/penalties\.csv:5 P004 decision_no: 不是完整的文书编号.*is no complete document number/);
  expect(await counts()).toEqual(whole);
  expect((await owner.query('SELECT is_rehearsal FROM world_clock')).rows).toEqual([{ is_rehearsal: true }]);
});

test('npm run seed --force-sample loads into a world that stays what it is', async () => {
  expect(await seed({}, '--force-sample')).toMatchObject({ code: 0 });
  expect(await counts()).toEqual(whole);
  expect((await owner.query('SELECT is_rehearsal, offset_ms FROM world_clock')).rows).toEqual([{ is_rehearsal: false, offset_ms: '0' }]);
});

test('npm run seed says what it needs', async () => {
  expect(await seed({ DATABASE_OWNER_URL: '' })).toMatchObject({ code: 1, output: expect.stringMatching(/DATABASE_OWNER_URL[\s\S]*BAD_ENVIRONMENT/) });
  expect(await seed({}, '--all')).toMatchObject({ code: 1, output: expect.stringMatching(/用法/) });
});
