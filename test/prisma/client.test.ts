import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database?.drop());

test('the generated client runs on Node as it is, without a build, and reads as the application', () => {
  const program = `
    import { PrismaPg } from '@prisma/adapter-pg';
    import { PrismaClient } from '${join(import.meta.dirname, '../../prisma/client/client.ts')}';
    const prisma = new PrismaClient({ adapter: new PrismaPg({ connectionString: process.env.APP_URL, max: 1 }) });
    const [files, entries, incident] = await Promise.all([
      prisma.file.findMany({ include: { entries: true, deadlines: true, tasks: { include: { deadline: true } }, effects: true, department: { include: { parent: true } } } }),
      prisma.ledgerEntry.count(),
      prisma.incident.create({ data: { fileId: 'f', kind: 'RECORD_BEHIND', detail: { expected: 3 } } }),
    ]);
    await prisma.$disconnect();
    console.log(JSON.stringify({ files, entries, incident: { ...incident, id: incident.id.length, openedAt: incident.openedAt instanceof Date } }));`;
  const output = execFileSync(process.execPath, ['--input-type=module', '--eval', program], { cwd: join(import.meta.dirname, '../..'), env: { ...process.env, APP_URL: database.appUrl }, encoding: 'utf8' });
  expect(JSON.parse(output)).toEqual({
    files: [], entries: 0,
    incident: { id: 36, fileId: 'f', kind: 'RECORD_BEHIND', detail: { expected: 3 }, openedAt: true, closedAt: null, closedBy: null, reason: null },
  });
});
