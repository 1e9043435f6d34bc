import { expect, test } from 'vitest';
import { judge } from '../../chaos/audit/audit.ts';
import type { CheckName } from '../../chaos/audit/finding.ts';
import type { EntryRow, Snapshot } from '../../chaos/audit/snapshot.ts';
import type { Heard } from '../../chaos/people/click.ts';
import type { ToldLine } from '../../chaos/told-log.ts';
import { soundRecord, type SoundRecord } from './sound-record.ts';

const audit = ({ snapshot, lines }: SoundRecord) => judge(snapshot, { lines, scenario: '', write: () => undefined, forgetFrom: () => undefined });

/** Makes one thing in a sound record wrong. */
type Tamper = (sound: SoundRecord) => SoundRecord;
const inSnapshot = (change: (snapshot: Snapshot) => Partial<Snapshot>): Tamper => ({ snapshot, lines }) => ({ lines, snapshot: { ...snapshot, ...change(snapshot) } });
const inEntry = (which: (entry: EntryRow) => boolean, change: Partial<EntryRow>) => inSnapshot(({ entries }) => ({ entries: entries.map((entry) => (which(entry) ? { ...entry, ...change } : entry)) }));
const inLine = (index: number, change: (line: ToldLine) => Partial<ToldLine>): Tamper => ({ snapshot, lines }) => ({ snapshot, lines: lines.map((line, i) => (i === index ? { ...line, ...change(line) } : line)) });
const also = (line: (lines: readonly ToldLine[]) => ToldLine): Tamper => ({ snapshot, lines }) => ({ snapshot, lines: [...lines, line(lines)] });
const heard = (line: ToldLine | undefined, more: object): Heard => ({ ...line?.heard, ...more }) as Heard;
const isAct = (entry: EntryRow) => entry.what === 'recordInspectionResult';
const isRung = (entry: EntryRow) => entry.rung === 'remind_70';

test('the audit finds nothing in a record that the law made', () => {
  const sound = soundRecord();
  expect(audit(sound)).toEqual([]);
  expect(sound.snapshot.entries.filter((entry) => entry.rung !== null).length).toBeGreaterThan(2);
  expect(sound.snapshot.effects).toHaveLength(1);
});

test.each<[string, CheckName, Tamper]>([
  ['an acknowledged act is not in the ledger', 'acknowledged', inEntry(isAct, { submission_id: null })],
  ['an act was acknowledged at another place than where it stands', 'acknowledged', inLine(1, (line) => ({ heard: heard(line, { seq: 2 }) }))],
  ['an acknowledged file is gone', 'acknowledged', inSnapshot(() => ({ files: [], entries: [], deadlines: [], effects: [] }))],
  ['a refused act is in the ledger', 'refused', inLine(1, (line) => ({ heard: { kind: 'refused', operationId: line.heard.kind === 'accepted' ? line.heard.operationId : '', fileId: '', refusal: { code: 'NOT_OPEN' } } }))],
  ['a stored refusal is in the ledger', 'refused', inSnapshot(({ submissions }) => ({ submissions: submissions.map((s, i) => (i === 1 ? { ...s, answer: { accepted: false, code: 'NOT_OPEN' } } : s)) }))],
  ['one key heard two answers', 'oneAnswer', also((lines) => ({ ...(lines[1] as ToldLine), heard: heard(lines[1], { outcome: 'another' }) }))],
  ['one key was answered for two bodies', 'oneAnswer', also((lines) => ({ ...(lines[1] as ToldLine), bodyHash: 'another' }))],
  ['one body was answered and called a reuse of its key', 'oneAnswer', also((lines) => ({ ...(lines[1] as ToldLine), heard: { kind: 'keyReused' } }))],
  ['another refusal was told than is stored', 'oneAnswer', inLine(3, (line) => ({ heard: heard(line, { refusal: { code: 'CHANGED_SINCE' } }) }))],
  ['a submission stands twice in the ledger', 'once', inEntry((entry) => entry.what === 'registerClue', { submission_id: '00000000-0000-4000-8000-000000000002' })],
  ['a rung stands twice in the ledger', 'once', inEntry((entry) => entry.rung === 'remind_90', { rung: 'remind_70' })],
  ['a key has two submissions', 'once', inSnapshot(({ submissions }) => ({ submissions: submissions.map((s) => ({ ...s, idempotency_key: 'one' })) }))],
  ['a byte of an entry was changed', 'chain', inEntry(isAct, { content: '{}' })],
  ['an entry is missing in the middle', 'chain', inSnapshot(({ entries }) => ({ entries: entries.filter((entry) => !isAct(entry)) }))],
  ['the file is ahead of its ledger', 'chain', inSnapshot(({ files }) => ({ files: files.map((file) => ({ ...file, seq: file.seq + 1 })) }))],
  ['the file is in another stage than its ledger says', 'chain', inSnapshot(({ files }) => ({ files: files.map((file) => ({ ...file, stage: 'assigned' })) }))],
  ['an act was not open where it stands', 'chart', inEntry(isAct, { what: 'closeInspection' })],
  ['a due moment is missing', 'dueMoments', inEntry(isRung, { deadline_id: null })],
  ['a due moment was recorded early', 'dueMoments', inEntry(isRung, { recorded_at: '2026-03-02T02:00:00.000Z' })],
  ['a rung was recorded that the ladder does not have', 'dueMoments', inEntry(isRung, { rung: 'remind_71' })],
  ['a rung of an open deadline is due and not recorded', 'dueMoments', inSnapshot(() => ({ now: '2026-05-20T04:00:00.000Z' }))],
  ['an effect was not taken in', 'effects', inSnapshot(({ entries, files, deadlines }) => ({ entries: entries.filter((e) => e.source_file_id === null), files: files.slice(0, 1), deadlines: deadlines.filter((d) => d.file_id === 'inspection-1') }))],
  ['an effect is not confirmed', 'effects', inSnapshot(({ effects }) => ({ effects: effects.map((effect) => ({ ...effect, confirmed_at: null })) }))],
  ['an effect was taken in by another file', 'effects', inSnapshot(({ effects }) => ({ effects: effects.map((effect) => ({ ...effect, to_file_id: 'enforcementCase-2' })) }))],
  ['an effect was taken in that nobody sent', 'effects', inSnapshot(() => ({ effects: [] }))],
  ['a submission has no answer', 'settled', inSnapshot(({ submissions }) => ({ submissions: [...submissions, { ...(submissions[3] as Snapshot['submissions'][number]), id: 'x', idempotency_key: 'x', answer: null, settled: false }] }))],
  ['an answer is not settled', 'settled', inSnapshot(({ submissions }) => ({ submissions: submissions.map((s) => ({ ...s, settled: false })) }))],
  ['somebody was answered with a fault of the program', 'fault', also((lines) => ({ ...(lines[1] as ToldLine), heard: { kind: 'nothing', why: '500 INTERNAL' } }))],
])('the audit notices that %s', (_, check, tamper) => {
  expect(audit(tamper(soundRecord())).map((finding) => finding.check)).toContain(check);
});
