import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One migration: the folder's name, the SQL, and the SHA-256 (hex) of the file's bytes as Prisma keeps it. */
export interface MigrationFile {
  readonly name: string;
  readonly sql: string;
  readonly checksum: string;
}

/** Where the product's migrations are. */
export const migrationsFolder = join(import.meta.dirname, 'migrations');

/** The migrations of a folder in the order in which they are applied: that of their names, which begin with a time. */
export function readMigrationFiles(folder = migrationsFolder): MigrationFile[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
    .map((name) => {
      const bytes = readFileSync(join(folder, name, 'migration.sql'));
      return { name, sql: bytes.toString('utf8'), checksum: createHash('sha256').update(bytes).digest('hex') };
    });
}
