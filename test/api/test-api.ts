import { randomBytes, randomUUID } from 'node:crypto';
import { PrismaPg } from '@prisma/adapter-pg';
import type { InjectOptions, LightMyRequestResponse } from 'fastify';
import pg from 'pg';
import { pino } from 'pino';
import { createAccount, createDepartment, createOfficer } from '../../accounts/create-account.ts';
import { buildApp } from '../../api/app.ts';
import type { ApiDeps, App } from '../../api/deps.ts';
import { defaultSettings, type ApiSettings } from '../../api/settings.ts';
import { ClockError } from '../../clock/clock-error.ts';
import { createLawBook } from '../../law/database-law-book.ts';
import type { Role } from '../../domain/roles.ts';
import { PrismaClient } from '../../prisma/client/client.ts';
import { storeSubmission } from '../../submissions/store.ts';
import type { TestDatabase } from '../support/database.ts';

/** Cheap on purpose: what a hash costs is tested apart. */
export const cheap = { logN: 10, r: 8, p: 1 };
export const password = '示例口令-2026';

/** The bureau, with two divisions below it, and a bureau that has nothing to do with it. */
const departments = [
  { id: 'bureau', name: '示例市场监督管理局' },
  { id: 'division-a', name: '食品科', parentId: 'bureau' },
  { id: 'division-b', name: '特种设备科', parentId: 'bureau' },
  { id: 'elsewhere', name: '邻县市场监督管理局' },
];

export const staff = {
  inspector: { departmentId: 'division-a', roles: ['inspector'], name: '赵一' },
  inspector2: { departmentId: 'division-a', roles: ['inspector'], name: '钱二' },
  coordinator: { departmentId: 'division-a', roles: ['lead_coordinator'], name: '孙三' },
  head: { departmentId: 'division-a', roles: ['handling_unit_head'], name: '李四' },
  headB: { departmentId: 'division-b', roles: ['handling_unit_head'], name: '周五' },
  responsible: { departmentId: 'bureau', roles: ['responsible_person'], name: '吴六' },
  supervisor: { departmentId: 'bureau', roles: ['enforcement_supervisor'], name: '郑七' },
  bureauInspector: { departmentId: 'bureau', roles: ['inspector'], name: '王八' },
  administrator: { departmentId: 'bureau', roles: ['administrator'], name: '陈十' },
  handler: { departmentId: 'division-a', roles: ['case_handler'], name: '卫十一' },
  handler2: { departmentId: 'division-a', roles: ['case_handler'], name: '蒋十二' },
  stranger: { departmentId: 'elsewhere', roles: ['handling_unit_head', 'enforcement_supervisor'], name: '冯九' },
} as const satisfies Record<string, { departmentId: string; roles: readonly Role[]; name: string }>;
export type Member = keyof typeof staff;

/** Officer id and login of a member of the staff. */
export function idOf(member: Member): string {
  return `staff-${member.toLowerCase()}`;
}

export interface TestApi {
  readonly app: App;
  readonly pool: pg.Pool;
  readonly prisma: PrismaClient;
  /** Sends a request as a member of the staff (signed in once), or as nobody. */
  as(member: Member | null, request: InjectOptions): Promise<LightMyRequestResponse>;
  signIn(member: Member): Promise<{ accessToken: string; refreshToken: string; sessionId: string }>;
  close(): Promise<void>;
}

export interface TestApiOptions {
  readonly submit?: ApiDeps['submit'];
  readonly settings?: Partial<ApiSettings>;
  readonly realNow?: () => Date;
  readonly now?: () => string;
  readonly advance?: ApiDeps['advance'];
  readonly log?: ApiDeps['log'];
  readonly ready?: ApiDeps['ready'];
  readonly pool?: pg.Pool;
  readonly lawBook?: ApiDeps['lawBook'];
}

/** Departments, people and accounts, as the owner's role creates them. */
export async function createStaff(database: TestDatabase): Promise<void> {
  const owner = new pg.Client(database.ownerUrl);
  await owner.connect();
  try {
    for (const department of departments) await createDepartment(owner, department);
    for (const member of Object.keys(staff) as Member[]) {
      await createOfficer(owner, { id: idOf(member), certificateNo: `证-${member}`, certificateValidUntil: '2099-12-31', ...staff[member] });
      await createAccount(owner, { officerId: idOf(member), login: idOf(member), password, cost: cheap });
    }
  } finally {
    await owner.end();
  }
}

/** The real app on a real database; without `submit` an act is stored or refused by the database, and every one that would be sent fails the test. */
export async function openTestApi(database: TestDatabase, options: TestApiOptions = {}): Promise<TestApi> {
  const pool = options.pool ?? new pg.Pool({ connectionString: database.appUrl, max: 6 });
  pool.on('error', () => undefined);
  const prisma = new PrismaClient({ adapter: new PrismaPg({ connectionString: database.appUrl, max: 4 }) });
  const app = await buildApp({
    prisma,
    pool,
    submit: options.submit ?? {
      async submit(submission) {
        const stored = await storeSubmission(pool, submission);
        if (typeof stored === 'string') return { kind: stored };
        throw new Error('nothing may be sent');
      },
      lookUp: () => Promise.resolve(null),
    },
    now: options.now ?? (() => new Date().toISOString()),
    advance: options.advance ?? (() => Promise.reject(new ClockError('NOT_A_REHEARSAL'))),
    ...(options.realNow ? { realNow: options.realNow } : {}),
    lawBook: options.lawBook ?? createLawBook(pool),
    log: options.log ?? pino({ level: 'silent' }),
    signingKey: randomBytes(32),
    settings: { ...defaultSettings, requestsPerMinute: 1_000_000, signInsPerMinute: 1_000_000, anonymousPerMinute: 1_000_000, ...options.settings },
    ready: options.ready ?? { database: () => pool.query('SELECT 1') },
    passwordCost: cheap,
  });
  await app.ready();
  const tokens = new Map<Member, string>();

  async function signIn(member: Member) {
    const answer = await app.inject({ method: 'POST', url: '/api/v1/sessions', payload: { login: idOf(member), password } });
    if (answer.statusCode !== 201) throw new Error(`sign-in of ${member}: ${answer.body}`);
    return answer.json<{ accessToken: string; refreshToken: string; sessionId: string }>();
  }

  return {
    app,
    pool,
    prisma,
    signIn,
    async as(member, request) {
      if (member !== null && !tokens.has(member)) tokens.set(member, (await signIn(member)).accessToken);
      const authorization = member === null ? {} : { authorization: `Bearer ${tokens.get(member)}` };
      return app.inject({ ...request, headers: { ...authorization, ...request.headers } });
    },
    async close() {
      await app.close();
      await prisma.$disconnect();
      if (!options.pool) await pool.end();
    },
  };
}

/** A fresh header for one act. */
export function newKey(): { 'idempotency-key': string } {
  return { 'idempotency-key': randomUUID() };
}
