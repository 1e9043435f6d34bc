import { describe, expect, it } from 'vitest';
import { commitmentOf, seedOf } from '../../../domain/draw/seed.ts';
import { drawEvidenceOf, type DrawTaskFacts } from '../../../domain/actions/draw-task/facts.ts';
import { frameHashOf } from '../../../domain/draw/frame.ts';
import { verifyDraw } from '../../../domain/draw/verify-draw.ts';
import { contributions, coordinator, go, head, inspectors, matchedTask, openedTask, operator, person, registerOf, seedActs } from '../../support/draw.ts';
import { rungsTold, type Walk } from '../../support/walk.ts';
import { rules } from '../../support/law.ts';

const factsOf = (file: Walk) => file.record.facts as unknown as DrawTaskFacts;
const lastEntry = (file: Walk) => file.given.at(-1)?.entries.at(-1);

describe('a draw task', () => {
  it('goes from the frozen frame over seed, targets and officers to one inspection for each target, and ends when all have reported back', () => {
    const file = go(matchedTask(), [coordinator, 'confirmAssignment']);
    const { targets = [], matches = [] } = factsOf(file);
    // 16 objects, four of each class: 1, 5, 20 and 50 percent of four, rounded up
    expect(targets.map(({ riskClass }) => riskClass).sort()).toEqual(['A', 'B', 'C', 'D', 'D']);
    const sent = file.given.at(-1)?.effects ?? [];
    expect(sent.map(({ toType, name }) => `${toType} ${name}`)).toEqual(targets.map(() => 'inspection inspectionAssigned'));
    expect(sent[0]?.payload).toEqual({
      target: { uscc: targets[0]?.id, name: expect.stringMatching(/^示例商贸\d+号$/) }, matter: '食品销售者经营行为的检查', officerIds: matches[0]?.officers.map(({ id }) => id), plannedEnd: '2026-12-31',
    });
    expect(file.record.stage).toBe('assigned');
    for (const [i, { id }] of targets.entries()) {
      const { effects, record } = file.event('inspectionClosed', { target: id, category: 'no_issue_found' }, { fileId: `inspection-0000000000000000000${i}`, seq: 4, n: 1 });
      const isLast = i === targets.length - 1;
      expect(record.stage).toBe(isLast ? 'task_closed' : 'assigned');
      expect(effects.map(({ toFileId, name, payload }) => ({ toFileId, name, payload }))).toEqual(
        isLast ? [{ toFileId: 'annualPlan-00000000000000000009', name: 'taskEnded', payload: { no: 1, outcome: 'closed', inspections: targets.length } }] : [],
      );
    }
  });

  it('writes the hash of the frame into the ledger before anybody commits to a part of the seed', () => {
    const file = go(openedTask(), [operator, 'freezeFrame']);
    const { frame, frameHash } = factsOf(file);
    expect(lastEntry(file)).toMatchObject({ what: 'freezeFrame', content: { evidence: { frame, frameHash } } });
    expect(frameHash).toBe(frame && frameHashOf(frame));
    expect(file.record.seq).toBe(2);
    expect(factsOf(file).contributions).toEqual([]);
    go(file, ...seedActs);
    // the order of the commitments counts, not that of showing them
    expect(factsOf(file).seed).toBe(seedOf(frameHash ?? '', [contributions.operator, contributions.coordinator]));
  });

  it('leaves nothing to choose: the bodies of the draw have no field', () => {
    const file = openedTask();
    expect(file.act(operator, 'freezeFrame', { targets: ['91350100M000100Y43'] })).toMatchObject({ code: 'INVALID_BODY' });
    go(file, [operator, 'freezeFrame'], ...seedActs);
    expect(file.act(operator, 'drawTargets', { targets: [] })).toMatchObject({ code: 'INVALID_BODY' });
    go(file, [operator, 'drawTargets']);
    expect(file.act(operator, 'matchOfficers', { officerIds: ['inspector-0', 'inspector-1'] })).toMatchObject({ code: 'INVALID_BODY' });
  });

  it('cannot be changed once frozen: freezing and drawing happen once', () => {
    const file = matchedTask();
    for (const act of ['freezeFrame', 'commitContribution', 'revealContribution', 'drawTargets', 'matchOfficers', 'discardSeedRound']) expect(file.act(operator, act)).toMatchObject({ code: 'NOT_OPEN' });
  });

  it('keeps all that is needed to compute it again in the entry that assigns it', () => {
    const file = go(matchedTask(), [coordinator, 'confirmAssignment']);
    const draw = drawEvidenceOf(file.record.id, factsOf(file));
    expect(lastEntry(file)?.content['evidence']).toEqual({ draw });
    expect(verifyDraw(draw, rules)).toEqual([]);
  });

  it('a match that nobody makes is overdue after two working days and climbs; nobody is matched by time', () => {
    const file = go(openedTask(), [operator, 'freezeFrame'], ...seedActs, [operator, 'drawTargets']);
    file.tick('2026-03-20T00:00:00.000Z');
    expect(rungsTold(file)).toEqual([
      'draw-match-officers remind_70 2026-03-04', 'draw-match-officers remind_90 2026-03-04', 'draw-match-officers lapse 2026-03-04',
      'draw-match-officers overdue_3 2026-03-09', 'draw-match-officers overdue_10 2026-03-18',
    ]);
    expect(file.record.stage).toBe('targets_drawn');
    expect(file.act(operator, 'matchOfficers')).toMatchObject({ accepted: true, stage: 'officers_matched' });
  });

  it('may be cancelled by a responsible person only; what was drawn stays, and the plan hears of it', () => {
    const file = matchedTask();
    expect(file.act(operator, 'cancelDrawTask', { reason: '重新抽取' })).toMatchObject({ code: 'FORBIDDEN_ROLE' });
    go(file, [head, 'cancelDrawTask', { reason: '上级统一部署' }]);
    expect(file.given.at(-1)?.effects[0]).toMatchObject({ name: 'taskEnded', payload: { no: 1, outcome: 'cancelled', inspections: 0 } });
    expect(file.record.stage).toBe('task_cancelled');
    expect(factsOf(file).targets).toHaveLength(5);
  });
});

