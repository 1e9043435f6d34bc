import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum, type SqlDriverAdapter, type SqlMigrationAwareDriverAdapterFactory, type SqlQuery, type SqlResultSet } from '@prisma/driver-adapter-utils';
import { SchemaEngine, type DiagnoseMigrationHistoryOutput } from '@prisma/schema-engine-wasm';
import { migrationsFolder, readMigrationFiles } from '../../prisma/migration-files.ts';

const path = join(import.meta.dirname, '../../prisma/schema.prisma');

/** The product's Prisma schema. */
export const prismaSchema = readFileSync(path, 'utf8');

/**
 * What Prisma's own engine would have to run so that the database becomes what the schema says. It only reads.
 * @returns SQL; empty where both agree in all that Prisma can see (tables, columns, types, defaults, keys, indexes)
 */
export async function schemaDrift(databaseUrl: string, schema = prismaSchema): Promise<string> {
  const files = [{ path, content: schema }];
  return withEngine(databaseUrl, schema, async (engine) => {
    const { exitCode, stdout } = await engine.diff({
      from: { tag: 'schemaDatasource', files, configDir: join(path, '..') },
      to: { tag: 'schemaDatamodel', files },
      script: true,
      exitCode: true,
      filters: nothingExternal,
    });
    if (exitCode === 0) return '';
    return stdout ?? 'the engine found a difference and did not say which';
  });
}

/** What Prisma's own engine thinks of the migrations that a database says were applied. */
export function migrationHistory(databaseUrl: string, files = readMigrationFiles()): Promise<DiagnoseMigrationHistoryOutput> {
  return withEngine(databaseUrl, prismaSchema, (engine) => engine.diagnoseMigrationHistory({
    migrationsList: {
      baseDir: migrationsFolder,
      lockfile: { path: 'migration_lock.toml', content: readFileSync(join(migrationsFolder, 'migration_lock.toml'), 'utf8') },
      shadowDbInitScript: '',
      migrationDirectories: files.map(({ name, sql }) => ({ path: name, migrationFile: { path: 'migration.sql', content: { tag: 'ok', value: sql } } })),
    },
    optInToShadowDatabase: false,
    filters: nothingExternal,
  }));
}

const nothingExternal = { externalTables: [], externalEnums: [] };

async function withEngine<T>(databaseUrl: string, schema: string, work: (engine: SchemaEngine) => Promise<T>): Promise<T> {
  const adapter = bindMigrationAwareSqlAdapterFactory(new CatalogueReader(databaseUrl));
  const engine = await SchemaEngine.new({ datamodels: [[path, schema]] }, () => undefined, adapter);
  try {
    return await work(engine);
  } finally {
    engine.free();
  }
}

/** PrismaPg refuses PostgreSQL's internal type "char", which the engine asks the catalogue for. */
class CatalogueReader extends PrismaPg implements SqlMigrationAwareDriverAdapterFactory {
  override async connect(): ReturnType<PrismaPg['connect']> {
    const adapter = await super.connect();
    const internals = adapter as unknown as SqlDriverAdapter & { performIO(query: SqlQuery): Promise<{ fields: { dataTypeID: number }[] }> };
    const performIO = internals.performIO.bind(adapter);
    const queryRaw = internals.queryRaw.bind(adapter);
    const characters = new WeakMap<SqlQuery, boolean[]>();
    internals.performIO = async (query) => {
      const result = await performIO(query);
      characters.set(query, result.fields.map((field) => field.dataTypeID === charOid));
      return { ...result, fields: result.fields.map((field) => (field.dataTypeID === charOid ? { ...field, dataTypeID: textOid } : field)) };
    };
    internals.queryRaw = async (query): Promise<SqlResultSet> => {
      const result = await queryRaw(query);
      const columnTypes = result.columnTypes.map((type, i) => (characters.get(query)?.[i] === true ? ColumnTypeEnum.Character : type));
      return { ...result, columnTypes };
    };
    return adapter;
  }

  override connectToShadowDb(): never {
    throw new Error('a database that is already migrated is compared: no other one is needed');
  }
}

const charOid = 18;
const textOid = 25;
