import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { DataFolder, Secrets } from './data-folder.ts';
import type { Ports } from './ports.ts';
import { APP_ROLE, ensureRolesAndDatabases, OWNER_ROLE, RECORD_DATABASE } from './postgres/roles.ts';
import { adminConnection, startPostgres, stopPostgres, type PostgresOptions } from './postgres/start.ts';
import type { Part } from './supervisor.ts';
import type { TemporalPrograms } from './temporal/release.ts';
import { prepareSchema } from './temporal/schema.ts';
import { startTemporal, stopTemporal, type TemporalOptions } from './temporal/start.ts';

/** The embedded PostgreSQL of a data folder as a supervised part. */
export function postgresPart(folder: DataFolder, ports: Ports, secrets: Secrets): Part {
  mkdirSync(folder.logFolder, { recursive: true, mode: 0o700 });
  const options: PostgresOptions = {
    folder: folder.path,
    databaseFolder: folder.databaseFolder,
    port: ports.postgres,
    adminPassword: secrets.adminPassword,
    logFile: join(folder.logFolder, 'postgres.log'),
    isDurable: true,
  };
  return {
    name: 'postgres',
    logFile: options.logFile,
    async start() {
      const server = await startPostgres(options);
      await ensureRolesAndDatabases(adminConnection(options), { owner: secrets.ownerPassword, app: secrets.appPassword, temporal: secrets.temporalPassword });
      return server;
    },
    stop: stopPostgres,
  };
}

/** The embedded Temporal server of a data folder, on the embedded PostgreSQL, as a supervised part. */
export function temporalPart(folder: DataFolder, ports: Ports, secrets: Secrets, programs: TemporalPrograms): Part {
  const options: TemporalOptions = {
    folder: folder.path,
    workFolder: folder.temporalFolder,
    serverProgram: programs.server,
    ports,
    databasePassword: secrets.temporalPassword,
    logFile: join(folder.logFolder, 'temporal.log'),
  };
  return { name: 'temporal', logFile: options.logFile, start: () => startTemporal(options), stop: stopTemporal };
}

/** Sets up or upgrades the tables of the embedded Temporal server. */
export function prepareTemporalSchema(ports: Ports, secrets: Secrets, programs: TemporalPrograms): Promise<void> {
  return prepareSchema(programs.sql, { port: ports.postgres, password: secrets.temporalPassword });
}

/** URLs of the record's database in the embedded PostgreSQL. */
export function embeddedDatabaseUrls(ports: Ports, secrets: Secrets): { appUrl: string; ownerUrl: string } {
  const url = (role: string, password: string) => `postgresql://${role}:${password}@127.0.0.1:${ports.postgres}/${RECORD_DATABASE}`;
  return { appUrl: url(APP_ROLE, secrets.appPassword), ownerUrl: url(OWNER_ROLE, secrets.ownerPassword) };
}
