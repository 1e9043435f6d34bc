import { expect } from 'vitest';
import { advance } from '../../domain/advance/advance.ts';
import { workingDaysBetween } from '../../domain/calendar/working-days.ts';
import { defaultCalendar } from '../../domain/calendar/default-calendar.ts';
import { explainRow } from '../../domain/deadlines/explain-row.ts';
import { openActs } from '../../domain/chart/chart.ts';
import { errors } from '../../domain/errors.ts';
import { fileDefinition } from '../../domain/files/file-types.ts';
import type { JsonObject } from '../../domain/json.ts';
import type { DeadlineRow, FileRecord } from '../../domain/record/record.ts';
import { clockOfVersion } from '../../domain/rules/find-rule.ts';
import { nationalProfile } from '../../domain/rules/law.ts';
import { shanghaiDate } from '../../domain/time/shanghai.ts';
import type { MemoryFile, Run } from './memory-world.ts';
import { shippedLaw } from '../../law/shipped-law.ts';
import { rules } from '../support/law.ts';

/** What holds after every step of every file, whatever was tried. Sources: the issue of the step, `docs/reliability.md`. */
export function holds({ before, happening, at, advanced }: Run, file: MemoryFile): void {
  const { record } = file;
  const { chart, actions, lapses: _ } = fileDefinition(record.type);
  const { entries, own, answer } = advanced;
  expect(entries.map(({ seq }) => seq), 'entries are numbered without a gap').toEqual(entries.map((_entry, i) => before.seq + 1 + i));
  expect(record.seq).toBe(before.seq + entries.length);
  for (const entry of entries) {
    expect(entry.open, `what is open in ${entry.stage}`).toEqual(openActs(chart, entry.stage));
    for (const act of entry.open) expect(actions, 'an open act is defined').toHaveProperty(act);
    for (const milestone of entry.reached) expect(chart.milestones).toContain(milestone);
  }

  const rungs = file.runs.flatMap((run) => run.advanced.entries).flatMap(({ deadlineKey: key }) => (key ? [`${key.deadlineId} ${key.revision} ${key.rung}`] : []));
  expect(new Set(rungs).size, 'no rung is recorded twice').toBe(rungs.length);

  const urged = file.runs.flatMap((run) => run.advanced.entries).filter(({ what }) => what === 'urge')
    .flatMap(({ occurredOn, content }) => (content['evidence'] as { urged: string[] }).urged.map((key) => `${key} ${workingDaysBetween('2026-01-01', occurredOn, defaultCalendar)}`));
  expect(new Set(urged).size, 'the same matter is urged once a working day').toBe(urged.length);

  const moments = record.deadlines.flatMap((deadline) => deadline.rungs.map((rung) => rung.at)).toSorted();
  if (entries.length > 0) expect(entries.at(-1)?.due, 'the next moment is the first of all rungs').toBe(moments[0] ?? null);
  if (moments[0] !== undefined) expect(moments[0] > at, `nothing due is left (${moments[0]} at ${at})`).toBe(true);
  expect(new Set(record.deadlines.map(({ clock }) => clock)).size, 'one open deadline a clock').toBe(record.deadlines.length);
  for (const row of [...record.deadlines, ...record.tasks]) expect(row.closedSeq).toBeNull();
  for (const row of record.deadlines) expect(explained(row), `${row.ruleId} explains itself, and comes to the date on record`).toBe('as stored');

  if (chart.stages[record.stage]?.end) {
    expect(record.deadlines, 'nothing is waited for at the end').toEqual([]);
    expect(record.tasks).toEqual([]);
  }
  if (record.stageSince !== null) expect(record.stageSince <= shanghaiDate(at), `${record.stage} since ${record.stageSince} at ${at}`).toBe(true);
  // what the process folds, and the record, say the same
  expect(file.process).toMatchObject({ seq: record.seq, stage: record.stage, open: openActs(chart, record.stage), due: moments[0] ?? null });

  if (answer?.accepted === false) {
    expect(Object.keys(errors), 'a refusal has a code of the catalogue').toContain(answer.code);
    expect(own).toBeNull();
    // nothing but what time alone would have done
    const surroundings = { at, rules, calendar: defaultCalendar, officers: {} };
    const byTimeAlone = advance(fileDefinition(record.type), before, { kind: 'tick' }, at, surroundings);
    expect(record).toEqual(byTimeAlone.record);
    expect(advanced.effects).toEqual(byTimeAlone.effects);
  } else if (happening.kind !== 'tick') {
    expect(own, 'what was done has an entry of its own').not.toBeNull();
  }
}

function explained(row: DeadlineRow): string {
  const rule = clockOfVersion(row.ruleId, row.ruleVersion, rules);
  const found = explainRow(row, rule, defaultCalendar, shippedLaw, nationalProfile);
  return found.isAsStored ? 'as stored' : JSON.stringify(found.found);
}

/** A correction tells what the entries before it no longer tell rightly. */
function correctedBy({ content }: { readonly content: JsonObject }): Partial<Pick<FileRecord, 'stageSince' | 'milestones'>> {
  const corrected = content['corrected'] as Pick<FileRecord, 'stageSince' | 'milestones'> | undefined;
  return corrected ? { stageSince: corrected.stageSince, milestones: corrected.milestones } : {};
}

/** What the ledger's entries alone say of a file must be what its record says. */
export function rebuilt(file: MemoryFile): void {
  const entries = file.runs.flatMap(({ advanced }) => advanced.entries);
  const told: Pick<FileRecord, 'seq' | 'stage' | 'stageSince' | 'milestones'> = entries.reduce<Pick<FileRecord, 'seq' | 'stage' | 'stageSince' | 'milestones'>>(
    (sum, entry) => ({
      seq: entry.seq,
      stage: entry.stage,
      stageSince: entry.stage === sum.stage ? sum.stageSince : entry.occurredOn,
      milestones: { ...sum.milestones, ...Object.fromEntries(entry.reached.map((milestone) => [milestone, entry.occurredOn])) },
      ...correctedBy(entry),
    }),
    { seq: 0, stage: 'none', stageSince: null, milestones: {} },
  );
  expect(file.record).toMatchObject(told);
  expect(Object.keys(file.record.milestones).toSorted()).toEqual(Object.keys(told.milestones).toSorted());
  expect(file.process.milestones).toEqual(entries.flatMap(({ reached }) => reached));
}
