import type { Officer } from '../../domain/actions/action.ts';
import type { RegisterQuery, Registers, RegisterTarget } from '../../domain/registers.ts';
import { inventedUscc } from '../support/invented-uscc.ts';
import { idOf, people, type Person } from '../support/world.ts';

/** The people of a test world as the step sees them. */
export const crowd = Object.fromEntries(
  Object.entries(people).map(([name, roles]): [string, Officer] => [
    name,
    { id: idOf(name as Person), departmentId: 'market-bureau', roles: [...roles], certificateValidUntil: name === 'uncertified' ? null : '2099-12-31', legalQualification: name === 'legalReviewer' },
  ]),
) as Readonly<Record<Person, Officer>>;

const names = Object.keys(people) as Person[];

/** People who hold one of the roles. */
export function ableTo(roles: readonly string[]): Person[] {
  return names.filter((name) => people[name].some((role) => roles.includes(role)));
}

export function somebody(n: number): Person {
  return names[n % names.length] as Person;
}

/** The objects that may be inspected, in memory and in the database of a walk. */
export const register: readonly RegisterTarget[] = Array.from({ length: 7 }, (_, i) => ({
  uscc: inventedUscc(i), name: `示例商贸${i}号`, category: '食品销售', industry: null, creditRiskClass: (['A', 'B', 'C', 'D'] as const)[i % 4] ?? 'A',
}));

/** What the step reads of the registers, out of the same rows in memory. */
export function lookUp({ targets, officers }: RegisterQuery): Registers {
  const found = targets === undefined ? [] : register.filter((row) =>
    (targets.category === undefined || row.category === targets.category) && (targets.uscc === undefined || row.uscc === targets.uscc)
    && (targets.industry === undefined || row.industry === targets.industry) && (targets.riskClasses === undefined || targets.riskClasses.includes(row.creditRiskClass)));
  const byId = <T>(rows: readonly T[], id: (row: T) => string) => rows.toSorted((a, b) => (id(a) < id(b) ? -1 : 1));
  return {
    targets: byId(found, ({ uscc }) => uscc).slice(0, (targets?.atMost ?? 0) + 1),
    officers: officers ? byId(Object.values(crowd), ({ id }) => id).map(({ id, roles, certificateValidUntil }) => ({ id, roles, certificateValidUntil })) : [],
  };
}