describe('freezing the frame is refused', () => {
  it('draw-officer-pool: with fewer than two certified officers', () => {
    const [first] = inspectors;
    const officers = [first ?? operator, { id: 'late', roles: ['inspector'], certificateValidUntil: '2026-12-30' }, { id: 'none', roles: ['inspector'], certificateValidUntil: null }];
    const file = openedTask({ registers: registerOf(8, officers) });
    expect(file.act(operator, 'freezeFrame')).toMatchObject({ code: 'DRAW_POOL_TOO_SMALL', rule: 'draw-officer-pool' });
    expect(file.record.stage).toBe('task_ready');
  });

  it('when nobody can be drawn, when the frame is too large, when too many would be drawn', () => {
    expect(openedTask({ registers: registerOf(0) }).act(operator, 'freezeFrame')).toMatchObject({ code: 'DRAW_FRAME_EMPTY' });
    const none = { quota: { kind: 'ratio', percent: { A: 0, B: 0, C: 0, D: 0 } } };
    expect(openedTask({ order: none }).act(operator, 'freezeFrame')).toMatchObject({ code: 'DRAW_FRAME_EMPTY' });
    const one = registerOf(1);
    const many = { ...one, targets: Array.from({ length: 20_001 }, () => one.targets[0] as (typeof one.targets)[number]) };
    expect(openedTask({ registers: many }).act(operator, 'freezeFrame')).toMatchObject({ code: 'DRAW_FRAME_TOO_LARGE', rule: 'draw-frame-size' });
    expect(openedTask({ registers: registerOf(700), order: { quota: { kind: 'number', number: 501 } } }).act(operator, 'freezeFrame')).toMatchObject({ code: 'DRAW_TOO_MANY_TARGETS', rule: 'draw-task-size' });
    expect(openedTask({ registers: registerOf(700), order: { quota: { kind: 'number', number: 500 } } }).act(operator, 'freezeFrame')).toMatchObject({ accepted: true });
  });

  it('plan-general-item-ratio-cap: when a number would draw every object of a general item; a key item may', () => {
    const all = { quota: { kind: 'number', number: 99 } };
    expect(openedTask({ order: all }).act(operator, 'freezeFrame')).toMatchObject({ code: 'PLAN_RATIO_CAP' });
    expect(openedTask({ order: { ...all, itemType: 'key' } }).act(operator, 'freezeFrame')).toMatchObject({ accepted: true });
  });

  it('after the end of the task', () => {
    expect(openedTask({ at: '2027-01-04T02:00:00.000Z' }).act(operator, 'freezeFrame')).toMatchObject({ code: 'DRAW_WINDOW_PASSED' });
  });
});

