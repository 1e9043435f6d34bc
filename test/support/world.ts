import { randomUUID } from 'node:crypto';
import { Client, Connection } from '@temporalio/client';
import { NativeConnection, Runtime } from '@temporalio/worker';
import pg from 'pg';
import { pino } from 'pino';
import { inject } from 'vitest';
import { createActivities } from '../../activities/activities.ts';
import type { StepDeps } from '../../activities/step/step.ts';
import { advanceWorld, type AdvanceTarget } from '../../clock/advance-world.ts';
import { startRehearsal } from '../../clock/world-clock.ts';
import { createLawBook } from '../../law/database-law-book.ts';
import type { LawBook, LawInForce } from '../../law/law-book.ts';
import { fileTypeOf } from '../../domain/ids.ts';
import type { Role } from '../../domain/roles.ts';
import { openPool } from '../../prisma/open-pool.ts';
import { scan, type ScanDeps } from '../../scans/scan.ts';
import { openDuePlans } from '../../scans/yearly-plans.ts';
import { ensureNamespace } from '../../servers/temporal/namespace.ts';
import { createSettler } from '../../submissions/settle.ts';
import { createSubmit, type Submit, type SubmitDeps } from '../../submissions/submit.ts';
import type { NewSubmission } from '../../submissions/submission.ts';
import { bundleWorkflows } from '../../workers/bundle.ts';
import { createWorker } from '../../workers/create-worker.ts';
import { temporalRuntime } from '../../workers/runtime.ts';
import { keepHistories } from '../replay/saved-histories.ts';
import { createTestDatabase, type TestDatabase } from './database.ts';
import { visit } from './inspection.ts';

/** The people of every test world, all of one department: two certified inspectors and one person for each other role. */
export const people = {
  inspectorA: ['inspector'],
  inspectorB: ['inspector'],
  uncertified: ['inspector'],
  coordinator: ['lead_coordinator'],
  unitHead: ['handling_unit_head'],
  responsible: ['responsible_person'],
  publisher: ['publication_officer'],
  planManager: ['plan_manager'],
  drawOperator: ['draw_operator'],
  inspectorC: ['inspector'],
  inspectorD: ['inspector'],
  creditOfficer: ['credit_officer'],
  handlerA: ['case_handler'],
  handlerB: ['case_handler'],
  caseReviewer: ['case_reviewer'],
  legalReviewer: ['legal_reviewer'],
  /** A legal reviewer without the legal qualification. */
  beginner: ['legal_reviewer'],
  meeting: ['collective_meeting'],
  presider: ['hearing_presider'],
  remedyOfficer: ['remedy_officer'],
  supervisor: ['enforcement_supervisor'],
} as const satisfies Record<string, readonly Role[]>;
export type Person = keyof typeof people;

/** A real database, a namespace of its own on the run's Temporal server, and whatever workers the test starts. */
export interface TestWorld {
  readonly database: TestDatabase;
  readonly pool: pg.Pool;
  readonly client: Client;
  readonly submit: Submit;
  readonly lawBook: LawBook;
  readonly scan: (graceSeconds?: number) => ReturnType<typeof scan>;
  startWorker(options?: { pause?: StepDeps['pause'] }): Promise<{ stop(): Promise<void> }>;
  /** Sends an act as a person; a fresh key unless told. */
  act(person: Person, fileId: string | null, action: string, body: NewSubmission['body'], options?: Partial<NewSubmission>): ReturnType<Submit['submit']>;
  advance(target: AdvanceTarget): ReturnType<typeof advanceWorld>;
  /** The round that opens the plans of the year, as a worker makes it once a minute. */
  openPlans(): ReturnType<typeof openDuePlans>;
  close(): Promise<void>;
}

export interface WorldOptions {
  readonly historyLimit?: number;
  readonly pause?: SubmitDeps['pause'];
  readonly patienceMs?: number;
  /** Another law than the one that ships. */
  readonly law?: LawInForce;
  /** Makes the world a rehearsal that starts at this instant. */
  readonly rehearsalFrom?: string;
  /** Its plans of the year open by themselves when the clock is moved; without it, only what a test opens is there. */
  readonly opensPlans?: true;
}

const log = pino({ level: process.env['DUBAN_LOG_LEVEL'] ?? 'silent' });
const department = 'market-bureau';
let isRuntimeInstalled = false;
let bundle: ReturnType<typeof bundleWorkflows> | undefined;

