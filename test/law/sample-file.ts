import { z } from 'zod';
import { advance, type Advanced, type Happening } from '../../domain/advance/advance.ts';
import type { Redating } from '../../domain/advance/redate.ts';
import { defineAction, type Officer } from '../../domain/actions/action.ts';
import { defineChart } from '../../domain/chart/chart.ts';
import { defineFile } from '../../domain/files/file-definition.ts';
import type { FileRecord } from '../../domain/record/record.ts';
import type { LawInForce } from '../../law/law-book.ts';

const actor: Officer = { id: 'a', departmentId: 'd', roles: ['case_handler'], certificateValidUntil: null };
const act = (name: string, performed: object = {}) =>
  defineAction({ name, label: { zh: name, en: name }, roles: ['case_handler'], input: z.strictObject({}), guards: [], cites: [], perform: () => ({ outcome: 'done', ...performed }) });

const rules = ['clue-verify', 'case-decide', 'draw-match-officers'] as const;

const chart = defineChart({
  type: 'sample',
  collection: 'samples',
  label: { zh: '样本', en: 'Sample' },
  milestones: ['opened', 'tested', 'testedEnd'],
  stages: {
    none: { label: { zh: '无', en: 'none' }, acts: Object.fromEntries(rules.map((rule) => [`open-${rule}`, { done: { to: 'running', reach: 'opened' } }])) },
    running: {
      label: { zh: '进行', en: 'running' },
      task: [{ roles: ['case_handler'], label: { zh: '办', en: 'do' }, clock: 'main' }],
      acts: { extend: { done: {} }, test: { done: { reach: 'tested' } } },
    },
  },
  clocks: { main: { rules: [...rules] as [string, ...string[]], startsAt: ['opened'], stopsAt: [], pauses: [{ ground: 'testing', from: 'tested', to: ['testedEnd'] }] } },
});

export const sampleDefinition = defineFile(chart, {
  actions: [
    ...rules.map((rule) => act(`open-${rule}`, { clocks: { main: { rule } } })),
    act('extend', { extend: { clock: 'main', amount: 15, reason: '测试', approvedBy: 'responsible_person' } }),
    act('test'),
  ],
  events: [],
});

export interface SampleOptions {
  /** Legal day of the act that starts the clock. */
  readonly from: string;
  readonly rule?: (typeof rules)[number];
  readonly profile?: string;
  readonly extended?: true;
  /** Day from which the clock stands still. */
  readonly paused?: string;
  /** Time passes to here before the law changes. */
  readonly at?: string;
}

/** A file with one open deadline, armed by one law; `redate` lets another law come. */
export function openSample(law: LawInForce, { from, rule = 'clue-verify', profile = 'national', extended, paused, at }: SampleOptions) {
  let now = `${from}T04:00:00.000Z`;
  let record: FileRecord = { id: 'sample-00000000000000000001', type: 'sample', departmentId: 'd', seq: 0, stage: 'none', stageSince: null, facts: {}, milestones: {}, lastAt: null, deadlines: [], tasks: [] };
  const run = (by: LawInForce, happening: Happening): Advanced => {
    const advanced = advance(sampleDefinition, record, happening, now, { at: now, rules: by.rulesFor(profile), calendar: by.calendar, officers: {} });
    if (advanced.answer?.accepted === false) throw new Error(JSON.stringify(advanced.answer));
    record = advanced.record;
    return advanced;
  };
  const takes = (action: string) => run(law, { kind: 'act', action, body: {}, actor, occurredOn: null, receivedAt: now, ifMatch: null });
  takes(`open-${rule}`);
  if (extended) takes('extend');
  if (paused !== undefined) {
    now = `${paused}T04:00:00.000Z`;
    takes('test');
  }
  if (at !== undefined) {
    now = at;
    run(law, { kind: 'tick' });
  }
  return {
    get record() {
      return record;
    },
    redate(after: LawInForce, redating: Redating, instant = now) {
      now = instant;
      return run(after, { kind: 'redate', redating });
    },
  };
}
