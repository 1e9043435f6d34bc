import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../domain/json.ts';
import type { Staff } from '../../support/case.ts';
import { Office } from '../../support/office.ts';

type Done = readonly [day: string, who: Staff, action: string, change?: JsonObject];
const assigned: Done = ['2026-07-07', 'unitHead', 'assignHandlers'];
const report = (day: string, receivedOn: string, newFacts = true): Done => [day, 'handlerA', 'recordFurtherReport', { source: 'report', content: '又一批过期食品', newFacts, receivedOn }];

/** Received on Monday 2026-07-06: 7-10 (4) · 13-17 (9) · 20-24 (14) · 27 (15). Every date is counted by hand from the calendar of 2026, after the rule of 2026-04-15. */
const table: readonly { title: string; received?: string; done: readonly Done[]; outcome: string; due: string; triggerOn: string; pauses?: number }[] = [
  // 16, 17 (2) · 20-24 (7) · 27-31 (12) · 3-5 (15)
  { title: 'new facts on 07-15', done: [assigned, report('2026-07-15', '2026-07-15')], outcome: 'restarted', due: '2026-08-05', triggerOn: '2026-07-15' },
  { title: 'new facts on 07-15, entered five days later', done: [assigned, report('2026-07-20', '2026-07-15')], outcome: 'restarted', due: '2026-08-05', triggerOn: '2026-07-15' },
  { title: 'before anybody is assigned', done: [report('2026-07-15', '2026-07-15')], outcome: 'restarted', due: '2026-08-05', triggerOn: '2026-07-15' },
  { title: 'the same facts', done: [assigned, report('2026-07-15', '2026-07-15', false)], outcome: 'noNewHandling', due: '2026-07-27', triggerOn: '2026-07-06' },
  { title: 'new facts on the very first day', done: [assigned, report('2026-07-08', '2026-07-06')], outcome: 'merged', due: '2026-07-27', triggerOn: '2026-07-06' },
  // 28-31 (19) · 3-7 (24) · 10-14 (29) · 17 (30)
  { title: 'a clock that was extended and ends later', done: [assigned, ['2026-07-14', 'responsible', 'extendClueVerification'], report('2026-07-15', '2026-07-15')], outcome: 'merged', due: '2026-08-17', triggerOn: '2026-07-06' },
  // 29-31 (3) · 3-7 (8) · 10-14 (13) · 17, 18 (15)
  { title: 'a clock that was extended and would end earlier', done: [assigned, ['2026-07-14', 'responsible', 'extendClueVerification'], report('2026-07-29', '2026-07-28')], outcome: 'restarted', due: '2026-08-18', triggerOn: '2026-07-28' },
  // the test takes 16 and 17 out of the new period: 20-24 (5) · 27-31 (10) · 3-7 (15)
  { title: 'a test under way, whose result comes on 07-20', done: [assigned, ['2026-07-13', 'handlerA', 'sendForExamination'], report('2026-07-15', '2026-07-15'), ['2026-07-20', 'handlerA', 'recordExamination']], outcome: 'restarted', due: '2026-08-07', triggerOn: '2026-07-15', pauses: 1 },
  { title: 'a test that was over before the report was entered, and lay after it', done: [assigned, ['2026-07-16', 'handlerA', 'sendForExamination'], ['2026-07-20', 'handlerA', 'recordExamination'], report('2026-07-21', '2026-07-15')], outcome: 'restarted', due: '2026-08-07', triggerOn: '2026-07-15', pauses: 1 },
  { title: 'a test that was over before the report came in', done: [assigned, ['2026-07-08', 'handlerA', 'sendForExamination'], ['2026-07-10', 'handlerA', 'recordExamination'], report('2026-07-15', '2026-07-15')], outcome: 'restarted', due: '2026-08-05', triggerOn: '2026-07-15', pauses: 0 },
  // 30, 31 (2) · 3-7 (7) · 10-14 (12) · 17-19 (15)
  { title: 'a clue that is overdue', done: [assigned, report('2026-07-29', '2026-07-29')], outcome: 'restarted', due: '2026-08-19', triggerOn: '2026-07-29' },
  // 6, 7 (17) · 10-14 (22) · 17-21 (27) · 24-26 (30)
  { title: 'an extension after the new start', done: [assigned, report('2026-07-15', '2026-07-15'), ['2026-07-16', 'responsible', 'extendClueVerification']], outcome: 'restarted', due: '2026-08-26', triggerOn: '2026-07-15' },
  // 19-21 (18) · 24-28 (23) · 31 (24) · 1-4 (28) · 7, 8 (30)
  { title: 'an extension before and another after the new start', done: [assigned, ['2026-07-14', 'responsible', 'extendClueVerification'], report('2026-07-29', '2026-07-28'), ['2026-07-30', 'responsible', 'extendClueVerification']], outcome: 'restarted', due: '2026-09-08', triggerOn: '2026-07-28' },
  // 29, 30 (2) · 1-7 October are National Day · 8, 9 (4) · Saturday 10 is worked (5) · 12-16 (10) · 19-23 (15)
  { title: 'a report before National Day', received: '2026-09-18', done: [report('2026-09-28', '2026-09-28')], outcome: 'restarted', due: '2026-10-23', triggerOn: '2026-09-28' },
];

