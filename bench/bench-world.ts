import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import pg from 'pg';
import { migrate } from '../prisma/migrate.ts';
import { loadSampleWorld } from '../seed/load-sample-world.ts';
import { chooseFreePorts } from '../servers/ports.ts';
import { APP_ROLE } from '../servers/postgres/roles.ts';
import { startTestServers, type TestServers } from '../servers/test-servers.ts';

/** Servers that write to disk as in production, and the real worker and API as processes of their own. */
export interface BenchWorld {
  readonly servers: TestServers;
  readonly database: pg.Pool;
  /** Address of the REST API. */
  readonly api: string;
  readonly worker: ChildProcess;
  /** Starts one more process and waits for a line that says it is ready. */
  startProcess(entry: string, environment: NodeJS.ProcessEnv, ready: RegExp): Promise<ChildProcess>;
  close(): Promise<void>;
}

export async function openBenchWorld(): Promise<BenchWorld> {
  const servers = await startTestServers({ isDurable: true });
  await migrate({ ownerUrl: servers.postgres.ownerUrl(), appRole: APP_ROLE });
  await loadSampleWorld({ ownerUrl: servers.postgres.ownerUrl() });
  const database = new pg.Pool({ connectionString: servers.postgres.ownerUrl(), max: 4 });
  await database.query('CREATE TABLE bench_baseline (n integer NOT NULL, told_at timestamptz NOT NULL)');
  const folder = mkdtempSync(join(tmpdir(), 'duban-bench-'));
  const { api: port } = { api: Object.values(await chooseFreePorts())[0] as number };
  const children: ChildProcess[] = [];
  const environment = {
    ...process.env,
    TZ: 'UTC',
    DATABASE_URL: servers.postgres.appUrl(),
    TEMPORAL_ADDRESS: servers.temporalAddress,
    TEMPORAL_NAMESPACE: servers.namespace,
    BENCH_DATABASE_URL: servers.postgres.ownerUrl(),
    DUBAN_PORT: String(port),
    DUBAN_DATA: folder,
    DUBAN_TOKEN_SECRET: randomBytes(48).toString('base64url'),
    DUBAN_REQUESTS_PER_MINUTE: '10000000',
    DUBAN_ANONYMOUS_PER_MINUTE: '10000000',
    DUBAN_LOG_LEVEL: 'info',
  };
  const startProcess = async (entry: string, extra: NodeJS.ProcessEnv, ready: RegExp) => {
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', join(import.meta.dirname, '..', entry)], { env: { ...environment, ...extra }, stdio: ['ignore', 'pipe', 'pipe'] });
    children.push(child);
    await new Promise<void>((resolve, reject) => {
      const told: string[] = [];
      const listen = (line: string) => {
        told.push(line);
        if (process.env['BENCH_VERBOSE']) console.error(`${entry}: ${line}`);
        if (ready.test(line)) resolve();
      };
      createInterface({ input: child.stdout }).on('line', listen);
      createInterface({ input: child.stderr }).on('line', listen);
      child.once('exit', (code) => reject(new Error(`${entry} ended with ${code}:\n${told.slice(-20).join('\n')}`)));
    });
    return child;
  };
  const worker = await startProcess('workers/main.ts', {}, /worker ready/);
  await startProcess('api/main.ts', {}, /listening|Server listening/);
  return {
    servers,
    database,
    api: `http://127.0.0.1:${port}`,
    worker,
    startProcess,
    async close() {
      for (const child of children.toReversed()) {
        if (child.exitCode !== null || child.signalCode !== null) continue;
        child.kill('SIGTERM');
        await once(child, 'exit');
      }
      await database.end();
      await servers.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
