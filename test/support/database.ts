import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { waitUntil } from '../../servers/wait-until.ts';
import { ensureRecordDatabase, OWNER_ROLE } from '../../servers/postgres/roles.ts';

/** A migrated, empty database of a test file's own. */
export interface TestDatabase {
  readonly name: string;
  readonly ownerUrl: string;
  readonly appUrl: string;
  /** The superuser in this database, for what only an attacker or an operator does. */
  readonly adminUrl: string;
  /** Removes it, whoever is still connected. */
  drop(): Promise<void>;
}

/**
 * Copies the migrated template of this run: some 30 ms. Call it in `beforeAll` and `drop` in `afterAll`.
 * @param options.empty gives a database without any table instead, for tests of the migration itself
 */
export async function createTestDatabase(options: { empty?: boolean } = {}): Promise<TestDatabase> {
  const adminUrl = inject('postgresAdminUrl');
  const templateUrl = inject('templateOwnerUrl');
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await asAdmin(async (client) => {
    if (options.empty !== true) {
      await client.query(`CREATE DATABASE ${name} OWNER ${OWNER_ROLE} TEMPLATE ${pg.escapeIdentifier(databaseOf(templateUrl))} STRATEGY file_copy`);
    }
    await ensureRecordDatabase(client, name);
  });
  return {
    name,
    ownerUrl: withDatabase(templateUrl, name),
    appUrl: withDatabase(inject('templateAppUrl'), name),
    adminUrl: withDatabase(adminUrl, name),
    drop: () => asAdmin(async (client) => {
      await hungUp(client, name);
      await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    }),
  };
}

/** A pool that has ended may still be saying goodbye; cutting it off would be an error that nobody in the test caused. */
async function hungUp(client: pg.Client, name: string): Promise<void> {
  const isAlone = async () => !(await client.query<{ connected: boolean }>('SELECT EXISTS (SELECT FROM pg_stat_activity WHERE datname = $1) AS connected', [name])).rows[0]?.connected;
  await waitUntil(isAlone, { timeoutMs: 3000, everyMs: 10, onTimeout: () => new Error('still connected') }).catch(() => undefined);
}

async function asAdmin(work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client(inject('postgresAdminUrl'));
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

function withDatabase(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
}

function databaseOf(url: string): string {
  return new URL(url).pathname.slice(1);
}