describe('the seed', () => {
  const frozen = () => go(openedTask(), [operator, 'freezeFrame']);
  const commit = (text: string) => ({ commitment: commitmentOf(text) });

  it('needs two people: one alone may neither show nor draw', () => {
    const file = go(frozen(), [operator, 'commitContribution', commit(contributions.operator)]);
    expect(file.act(operator, 'revealContribution', { contribution: contributions.operator })).toMatchObject({ code: 'SEED_TOO_FEW_CONTRIBUTORS' });
    expect(file.act(operator, 'commitContribution', commit('another-text-of-mine'))).toMatchObject({ code: 'COMMITMENT_EXISTS' });
    expect(file.act(operator, 'drawTargets')).toMatchObject({ code: 'NOT_OPEN' });
  });

  it('refuses a commitment that copies another, since the copier would show the same text after the other', () => {
    const file = go(frozen(), [operator, 'commitContribution', commit(contributions.operator)]);
    expect(file.act(coordinator, 'commitContribution', commit(contributions.operator))).toMatchObject({ code: 'COMMITMENT_COPIED' });
  });

  it('lets nobody commit any more once a contribution is shown', () => {
    const file = go(frozen(), ...seedActs.slice(0, 3));
    expect(file.act(head, 'commitContribution', commit('the-head-comes-too-late'))).toMatchObject({ code: 'NOT_OPEN' });
  });

  it('takes exactly what was committed to, once, from the person who committed', () => {
    const file = go(frozen(), ...seedActs.slice(0, 2));
    expect(file.act(coordinator, 'revealContribution', { contribution: `${contributions.coordinator}!` })).toMatchObject({ code: 'COMMITMENT_MISMATCH' });
    expect(file.act(coordinator, 'revealContribution', { contribution: contributions.operator })).toMatchObject({ code: 'COMMITMENT_MISMATCH' });
    expect(file.act(head, 'revealContribution', { contribution: contributions.operator })).toMatchObject({ code: 'COMMITMENT_MISSING' });
    expect(file.act(coordinator, 'revealContribution', { contribution: 'short' })).toMatchObject({ code: 'INVALID_BODY' });
    go(file, [coordinator, 'revealContribution', { contribution: contributions.coordinator }]);
    expect(file.act(coordinator, 'revealContribution', { contribution: contributions.coordinator })).toMatchObject({ code: 'CONTRIBUTION_REVEALED' });
  });

  it('of a round in which somebody withholds is discarded on record, and who withheld takes no part again', () => {
    const file = go(frozen(), ...seedActs.slice(0, 3));
    expect(file.act(operator, 'discardSeedRound', { reason: '不合适' })).toMatchObject({ code: 'FORBIDDEN_ROLE' });
    go(file, [head, 'discardSeedRound', { reason: '操作员未公开' }]);
    expect(file.record.stage).toBe('frame_frozen');
    expect(factsOf(file).discardedRounds).toMatchObject([{ reason: '操作员未公开', contributions: [{ officerId: 'operator' }, { officerId: 'coordinator', contribution: contributions.coordinator }] }]);
    expect(file.act(operator, 'commitContribution', commit('operator-tries-once-more'))).toMatchObject({ code: 'CONTRIBUTION_WITHHELD' });
    expect(file.act(coordinator, 'commitContribution', commit(contributions.coordinator))).toMatchObject({ code: 'COMMITMENT_COPIED' });
    go(file, [coordinator, 'commitContribution', commit('coordinator-second-round')], [head, 'commitContribution', commit('head-second-round-text')]);
    go(file, [head, 'revealContribution', { contribution: 'head-second-round-text' }], [coordinator, 'revealContribution', { contribution: 'coordinator-second-round' }]);
    go(file, [operator, 'drawTargets'], [operator, 'matchOfficers'], [coordinator, 'confirmAssignment']);
    expect(verifyDraw(drawEvidenceOf(file.record.id, factsOf(file)), rules)).toEqual([]);
  });
});

