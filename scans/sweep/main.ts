import { parseArgs } from 'node:util';
import { Client } from '@temporalio/client';
import { pino } from 'pino';
import { parseEnvironment } from '../../config/environment.ts';
import { wordsOf } from '../../domain/incidents.ts';
import { SetupError } from '../../servers/setup-error.ts';
import { connectTemporal } from '../../servers/temporal/given.ts';
import { engineAddress, recordUrl } from '../../ledger/record-url.ts';
import { openPool } from '../../prisma/open-pool.ts';
import { figureLabels, type SweepFigures } from './figures.ts';
import { openIncidents, type OpenIncident } from './incidents.ts';
import { processesAfterRestore, rebuildAfterRestore } from './after-restore.ts';
import { sweep, type SweepReport } from './sweep.ts';
import type { SweepDeps } from './sweep-deps.ts';

const usage = `用法 usage: npm run sweep [-- --all | --after-restore [--by 姓名NAME --reason 理由REASON]]
  --all            逐一核对每个流程 · asks every process what it knows, not a hundred
  --after-restore  恢复备份之后:先列出须终止的流程;写明 --by 和 --reason 才执行 · after a backup was restored: lists the processes to be ended; does it when --by and --reason are given`;

/** @returns the exit code: 0 nothing is left to do, 1 incidents are open, 2 it could not be done */
async function main(): Promise<number> {
  const options = argumentsOf();
  const environment = parseEnvironment();
  const log = pino({ level: 'warn', name: 'sweep' }, pino.destination(2));
  const pool = openPool({ url: await recordUrl(environment), max: 20, name: 'duban sweep', log });
  const address = await engineAddress(environment);
  const connection = await connectTemporal({ ...environment.temporal, address });
  try {
    const client = new Client({ connection, namespace: environment.temporal.namespace });
    const deps: SweepDeps = { pool, client, log, historyLimit: environment.historyLimit, ...(options.all || options.afterRestore ? { lookInto: 'all' as const } : {}) };
    print(await sweepWhenFree(deps));
    if (options.afterRestore) {
      const doomed = await processesAfterRestore(pool);
      console.log(`\n须终止并按案卷重建的流程 processes to be ended and rebuilt from the record: ${doomed.length}`);
      for (const { fileId, kind } of doomed) console.log(`  ${fileId} [${kind}]`);
      if (options.by !== undefined && options.reason !== undefined) {
        await rebuildAfterRestore(deps, doomed, `${options.by}: ${options.reason}`);
        print(await sweepWhenFree(deps));
      } else if (doomed.length > 0) {
        console.log('确认后加上 --by 和 --reason 再运行一次 · run it again with --by and --reason to do it');
      }
    }
    return (await printIncidents(deps)) === 0 ? 0 : 1;
  } finally {
    await pool.end();
    await connection.close();
  }
}

/** A worker may be sweeping just now: waits for its turn. */
async function sweepWhenFree(deps: SweepDeps): Promise<SweepReport> {
  for (let isTold = false; ; isTold = true) {
    const done = await sweep(deps);
    if (done) return done;
    if (!isTold) console.error('另一个核对正在进行,等待… · another sweep is under way, waiting …');
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
}

function print({ figures, seconds }: SweepReport): void {
  console.log(`核对完成,用时 ${seconds.toFixed(1)} 秒 · swept in ${seconds.toFixed(1)} s`);
  for (const [name, { zh, en }] of Object.entries(figureLabels)) console.log(`  ${zh} ${en}: ${figures[name as keyof SweepFigures]}`);
}

async function printIncidents({ pool }: SweepDeps): Promise<number> {
  let count = 0;
  for (let page: OpenIncident[] = await openIncidents(pool, null); page.length > 0; page = await openIncidents(pool, page.at(-1)?.id ?? null)) {
    for (const { fileId, kind, openedAt } of page) {
      const { what, toDo } = wordsOf(kind);
      console.log(`\n✗ ${fileId} [${kind}] ${openedAt.toISOString()}\n  ${what.zh}\n  ${what.en}\n  → ${toDo.zh}\n  → ${toDo.en}`);
      count += 1;
    }
  }
  if (count === 0) console.log('没有未消除的异常 · no incident is open');
  return count;
}

function argumentsOf(): { all: boolean; afterRestore: boolean; by: string | undefined; reason: string | undefined } {
  try {
    const { values } = parseArgs({ options: { all: { type: 'boolean' }, 'after-restore': { type: 'boolean' }, by: { type: 'string' }, reason: { type: 'string' } } });
    return { all: values.all ?? false, afterRestore: values['after-restore'] ?? false, by: values.by, reason: values.reason };
  } catch (error) {
    throw new SetupError('BAD_ENVIRONMENT', usage, (error as Error).message);
  }
}

try {
  process.exitCode = await main();
} catch (error) {
  const { message, code } = error as Error & { code?: string };
  console.error(error instanceof SetupError ? message : `无法核对 the sweep could not be done: ${message || code}`);
  process.exitCode = 2;
}
