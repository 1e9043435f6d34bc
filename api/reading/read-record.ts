import type { Officer } from '../../domain/actions/action.ts';
import type { JsonObject } from '../../domain/json.ts';
import type { DeadlineRow, FileRecord, TaskRow } from '../../domain/record/record.ts';
import type { Role } from '../../domain/roles.ts';
import type { PrismaClient } from '../../prisma/client/client.ts';
import { dateText } from '../views/file-view.ts';

/** A file's record as the step would read it, with the place whose law it follows, from one snapshot; null when it does not exist. */
export async function readRecord(prisma: PrismaClient, id: string): Promise<(FileRecord & { readonly profileId: string }) | null> {
  const [file, deadlines, tasks] = await prisma.$transaction(
    [
      prisma.file.findUnique({ where: { id } }),
      prisma.deadline.findMany({ where: { fileId: id, closedSeq: null }, orderBy: { id: 'asc' } }),
      prisma.task.findMany({ where: { fileId: id, closedSeq: null }, orderBy: [{ openedSeq: 'asc' }, { id: 'asc' }] }),
    ],
    { isolationLevel: 'RepeatableRead' },
  );
  if (!file) return null;
  return {
    id: file.id,
    type: file.type,
    departmentId: file.departmentId,
    profileId: file.profileId,
    seq: file.seq,
    stage: file.stage,
    stageSince: dateText(file.stageSince),
    facts: file.facts as JsonObject,
    milestones: file.milestones as Record<string, string>,
    lastAt: file.lastAt.toISOString(),
    deadlines: deadlines.map((row) => ({
      ...row,
      state: row.state as DeadlineRow['state'],
      triggerOn: dateText(row.triggerOn),
      triggerAt: row.triggerAt?.toISOString() ?? null,
      targetDate: dateText(row.targetDate),
      dueDate: dateText(row.dueDate),
      dueAt: row.dueAt.toISOString(),
      limit: row.limitOverride,
      fixedDate: row.fixedDate ? dateText(row.fixedDate) : null,
      extensions: row.extensions as unknown as DeadlineRow['extensions'],
      pauses: row.pauses as unknown as DeadlineRow['pauses'],
      rungs: row.rungs as unknown as DeadlineRow['rungs'],
    })),
    tasks: tasks.map((row) => ({
      ...row,
      kind: row.kind as TaskRow['kind'],
      roles: row.roles as Role[],
      label: row.label as unknown as TaskRow['label'],
      dueAt: row.dueAt?.toISOString() ?? null,
    })),
  };
}

/** Whom the facts of a file name, as far as its guards look at them before anything is entered. */
export function namedOfficers({ facts }: FileRecord): string[] {
  const assigned = Array.isArray(facts['officerIds']) ? (facts['officerIds'] as string[]) : [];
  const { officerId } = (facts['issuer'] ?? {}) as { readonly officerId?: string | null };
  return [...assigned, ...(typeof officerId === 'string' ? [officerId] : [])];
}

/** The people of these ids, as guards see them; who has left is not among them. */
export async function readOfficers(prisma: PrismaClient, ids: readonly string[]): Promise<Record<string, Officer>> {
  const rows = await prisma.officer.findMany({ where: { id: { in: [...ids] }, active: true } });
  return Object.fromEntries(
    rows.map((row) => [row.id, { id: row.id, departmentId: row.departmentId, roles: row.roles as Role[], certificateValidUntil: row.certificateValidUntil ? dateText(row.certificateValidUntil) : null, legalQualification: row.legalQualification }]),
  );
}