describe('a recusal', () => {
  const recusal = (file: Walk, place = 0) => {
    const match = factsOf(file).matches?.[0];
    return { target: match?.target ?? '', officerId: match?.officers[place]?.id ?? '', ground: 'relative', reason: '与经营者系近亲属' };
  };
  const byWhom = person('inspector-9', 'inspector');

  it('scenario 1: the drawn officer is related to the owner; upheld, only that officer is redrawn, the record keeps both, and nothing is inspected meanwhile', () => {
    const file = matchedTask();
    const before = structuredClone(factsOf(file));
    const { target, officerId } = recusal(file);
    go(file, [byWhom, 'raiseRecusal', recusal(file)]);
    expect(file.record.stage).toBe('recusal_pending');
    expect(file.act(coordinator, 'confirmAssignment')).toMatchObject({ code: 'NOT_OPEN' });
    expect(file.given.flatMap(({ effects }) => effects)).toEqual([]);
    go(file, [head, 'decideRecusal', { upheld: true, reason: '情况属实' }]);
    expect(file.record.stage).toBe('officer_redraw');
    expect(file.act(coordinator, 'confirmAssignment')).toMatchObject({ code: 'NOT_OPEN' });
    go(file, [operator, 'redrawOfficer']);
    const after = factsOf(file);
    expect(after.matches).toEqual(before.matches);
    expect(after.targets).toEqual(before.targets);
    expect(after.recusals).toMatchObject([{ target, officerId, ground: 'relative', decision: { upheld: true, by: 'head' }, replaced: { unavailable: [] } }]);
    const draw = drawEvidenceOf(file.record.id, after);
    const changed = draw.result.filter((one, i) => JSON.stringify(one.officerIds) !== JSON.stringify(before.matches?.[i]?.officers.map(({ id }) => id)));
    expect(changed).toEqual([{ target, officerIds: [after.recusals[0]?.replaced?.replacement.id, before.matches?.[0]?.officers[1]?.id] }]);
    expect(lastEntry(file)?.content['evidence']).toMatchObject({ target, recused: officerId, replacement: after.recusals[0]?.replaced?.replacement });
    go(file, [coordinator, 'confirmAssignment']);
    expect(file.given.at(-1)?.effects[0]?.payload['officerIds']).not.toContain(officerId);
    expect(verifyDraw(draw, rules)).toEqual([]);
  });

  it('that is rejected changes nobody', () => {
    const file = matchedTask();
    const { result } = drawEvidenceOf('x', factsOf(file));
    go(file, [byWhom, 'raiseRecusal', recusal(file, 1)], [head, 'decideRecusal', { upheld: false, reason: '不影响公正' }]);
    expect(file.record.stage).toBe('officers_matched');
    expect(drawEvidenceOf('x', factsOf(file)).result).toEqual(result);
  });

  it('may be raised against the replacement too; nobody recused comes back, until the pool is exhausted and the redraw is refused', () => {
    const file = matchedTask();
    const seen = [recusal(file).officerId];
    const [{ target }] = [recusal(file)];
    for (;;) {
      const officerId = drawEvidenceOf('x', factsOf(file)).result[0]?.officerIds[0] ?? '';
      go(file, [byWhom, 'raiseRecusal', { target, officerId, ground: 'conflict_of_interest', reason: '利害关系' }], [head, 'decideRecusal', { upheld: true, reason: '属实' }]);
      const answer = file.act(operator, 'redrawOfficer');
      if (!answer?.accepted) {
        expect(answer).toMatchObject({ code: 'DRAW_POOL_TOO_SMALL', rule: 'draw-officer-pool' });
        break;
      }
      const now = drawEvidenceOf('x', factsOf(file)).result[0]?.officerIds[0] ?? '';
      expect(seen).not.toContain(now);
      seen.push(now);
    }
    // five inspectors: the partner stays, the other four were asked
    expect(seen).toHaveLength(4);
    expect(file.record.stage).toBe('officer_redraw');
    go(file, [head, 'cancelDrawTask', { reason: '人员不足' }]);
  });

  it('passes over officers who have left since the frame was frozen, and says so in the evidence', () => {
    const registers = registerOf(16);
    const live = { targets: registers.targets, officers: [...registers.officers] };
    const file = go(openedTask({ registers: live }), [operator, 'freezeFrame'], ...seedActs, [operator, 'drawTargets'], [operator, 'matchOfficers']);
    const pair = factsOf(file).matches?.[0]?.officers.map(({ id }) => id) ?? [];
    const others = inspectors.map(({ id }) => id).filter((id) => !pair.includes(id));
    live.officers.splice(0, live.officers.length, ...registers.officers.filter(({ id }) => pair.includes(id) || id === others[2]));
    go(file, [byWhom, 'raiseRecusal', recusal(file)], [head, 'decideRecusal', { upheld: true, reason: '属实' }], [operator, 'redrawOfficer']);
    const [{ unavailable, replacement } = { unavailable: [], replacement: undefined }] = drawEvidenceOf('x', factsOf(file)).replacements;
    expect(replacement?.id).toBe(others[2]);
    expect(unavailable).toEqual(others.slice(0, 2).sort());
    expect(verifyDraw(drawEvidenceOf('x', factsOf(file)), rules)).toEqual([]);
  });

  it('against somebody not drawn for that target is refused', () => {
    const file = matchedTask();
    const given = recusal(file);
    const pair = factsOf(file).matches?.[0]?.officers.map(({ id }) => id) ?? [];
    const other = inspectors.find(({ id }) => !pair.includes(id))?.id ?? '';
    expect(file.act(byWhom, 'raiseRecusal', { ...given, officerId: other })).toMatchObject({ code: 'RECUSAL_NOT_DRAWN', field: '/officerId' });
    expect(file.act(byWhom, 'raiseRecusal', { ...given, target: '91350100M000100Y43' })).toMatchObject({ code: 'RECUSAL_NOT_DRAWN', field: '/target' });
  });

  it('recusal-case-decider: is decided by the person above the one concerned, never by that person', () => {
    const deciders: readonly [string[], string, boolean][] = [
      [['inspector'], 'responsible_person', true],
      [['inspector'], 'principal_head', true],
      [['inspector'], 'collective_meeting', false],
      [['inspector', 'responsible_person'], 'responsible_person', false],
      [['inspector', 'responsible_person'], 'principal_head', true],
      [['inspector', 'principal_head'], 'principal_head', false],
      [['inspector', 'principal_head'], 'collective_meeting', true],
    ];
    for (const [roles, decider, may] of deciders) {
      const officers = inspectors.map(({ id }) => person(id, ...(roles as ['inspector'])));
      const file = matchedTask({ officers: [...officers, head], registers: registerOf(16, officers) });
      go(file, [byWhom, 'raiseRecusal', recusal(file)]);
      const answer = file.act(person('decider', decider as 'principal_head'), 'decideRecusal', { upheld: true, reason: '属实' });
      expect(answer, `${roles.join()} ${decider}`).toMatchObject(may ? { accepted: true } : { accepted: false, code: 'RECUSAL_DECIDER', rule: 'recusal-case-decider' });
    }
    const file = matchedTask();
    go(file, [byWhom, 'raiseRecusal', recusal(file)]);
    expect(file.act(person(recusal(file).officerId, 'responsible_person'), 'decideRecusal', { upheld: false, reason: '不回避' })).toMatchObject({ code: 'RECUSAL_DECIDER' });
  });

  it('recusal-sla: that nobody decides climbs the ladder and stays undecided', () => {
    const file = matchedTask();
    go(file, [byWhom, 'raiseRecusal', recusal(file)]);
    file.tick('2026-03-20T00:00:00.000Z');
    expect(rungsTold(file).filter((line) => line.startsWith('recusal-sla'))).toHaveLength(5);
    expect(rungsTold(file)).toContain('recusal-sla lapse 2026-03-04');
    expect(file.record.stage).toBe('recusal_pending');
  });
});

describe('confirming is refused', () => {
  it('when a drawn officer has no valid certificate any more, or has left', () => {
    const frozen = registerOf(16);
    const expired = inspectors.map((officer) => ({ ...officer, certificateValidUntil: '2026-03-01' }));
    expect(matchedTask({ officers: [...expired, head], registers: frozen }).act(coordinator, 'confirmAssignment')).toMatchObject({ code: 'CERTIFICATE_INVALID', rule: 'two-officer-rule-certificate' });
    expect(matchedTask({ officers: [head], registers: frozen }).act(coordinator, 'confirmAssignment')).toMatchObject({ code: 'OFFICER_UNKNOWN' });
  });

  it('after the end of the task, and by the operator who drew', () => {
    const file = matchedTask();
    expect(file.act(operator, 'confirmAssignment')).toMatchObject({ code: 'FORBIDDEN_ROLE' });
    file.tick('2027-01-04T02:00:00.000Z');
    expect(file.act(coordinator, 'confirmAssignment')).toMatchObject({ code: 'DRAW_WINDOW_PASSED' });
  });
});
