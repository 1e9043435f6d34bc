import type { FileDefinition } from '../files/file-definition.ts';
import type { FileRecord, Rung } from '../record/record.ts';
import { roles, type Role } from '../roles.ts';
import type { ClockRule } from '../rules/rule.ts';

/** Some people who are told together: those named; where nobody is, everybody who holds one of the roles. */
export interface People {
  readonly roles: readonly Role[];
  readonly officerIds: readonly string[];
}

/**
 * Whom a rung tells: where a role has people of its own in this file (the handlers of the case, those whom an order addresses), these by
 * name and nobody else of the role; the other roles together.
 */
export function toldPeople(record: FileRecord, definition: FileDefinition, rule: ClockRule, to: Rung['to']): People[] {
  const actor = rule.actorRole in roles ? rule.actorRole : rule.watcher;
  const own = definition.actorOf?.(record.facts);
  const named = to.flatMap((role): { role: Role; people: People }[] => {
    if (own !== undefined && role === actor) return [{ role, people: own }];
    const officerIds = namedOfficers(record, [role]);
    return officerIds.length > 0 ? [{ role, people: { roles: [role], officerIds } }] : [];
  });
  const rest = [...new Set([...to.filter((role) => !named.some((one) => one.role === role)), ...named.flatMap(({ people }) => (people === own ? people.roles : []))])];
  return [
    ...named.flatMap(({ people }) => (people.officerIds.length > 0 ? [{ roles: people === own ? [] : people.roles, officerIds: people.officerIds }] : [])),
    ...(rest.length > 0 ? [{ roles: rest, officerIds: [] }] : []),
  ];
}

/** The people whom the file names, where it is for them; nobody else of the role is asked then. */
export function namedOfficers(record: FileRecord, of: readonly Role[]): string[] {
  const assigned = record.facts['officerIds'];
  return Array.isArray(assigned) && of.some((role) => role === 'inspector' || role === 'case_handler') ? (assigned as string[]) : [];
}
