import type { Role } from '../../domain/roles.ts';

/** Everybody who acts: one department, several people for the roles that do most. */
export const department = 'market-bureau';

/** Of every account. */
export const password = 'crash-table-people';

export interface Person {
  readonly id: string;
  readonly roles: readonly Role[];
  readonly certificateValidUntil: string | null;
}

const person = (id: string, role: Role, certificateValidUntil: string | null = '2099-12-31'): Person => ({ id: `officer-${id}`, roles: [role], certificateValidUntil });

export const people: readonly Person[] = [
  person('inspector-a', 'inspector'),
  person('inspector-b', 'inspector'),
  person('inspector-c', 'inspector'),
  person('coordinator', 'lead_coordinator'),
  person('unit-head', 'handling_unit_head'),
  person('responsible', 'responsible_person'),
  person('publisher', 'publication_officer'),
];

/** Moves the clock of the rehearsal; takes no part in any file. */
export const administrator: Person = person('administrator', 'administrator', null);

/** The two who are assigned to every inspection. */
export const assigned = ['officer-inspector-a', 'officer-inspector-b'] as const;

/** @throws when nobody has the role: the sample lacks somebody */
export function someoneWith(role: Role): Person {
  const found = people.find((candidate) => candidate.roles.includes(role));
  if (!found) throw new Error(`nobody is ${role}`);
  return found;
}

export function personById(id: string): Person {
  const found = people.find((candidate) => candidate.id === id);
  if (!found) throw new Error(`no such person ${id}`);
  return found;
}
