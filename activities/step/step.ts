import type { Pool } from 'pg';
import type { Logger } from 'pino';
import { advance, type Answer, type Happening } from '../../domain/advance/advance.ts';
import type { FileEvent, Officer } from '../../domain/actions/action.ts';
import type { FileDefinition } from '../../domain/files/file-definition.ts';
import { fileDefinition } from '../../domain/files/file-types.ts';
import { fileTypeOf } from '../../domain/ids.ts';
import type { LedgerHeader } from '../../domain/ledger/ledger-entry.ts';
import type { ShortEntry } from '../../domain/record/record.ts';
import type { RegisterQuery, Registers } from '../../domain/registers.ts';
import type { LawBook } from '../../law/law-book.ts';
import type { StepAnswer, StepRequest, StepResult } from '../../workflows/messages/messages.ts';
import { load, unopened, type Loaded, type LoadedFile } from './load.ts';
import { openIncident } from './incident.ts';
import { loadHistory } from './load-history.ts';
import { loadRegisters } from './load-registers.ts';
import { writeStep, type Counted } from './write.ts';

/** What the step needs of the world. `pause` is where the crash table freezes or kills it; nothing in production. */
export interface StepDeps {
  readonly pool: Pool;
  /** Rules and calendar in force at the moment of the step. */
  readonly lawBook: LawBook;
  readonly log: Logger;
  readonly pause?: (point: 'beforeRead' | 'beforeWrite' | 'afterWrite', request: StepRequest) => Promise<void>;
}

/** A race is lost to somebody who wrote; so many in a row mean that something else is wrong. */
const mostRounds = 20;

/**
 * The only writer of records (design: the step). Reads one snapshot, applies the law, and writes in one conditional
 * statement; a record that is ahead of the process changes nothing and is told instead.
 * @throws database errors only, which the engine tries again; refusals are values
 */
export function createStep(deps: StepDeps) {
  return async function step(request: StepRequest): Promise<StepResult> {
    for (let round = 1; ; round += 1) {
      if (round > mostRounds) throw new Error(`the step lost ${mostRounds} races on ${request.fileId}; it is tried again later`);
      await deps.pause?.('beforeRead', request);
      const loaded = await load(deps.pool, request);
      const known = answerWithoutWriting(request, loaded);
      if (known) {
        if (known.answer?.kind === 'recordBehind') await openIncident(deps.pool, request, loaded);
        return known;
      }
      const todo = happeningOf(request, loaded);
      const at = todo.file.lastAt !== null && todo.file.lastAt > request.at ? todo.file.lastAt : request.at;
      const definition = fileDefinition(todo.file.type);
      const { calendar, rulesFor } = await deps.lawBook.at(loaded.lawRevision);
      const rules = rulesFor(todo.file.profileId);
      const action = todo.happening.kind === 'act' ? definition.actions[todo.happening.action] : undefined;
      const asked = todo.happening.kind === 'act' ? action?.needs?.(todo.file.facts, rules, todo.happening.body) : undefined;
      const registers = asked && (await loadRegisters(deps.pool, todo.file.departmentId, asked));
      const history = (action ?? eventOf(todo.happening, definition))?.needsHistory && (await loadHistory(deps.pool, todo.file.id, todo.file.seq));
      const officers = byId(loaded.officers, loaded.submission?.actor);
      const advanced = advance(definition, todo.file, todo.happening, at, { at, rules, calendar, officers, ...(registers ? { registers } : {}), ...(history ? { history } : {}) });
      const answer = answerOf(advanced.answer);
      if (advanced.entries.length === 0 && request.event.kind !== 'act') return { entries: [] };
      await deps.pause?.('beforeWrite', request);
      const written = await writeStep(deps.pool, request, todo.file, advanced, at, loaded.lawRevision, countedBy(asked, registers));
      if (written === null) continue;
      await deps.pause?.('afterWrite', request);
      return { entries: written, ...(request.event.kind === 'act' && answer ? { answer } : {}) };
    }
  };
}