describe('a further report (CRH 35, R-TIP-02)', () => {
  test.for(table)('$title: $outcome, due on $due', ({ received = '2026-07-06', done, outcome, due, triggerOn, pauses }) => {
    const office = new Office();
    const id = office.receive(1, received);
    const told: string[] = [];
    for (const [day, who, action, change] of done) {
      const answer = office.on(day, id, who, action, change);
      expect(answer, action).toMatchObject({ accepted: true });
      if (answer.accepted && action === 'recordFurtherReport') told.push(answer.outcome);
    }
    expect(told).toEqual([outcome]);
    expect(office.clock(id, 'clueVerification')).toMatchObject({ dueDate: due, state: 'running', triggerOn });
    if (pauses !== undefined) expect(office.clock(id, 'clueVerification')?.pauses).toHaveLength(pauses);
    // whoever is waited for is waited for until that day
    for (const task of office.record(id).tasks.filter(({ kind }) => kind === 'act')) expect(task).toMatchObject({ deadlineId: office.clock(id, 'clueVerification')?.id, dueAt: office.clock(id, 'clueVerification')?.dueAt });
  });

  test('leaves the old date, the new one and the reason, and a deadline that nobody met or missed', () => {
    const office = new Office();
    const id = office.receive(1, '2026-07-06');
    office.on('2026-07-15', id, 'unitHead', 'recordFurtherReport', { source: 'report', content: '又一批', newFacts: true, receivedOn: '2026-07-15' });
    expect(office.files.get(id)?.given.at(-1)?.entries.at(-1)?.content['clocks']).toMatchObject([
      { change: 'cancelled', dueDate: '2026-07-27', reason: expect.stringContaining('新事实') },
      { change: 'restarted', dueDate: '2026-08-05', oldDueDate: '2026-07-27', reason: expect.stringContaining('new facts') },
    ]);
    expect(office.deadlines(id).map(({ state, dueDate }) => [state, dueDate])).toEqual([['cancelled', '2026-07-27'], ['running', '2026-08-05']]);
    office.pass('2026-08-04');
    expect(office.rungs(id)).not.toContain('clue-verify lapse');
    office.pass('2026-08-06');
    expect(office.rungs(id).filter((rung) => rung === 'clue-verify lapse')).toHaveLength(1);
  });

  test('entered on the wrong clue and withdrawn: the day of before is due again', () => {
    const office = new Office();
    const id = office.receive(1, '2026-07-06');
    const told = office.on('2026-07-15', id, 'unitHead', 'recordFurtherReport', { receivedOn: '2026-07-15' });
    expect(office.on('2026-07-16', id, 'responsible', 'withdrawFact', { entry: told.accepted ? told.seq : 0, proposedBy: 'unit-head', reason: '误录入本案' })).toMatchObject({ accepted: true });
    expect(office.clock(id, 'clueVerification')).toMatchObject({ triggerOn: '2026-07-06', dueDate: '2026-07-27', state: 'running' });
    expect(office.record(id).deadlines).toHaveLength(1);
    expect(office.record(id).facts['furtherReports'] ?? []).toEqual([]);
  });

  test('before the rule of 2026-04-15 there is none to go by', () => {
    const office = new Office();
    const [a, b] = [office.receive(1, '2026-04-09'), office.receive(2, '2026-04-10')];
    const refused = { accepted: false, code: 'DEADLINE_REFUSED', rule: 'report-handling', reason: 'TRIGGER_BEFORE_RULE' };
    expect(office.on('2026-04-14', a, 'unitHead', 'recordFurtherReport', { receivedOn: '2026-04-10' })).toMatchObject(refused);
    expect(office.on('2026-04-14', b, 'unitHead', 'mergeClue', { intoFileId: a, newFacts: true })).toMatchObject(refused);
    expect(office.on('2026-04-14', b, 'unitHead', 'mergeClue', { intoFileId: a, newFacts: false })).toMatchObject({ accepted: true });
    expect(office.on('2026-04-15', a, 'unitHead', 'recordFurtherReport', { receivedOn: '2026-04-15' })).toMatchObject({ accepted: true, outcome: 'restarted' });
  });

  test.for([
    ['a day after the entry', '2026-07-16', 'FUTURE_FACT'],
    ['a day before the clue itself', '2026-07-05', 'FACT_BEFORE_STAGE'],
  ] as const)('received on %s is refused', ([, receivedOn, code]) => {
    const office = new Office();
    const id = office.receive(1, '2026-07-06');
    expect(office.on('2026-07-15', id, 'unitHead', 'recordFurtherReport', { source: 'report', content: '又', newFacts: true, receivedOn })).toMatchObject({ accepted: false, code, field: '/receivedOn' });
  });
});

