import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { defineAction, type Officer } from '../../../domain/actions/action.ts';
import { defineChart } from '../../../domain/chart/chart.ts';
import { defineFile } from '../../../domain/files/file-definition.ts';
import { rungsTold, walk, type Walk } from '../../support/walk.ts';

const actor: Officer = { id: 'a', departmentId: 'd', roles: ['case_handler'], certificateValidUntil: null };
const act = (name: string, performed: object = {}) =>
  defineAction({ name, label: { zh: name, en: name }, roles: ['case_handler'], input: z.strictObject({}), guards: [], cites: [], perform: () => ({ outcome: 'done', ...performed }) });

const chart = defineChart({
  type: 'sample',
  collection: 'samples',
  label: { zh: '样本', en: 'Sample' },
  milestones: ['sent', 'opened', 'tested', 'testedEnd', 'suspended', 'resumed', 'dropped', 'decided'],
  stages: {
    none: { label: { zh: '无', en: 'none' }, acts: { send: { done: { reach: 'tested' } }, open: { done: { to: 'running', reach: 'opened' } }, openWithout: { done: { to: 'running', reach: 'opened' } } } },
    running: {
      label: { zh: '进行', en: 'running' },
      task: [
        { roles: ['case_handler'], label: { zh: '办', en: 'do' }, clock: 'main' },
        { roles: ['responsible_person'], label: { zh: '批', en: 'approve' }, clock: 'main' },
      ],
      acts: {
        test: { done: { reach: 'tested' } }, endTest: { done: { reach: 'testedEnd' } }, suspend: { done: { reach: 'suspended' } }, resume: { done: { reach: 'resumed' } },
        drop: { done: { reach: 'dropped' } }, decide: { done: { reach: 'decided' } },
      },
    },
  },
  clocks: {
    main: {
      rules: ['case-decide'],
      startsAt: ['opened'],
      stopsAt: ['decided'],
      cancelsAt: ['dropped'],
      pauses: [
        { ground: 'testing', from: 'tested', to: ['testedEnd'] },
        { ground: 'suspension', from: 'suspended', to: ['resumed'] },
      ],
    },
  },
});
const definition = defineFile(chart, {
  actions: [act('send'), act('open'), act('openWithout', { clocks: { main: null } }), act('test'), act('endTest'), act('suspend'), act('resume'), act('drop'), act('decide')],
  events: [],
});

function opened(by = 'open'): Walk {
  const file = walk(definition, { at: '2026-03-05T04:00:00.000Z' });
  file.act(actor, by);
  return file;
}
function on(file: Walk, day: string, action: string, occurredOn?: string) {
  file.tick(`${day}T04:00:00.000Z`);
  return file.act(actor, action, {}, occurredOn);
}
const main = (file: Walk) => file.record.deadlines[0];

describe('a clock', () => {
  test('that does not apply to the file is not started', () => {
    expect(main(opened('openWithout'))).toBeUndefined();
    expect(main(opened())).toMatchObject({ state: 'running', targetDate: '2026-06-03' });
  });

  test('stands still while it is paused: no rung falls due, and the tasks lose their date', () => {
    const file = opened();
    on(file, '2026-03-25', 'test');
    expect(main(file)).toMatchObject({ state: 'paused', rungs: [], revision: 2 });
    expect(file.record.tasks.map(({ dueAt }) => dueAt)).toEqual([null, null]);
    file.tick('2026-12-31T00:00:00.000Z');
    expect(rungsTold(file)).toEqual([]);
  });

  test('runs on after the pause with all the days that were left, and tells no reminder twice', () => {
    const file = opened();
    file.tick('2026-05-20T00:00:00.000Z');
    expect(rungsTold(file)).toEqual(['case-decide remind_70 2026-05-07']);
    on(file, '2026-05-20', 'test');
    on(file, '2026-05-30', 'endTest');
    expect(main(file)).toMatchObject({ state: 'running', targetDate: '2026-06-13', revision: 3, pauses: [{ ground: 'testing', from: '2026-05-20', to: '2026-05-30' }] });
    expect(new Set(file.record.tasks.map(({ dueAt }) => dueAt))).toEqual(new Set([main(file)?.dueAt]));
    file.tick('2026-06-30T00:00:00.000Z');
    expect(rungsTold(file)).toEqual(['case-decide remind_70 2026-05-07', 'case-decide remind_90 2026-06-04', 'case-decide lapse 2026-06-15', 'case-decide overdue_3 2026-06-18', 'case-decide overdue_10 2026-06-30']);
  });

  test('counts overlapping grounds once, and runs again when the last of them has ended', () => {
    const file = opened();
    on(file, '2026-03-10', 'test');
    on(file, '2026-03-15', 'suspend');
    on(file, '2026-03-20', 'endTest');
    expect(main(file)?.state).toBe('paused');
    on(file, '2026-03-25', 'resume');
    expect(main(file)).toMatchObject({ state: 'running', targetDate: '2026-06-18' });
  });

  test('that starts while its ground lasts is paused from its start', () => {
    const file = walk(definition, { at: '2026-03-01T04:00:00.000Z' });
    file.act(actor, 'send');
    on(file, '2026-03-05', 'open');
    expect(main(file)).toMatchObject({ state: 'paused' });
    on(file, '2026-03-15', 'endTest');
    // 03-15 is the first day that counts
    expect(main(file)).toMatchObject({ state: 'running', targetDate: '2026-06-12' });
  });

  test('is not paused any more once the duty is overdue', () => {
    const file = opened();
    on(file, '2026-06-10', 'test');
    expect(main(file)).toMatchObject({ state: 'lapsed', pauses: [] });
  });

  test('is met in time when the duty is done while it stands still', () => {
    const file = opened();
    on(file, '2026-03-10', 'test');
    on(file, '2026-09-10', 'decide');
    expect(file.given.at(-1)?.deadlines).toMatchObject([{ state: 'met' }]);
  });

  test('that nobody waits for any more is cancelled, neither met nor late', () => {
    const file = opened();
    on(file, '2026-06-10', 'drop');
    expect(file.given.at(-1)?.deadlines).toMatchObject([{ state: 'cancelled', rungs: [] }]);
    expect(file.record.deadlines).toEqual([]);
    expect(file.record.tasks.filter(({ kind }) => kind === 'reminder')).toEqual([]);
  });

  test('opens every task of its stage', () => {
    expect(opened().record.tasks.map(({ roles }) => roles)).toEqual([['case_handler'], ['responsible_person']]);
  });
});
