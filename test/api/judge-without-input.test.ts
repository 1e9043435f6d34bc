import { z } from 'zod';
import { describe, expect, test } from 'vitest';
import { judgeWithoutInput } from '../../api/reading/judge-without-input.ts';
import { defineAction, type Guard } from '../../domain/actions/action.ts';
import { defaultCalendar } from '../../domain/calendar/default-calendar.ts';
import type { JsonObject } from '../../domain/json.ts';
import type { FileRecord } from '../../domain/record/record.ts';
import { rules } from '../support/law.ts';

type Input = { readonly days: number };
const record: FileRecord = { id: `inspection-${'0'.repeat(20)}`, type: 'inspection', departmentId: 'd', seq: 1, stage: 'assigned', stageSince: '2026-03-02', facts: { officerIds: ['a', 'b'] }, milestones: {}, lastAt: null, deadlines: [], tasks: [] };
const actor = { id: 'c', departmentId: 'd', roles: ['inspector'] as const, certificateValidUntil: null };
const target = { record, surroundings: { rules, calendar: defaultCalendar, officers: {}, at: '2026-03-02T02:00:00.000Z' } };
const readsInput: Guard<JsonObject, Input> = { name: 'readsInput', rule: 'r', check: ({ input }) => (input.days > 3 ? { code: 'CORRECTION_LIMIT' } : null) };
const listsInput: Guard<JsonObject, Input> = { name: 'listsInput', rule: 'r', check: ({ input }) => (Object.keys(input).length ? { code: 'CORRECTION_LIMIT' } : null) };
const refuses: Guard<JsonObject, Input> = { name: 'refuses', rule: 'r', check: ({ facts }) => (facts['officerIds'] ? { code: 'NOT_ASSIGNED', rule: 'r' } : null) };
const judge = (...guards: Guard<JsonObject, Input>[]) => {
  const action = defineAction<JsonObject, Input>({ name: 'x', label: { zh: '', en: '' }, roles: [], input: z.object({ days: z.number() }), guards, cites: [], perform: () => ({ outcome: 'x' }) });
  return judgeWithoutInput(action as never, target, actor, '2026-03-02');
};

describe('guards judged before anything is entered', () => {
  test('refuse when they look at the file alone', () => {
    expect(judge(refuses)).toEqual({ code: 'NOT_ASSIGNED', rule: 'r', guard: 'refuses' });
  });

  test('are left to the act when they look at the input, and do not hide those after them', () => {
    expect(judge(readsInput, listsInput)).toBeNull();
    expect(judge(readsInput, refuses)).toMatchObject({ guard: 'refuses' });
  });

  test('that fail for a reason of their own are not taken for a no', () => {
    expect(() => judge({ name: 'broken', rule: 'r', check: () => { throw new Error('broken'); } })).toThrow('broken');
  });
});
