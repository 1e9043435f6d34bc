import { describe, expect, test } from 'vitest';
import { holds } from '../../walks/holds.ts';
import { kitOf } from '../../walks/kits.ts';
import { MemoryWorld, type MemoryFile } from '../../walks/memory-world.ts';

const inspectionId = 'inspection-0123456789abcdef0123';
const noon = (day: string) => `${day}T04:00:00.000Z`;
const kit = kitOf('inspection');
const paper = { reason: '检查记录所载日期', document: '现场笔录1号' };

/** An inspection whose clue opened a case, both in one world: found, as it was recorded, on 2026-03-05. */
function clueHandedOn() {
  const world = new MemoryWorld(noon('2026-03-02'), holds);
  const file = () => world.files.get(inspectionId) as MemoryFile;
  const act = (person: Parameters<MemoryWorld['act']>[1]['person'], action: string, on: string) => {
    world.pass(noon(on));
    return world.act(inspectionId, { person, action, body: kit.usual(action, person, file().record, on, []) });
  };
  if (!('action' in kit.opening)) throw new Error('an inspection is opened by a person');
  world.act(inspectionId, kit.opening);
  act('inspectorA', 'recordInspectionResult', '2026-03-03');
  expect(act('unitHead', 'registerClue', '2026-03-05')).toMatchObject({ accepted: true });
  const entry = file().record.seq;
  const theCase = () => [...world.files.values()].find(({ record }) => record.type === 'enforcementCase') as MemoryFile;
  const correct = (on: string, trueDate: string) => {
    world.pass(noon(on));
    return world.act(inspectionId, { person: 'responsible', action: 'correctDate', body: { entry, trueDate, ...paper } });
  };
  return { world, file, theCase, correct };
}
const clock = ({ record }: MemoryFile, name: string) => record.deadlines.find((deadline) => deadline.clock === name);
const last = ({ runs }: MemoryFile) => runs.at(-1)?.advanced.entries.at(-1);

describe('a corrected date reaches the files that were told of it', () => {
  test('what the other file took in is dated anew, and its clocks with it', () => {
    const { theCase, correct } = clueHandedOn();
    expect(clock(theCase(), 'clueVerification')).toMatchObject({ triggerOn: '2026-03-05' });
    const due = clock(theCase(), 'clueVerification')?.dueDate;
    expect(correct('2026-03-09', '2026-03-04')).toMatchObject({ accepted: true });
    expect(clock(theCase(), 'clueVerification')).toMatchObject({ triggerOn: '2026-03-04' });
    expect(theCase().record).toMatchObject({ stageSince: '2026-03-04', milestones: { clueRegistered: '2026-03-04' }, facts: { clue: { foundOn: '2026-03-04' } } });
    expect(last(theCase())).toMatchObject({ what: 'factRedated', content: { outcome: 'redated', clocks: [{ clock: 'clueVerification', change: 'corrected', oldDueDate: due }] } });
    // nobody is asked to look: it is done
    expect(theCase().record.tasks.filter(({ kind }) => kind === 'reminder')).toEqual([]);
  });

  test('twice, and back again', () => {
    const { theCase, correct } = clueHandedOn();
    for (const date of ['2026-03-04', '2026-03-03', '2026-03-05']) {
      expect(correct('2026-03-09', date)).toMatchObject({ accepted: true });
      expect(clock(theCase(), 'clueVerification')).toMatchObject({ triggerOn: date });
    }
  });

  test('where people there have built on the date, they are reminded and nothing is changed', () => {
    const { world, theCase, correct } = clueHandedOn();
    world.pass(noon('2026-03-06'));
    const handlers = kitOf('enforcementCase').usual('assignHandlers', 'unitHead', theCase().record, '2026-03-06', []);
    expect(world.act(theCase().record.id, { person: 'unitHead', action: 'assignHandlers', body: handlers })).toMatchObject({ accepted: true });
    expect(correct('2026-03-10', '2026-03-09')).toMatchObject({ accepted: true });
    expect(clock(theCase(), 'clueVerification')).toMatchObject({ triggerOn: '2026-03-05' });
    expect(last(theCase())).toMatchObject({ what: 'factRedated', content: { outcome: 'left' } });
    expect(theCase().record.tasks).toEqual(expect.arrayContaining([expect.objectContaining({ kind: 'reminder', roles: ['handling_unit_head', 'responsible_person'] })]));
  });

  test('of a file that has ended, whoever corrected the date is told', () => {
    const { world, file, theCase, correct } = clueHandedOn();
    world.pass(noon('2026-03-06'));
    const decline = kitOf('enforcementCase').usual('declineFiling', 'responsible', theCase().record, '2026-03-06', []);
    expect(world.act(theCase().record.id, { person: 'responsible', action: 'declineFiling', body: decline })).toMatchObject({ accepted: true, stage: 'not_filed' });
    expect(correct('2026-03-09', '2026-03-04')).toMatchObject({ accepted: true });
    expect(theCase().record.milestones).toMatchObject({ clueRegistered: '2026-03-05' });
    expect(last(file())).toMatchObject({ what: 'redatingLeft', content: { outcome: 'reminded' } });
    expect(file().record.tasks.filter(({ kind, label }) => kind === 'reminder' && label.en.includes(theCase().record.id))).toHaveLength(1);
  });
});

test('an event that tells of nothing that came in is left to people, and one that cannot be read is noted', () => {
  const { world, theCase } = clueHandedOn();
  const source = { fileId: inspectionId, seq: 99, n: 1 };
  world.tell({ fileId: theCase().record.id, name: 'factRedated', payload: { entry: 98, n: 1, trueDate: '2026-03-04' }, occurredOn: '2026-03-06', source });
  expect(last(theCase())?.content).toMatchObject({ outcome: 'left' });
  world.tell({ fileId: theCase().record.id, name: 'factRedated', payload: { entry: 'x' }, occurredOn: '2026-03-06', source: { ...source, n: 2 } });
  expect(last(theCase())?.content).toMatchObject({ outcome: 'noted', unreadable: 'INVALID_BODY' });
});