/** What the act counted over other files, where it asked for that. */
function countedBy(asked: RegisterQuery | null | undefined, registers: Registers | null | undefined): Counted | undefined {
  return asked?.inspectionsOf !== undefined && registers?.inspections ? { inspectionsOf: asked.inspectionsOf, seen: registers.inspections.length } : undefined;
}

/** Everything that is decided before the law is asked. Null: the step has to do something. */
function answerWithoutWriting(request: StepRequest, loaded: Loaded): StepResult | null {
  const { expect, event } = request;
  const seq = loaded.file?.seq ?? 0;
  const otherHistory = expect.seq > 0 && loaded.knownHead !== expect.head;
  // a backup was restored: nobody who knows another record may write
  if (seq < expect.seq || otherHistory) return { entries: [], answer: { kind: 'recordBehind' } };
  if (seq > expect.seq) return { entries: loaded.newer.map(shortEntry), behind: true };
  if (event.kind === 'look') return { entries: [], unconfirmed: loaded.unconfirmed };
  if (event.kind === 'act') {
    if (!loaded.submission || loaded.submission.fileId !== request.fileId) return { entries: [], answer: { kind: 'unknown' } };
    if (loaded.submission.answer) return { entries: [], answer: answerOf(loaded.submission.answer as unknown as Answer) as StepAnswer };
  }
  if (event.kind === 'event' && (loaded.taken !== null || !loaded.event)) return { entries: [] };
  if (event.kind === 'tick' && !loaded.file) return { entries: [] };
  if (event.kind === 'open' && loaded.file) return { entries: [] };
  return null;
}

function happeningOf(request: StepRequest, loaded: Loaded): { file: LoadedFile; happening: Happening } {
  const type = fileTypeOf(request.fileId);
  const { event } = request;
  if (event.kind === 'act' && loaded.submission) {
    const { action, body, actor, occurredOn, receivedAt, ifMatch } = loaded.submission;
    const file = loaded.file ?? unopened(request.fileId, type, actor.departmentId, loaded.profileToOpen, request.fileId);
    return { file, happening: { kind: 'act', action, body, actor, occurredOn, receivedAt, ifMatch } };
  }
  if (event.kind === 'event' && loaded.event) {
    const { name, payload, occurredOn, departmentId, lifecycleId } = loaded.event;
    const file = loaded.file ?? unopened(request.fileId, type, departmentId, loaded.profileToOpen, lifecycleId);
    return { file, happening: { kind: 'event', name, payload, occurredOn, source: event.source } };
  }
  if (event.kind === 'open') {
    const { name, payload, occurredOn, departmentId } = event;
    return { file: unopened(request.fileId, type, departmentId, loaded.profileToOpen, request.fileId), happening: { kind: 'event', name, payload, occurredOn, source: null } };
  }
  if (!loaded.file) throw new Error(`step ${event.kind} on a file without a record: ${request.fileId}`);
  return { file: loaded.file, happening: { kind: 'tick' } };
}

function eventOf(happening: Happening, { events }: FileDefinition): FileEvent | undefined {
  return happening.kind === 'event' ? events[happening.name] : undefined;
}

/** What the process folds, out of the entry's own header. */
export function shortEntry(entry: { readonly header: string; readonly hash: string }): ShortEntry {
  const h = JSON.parse(entry.header) as LedgerHeader;
  return { seq: h.seq, head: entry.hash, stage: h.stage, reached: h.reached, open: h.open, due: h.due, effects: h.effects, what: `${h.what} → ${h.stage}` };
}

function answerOf(answer: Answer | null): StepAnswer | null {
  if (!answer) return null;
  return answer.accepted ? { kind: 'accepted', outcome: answer.outcome, seq: answer.seq, stage: answer.stage, ...(answer.warnings ? { warnings: answer.warnings } : {}) } : { kind: 'refused', code: answer.code };
}

function byId(officers: readonly Officer[], actor: Officer | undefined): Record<string, Officer> {
  return Object.fromEntries([...(actor ? [actor] : []), ...officers].map((officer) => [officer.id, officer]));
}

