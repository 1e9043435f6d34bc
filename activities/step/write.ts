import { DatabaseError, type Pool } from 'pg';
import { fileDefinition } from '../../domain/files/file-types.ts';
import { nextRung } from '../../domain/advance/clock.ts';
import type { Advanced } from '../../domain/advance/advance.ts';
import { genesis, sealEntry, type LedgerEntry } from '../../domain/ledger/ledger-entry.ts';
import type { ShortEntry } from '../../domain/record/record.ts';
import type { StepRequest } from '../../workflows/messages/messages.ts';
import type { LoadedFile } from './load.ts';
import { shortEntry } from './step.ts';

/** Unique keys that only a step that was first can have taken: starting over finds what it wrote. */
const racesOfSteps = /^(file_pkey|ledger_entry_.*)$/;

/** The re-dating batch is the only caller of the step that is no process. */
type Event = StepRequest['event'] | { readonly kind: 'redate' };

/** What an act counted over other files: it is written only if the number still holds. */
export interface Counted {
  /** The enterprise whose inspections were counted. */
  readonly inspectionsOf: string;
  readonly seen: number;
}

/**
 * The argument of `write_step`: what was read, and everything that the law gave, sealed into the chain.
 * @param lawRevision the law that it was judged by
 */
export function stepToWrite(event: Event, before: LoadedFile, advanced: Advanced, at: string, lawRevision: number, counted?: Counted) {
  const sealed: LedgerEntry[] = [];
  for (const entry of advanced.entries) sealed.push(sealEntry(before.id, sealed.at(-1)?.hash ?? (before.seq === 0 ? genesis : before.head), at, entry));
  const step = {
    lawRevision,
    readSeq: before.seq,
    readHead: before.head,
    submissionId: event.kind === 'act' ? event.submissionId : null,
    answer: advanced.answer,
    file: sealed.length ? fileRow(before, advanced, sealed, event) : { id: before.id },
    entries: sealed.map((entry, i) => entryRow(advanced, entry, i, event, at)),
    deadlines: advanced.deadlines,
    tasks: advanced.tasks,
    effects: advanced.effects.map((effect) => ({ ...effect, occurredOn: advanced.entries.find((entry) => entry.seq === effect.seq)?.occurredOn })),
    confirm: event.kind === 'event' ? event.source : null,
    // a refusal is written whatever the number is by now
    counted: sealed.length > 0 ? (counted ?? null) : null,
  };
  return { sealed, step };
}

/**
 * Writes what the law gave in one statement (`write_step`), if the record, the submission and the law are still what was read.
 * @param counted for an act that judged by a count: one more condition
 * @returns the new entries as the process folds them, or null when somebody was first and the step must start over
 */
export async function writeStep(pool: Pool, request: StepRequest, before: LoadedFile, advanced: Advanced, at: string, lawRevision: number, counted?: Counted): Promise<readonly ShortEntry[] | null> {
  const { sealed, step } = stepToWrite(request.event, before, advanced, at, lawRevision, counted);
  try {
    const { rows } = await pool.query({ name: 'step-write', text: 'SELECT write_step($1) AS result', values: [JSON.stringify(step)] });
    return rows[0].result === 'written' ? sealed.map(shortEntry) : null;
  } catch (error) {
    // another step opened the file, or wrote what only one may write, between the read and this statement
    if (error instanceof DatabaseError && (error.code === '40001' || (error.code === '23505' && racesOfSteps.test(error.constraint ?? '')))) return null;
    throw error;
  }
}

function fileRow(before: LoadedFile, advanced: Advanced, sealed: readonly LedgerEntry[], event: Event) {
  const { record } = advanced;
  const last = sealed.at(-1);
  return {
    id: record.id,
    type: record.type,
    department_id: record.departmentId,
    profile_id: before.profileId,
    lifecycle_id: before.lifecycleId,
    source_file_id: event.kind === 'event' ? event.source.fileId : null,
    seq: record.seq,
    head: last?.hash,
    stage: record.stage,
    // an event that could not be read leaves a file that only notes it
    stage_since: record.stageSince ?? advanced.entries[0]?.occurredOn,
    facts: record.facts,
    milestones: record.milestones,
    next_due_at: nextRung(record.deadlines)?.at ?? null,
    last_at: record.lastAt,
    closed_at: fileDefinition(record.type).chart.stages[record.stage]?.end ? record.lastAt : null,
  };
}

function entryRow(advanced: Advanced, sealed: LedgerEntry, i: number, event: Event, at: string) {
  const entry = advanced.entries[i];
  const own = i === advanced.own;
  return {
    ...sealed,
    kind: entry?.kind,
    what: entry?.what,
    occurred_on: entry?.occurredOn,
    recorded_at: at,
    submission_id: own && event.kind === 'act' ? event.submissionId : null,
    source_file_id: own && event.kind === 'event' ? event.source.fileId : null,
    source_seq: own && event.kind === 'event' ? event.source.seq : null,
    source_n: own && event.kind === 'event' ? event.source.n : null,
    deadline_id: entry?.deadlineKey?.deadlineId ?? null,
    revision: entry?.deadlineKey?.revision ?? null,
    rung: entry?.deadlineKey?.rung ?? null,
  };
}