/** Clues A and B of one matter: A of 07-06, B of 07-15. */
function twoClues() {
  const office = new Office();
  const a = office.receive(1, '2026-07-06');
  const b = office.receive(2, '2026-07-15');
  return { office, a, b, merge: (from: string, into: string, newFacts = true, day = '2026-07-16') => office.on(day, from, 'unitHead', 'mergeClue', { intoFileId: into, newFacts, reason: '同一商户' }) };
}

describe('merging a clue into another (并案)', () => {
  test('new facts: A counts anew from the day of B, B ends, its clock is cancelled, and both keep the link', () => {
    const { office, a, b, merge } = twoClues();
    expect(merge(b, a)).toMatchObject({ accepted: true, outcome: 'asked', stage: 'clue_registered' });
    office.settle();
    expect(office.record(b)).toMatchObject({ stage: 'merged', deadlines: [], tasks: [] });
    expect(office.deadlines(b)).toMatchObject([{ ruleId: 'clue-verify', state: 'cancelled' }]);
    expect(office.clock(a, 'clueVerification')).toMatchObject({ triggerOn: '2026-07-15', dueDate: '2026-08-05' });
    expect([office.linked(a), office.linked(b)]).toEqual([[`merged_from ${b}`], [`merged_into ${a}`]]);
    expect(office.record(a).facts['furtherReports']).toMatchObject([{ fileId: b, newFacts: true, receivedOn: '2026-07-15' }]);
  });

  test('the same facts: A keeps its day', () => {
    const { office, a, b, merge } = twoClues();
    merge(b, a, false);
    office.settle();
    expect(office.record(b).stage).toBe('merged');
    expect(office.clock(a, 'clueVerification')).toMatchObject({ triggerOn: '2026-07-06', dueDate: '2026-07-27' });
  });

  test('an older clue merged into a newer one does not bring its day forward', () => {
    const { office, a, b, merge } = twoClues();
    merge(a, b);
    office.settle();
    expect(office.record(a).stage).toBe('merged');
    expect(office.clock(b, 'clueVerification')).toMatchObject({ triggerOn: '2026-07-15', dueDate: '2026-08-05' });
  });

  test('what B was told later counts: the last report of the two', () => {
    const { office, a, b, merge } = twoClues();
    office.on('2026-07-17', b, 'unitHead', 'recordFurtherReport', { source: 'report', content: '再一次', newFacts: true, receivedOn: '2026-07-17' });
    merge(b, a, true, '2026-07-17');
    office.settle();
    // 20-24 (5) · 27-31 (10) · 3-7 (15)
    expect(office.clock(a, 'clueVerification')).toMatchObject({ triggerOn: '2026-07-17', dueDate: '2026-08-07' });
  });

  test('while A has not answered, the clock of B goes on and falls due, and B is neither filed nor declined nor asked to be merged again', () => {
    const { office, a, b, merge } = twoClues();
    office.on('2026-07-15', b, 'unitHead', 'assignHandlers');
    office.on('2026-07-15', b, 'handlerA', 'recordEvidence');
    merge(b, a);
    const attempts: readonly (readonly [Staff, string, JsonObject?])[] = [
      ['responsible', 'fileCase'], ['responsible', 'declineFiling'], ['handlerA', 'sendForExamination'], ['handlerA', 'preserveEvidence'], ['handlerA', 'applySealing'], ['unitHead', 'raiseRecusal'],
      ['unitHead', 'mergeClue', { intoFileId: a, newFacts: true, reason: '再次' }],
    ];
    for (const [who, action, change] of attempts) expect(office.on('2026-07-17', b, who, action, change), action).toMatchObject({ accepted: false, code: 'MERGE_UNDER_WAY', rule: 'clue-merge' });
    expect(office.on('2026-07-17', b, 'responsible', 'extendClueVerification')).toMatchObject({ accepted: true });
    office.pass('2026-08-27');
    expect(office.rungs(b)).toContain('clue-verify lapse');
    office.settle();
    expect(office.record(b).stage).toBe('merged');
  });

  test.for([
    ['was filed', [['2026-07-16', 'unitHead', 'assignHandlers'], ['2026-07-16', 'handlerA', 'recordEvidence'], ['2026-07-16', 'responsible', 'fileCase']], '调查取证'],
    ['was declined', [['2026-07-16', 'unitHead', 'assignHandlers'], ['2026-07-16', 'responsible', 'declineFiling']], '不予立案'],
  ] as const)('A %s before the word of B came: B goes on as it was, and the head of the unit is told', ([, acts, stage]) => {
    const { office, a, b, merge } = twoClues();
    merge(b, a);
    const before = office.record(b);
    for (const [day, who, action] of acts) expect(office.on(day, a, who, action), action).toMatchObject({ accepted: true });
    office.settle();
    const { facts, stage: stands, deadlines, tasks } = office.record(b);
    expect({ stands, deadlines }).toEqual({ stands: 'clue_registered', deadlines: before.deadlines });
    expect(facts['mergeAsked']).toBeNull();
    expect(tasks.filter(({ kind }) => kind === 'reminder')).toMatchObject([{ roles: ['handling_unit_head'], label: { zh: expect.stringContaining(stage) } }]);
    expect(office.linked(a)).toEqual([]);
    // and all of it is open again
    expect(office.on('2026-07-17', b, 'responsible', 'declineFiling')).toMatchObject({ accepted: true });
  });

  test('A that is gone, or whose word cannot be read, is a no as well', () => {
    const office = new Office();
    const b = office.receive(2, '2026-07-15');
    const into = 'enforcementCase-99999999999999999999';
    office.letters.push({ from: b, occurredOn: '2026-07-15', effect: { seq: 1, n: 1, toFileId: into, toType: 'enforcementCase', name: 'mergeAsked', payload: {} } });
    office.deliver();
    expect(office.letters).toMatchObject([{ from: into, effect: { toFileId: b, name: 'mergeDeclined' } }]);
    const a = office.receive(1, '2026-07-16');
    office.letters[0] = { from: b, occurredOn: '2026-07-15', effect: { seq: 1, n: 1, toFileId: a, toType: 'enforcementCase', name: 'mergeAsked', payload: { newFacts: 'yes' } } };
    office.deliver();
    expect(office.letters).toMatchObject([{ from: a, effect: { toFileId: b, name: 'mergeDeclined' } }]);
    expect(office.clock(a, 'clueVerification')?.dueDate).toBe('2026-08-06');
  });

  const refusals: readonly { title: string; prepare?: readonly (readonly [file: 'a' | 'b', who: Staff, action: string])[]; into?: string; code: string; field?: string }[] = [
    { title: 'into itself', into: 'b', code: 'MERGE_INTO_ITSELF', field: '/intoFileId' },
    { title: 'into a file that does not exist', into: 'enforcementCase-0000000000000000ffff', code: 'LINKED_FILE_UNKNOWN', field: '/intoFileId' },
    { title: 'into a file of another type', into: 'inspection-00000000000000000001', code: 'LINKED_FILE_UNKNOWN', field: '/intoFileId' },
    { title: 'into something that is no file', into: 'anything', code: 'INVALID_BODY', field: '/intoFileId' },
    { title: 'into a clue that was declined', prepare: [['a', 'unitHead', 'assignHandlers'], ['a', 'responsible', 'declineFiling']], code: 'MERGE_TARGET_PAST', field: '/intoFileId' },
    { title: 'into a case that was filed', prepare: [['a', 'unitHead', 'assignHandlers'], ['a', 'handlerA', 'recordEvidence'], ['a', 'responsible', 'fileCase']], code: 'MERGE_TARGET_PAST', field: '/intoFileId' },
    { title: 'with an examination under way', prepare: [['b', 'unitHead', 'assignHandlers'], ['b', 'handlerA', 'sendForExamination']], code: 'MERGE_UNFINISHED_WORK' },
    { title: 'with goods preserved', prepare: [['b', 'unitHead', 'assignHandlers'], ['b', 'handlerA', 'preserveEvidence']], code: 'MERGE_UNFINISHED_WORK' },
    { title: 'with goods seized', prepare: [['b', 'unitHead', 'assignHandlers'], ['b', 'handlerA', 'applySealing']], code: 'MERGE_UNFINISHED_WORK' },
    { title: 'with a recusal that nobody decided', prepare: [['b', 'unitHead', 'assignHandlers'], ['b', 'unitHead', 'raiseRecusal']], code: 'MERGE_UNFINISHED_WORK' },
  ];
  test.for(refusals)('$title is refused: $code', ({ prepare = [], into, code, field }) => {
    const { office, a, b, merge } = twoClues();
    for (const [file, who, action] of prepare) expect(office.on('2026-07-16', file === 'a' ? a : b, who, action), action).toMatchObject({ accepted: true });
    expect(merge(b, into === 'b' ? b : (into ?? a))).toMatchObject({ accepted: false, code, ...(field === undefined ? {} : { field }) });
    expect(office.letters).toEqual([]);
  });
});

