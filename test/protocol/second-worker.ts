import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { createStep, type StepDeps } from '../../activities/step/step.ts';
import { storeSubmission } from '../../submissions/store.ts';
import type { NewSubmission } from '../../submissions/submission.ts';
import type { StepRequest, StepResult } from '../../workflows/messages/messages.ts';
import { idOf, people, type Person, type TestWorld } from '../support/world.ts';

/** A step of a worker of one's own, beside the running ones: what a frozen or a second worker would do. */
export function stepOf(world: TestWorld, pause?: StepDeps['pause']) {
  return createStep({ pool: world.pool, lawBook: world.lawBook, log: pino({ level: 'silent' }), ...(pause ? { pause } : {}) });
}

/** What the record says now: what a process that has caught up would expect. */
export async function known(world: TestWorld, fileId: string): Promise<StepRequest['expect']> {
  const { rows } = await world.pool.query<StepRequest['expect']>('SELECT seq, head FROM file WHERE id = $1', [fileId]);
  return rows[0] ?? { seq: 0, head: '' };
}

/** Stores a submission without sending it, as an API that dies in between. */
export async function store(world: TestWorld, person: Person, fileId: string, action: string, body: NewSubmission['body'], overrides: Partial<NewSubmission> = {}) {
  const stored = await storeSubmission(world.pool, {
    callerId: idOf(person), callerRoles: [...people[person]], departmentId: 'market-bureau', visibleIn: ['market-bureau'], idempotencyKey: randomUUID(),
    fileId, type: 'inspection', action, body, occurredOn: null, ifMatch: null, ...overrides,
  });
  if (typeof stored === 'string') throw new Error(stored);
  return stored;
}

/** Applies an act behind the process's back: the worker died between the commit and the engine's knowledge of it. */
export async function commitUnseen(world: TestWorld, person: Person, fileId: string, action: string, body: NewSubmission['body']): Promise<{ submissionId: string; result: StepResult }> {
  const { id } = await store(world, person, fileId, action, body);
  const result = await stepOf(world)({ fileId, expect: await known(world, fileId), at: new Date().toISOString(), event: { kind: 'act', submissionId: id } });
  return { submissionId: id, result };
}

/** The process's own state, asked of the engine. */
export async function processState(world: TestWorld, fileId: string): Promise<{ seq: number; head: string; stage: string }> {
  return world.client.workflow.getHandle(fileId).query('state');
}

export async function entries(world: TestWorld, fileId: string): Promise<{ seq: number; kind: string; what: string; submission_id: string | null }[]> {
  const { rows } = await world.pool.query('SELECT seq, kind, what, submission_id FROM ledger_entry WHERE file_id = $1 ORDER BY seq', [fileId]);
  return rows;
}

/** A point at which a step waits until it is let go. */
export function gate(): { readonly reached: Promise<void>; wait(): Promise<void>; open(): void } {
  let arrive: () => void = () => undefined;
  let release: () => void = () => undefined;
  const reached = new Promise<void>((resolve) => { arrive = resolve; });
  const released = new Promise<void>((resolve) => { release = resolve; });
  return { reached, wait: () => { arrive(); return released; }, open: () => release() };
}
