import { describe, expect, test } from 'vitest';
import { defaultSettings, readApiSettings } from '../../api/settings.ts';

describe('settings of the API', () => {
  test('have defaults, also for variables that are set to nothing', () => {
    expect(readApiSettings({ DUBAN_REQUESTS_PER_MINUTE: '', DUBAN_BEHIND_PROXY: '', DUBAN_TOKEN_SECRET: '' })).toEqual({ ...defaultSettings, tokenSecret: undefined });
    expect(readApiSettings({ DUBAN_REQUESTS_PER_MINUTE: '50000', DUBAN_BEHIND_PROXY: 'true' })).toMatchObject({ requestsPerMinute: 50_000, isBehindProxy: true });
  });

  test('each limit has a variable of its own', () => {
    const read = readApiSettings({ DUBAN_REQUESTS_PER_MINUTE: '1', DUBAN_SIGN_INS_PER_MINUTE: '2', DUBAN_ANONYMOUS_PER_MINUTE: '3' });
    expect(read).toMatchObject({ requestsPerMinute: 1, signInsPerMinute: 2, anonymousPerMinute: 3 });
  });

  test.each([{ DUBAN_REQUESTS_PER_MINUTE: 'many' }, { DUBAN_SIGN_INS_PER_MINUTE: '0' }, { DUBAN_BEHIND_PROXY: 'perhaps' }])('that are wrong are named: %j', (variables) => {
    expect(() => readApiSettings(variables)).toThrow(Object.keys(variables)[0]);
  });
});