describe('clues that ask each other', () => {
  /** Every order in which the acts and the letters of some clues can come. */
  function explore(acts: readonly (readonly [from: number, into: number])[], check: (office: Office, ids: readonly string[]) => void): number {
    let ends = 0;
    const replay = (choices: readonly number[]) => {
      const office = new Office();
      const ids = [1, 2, 3].map((n) => office.receive(n, '2026-07-06'));
      const waiting = [...acts];
      for (const choice of choices) {
        const act = waiting[choice];
        if (act) {
          waiting.splice(choice, 1);
          office.on('2026-07-07', ids[act[0]] ?? '', 'unitHead', 'mergeClue', { intoFileId: ids[act[1]] ?? '', newFacts: true, reason: '同一事项' });
        } else office.deliver(choice - waiting.length);
      }
      return { office, ids, open: waiting.length + office.letters.length };
    };
    const walk = (choices: readonly number[]) => {
      const { office, ids, open } = replay(choices);
      if (open === 0) {
        ends += 1;
        check(office, ids);
      }
      for (let next = 0; next < open; next += 1) walk([...choices, next]);
    };
    walk([]);
    return ends;
  }

  test.for([
    ['A into B while B into A', [[0, 1], [1, 0]]],
    ['a ring of three', [[0, 1], [1, 2], [2, 0]]],
    ['a chain', [[0, 1], [1, 2]]],
    ['two into one that goes into a third', [[0, 1], [2, 1], [1, 2]]],
  ] as const)('%s: in whatever order it comes, nobody vanishes and everybody is answered', { timeout: 60_000 }, ([, acts]) => {
    const outcomes = new Set<string>();
    const ends = explore(acts, (office, ids) => {
      const merged = ids.filter((id) => office.record(id).stage === 'merged');
      outcomes.add(ids.map((id) => (merged.includes(id) ? 'merged' : 'open')).join(' '));
      for (const id of ids) {
        expect(office.record(id).facts['mergeAsked'] ?? null, 'everybody was answered').toBeNull();
        // who is merged is held by one that holds it too, up to one that is open and whose time runs
        let holder = id;
        for (let steps = 0; office.record(holder).stage === 'merged'; steps += 1) {
          expect(steps, 'a ring').toBeLessThan(ids.length);
          const into = office.linked(holder).find((link) => link.startsWith('merged_into '))?.slice('merged_into '.length) ?? '';
          expect(office.linked(into)).toContain(`merged_from ${holder}`);
          holder = into;
        }
        expect(office.clock(holder, 'clueVerification')?.state).toBe('running');
      }
      const held = ids.flatMap((id) => office.linked(id)).filter((link) => link.startsWith('merged_from '));
      expect(held.map((link) => link.slice('merged_from '.length)).toSorted(), 'held once, and only who ended').toEqual(merged.toSorted());
    });
    expect(ends).toBeGreaterThan(acts.length);
    expect(outcomes.size, [...outcomes].join(', ')).toBeGreaterThan(1);
  });
});
