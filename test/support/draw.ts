import type { Officer } from '../../domain/actions/action.ts';
import { commitmentOf } from '../../domain/draw/seed.ts';
import { drawTaskFile } from '../../domain/files/draw-task.ts';
import type { JsonObject } from '../../domain/json.ts';
import type { RegisterOfficer, Registers, RegisterTarget } from '../../domain/registers.ts';
import type { Role } from '../../domain/roles.ts';
import { inventedUscc } from './invented-uscc.ts';
import { planItem } from './plan.ts';
import { walk, type Walk } from './walk.ts';

export const person = (id: string, ...roles: Role[]): Officer => ({ id, departmentId: 'market-bureau', roles, certificateValidUntil: '2099-12-31' });
export const operator = person('operator', 'draw_operator');
export const coordinator = person('coordinator', 'lead_coordinator');
export const head = person('head', 'responsible_person');
export const inspectors = Array.from({ length: 5 }, (_, i) => person(`inspector-${i}`, 'inspector'));
export const contributions = { operator: 'operator-throws-dice-4-2-6', coordinator: 'coordinator-coin-HTHHTTHT' } as const;

export function registerOf(targets: number, officers: readonly RegisterOfficer[] = inspectors): Registers {
  const classes = ['A', 'B', 'C', 'D'] as const;
  return {
    targets: Array.from({ length: targets }, (_, i): RegisterTarget => ({ uscc: inventedUscc(i), name: `示例商贸${i}号`, category: '食品销售', industry: null, creditRiskClass: classes[i % 4] ?? 'A' })),
    officers,
  };
}

/** A draw task as the plan opens it, in memory, over registers that the test may change. */
export function openedTask(options: { registers?: Registers; order?: JsonObject; at?: string; officers?: readonly Officer[] } = {}): Walk {
  const { key, plannedCount: _, ...item } = planItem(options.order);
  const file = walk(drawTaskFile, { at: options.at ?? '2026-03-02T02:00:00.000Z', officers: options.officers ?? [...inspectors, head], registers: options.registers ?? registerOf(16) });
  file.event('taskOpened', { no: 1, item: key, ...item });
  return file;
}

/** Acts that must succeed. */
export function go(file: Walk, ...acts: (readonly [Officer, string, JsonObject?])[]): Walk {
  for (const [actor, action, body] of acts) {
    const answer = file.act(actor, action, body);
    if (!answer?.accepted) throw new Error(`${action}: ${JSON.stringify(answer)}`);
  }
  return file;
}

export const seedActs: readonly (readonly [Officer, string, JsonObject])[] = [
  [operator, 'commitContribution', { commitment: commitmentOf(contributions.operator) }],
  [coordinator, 'commitContribution', { commitment: commitmentOf(contributions.coordinator) }],
  [coordinator, 'revealContribution', { contribution: contributions.coordinator }],
  [operator, 'revealContribution', { contribution: contributions.operator }],
];

/** As far as the officers are matched. */
export function matchedTask(options: Parameters<typeof openedTask>[0] = {}): Walk {
  return go(openedTask(options), [operator, 'freezeFrame'], ...seedActs, [operator, 'drawTargets'], [operator, 'matchOfficers']);
}
