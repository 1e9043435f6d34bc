import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { accessTokenMinutes, createTokenReader, signAccessToken } from '../../accounts/access-token.ts';
import { createDepartment, createOfficer } from '../../accounts/create-account.ts';
import { createSessions, sessionHours } from '../../accounts/sessions.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
let owner: pg.Pool;
let app: pg.Pool;
let now = new Date('2026-03-02T01:00:00Z');
let officer = '';
let count = 0;
const key = randomBytes(32);
const pass = (ms: number) => {
  now = new Date(now.getTime() + ms);
};
const open = () => createSessions({ pool: app, key, realNow: () => now });

beforeAll(async () => {
  database = await createTestDatabase();
  owner = new pg.Pool({ connectionString: database.ownerUrl, max: 2 });
  app = new pg.Pool({ connectionString: database.appUrl, max: 4 });
  await createDepartment(owner, { id: 'bureau', name: '局' });
});
afterAll(async () => {
  await Promise.all([owner?.end(), app?.end()]);
  await database?.drop();
});
beforeEach(async () => {
  officer = `officer-${(count += 1)}`;
  await createOfficer(owner, { id: officer, name: '某人', departmentId: 'bureau', roles: ['inspector'] });
});

describe('a session', () => {
  test('belongs to its officer, as the officer is now', async () => {
    const sessions = open();
    const { sessionId } = await sessions.open(officer);
    expect(await sessions.find(sessionId)).toEqual({ sessionId, officerId: officer, name: '某人', departmentId: 'bureau', roles: ['inspector'] });
  });

  test('ends at once in this process and within five seconds in another, when its owner signs out', async () => {
    const [here, there] = [open(), open()];
    const { sessionId } = await here.open(officer);
    expect(await there.find(sessionId)).not.toBeNull();
    await here.end(sessionId);
    expect(await here.find(sessionId)).toBeNull();
    pass(5000);
    expect(await there.find(sessionId)).toBeNull();
  });

  test('stays ended, though a read that began before finishes after', async () => {
    let release: (() => void) | undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    let isHolding = false;
    const slow = createSessions({
      key,
      realNow: () => now,
      pool: {
        async query(text: string, values?: readonly unknown[]) {
          const result = await app.query(text, values as unknown[]);
          if (isHolding && text.startsWith('SELECT')) await held;
          return result as never;
        },
      },
    });
    const { sessionId } = await slow.open(officer);
    isHolding = true;
    const reading = slow.find(sessionId);
    await expect.poll(async () => (await app.query('SELECT 1 FROM session WHERE id = $1', [sessionId])).rowCount).toBe(1);
    await slow.end(sessionId);
    release?.();
    expect(await reading).toBeNull();
    expect(await slow.find(sessionId)).toBeNull();
  });

  test('tells of a change of role or a departure within five seconds', async () => {
    const sessions = open();
    const { sessionId } = await sessions.open(officer);
    await sessions.find(sessionId);
    await owner.query(`UPDATE officer SET roles = '{legal_reviewer}' WHERE id = $1`, [officer]);
    pass(5000);
    expect((await sessions.find(sessionId))?.roles).toEqual(['legal_reviewer']);
    await owner.query('UPDATE officer SET active = false WHERE id = $1', [officer]);
    pass(5000);
    expect(await sessions.find(sessionId)).toBeNull();
  });

  test('runs out after a working day, refreshed or not', async () => {
    const sessions = open();
    const { sessionId, refreshToken } = await sessions.open(officer);
    pass(sessionHours * 3_600_000 - 1000);
    const next = await sessions.refresh(refreshToken);
    expect(next?.sessionId).toBe(sessionId);
    pass(1000);
    expect(await sessions.refresh(next?.refreshToken ?? '')).toBeNull();
    expect(await open().find(sessionId)).toBeNull();
  });
});

describe('a refresh token', () => {
  test('is stored as its SHA-256 only', async () => {
    const { sessionId, refreshToken } = await open().open(officer);
    const { rows } = await owner.query<{ refresh_token_hash: string }>('SELECT refresh_token_hash FROM session WHERE id = $1', [sessionId]);
    expect(rows[0]?.refresh_token_hash).toMatch(/^[0-9a-f]{64}$/);
    expect(JSON.stringify(rows)).not.toContain(refreshToken.split('.')[1]);
  });

  test('is good for one use; the next one is', async () => {
    const sessions = open();
    const first = await sessions.open(officer);
    const second = await sessions.refresh(first.refreshToken);
    expect(second?.refreshToken).not.toBe(first.refreshToken);
    expect(await sessions.refresh(second?.refreshToken ?? '')).not.toBeNull();
  });

  test('that is used a second time ends the session', async () => {
    const sessions = open();
    const first = await sessions.open(officer);
    const second = await sessions.refresh(first.refreshToken);
    expect(await sessions.refresh(first.refreshToken)).toBeNull();
    expect(await sessions.find(first.sessionId)).toBeNull();
    expect(await sessions.refresh(second?.refreshToken ?? '')).toBeNull();
  });

  test('gives one new token when it is used twice at one instant', async () => {
    const sessions = open();
    const { refreshToken } = await sessions.open(officer);
    const both = await Promise.all([sessions.refresh(refreshToken), sessions.refresh(refreshToken)]);
    expect(both.filter((one) => one !== null)).toHaveLength(1);
  });

  test.each(['', '.', 'x', '00000000-0000-4000-8000-000000000000.AAAA.BBBB'])('that we did not make is refused, and ends nobody’s session: %s', async (token) => {
    const sessions = open();
    const { sessionId } = await sessions.open(officer);
    expect(await sessions.refresh(token)).toBeNull();
    expect(await sessions.refresh(`${sessionId}.${randomBytes(32).toString('base64url')}.${'A'.repeat(22)}`)).toBeNull();
    expect(await sessions.find(sessionId)).not.toBeNull();
  });
});

describe('an access token', () => {
  const session = { sessionId: '00000000-0000-4000-8000-000000000000', officerId: 'officer-1' };

  test('names its session until ten minutes have passed', async () => {
    const { token, expiresAt } = await signAccessToken(key, session, now);
    expect(expiresAt.getTime() - now.getTime()).toBe(accessTokenMinutes * 60_000);
    expect(await createTokenReader(key)(token, now)).toEqual({ sessionId: session.sessionId });
    expect(await createTokenReader(key)(token, new Date(expiresAt.getTime() + 1000))).toBe('expired');
  });

  test('holds no name, role or department', async () => {
    const { token } = await signAccessToken(key, session, now);
    const claims: object = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
    expect(Object.keys(claims).toSorted()).toEqual(['aud', 'exp', 'iat', 'iss', 'sid', 'sub']);
  });

  test('is refused when it is changed, signed with another key, or not signed at all', async () => {
    const { token } = await signAccessToken(key, session, now);
    const [header, payload, signature] = token.split('.');
    const unsigned = Buffer.from('{"alg":"none","typ":"at+jwt"}').toString('base64url');
    const other = Buffer.from(JSON.stringify({ ...JSON.parse(Buffer.from(payload ?? '', 'base64url').toString()), sid: 'x' })).toString('base64url');
    for (const bad of [`${header}.${other}.${signature}`, `${unsigned}.${payload}.`, `${unsigned}.${payload}.${signature}`, (await signAccessToken(randomBytes(32), session, now)).token, 'a.b.c', '']) {
      expect(await createTokenReader(key)(bad, now)).toBe('invalid');
    }
  });
});
