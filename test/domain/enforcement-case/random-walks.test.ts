import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Officer } from '../../../domain/actions/action.ts';
import { enforcementCaseChart } from '../../../domain/charts/enforcement-case.ts';
import { measureActs } from '../../../domain/charts/measures-branch.ts';
import { openActs } from '../../../domain/chart/chart.ts';
import { errors } from '../../../domain/errors.ts';
import { enforcementCaseFile } from '../../../domain/files/enforcement-case.ts';
import type { JsonObject } from '../../../domain/json.ts';
import { addDays } from '../../../domain/time/local-date.ts';
import { body, caseIn, fine, noon, staff, type CaseWalk } from '../../support/case.ts';

/** Days that pass, which of the open acts is tried, by whom of its role, and how its body differs from the usual one. */
const move = fc.record({ days: fc.constantFrom(0, 0, 1, 3, 8, 40), act: fc.nat(40), who: fc.nat(5), variant: fc.nat(7), backdated: fc.constantFrom(0, 0, 0, 1, 5) });
type Move = { days: number; act: number; who: number; variant: number; backdated: number };

const penalties = [fine('120000'), fine('50000'), { kinds: ['warning'], discretionTier: 'lenient', reasons: '轻微' }, { kinds: ['fine', 'confiscate_goods'], fineYuan: '3000', goodsYuan: '200', discretionTier: 'ordinary', reasons: '一般' }];

function changed(action: string, variant: number, today: string): JsonObject {
  if (action === 'recordReview' && variant > 4) return { outcome: 'investigate_further' };
  if (action === 'approveProposal' && variant > 5) return { outcome: 'return' };
  if (action === 'recordRecheck') return { newFacts: variant > 5, adoption: variant > 3 ? 'partly' : 'rejected' };
  if (action === 'submitFinalReport' && variant > 5) return { proposal: { kind: 'no_penalty', ground: 'no_fault', reason: '没有过错' } };
  if (action === 'serveNotice') return { hearingRightTold: variant !== 0 };
  if (action === 'serveHearingNotice') return { planned: addDays(today, 5 + variant * 2), place: '听证室', proof: '回证', announcedOn: today, isPublic: variant > 3 };
  if (action === 'recordPayment') return { amountYuan: variant > 4 ? '120000' : variant > 2 ? '3000' : '17', paidOn: addDays(today, -variant), receiptNo: `A${variant}` };
  if (action === 'recordService' && variant > 5) return { method: 'public_notice' };
  if (action === 'recordCollectiveDiscussion' && variant > 5) return { conclusion: 'extend', days: 10 };
  if (action === 'decidePenalty' && variant > 5) return { penalty: fine('40000') };
  return {};
}

function step(file: CaseWalk, day: string, { act, who, variant, backdated }: Move, penalty: JsonObject): void {
  file.tick(noon(day));
  // what does not move the case is tried less often, so that a walk gets somewhere
  const open = openActs(enforcementCaseChart, file.record.stage).filter((name) => variant < 2 || !(name in measureActs));
  const action = open[act % Math.max(1, open.length)];
  if (action === undefined) return;
  const roles = enforcementCaseFile.actions[action]?.roles ?? [];
  const able: Officer[] = Object.values(staff).filter((officer) => officer.roles.some((role) => roles.includes(role)));
  const actor = able[who % able.length];
  if (!actor) throw new Error(`nobody may do ${action}`);
  const seq = file.record.seq;
  const answer = file.act(actor, action, { ...body(action, penalty), ...changed(action, variant, day) }, backdated ? addDays(day, -backdated) : undefined);
  if (answer?.accepted === false) {
    expect(Object.keys(errors)).toContain(answer.code);
    expect(file.given.at(-1)?.own).toBeNull();
  } else {
    expect(file.record.seq).toBeGreaterThan(seq);
  }
}

/** What holds after every step, whatever was tried. */
function holds(file: CaseWalk): void {
  const { record } = file;
  // oxlint-disable-next-line typescript/no-explicit-any -- whatever the facts of a case hold
  const { facts, milestones } = record as unknown as { facts: Record<string, any>; milestones: Record<string, string> };
  // one open deadline a clock, each rung recorded once
  expect(new Set(record.deadlines.map(({ clock }) => clock)).size).toBe(record.deadlines.length);
  for (const deadline of record.deadlines) expect(deadline.closedSeq).toBeNull();
  if (facts['decision']?.type === 'penalty' && milestones['penaltyDecided']) {
    expect(facts['reviewPassed']?.outcome).toBe('agree');
    expect(facts['notice']).toBeTruthy();
    expect(facts['officerIds']).not.toContain(facts['reviewPassed'].by);
  }
  if (enforcementCaseChart.stages[record.stage as 'archived']?.end) {
    expect(record.deadlines).toEqual([]);
    expect(record.tasks).toEqual([]);
  } else {
    // somebody is always waited for
    expect(record.tasks.some(({ kind }) => kind === 'act')).toBe(true);
  }
}

describe('whatever is tried on a case', () => {
  test('it is done or refused with a code, deadlines are recorded once, nothing is decided without a review, and somebody is always waited for', () => {
    const stages = new Set<string>();
    fc.assert(
      fc.property(fc.nat(3), fc.constantFrom('clue_registered', 'investigating', 'under_review', 'notice_served', 'decided', 'performing'), fc.array(move, { minLength: 20, maxLength: 70 }), (kind, from, moves) => {
        const penalty = penalties[kind] ?? fine('1');
        const file = caseIn(from, penalty);
        let day = file.record.lastAt?.slice(0, 10) ?? '';
        for (const one of moves) {
          day = addDays(day, one.days);
          step(file, day, one, penalty);
          stages.add(file.record.stage);
          holds(file);
        }
        const rungs = file.given.flatMap(({ entries }) => entries.flatMap(({ deadlineKey: key }) => (key ? [`${key.deadlineId} ${key.revision} ${key.rung}`] : [])));
        expect(new Set(rungs).size).toBe(rungs.length);
        const seqs = file.given.flatMap(({ entries }) => entries.map(({ seq }) => seq));
        expect(seqs).toEqual(seqs.map((_, i) => i + 1));
      }),
      { seed: 20261122, numRuns: 300 },
    );
    // the walks reach what they are meant to try
    expect([...stages]).toEqual(expect.arrayContaining(['not_filed', 'suspended', 'hearing_held', 'post_hearing_review', 'rechecking', 'decision_pending', 'collective_discussion', 'overdue', 'demanded', 'window_missed', 'court_applied', 'archived']));
  });
});
