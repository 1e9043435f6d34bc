import { expect, test } from 'vitest';
import { defineChart } from '../../../domain/chart/chart.ts';
import { defineFile } from '../../../domain/files/file-definition.ts';
import type { FileEvent, FileLapse } from '../../../domain/actions/action.ts';
import { walk } from '../../support/walk.ts';

const label = { zh: '测试', en: 'test' };
const chart = defineChart({
  type: 'creditRecord',
  collection: 'tests',
  label,
  milestones: ['shown', 'passed', 'followed'],
  stages: {
    none: { label, acts: {}, events: { show: { shown: { to: 'showing', reach: 'shown' } } } },
    showing: { label, acts: {} },
    over: { label, acts: {} },
  },
  clocks: {
    publicity: { rules: ['publicity-minor-stop'], startsAt: ['shown'], stopsAt: [], lapse: { to: 'over', reach: 'passed' } },
    after: { rules: ['publish-withdraw', 'publish-correct'], startsAt: ['passed'], stopsAt: [] },
    duty: { rules: ['publish-penalty-necips'], startsAt: ['shown'], stopsAt: ['passed'] },
  },
});
const show: FileEvent = { name: 'show', label, perform: () => ({ outcome: 'shown', facts: { shown: true } }) };
const passed: FileLapse = {
  clock: 'publicity',
  perform: ({ facts, deadline, occurredOn }) => ({
    facts: { was: facts['shown'], on: occurredOn, last: deadline.dueDate },
    clocks: { after: { rule: 'publish-correct' } },
    effects: [{ type: 'creditRepair', fileId: 'creditRepair-00000000000000000001', name: 'recordClosed', payload: {} }],
  }),
};

test('a lapse keeps facts, chooses the rule of the clock that it starts, and tells another file, once', () => {
  const file = walk(defineFile(chart, { actions: [], events: [show], lapses: [passed] }), { at: '2026-03-10T04:00:00.000Z' });
  file.event('show', {});
  // the reminders of the other clock, and its lapse, do not concern it
  file.tick('2026-06-10T15:59:59.000Z');
  expect(file.record.facts).toEqual({ shown: true });
  const given = file.tick('2026-06-30T04:00:00.000Z');
  expect(file.record).toMatchObject({ stage: 'over', facts: { was: true, on: '2026-06-10', last: '2026-06-10' } });
  expect(file.record.deadlines.map(({ ruleId, triggerOn }) => [ruleId, triggerOn])).toEqual([['publish-correct', '2026-06-10']]);
  // who heard of it stands in the ledger
  expect(given.entries[0]?.content).toMatchObject({ rung: 'lapse', told: ['publication_officer'], to: 'over' });
  expect(given.effects.filter(({ toType }) => toType !== 'supervisionOrder')).toEqual([{ seq: given.entries[0]?.seq, n: 1, toFileId: 'creditRepair-00000000000000000001', toType: 'creditRepair', name: 'recordClosed', payload: {} }]);
});

test('a lapse without anything defined for it only follows the chart', () => {
  const file = walk(defineFile(chart, { actions: [], events: [show] }), { at: '2026-03-10T04:00:00.000Z' });
  file.event('show', {});
  const given = file.tick('2026-06-11T04:00:00.000Z');
  expect(file.record).toMatchObject({ stage: 'over', facts: { shown: true } });
  expect(given.effects.filter(({ toType }) => toType !== 'supervisionOrder')).toEqual([]);
});

test('nothing may follow from a duty that is overdue: its clock has no lead, and the definition is refused', () => {
  expect(() => defineFile(chart, { actions: [], events: [show], lapses: [{ ...passed, clock: 'duty' }] })).toThrow(/duty/);
});
