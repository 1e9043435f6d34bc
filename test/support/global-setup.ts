import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { migrate } from '../../prisma/migrate.ts';
import { APP_ROLE } from '../../servers/postgres/roles.ts';
import { startTestServers } from '../../servers/test-servers.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Superuser of the PostgreSQL of this run, database `postgres`. */
    postgresAdminUrl: string;
    /** The migrated database that createTestDatabase copies, as its owner and as the application. Nobody may stay connected to it. */
    templateOwnerUrl: string;
    templateAppUrl: string;
    /** The Temporal server of this run; each test file has a namespace of its own (createTestWorld). */
    temporalAddress: string;
  }
}

const template = 'duban_template';

/** One real PostgreSQL and one real Temporal server for the whole run, with a migrated template. A file that kills or stops servers starts its own. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const servers = await startTestServers();
  try {
    await servers.postgres.createDatabase(template);
    await migrate({ ownerUrl: servers.postgres.ownerUrl(template), appRole: APP_ROLE });
    await refuseConnections(servers.postgres.adminUrl);
  } catch (error) {
    await servers.stop();
    throw error;
  }
  project.provide('postgresAdminUrl', servers.postgres.adminUrl);
  project.provide('templateOwnerUrl', servers.postgres.ownerUrl(template));
  project.provide('templateAppUrl', servers.postgres.appUrl(template));
  project.provide('temporalAddress', servers.temporalAddress);
  return () => servers.stop();
}

/** A database that somebody is connected to cannot be copied. */
async function refuseConnections(adminUrl: string): Promise<void> {
  const client = new pg.Client(adminUrl);
  await client.connect();
  try {
    await client.query(`ALTER DATABASE ${template} ALLOW_CONNECTIONS false`);
  } finally {
    await client.end();
  }
}
