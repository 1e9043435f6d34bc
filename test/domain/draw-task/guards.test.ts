import { describe, expect, it } from 'vitest';
import type { DrawTaskFacts, Recusal } from '../../../domain/actions/draw-task/facts.ts';
import { drawnAtRandom, noRecusalUnderWay } from '../../../domain/guards/draw.ts';
import { go, openedTask, operator, registerOf, seedActs } from '../../support/draw.ts';
import { rules } from '../../support/law.ts';
import { planItem } from '../../support/plan.ts';

const asking = (facts: Partial<DrawTaskFacts>) => ({ facts, occurredOn: '2026-03-02', rules }) as never;
const recusal = (change: Partial<Recusal>): Recusal => ({ target: 't', officerId: 'a', ground: 'relative', reason: '近亲属', raisedBy: 'a', raisedOn: '2026-03-02', ...change });
const decided = (upheld: boolean) => ({ decision: { upheld, reason: '属实', by: 'head', on: '2026-03-03' } });

describe('what is drawn', () => {
  it.each<[string, Partial<DrawTaskFacts>, string | null]>([
    ['comes out of a frozen frame and a seed', { frameHash: 'f', seed: 's' }, null],
    ['never without a frozen frame', { seed: 's' }, 'NOT_BY_DRAW'],
    ['never before the seed is shown', { frameHash: 'f' }, 'NOT_BY_DRAW'],
  ])('%s', (_, facts, code) => {
    expect(drawnAtRandom().check(asking(facts))).toEqual(code === null ? null : { code, rule: 'draw-two-random' });
  });

  it('in a joint task is drawn by the lead, whose own officers are matched (draw-joint-lead)', () => {
    const stranger = { ...operator, id: 'operator-elsewhere', departmentId: 'fire-brigade' };
    const { key: _, plannedCount: __, ...order } = planItem({ participatingDepartments: ['示例消防救援大队'] });
    const joint = go(openedTask({ registers: registerOf(16), order: { no: 1, item: 'T01', ...order } }), [operator, 'freezeFrame'], ...seedActs);
    expect(joint.act(stranger, 'drawTargets')).toMatchObject({ accepted: false, code: 'NOT_THE_LEAD', rule: 'draw-joint-lead' });
    go(joint, [operator, 'drawTargets']);
    expect(joint.act(stranger, 'matchOfficers')).toMatchObject({ accepted: false, code: 'NOT_THE_LEAD', rule: 'draw-joint-lead' });
    expect(joint.act(operator, 'matchOfficers')).toMatchObject({ accepted: true });
  });
});

describe('nothing is assigned', () => {
  it.each<[string, readonly Recusal[], string | null]>([
    ['except without a recusal', [], null],
    ['while a recusal waits for its decision', [recusal({})], 'OFFICER_RECUSED'],
    ['while an upheld one waits for the replacement', [recusal(decided(true))], 'OFFICER_RECUSED'],
    ['except after a rejected one', [recusal(decided(false))], null],
    ['except once the recused person is replaced', [recusal({ ...decided(true), replaced: { unavailable: [], replacement: { id: 'b', ticket: '1' } } })], null],
  ])('%s', (_, recusals, code) => {
    expect(noRecusalUnderWay().check(asking({ recusals }))).toEqual(code === null ? null : { code, rule: 'recusal-inspection' });
  });
});
