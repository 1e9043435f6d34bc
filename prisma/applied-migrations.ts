import type { ClientBase } from 'pg';
import { MigrationError } from './migration-error.ts';
import type { MigrationFile } from './migration-files.ts';

interface AppliedRow {
  id: string;
  migration_name: string;
  checksum: string;
  finished_at: Date | null;
}

/** Prisma's own table, as its engine (7.10) creates it: its tools accept what we write and we accept what they wrote. */
const createTable = `CREATE TABLE IF NOT EXISTS _prisma_migrations (
    id                  varchar(36) PRIMARY KEY NOT NULL,
    checksum            varchar(64) NOT NULL,
    finished_at         timestamptz,
    migration_name      varchar(255) NOT NULL,
    logs                text,
    rolled_back_at      timestamptz,
    started_at          timestamptz NOT NULL DEFAULT now(),
    applied_steps_count integer NOT NULL DEFAULT 0
)`;

/**
 * Compares what the database says was applied with the files; changes nothing but creating the empty table in an empty database.
 * @returns the migrations still to apply, in order
 * @throws MigrationError DATABASE_FOREIGN, DATABASE_NEWER, MIGRATION_CHANGED, MIGRATION_UNFINISHED
 */
export async function pendingMigrations(client: ClientBase, files: readonly MigrationFile[]): Promise<MigrationFile[]> {
  const tables = await tablesOf(client);
  if (!tables.includes('_prisma_migrations')) {
    if (tables.length > 0) throw foreign(tables);
    await client.query(createTable);
    return [...files];
  }
  const { rows } = await client.query<AppliedRow>(
    'SELECT id, migration_name, checksum, finished_at FROM _prisma_migrations WHERE rolled_back_at IS NULL ORDER BY started_at, migration_name',
  );
  const known = new Map(files.map((file) => [file.name, file]));
  if (rows.length > 0 ? !rows.some((row) => known.has(row.migration_name)) : tables.length > 1) throw foreign(tables);
  for (const row of rows) assertSame(row, known.get(row.migration_name));
  const applied = new Set(rows.map((row) => row.migration_name));
  return files.filter((file) => !applied.has(file.name));
}

function assertSame(row: AppliedRow, file: MigrationFile | undefined): void {
  if (row.finished_at === null) {
    throw new MigrationError(
      'MIGRATION_UNFINISHED',
      `迁移 ${row.migration_name} 曾由其他工具执行但没有完成。请先核对数据库，撤销它已做的改动，再执行：UPDATE _prisma_migrations SET rolled_back_at = now() WHERE id = '${row.id}'`,
      `Migration ${row.migration_name} was begun by another tool and never finished. Check the database, undo what it did, then run the UPDATE above.`,
    );
  }
  if (file === undefined) {
    throw new MigrationError(
      'DATABASE_NEWER',
      `数据库已执行本版本不认识的迁移 ${row.migration_name}：它属于更新的版本。没有改动任何内容；请使用该版本或更新的版本。`,
      `The database has a migration that this version does not know: ${row.migration_name}. It belongs to a newer version; nothing was changed.`,
    );
  }
  if (file.checksum !== row.checksum) {
    throw new MigrationError(
      'MIGRATION_CHANGED',
      `迁移文件 ${row.migration_name} 在执行之后被修改过。没有改动任何内容；请恢复该文件，改动另写新的迁移。`,
      `The file of migration ${row.migration_name} was changed after it was applied. Nothing was changed: restore the file and write the change as a new migration.`,
    );
  }
}

function foreign(tables: readonly string[]): MigrationError {
  const isTemporal = tables.includes('schema_version') && (tables.includes('executions') || tables.includes('executions_visibility'));
  const named = tables.filter((table) => table !== '_prisma_migrations').slice(0, 5).join(', ');
  return new MigrationError(
    'DATABASE_FOREIGN',
    `该数据库${isTemporal ? '是 Temporal 的数据库' : '属于其他程序'}（已有表：${named}）。没有改动任何内容；请给督办一个空的数据库。`,
    `This database ${isTemporal ? 'is one of Temporal' : 'belongs to another program'} (it has the tables above). Nothing was changed: give Duban an empty database.`,
  );
}

/** Tables and views of the schema public, but for those that an extension brought. */
async function tablesOf(client: ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ relname: string }>(
    `SELECT c.relname FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
     AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e') ORDER BY 1`,
  );
  return rows.map((row) => row.relname);
}
