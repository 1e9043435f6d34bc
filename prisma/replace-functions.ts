import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ClientBase } from 'pg';

const folder = join(import.meta.dirname, 'functions');

/**
 * Puts the functions of `functions/` in place of those that the database has, in the transaction of the caller. They are code and belong to the version of
 * the program, as the rights of grants.sql do: each stands once, and a migration that changes a table does not repeat the function that writes it.
 * A function's arguments and what it returns stay as they are; another signature is another function.
 */
export async function replaceFunctions(client: ClientBase): Promise<void> {
  for (const file of readdirSync(folder).sort()) await client.query(readFileSync(join(folder, file), 'utf8'));
}
