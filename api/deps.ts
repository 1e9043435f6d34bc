import type { FastifyBaseLogger, FastifyInstance, RawServerDefault } from 'fastify';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { Pool } from 'pg';
import type { Logger } from 'pino';
import type { Sessions } from '../accounts/sessions.ts';
import type { Advanced, AdvanceTarget } from '../clock/advance-world.ts';
import type { PasswordCost } from '../accounts/password.ts';
import type { RuleSet } from '../domain/rules/rule.ts';
import type { LawBook } from '../law/law-book.ts';
import type { PrismaClient } from '../prisma/client/client.ts';
import type { NewSubmission, Told, ToldOfStored } from '../submissions/submission.ts';
import type { ApiSettings } from './settings.ts';
import type { Scope } from './reading/scope.ts';

/** What the API needs of the world; everything is handed in, so that a test can build the app as it is. */
export interface ApiDeps {
  /** Lists and details are read through it. */
  readonly prisma: PrismaClient;
  /** Accounts, sessions, and the short reads on the way of every act. */
  readonly pool: Pool;
  /** The only way to change a record. */
  readonly submit: {
    submit(submission: NewSubmission): Promise<Told>;
    lookUp(callerId: string, operationId: string): Promise<ToldOfStored | null>;
  };
  /** World time, RFC 3339 UTC. */
  readonly now: () => string;
  /** Real time, for tokens, lock-outs and limits, which a rehearsal does not move. */
  readonly realNow?: () => Date;
  /** Moves the clock of a rehearsal. @throws ClockError */
  readonly advance: (target: AdvanceTarget) => Promise<Advanced>;
  /** Rules and calendar in force. */
  readonly lawBook: LawBook;
  readonly log: Logger;
  /** Key of access and refresh tokens. */
  readonly signingKey: Uint8Array;
  readonly settings: ApiSettings;
  /** What `/readyz` asks, by name; each rejects while its part is down. */
  readonly ready: Readonly<Record<string, () => Promise<unknown>>>;
  /** For tests only. */
  readonly passwordCost?: PasswordCost;
}

/** The dependencies as routes get them: with what the app makes of them once. */
export interface RouteDeps extends ApiDeps {
  readonly realNow: () => Date;
  readonly sessions: Sessions;
  readonly scope: Scope;
  /** For the words of the OpenAPI document only, which is written once. */
  readonly rulesAtStart: RuleSet;
}

export type App = FastifyInstance<RawServerDefault, IncomingMessage, ServerResponse, FastifyBaseLogger, ZodTypeProvider>;
