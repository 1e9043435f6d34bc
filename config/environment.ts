import { z } from 'zod';
import { SetupError } from '../servers/setup-error.ts';

/** An empty variable counts as not set: shells and container files often pass `NAME=`. */
const text = (schema: z.ZodType<string>) => z.preprocess((value) => (value === '' ? undefined : value), schema.optional());

const flag = z.preprocess(
  (value) => (typeof value === 'string' ? value.trim().toLowerCase() : value),
  z.enum(['', 'true', 'false', '1', '0', 'yes', 'no', 'on', 'off'], { error: 'expected true or false' }).optional(),
).transform((value) => value !== undefined && ['true', '1', 'yes', 'on'].includes(value));

const wholeNumber = (lowest: number, highest: number, standard: number) => z.preprocess(
  (value) => (value === '' ? undefined : value),
  z.string().regex(/^\d+$/, { error: 'expected a whole number' }).transform(Number)
    .pipe(z.number().min(lowest, { error: `expected at least ${lowest}` }).max(highest, { error: `expected at most ${highest}` }))
    .optional(),
).transform((value) => value ?? standard);

const postgresUrl = text(z.string().refine(isPostgresUrl, { error: 'expected postgresql://user:password@host:port/database' }));
const hostAndPort = text(z.string().regex(/^(\[[0-9a-fA-F:]+\]|[^\s:/]+):\d{1,5}$/, { error: 'expected host:port, without a scheme' }));

const variables = z.object({
  DATABASE_URL: postgresUrl,
  DATABASE_OWNER_URL: postgresUrl,
  TEMPORAL_ADDRESS: hostAndPort,
  TEMPORAL_NAMESPACE: text(z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{1,253}$/, { error: 'expected letters, digits, dot, dash or underscore' })),
  TEMPORAL_TLS: flag,
  TEMPORAL_API_KEY: text(z.string()),
  DUBAN_HOST: text(z.string().regex(/^[^\s/]+$/, { error: 'expected a host name or an address' })),
  DUBAN_PORT: wholeNumber(0, 65_535, 8600),
  DUBAN_HISTORY_LIMIT: wholeNumber(20, 40_000, 4000),
  DUBAN_SWEEP_SECONDS: wholeNumber(10, 86_400, 600),
  DUBAN_LOG_LEVEL: text(z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], { error: 'expected fatal, error, warn, info, debug, trace or silent' })),
  DUBAN_REHEARSAL: flag,
  DUBAN_DATA: text(z.string()),
});

/** Everything that Duban takes from its environment. Secrets are in here: never log it as a whole. */
export interface Environment {
  database: {
    /** URL of the application's role; undefined = the embedded PostgreSQL. */
    appUrl: string | undefined;
    /** URL of the owner's role, for migrations only. */
    ownerUrl: string | undefined;
  };
  temporal: {
    /** `host:port`; undefined = the embedded server. */
    address: string | undefined;
    namespace: string;
    tls: boolean;
    apiKey: string | undefined;
  };
  api: { host: string; port: number };
  /** Number of history events after which a workflow continues as new. */
  historyLimit: number;
  /** Seconds from the start of one sweep to the start of the next, over all workers. */
  sweepSeconds: number;
  logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';
  /** Whether this world is a rehearsal (演练), whose clock may be moved. */
  isRehearsal: boolean;
  /** Data folder of the embedded servers; undefined = `.duban` in the checkout. */
  dataFolder: string | undefined;
}

/**
 * Reads the environment once, at the start of a process.
 * Throws SetupError BAD_ENVIRONMENT naming every variable that is wrong, and what was expected (never its value: it may be a secret).
 */
export function parseEnvironment(source: NodeJS.ProcessEnv = process.env): Environment {
  const parsed = variables.safeParse(source);
  if (!parsed.success) throw badEnvironment(parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`));
  const value = parsed.data;
  if (value.DATABASE_URL === undefined && value.DATABASE_OWNER_URL !== undefined) {
    throw badEnvironment(['DATABASE_URL: needed beside DATABASE_OWNER_URL (the application uses a role of its own)']);
  }
  if (value.TEMPORAL_ADDRESS === undefined && (value.TEMPORAL_API_KEY !== undefined || value.TEMPORAL_TLS)) {
    throw badEnvironment(['TEMPORAL_ADDRESS: needed beside TEMPORAL_TLS and TEMPORAL_API_KEY (the embedded server uses neither)']);
  }
  return {
    database: { appUrl: value.DATABASE_URL, ownerUrl: value.DATABASE_OWNER_URL },
    temporal: {
      address: value.TEMPORAL_ADDRESS,
      namespace: value.TEMPORAL_NAMESPACE ?? 'duban',
      // An API key is sent in clear without TLS, so it implies TLS.
      tls: value.TEMPORAL_TLS || value.TEMPORAL_API_KEY !== undefined,
      apiKey: value.TEMPORAL_API_KEY,
    },
    api: { host: value.DUBAN_HOST ?? '127.0.0.1', port: value.DUBAN_PORT },
    historyLimit: value.DUBAN_HISTORY_LIMIT,
    sweepSeconds: value.DUBAN_SWEEP_SECONDS,
    logLevel: (value.DUBAN_LOG_LEVEL as Environment['logLevel'] | undefined) ?? 'info',
    isRehearsal: value.DUBAN_REHEARSAL,
    dataFolder: value.DUBAN_DATA,
  };
}

function badEnvironment(problems: string[]): SetupError {
  const list = problems.map((problem) => `  ${problem}`).join('\n');
  return new SetupError('BAD_ENVIRONMENT', `环境变量有误：\n${list}`, 'The environment variables above are wrong.');
}

function isPostgresUrl(value: string): boolean {
  if (!URL.canParse(value)) return false;
  const url = new URL(value);
  return /^postgres(ql)?:$/.test(url.protocol) && url.hostname !== '' && url.username !== '' && url.pathname.length > 1;
}