export async function createTestWorld(options: WorldOptions = {}): Promise<TestWorld> {
  const database = await createTestDatabase();
  await insertPeople(database, options.rehearsalFrom);
  installRuntime();
  const address = inject('temporalAddress');
  const namespace = `test-${randomUUID().slice(0, 8)}`;
  await register(address, namespace);
  const connection = await NativeConnection.connect({ address });
  const client = new Client({ connection, namespace });
  const pool = openPool({ url: database.appUrl, max: 20, name: 'test', log });
  const shared = { pool, client, log, ...(options.historyLimit === undefined ? {} : { historyLimit: options.historyLimit }), ...(options.patienceMs === undefined ? {} : { patienceMs: options.patienceMs }) };
  const submit = createSubmit({ ...shared, ...(options.pause ? { pause: options.pause } : {}) });
  const settler = createSettler(pool, log);
  const lawBook = createLawBook(pool, options.law && Promise.resolve(options.law));
  const workers: { stop(): Promise<void> }[] = [];
  const world: TestWorld = {
    database,
    pool,
    client,
    submit,
    lawBook,
    scan: (graceSeconds = 0) => scan({ ...shared, settler, graceSeconds } satisfies ScanDeps),
    advance: (target) => advanceWorld({ ...shared, ...(options.opensPlans ? { lawBook } : {}) }, target),
    openPlans: () => openDuePlans({ ...shared, lawBook }),
    async startWorker({ pause } = {}) {
      const activities = createActivities({ pool, client, lawBook, log, ...(options.historyLimit === undefined ? {} : { historyLimit: options.historyLimit }), ...(pause ? { pause } : {}) });
      bundle ??= bundleWorkflows();
      const worker = await createWorker({ connection, namespace, activities, bundle: await bundle });
      const running = worker.run();
      let stopped = false;
      const handle = {
        async stop() {
          if (stopped) return;
          stopped = true;
          worker.shutdown();
          await running;
        },
      };
      workers.push(handle);
      return handle;
    },
    act(person, fileId, action, body, overrides = {}) {
      return submit.submit({
        callerId: idOf(person), callerRoles: [...people[person]], departmentId: department, visibleIn: [department], idempotencyKey: randomUUID(),
        fileId, type: fileId === null ? 'inspection' : fileTypeOf(fileId), action, body, occurredOn: null, ifMatch: null, ...overrides,
      });
    },
    async close() {
      await keepHistories(client);
      for (const worker of workers) await worker.stop();
      await submit.close();
      await settler.close();
      await pool.end();
      await connection.close();
      await database.drop();
    },
  };
  return world;
}

/** An inspection of two certified officers, assigned today. */
export const assignment = {
  target: { name: '示例食品有限公司', uscc: '91350100M000100Y43' },
  matter: '食品经营许可及条件的检查',
  officerIds: ['officer-inspectora', 'officer-inspectorb'],
  plannedEnd: '2027-06-30',
};

/** Opens an inspection and returns its id. */
export async function openInspection(world: TestWorld, overrides: Partial<typeof assignment> = {}): Promise<string> {
  const told = await world.act('coordinator', null, 'assignInspection', { ...assignment, ...overrides });
  if (told.kind !== 'accepted') throw new Error(`not opened: ${JSON.stringify(told)}`);
  return told.fileId;
}

/** What the officers found; the first act after the assignment. */
export const finding = { category: 'corrected_on_order', findings: '货架有过期食品', method: 'on_site', visit: visit(idOf('unitHead')) } as const;

export function idOf(person: Person): string {
  return `officer-${person.toLowerCase()}`;
}

async function insertPeople(database: TestDatabase, rehearsalFrom: string | undefined): Promise<void> {
  const owner = new pg.Client(database.ownerUrl);
  await owner.connect();
  try {
    if (rehearsalFrom !== undefined) await startRehearsal(owner, rehearsalFrom);
    await owner.query('INSERT INTO department (id, name) VALUES ($1, $2)', [department, '示例市场监督管理局']);
    for (const [name, roles] of Object.entries(people)) {
      const until = name === 'uncertified' ? null : '2099-12-31';
      await owner.query('INSERT INTO officer (id, name, department_id, roles, certificate_valid_until, legal_qualification) VALUES ($1, $2, $3, $4, $5, $6)', [idOf(name as Person), name, department, roles, until, name === 'legalReviewer']);
    }
  } finally {
    await owner.end();
  }
}

/** The SDK takes one runtime a process, and a test file may open several worlds. */
function installRuntime(): void {
  if (!isRuntimeInstalled) Runtime.install(temporalRuntime(log));
  isRuntimeInstalled = true;
}

async function register(address: string, namespace: string): Promise<void> {
  const connection = await Connection.connect({ address });
  try {
    await ensureNamespace(connection, namespace);
  } finally {
    await connection.close();
  }
}
