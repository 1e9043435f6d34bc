import type { FileRecord } from '../../domain/record/record.ts';
import { advance, type Happening } from '../../domain/advance/advance.ts';
import { defaultCalendar } from '../../domain/calendar/default-calendar.ts';
import { fileDefinition } from '../../domain/files/file-types.ts';
import { derivedFileId } from '../../domain/ids.ts';
import { genesis, sealEntry } from '../../domain/ledger/ledger-entry.ts';
import type { EntryRow, Snapshot } from '../../chaos/audit/snapshot.ts';
import { unopened } from '../../activities/step/load.ts';
import { nextRung } from '../../domain/advance/clock.ts';
import type { Heard } from '../../chaos/people/click.ts';
import type { ToldLine } from '../../chaos/told-log.ts';
import { rules } from '../support/law.ts';
import { visit } from '../support/inspection.ts';

/** A record that breaks nothing, made by the law itself: an inspection with due moments that hands on a clue, the case that takes it in, and what the callers were told. */
export interface SoundRecord {
  readonly snapshot: Snapshot;
  readonly lines: readonly ToldLine[];
}

const inspectors = ['officer-a', 'officer-b'] as const;
const officers = Object.fromEntries(inspectors.map((id) => [id, { id, departmentId: 'd', roles: ['inspector', 'handling_unit_head', 'lead_coordinator'] as const, certificateValidUntil: '2099-12-31' }]));
const submissionId = (n: number) => `00000000-0000-4000-8000-00000000000${n}`;
const now = '2026-03-20T04:00:00.000Z';

interface Step {
  readonly at: string;
  readonly happening: Happening;
  readonly submission?: string;
}

export function soundRecord(): SoundRecord {
  const act = (n: number, at: string, action: string, body: Record<string, unknown>): Step => ({
    at,
    submission: submissionId(n),
    happening: { kind: 'act', action, body: body as never, actor: officers['officer-a'] as never, occurredOn: null, receivedAt: at, ifMatch: null },
  });
  const inspection = grow('inspection-1', [
    act(1, '2026-03-02T01:00:00.000Z', 'assignInspection', { target: { name: '示例', uscc: '91350100M000100Y43' }, matter: '检查', officerIds: [...inspectors], plannedEnd: '2026-03-12' }),
    // 70 % and 90 % of the period, the lapse, and three working days after it
    { at: now, happening: { kind: 'tick' } },
    act(2, now, 'recordInspectionResult', { category: 'refused_serious', findings: '拒不改正', method: 'on_site', visit: visit('officer-b') }),
    act(3, now, 'registerClue', { suspicion: '涉嫌违法' }),
  ]);
  const clue = inspection.effects[0];
  if (!clue) throw new Error('the clue has an effect');
  const source = { fileId: 'inspection-1', seq: clue.seq, n: clue.n };
  const enforcement = grow(derivedFileId('enforcementCase', source), [{ at: now, happening: { kind: 'event', name: clue.name, payload: clue.payload, occurredOn: '2026-03-20', source } }], source);
  const answers: Heard[] = inspection.entries
    .filter((entry) => entry.submission_id !== null)
    .map((entry) => ({ kind: 'accepted', operationId: entry.submission_id ?? '', fileId: 'inspection-1', outcome: 'x', seq: entry.seq, stage: (JSON.parse(entry.header) as { stage: string }).stage }));
  const refused: Heard = { kind: 'refused', operationId: submissionId(4), fileId: 'inspection-1', refusal: { code: 'NOT_OPEN' } };
  const told = [...answers, refused];
  return {
    snapshot: {
      now,
      files: [inspection.file, enforcement.file],
      entries: [...inspection.entries, ...enforcement.entries],
      deadlines: [...inspection.deadlines, ...enforcement.deadlines],
      submissions: told.map((heard, i) => ({
        id: submissionId(i + 1), caller_id: 'officer-a', idempotency_key: `key-${i + 1}`, file_id: 'inspection-1', action: 'x', occurred_on: null,
        received_at: i === 0 ? '2026-03-02T01:00:00.000Z' : now,
        answer: heard.kind === 'accepted' ? { accepted: true, outcome: 'x', seq: heard.seq, stage: heard.stage } : { accepted: false, code: 'NOT_OPEN' },
        settled: true,
      })),
      effects: [{ file_id: 'inspection-1', seq: clue.seq, n: clue.n, to_file_id: enforcement.file.id, confirmed_at: now }],
      incidents: [],
    },
    lines: told.map((heard, i) => ({ n: i + 1, at: now, scenario: 'sound', key: `key-${i + 1}`, caller: 'officer-a', fileId: 'inspection-1', action: 'x', bodyHash: `body-${i + 1}`, heard })),
  };
}

function grow(id: string, steps: readonly Step[], source?: { fileId: string; seq: number; n: number }) {
  const type = id.slice(0, id.indexOf('-'));
  let record: FileRecord = unopened(id, type, 'd', 'national', id);
  let head = genesis;
  const entries: EntryRow[] = [];
  const rows = new Map<string, Snapshot['deadlines'][number]>();
  const effects: ReturnType<typeof advance>['effects'][number][] = [];
  for (const { at, happening, submission } of steps) {
    const advanced = advance(fileDefinition(type), record, happening, at, { rules, calendar: defaultCalendar, officers, at });
    if (advanced.answer?.accepted === false) throw new Error(`the sound record was refused: ${advanced.answer.code}`);
    for (const [i, entry] of advanced.entries.entries()) {
      const sealed = sealEntry(id, head, at, entry, '00'.repeat(32));
      head = sealed.hash;
      const isOwn = i === advanced.own;
      entries.push({
        file_id: id, ...sealed, kind: entry.kind, what: entry.what, occurred_on: entry.occurredOn, recorded_at: at,
        submission_id: isOwn ? (submission ?? null) : null,
        source_file_id: isOwn ? (source?.fileId ?? null) : null, source_seq: isOwn ? (source?.seq ?? null) : null, source_n: isOwn ? (source?.n ?? null) : null,
        deadline_id: entry.deadlineKey?.deadlineId ?? null, revision: entry.deadlineKey?.revision ?? null, rung: entry.deadlineKey?.rung ?? null,
      });
    }
    for (const d of advanced.deadlines) {
      rows.set(d.id, {
        id: d.id, file_id: id, clock: d.clock, rule_id: d.ruleId, revision: d.revision, state: d.state, trigger_on: d.triggerOn, trigger_at: d.triggerAt, limit_override: d.limit,
        fixed_date: d.fixedDate, extensions: d.extensions, rungs: d.rungs, opened_seq: d.openedSeq, closed_seq: d.closedSeq,
      });
    }
    effects.push(...advanced.effects);
    record = advanced.record;
  }
  const file = { id, type, seq: record.seq, head, stage: record.stage, next_due_at: nextRung(record.deadlines)?.at ?? null, closed_at: null };
  return { file, entries, effects, deadlines: [...rows.values()] };
}

