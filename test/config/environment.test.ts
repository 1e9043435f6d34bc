import { expect, test } from 'vitest';
import { parseEnvironment } from '../../config/environment.ts';

test('nothing set means embedded servers and the usual values', () => {
  expect(parseEnvironment({})).toEqual({
    database: { appUrl: undefined, ownerUrl: undefined },
    temporal: { address: undefined, namespace: 'duban', tls: false, apiKey: undefined },
    api: { host: '127.0.0.1', port: 8600 },
    historyLimit: 4000,
    sweepSeconds: 600,
    logLevel: 'info',
    isRehearsal: false,
    dataFolder: undefined,
  });
});

test('an empty variable counts as not set', () => {
  const empty = { DATABASE_URL: '', DUBAN_PORT: '', TEMPORAL_TLS: '', DUBAN_HOST: '', DUBAN_LOG_LEVEL: '', DUBAN_REHEARSAL: '' };
  expect(parseEnvironment(empty)).toEqual(parseEnvironment({}));
});

test('servers of the user replace the embedded ones', () => {
  const environment = parseEnvironment({
    DATABASE_URL: 'postgresql://app:a@db.example:5432/duban', DATABASE_OWNER_URL: 'postgres://owner:b@db.example/duban',
    TEMPORAL_ADDRESS: 'duban.tmprl.example:7233', TEMPORAL_NAMESPACE: 'duban.prod', TEMPORAL_API_KEY: 'key', DUBAN_PORT: '0', DUBAN_REHEARSAL: 'TRUE',
  });
  expect(environment.database).toEqual({ appUrl: 'postgresql://app:a@db.example:5432/duban', ownerUrl: 'postgres://owner:b@db.example/duban' });
  expect(environment.temporal).toEqual({ address: 'duban.tmprl.example:7233', namespace: 'duban.prod', tls: true, apiKey: 'key' });
  expect(environment.api.port).toBe(0);
  expect(environment.isRehearsal).toBe(true);
});

test.each([
  [{ DATABASE_URL: 'mysql://a:b@c/d' }, 'DATABASE_URL'],
  [{ DATABASE_URL: 'postgresql://host-only' }, 'DATABASE_URL'],
  [{ DATABASE_OWNER_URL: 'postgresql://owner:b@db/duban' }, 'DATABASE_URL'],
  [{ TEMPORAL_ADDRESS: 'https://temporal.example:7233' }, 'TEMPORAL_ADDRESS'],
  [{ TEMPORAL_ADDRESS: 'temporal.example' }, 'TEMPORAL_ADDRESS'],
  [{ TEMPORAL_API_KEY: 'key' }, 'TEMPORAL_ADDRESS'],
  [{ TEMPORAL_NAMESPACE: 'a b' }, 'TEMPORAL_NAMESPACE'],
  [{ TEMPORAL_TLS: 'perhaps' }, 'TEMPORAL_TLS'],
  [{ DUBAN_PORT: '65536' }, 'DUBAN_PORT'],
  [{ DUBAN_PORT: '80a' }, 'DUBAN_PORT'],
  [{ DUBAN_HISTORY_LIMIT: '3' }, 'DUBAN_HISTORY_LIMIT'],
  [{ DUBAN_SWEEP_SECONDS: '1' }, 'DUBAN_SWEEP_SECONDS'],
  [{ DUBAN_LOG_LEVEL: 'loud' }, 'DUBAN_LOG_LEVEL'],
])('%o is refused, naming %s', (source, name) => {
  expect(() => parseEnvironment(source)).toThrow(expect.objectContaining({ code: 'BAD_ENVIRONMENT', message: expect.stringContaining(name) }));
});

test('several mistakes are told together, and no value is repeated', () => {
  const parse = () => parseEnvironment({ DATABASE_URL: 'secret-password', DUBAN_PORT: 'x' });
  expect(parse).toThrow(/DATABASE_URL[^]*DUBAN_PORT/);
  expect(parse).not.toThrow(/secret-password/);
});
