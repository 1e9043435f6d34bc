import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createAccount, createDepartment, createOfficer } from '../../accounts/create-account.ts';
import { checkPassword, lockOut } from '../../accounts/sign-in.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

const cheap = { logN: 10, r: 8, p: 1 };
const password = '正确的口令-2026';
const start = new Date('2026-03-02T01:00:00Z');
const later = (minutes: number, seconds = 0) => new Date(start.getTime() + (minutes * 60 + seconds) * 1000);

let database: TestDatabase;
let owner: pg.Pool;
let app: pg.Pool;
let login = '';
let count = 0;
beforeAll(async () => {
  database = await createTestDatabase();
  owner = new pg.Pool({ connectionString: database.ownerUrl, max: 2 });
  app = new pg.Pool({ connectionString: database.appUrl, max: 12 });
  await createDepartment(owner, { id: 'bureau', name: '局' });
});
afterAll(async () => {
  await Promise.all([owner?.end(), app?.end()]);
  await database?.drop();
});
beforeEach(async () => {
  login = `officer-${(count += 1)}`;
  await createOfficer(owner, { id: login, name: '某人', departmentId: 'bureau', roles: ['inspector'] });
  await createAccount(owner, { officerId: login, login, password, cost: cheap });
});

const attempt = (given: string, now: Date, as = login) => checkPassword(app, as, given, now, cheap);

describe('signing in', () => {
  test('takes the right password, whatever the case of the login', async () => {
    expect(await attempt(password, start, login.toUpperCase())).toBe(login);
  });

  test('refuses a wrong password, an unknown login and somebody who has left, all alike', async () => {
    expect(await attempt('wrong', start)).toBeNull();
    expect(await attempt(password, start, 'nobody')).toBeNull();
    await owner.query('UPDATE officer SET active = false WHERE id = $1', [login]);
    expect(await attempt(password, start)).toBeNull();
  });

  test('locks the account after five wrong passwords, even for the right one, for fifteen minutes and no longer', async () => {
    for (let n = 1; n <= lockOut.attempts; n += 1) expect(await attempt('wrong', start)).toBeNull();
    expect(await attempt(password, later(0))).toBeNull();
    expect(await attempt(password, later(14, 59))).toBeNull();
    expect(await attempt(password, later(15))).toBe(login);
  });

  test('counts from one again after a lock has run out', async () => {
    for (let n = 1; n <= 5; n += 1) await attempt('wrong', start);
    for (let n = 1; n <= 4; n += 1) await attempt('wrong', later(16));
    expect(await attempt(password, later(16))).toBe(login);
  });

  test('forgets earlier failures once the right password was given', async () => {
    for (let round = 1; round <= 3; round += 1) {
      for (let n = 1; n <= 4; n += 1) await attempt('wrong', start);
      expect(await attempt(password, start)).toBe(login);
    }
  });

  test('counts guesses that are made at the same moment', async () => {
    await Promise.all(Array.from({ length: 12 }, () => attempt('wrong', start)));
    expect(await attempt(password, start)).toBeNull();
    const { rows } = await owner.query('SELECT failed_attempts, locked_until FROM account WHERE officer_id = $1', [login]);
    expect(rows).toEqual([{ failed_attempts: 5, locked_until: later(15) }]);
  });

  test('takes about as long for an unknown login as for a wrong password', async () => {
    const dear = { logN: 15, r: 8, p: 1 };
    await owner.query('DELETE FROM account WHERE officer_id = $1', [login]);
    await createAccount(owner, { officerId: login, login, password, cost: dear });
    const time = async (as: string) => {
      const begun = performance.now();
      expect(await checkPassword(app, as, 'wrong', start, dear)).toBeNull();
      return performance.now() - begun;
    };
    await time('nobody');
    const known = [await time(login), await time(login), await time(login)].toSorted((a, b) => a - b);
    const unknown = [await time('nobody'), await time('nobody'), await time('nobody')].toSorted((a, b) => a - b);
    // without the work an unknown login answers in a hundredth of the time
    expect(unknown[1]).toBeGreaterThan((known[1] ?? 0) / 4);
  });
});

describe('the application', () => {
  test('cannot create an account or change a password', async () => {
    await expect(createAccount(app, { officerId: login, login: 'mine', password, cost: cheap })).rejects.toThrow(/permission denied/);
    await expect(app.query('UPDATE account SET password_hash = $1', ['x'])).rejects.toThrow(/permission denied/);
  });
});

describe('creating an account twice', () => {
  test('changes nothing and says so', async () => {
    expect(await createAccount(owner, { officerId: login, login: 'other', password: 'another-password', cost: cheap })).toBe(false);
    expect(await attempt(password, start)).toBe(login);
    expect(await createOfficer(owner, { id: login, name: '别人', departmentId: 'bureau', roles: [] })).toBe(false);
    expect(await createDepartment(owner, { id: 'bureau', name: '别的局' })).toBe(false);
  });
});
