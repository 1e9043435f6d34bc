import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fileDefinition } from '../../domain/files/file-types.ts';
import type { FileRecord } from '../../domain/record/record.ts';
import { addDays } from '../../domain/time/local-date.ts';
import { shanghaiDate } from '../../domain/time/shanghai.ts';
import { holds, rebuilt } from './holds.ts';
import { kits, type Kit } from './kits.ts';
import { MemoryWorld } from './memory-world.ts';
import { actOf, moves, type Move } from './moves.ts';
import { seed, times } from './seed.ts';
import { begin, make, mainFile } from './pure-walk.ts';

/** Other files are told of these, always. */
const alwaysTold = ['applyForRepair'];
/** The walks seldom come so far, or other files are told as a rule: `test/domain/corrections/withdraw-fact.test.ts` withdraws these. */
const inTheTable = ['confirmSuspension', 'resumeInvestigation', 'handOverHearingFile', 'serveHearingNotice', 'recordRefund', 'recordService', 'recordPerformance', 'recordCourtOutcome'];

const withdraw = (entry: number) => ({ person: 'responsible' as const, action: 'withdrawFact', body: { entry, proposedBy: 'somebody-else', reason: '误录' } });

describe(`what is withdrawn was never there (seed ${seed}, DUBAN_WALKS multiplies them)`, () => {
  test.for(kits.filter(({ type }) => withdrawable(type).length > 0).map((kit) => [kit.type, kit] as const))(
    '%s: an act, some time and its withdrawal leave the record that the time alone would have left', { timeout: 60_000 * times }, ([, kit]) => {
      const told = new Map<string, number>();
      fc.assert(
        fc.property(fc.nat(kit.path.length), fc.array(moves('memory'), { minLength: 5, maxLength: 30 }), fc.array(fc.nat(60), { minLength: 30, maxLength: 30 }), (steps, list, days) => {
          const { world, fileId } = begin(kit, steps);
          for (const [i, move] of list.entries()) {
            tryOne(kit, world, fileId, move, days[i] ?? 0, told);
            make(world, move, i);
          }
        }),
        { seed, numRuns: 150 * times },
      );
      const accepted = [...told.keys()].filter((key) => key.endsWith(' withdrawn')).map((key) => key.split(' ')[0]);
      const never = withdrawable(kit.type).filter((action) => !accepted.includes(action) && ![...alwaysTold, ...inTheTable].includes(action));
      console.log(`${kit.type}: ${[...told].map(([what, n]) => `${what} ${n}`).join(', ')}`);
      expect(never, 'acts that no walk withdrew').toEqual([]);
    });
});

/** Does one withdrawable act that is open, in a copy of the world, lets time pass, and withdraws it; another copy has the time alone. */
function tryOne(kit: Kit, world: MemoryWorld, fileId: string, move: Move, days: number, told: Map<string, number>): void {
  const { record } = mainFile(world, fileId);
  const open = Object.keys(fileDefinition(kit.type).chart.stages[record.stage]?.acts ?? {});
  const able = withdrawable(kit.type).filter((action) => open.includes(action));
  const action = able[move.which % Math.max(1, able.length)];
  if (action === undefined) return;
  const act = actOf(kit, record, world.at, { ...move, kind: 'open', which: open.indexOf(action), twist: move.twist === 'backdated' ? 'backdated' : 'none', n: 1 + move.n - (move.n % 5) }, world.others(fileId));
  if (act?.action !== action) return;
  const withIt = copyOf(world);
  const answer = withIt.act(fileId, act);
  if (!answer.accepted) return;
  const alone = copyOf(world);
  const to = `${addDays(shanghaiDate(world.at), [0, 0, 1, 3, 8, 20, 100][days % 7] ?? 0)}T05:00:00.000Z`;
  for (const one of [withIt, alone]) one.pass(to);
  const withdrawn = withIt.act(fileId, withdraw(answer.seq));
  const key = `${action} ${withdrawn.accepted ? 'withdrawn' : withdrawn.code}`;
  told.set(key, (told.get(key) ?? 0) + 1);
  if (!withdrawn.accepted) return;
  // who was reminded meanwhile was reminded
  const since = mainFile(withIt, fileId).runs.slice(mainFile(world, fileId).runs.length).flatMap(({ advanced }) => advanced.entries);
  const reminded = new Set(since.flatMap(({ what, deadlineKey }) => (deadlineKey ? [`${what} ${deadlineKey.rung}`] : [])));
  expect(whatIsLeft(mainFile(withIt, fileId).record, reminded), `${action} in ${record.stage}, ${days % 7}`).toEqual(whatIsLeft(mainFile(alone, fileId).record, reminded));
  rebuilt(mainFile(withIt, fileId));
  // once only
  expect(withIt.act(fileId, withdraw(answer.seq))).toMatchObject({ accepted: false });
}

function withdrawable(type: string): string[] {
  return Object.values(fileDefinition(type).actions).filter((action) => action.withdrawable).map(({ name }) => name);
}

function copyOf(world: MemoryWorld): MemoryWorld {
  const copy = new MemoryWorld(world.at, (run, file) => run.happening.kind === 'act' && holds(run, file));
  for (const [id, { record, process, runs }] of world.files) copy.files.set(id, { record, process, runs: [...runs] });
  return copy;
}

/** The record without numbers of entries, which go on, and without what corrections keep of themselves. */
function whatIsLeft({ stage, stageSince, milestones, facts, deadlines }: FileRecord, reminded: ReadonlySet<string>) {
  const { takenBack: _, ...rest } = facts;
  return JSON.parse(JSON.stringify({
    stage, stageSince, milestones, facts: rest,
    deadlines: deadlines.toSorted((a, b) => (a.clock < b.clock ? -1 : 1)).map(({ clock, ruleId, ruleVersion, state, triggerOn, limit, fixedDate, targetDate, dueDate, dueAt, extensions, pauses, rungs }) => ({
      clock, ruleId, ruleVersion, state, triggerOn, limit, fixedDate, targetDate, dueDate, dueAt,
      rungs: rungs.filter(({ rung }) => !reminded.has(`${ruleId} ${rung}`)),
      extensions: extensions.map(({ seq: _seq, ...one }) => one), pauses: pauses.map(({ seq: _seq, toSeq: _to, untold, ...one }) => ({ ...one, untold: untold?.filter((rung) => !reminded.has(`${ruleId} ${rung}`)) })),
    })),
  }));
}
