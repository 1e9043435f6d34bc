import { z } from 'zod';
import { SetupError } from '../servers/setup-error.ts';

/** Limits of one API process. The defaults suit an authority of a few hundred people. */
export interface ApiSettings {
  /** Largest body, in bytes. */
  readonly bodyLimit: number;
  /** Requests a minute of one signed-in person, over all addresses. */
  readonly requestsPerMinute: number;
  /** Attempts to sign in or refresh, a minute, from one address. */
  readonly signInsPerMinute: number;
  /** Requests a minute from one address without a sign-in (documentation, calculated dates, the catalogue of rules, calendar feeds). */
  readonly anonymousPerMinute: number;
  /** Whether X-Forwarded-For of a proxy in front is believed. */
  readonly isBehindProxy: boolean;
}

export const defaultSettings: ApiSettings = {
  bodyLimit: 256 * 1024,
  requestsPerMinute: 1200,
  signInsPerMinute: 60,
  anonymousPerMinute: 600,
  isBehindProxy: false,
};

const count = (standard: number) => z.preprocess((value) => (value === '' ? undefined : value), z.coerce.number().int().min(1).max(10_000_000).default(standard));

const variables = z.object({
  DUBAN_REQUESTS_PER_MINUTE: count(defaultSettings.requestsPerMinute),
  DUBAN_SIGN_INS_PER_MINUTE: count(defaultSettings.signInsPerMinute),
  DUBAN_ANONYMOUS_PER_MINUTE: count(defaultSettings.anonymousPerMinute),
  DUBAN_BEHIND_PROXY: z.preprocess((value) => (value === '' ? undefined : value), z.enum(['true', 'false']).default('false')),
  DUBAN_TOKEN_SECRET: z.string().optional(),
});

/** What the API alone takes from its environment. @throws SetupError BAD_ENVIRONMENT naming the variables that are wrong, never their values */
export function readApiSettings(source: NodeJS.ProcessEnv = process.env): ApiSettings & { readonly tokenSecret: string | undefined } {
  const parsed = variables.safeParse(source);
  if (!parsed.success) {
    const names = parsed.error.issues.map((issue) => issue.path.join('.')).join(', ');
    throw new SetupError('BAD_ENVIRONMENT', `环境变量有误:${names}`, `Wrong environment variables: ${names}`);
  }
  const value = parsed.data;
  return {
    ...defaultSettings,
    requestsPerMinute: value.DUBAN_REQUESTS_PER_MINUTE,
    signInsPerMinute: value.DUBAN_SIGN_INS_PER_MINUTE,
    anonymousPerMinute: value.DUBAN_ANONYMOUS_PER_MINUTE,
    isBehindProxy: value.DUBAN_BEHIND_PROXY === 'true',
    tokenSecret: value.DUBAN_TOKEN_SECRET || undefined,
  };
}
