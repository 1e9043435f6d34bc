import type { Pool } from 'pg';
import type { SignedIn } from '../../accounts/sessions.ts';
import { overseeingRoles, type Role } from '../../domain/roles.ts';

const overseeing: ReadonlySet<Role> = new Set(overseeingRoles);

const believedMs = 5000;

export interface Scope {
  /** Departments whose files the caller may see. */
  departmentsOf(caller: Pick<SignedIn, 'departmentId' | 'roles'>): Promise<readonly string[]>;
}

/** Department scope of everything that is read (the tree of departments is read again every five seconds). */
export function createScope(pool: Pool, realNow: () => Date): Scope {
  let children: Promise<Map<string, string[]>> | null = null;
  let readAt = 0;

  function tree(): Promise<Map<string, string[]>> {
    const now = realNow().getTime();
    if (children && now - readAt < believedMs) return children;
    readAt = now;
    const reading = readTree(pool);
    children = reading;
    reading.catch(() => {
      if (children === reading) children = null;
    });
    return reading;
  }

  return {
    async departmentsOf(caller) {
      if (!caller.roles.some((role) => overseeing.has(role))) return [caller.departmentId];
      const below = await tree();
      const seen = new Set([caller.departmentId]);
      for (const id of seen) for (const child of below.get(id) ?? []) seen.add(child);
      return [...seen];
    },
  };
}

async function readTree(pool: Pool): Promise<Map<string, string[]>> {
  const { rows } = await pool.query<{ id: string; parent_id: string }>('SELECT id, parent_id FROM department WHERE parent_id IS NOT NULL');
  const children = new Map<string, string[]>();
  for (const { id, parent_id: parent } of rows) children.set(parent, [...(children.get(parent) ?? []), id]);
  return children;
}
