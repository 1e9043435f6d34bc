import { parseArgs } from 'node:util';
import pg from 'pg';
import { parseEnvironment } from '../config/environment.ts';
import { sayOnTerminal } from '../servers/say.ts';
import { SetupError } from '../servers/setup-error.ts';
import { importRealData } from './import-real-data.ts';
import { ensureSampleRehearsal, loadSampleAuthority, sampleLogins, samplePassword } from './load-sample-authority.ts';
import { ownerUrl } from './owner-url.ts';
import { importLines } from './tell-import.ts';

/** `npm run seed`: loads the sample into the embedded world (which must run) or into a given database. */
async function main(): Promise<void> {
  const isForced = forceFlag();
  const environment = parseEnvironment();
  const url = await ownerUrl(environment);
  const owner = new pg.Client({ connectionString: url, application_name: 'duban seed', connectionTimeoutMillis: 10_000 });
  owner.on('error', () => undefined);
  await connect(owner);
  try {
    if (environment.isRehearsal || environment.database.appUrl === undefined) await ensureSampleRehearsal(owner);
    const { departments, officers, accounts } = await loadSampleAuthority(owner, { isForced });
    console.log(`示例单位 sample authority：新增部门 ${departments}、人员 ${officers}、账号 ${accounts}  ${departments} department(s), ${officers} people, ${accounts} account(s) added`);
    const reports = await importRealData(owner, {
      withSampleTargets: true,
      onProgress: ({ file, rows, no, of }) => sayOnTerminal(`[${no}/${of}] ${file}：${rows} 行`, `${rows} row(s)`),
    });
    for (const line of importLines(reports)) console.log(line);
    console.log(`示例账号（仅供演练，口令均为 ${samplePassword}）  sample logins, for rehearsals only, all with this password:`);
    for (const { user, role } of sampleLogins) console.log(`  ${user.padEnd(18)} ${role}`);
  } finally {
    await owner.end();
  }
}

function forceFlag(): boolean {
  try {
    return parseArgs({ options: { 'force-sample': { type: 'boolean', default: false } } }).values['force-sample'];
  } catch (error) {
    throw new SetupError('BAD_ENVIRONMENT', '用法：npm run seed [-- --force-sample]', `usage: npm run seed [-- --force-sample] (${(error as Error).message})`);
  }
}

async function connect(owner: pg.Client): Promise<void> {
  try {
    await owner.connect();
    // a database that was never migrated has no tables to load into
    const { rows } = await owner.query<{ ready: boolean }>("SELECT to_regclass('public.world_clock') IS NOT NULL AS ready");
    if (rows[0]?.ready === true) return;
  } catch (error) {
    throw new SetupError(
      'DATABASE_UNREACHABLE',
      `无法以所有者角色连接数据库：${(error as Error).message}。内置数据库须先由 npm start 启动。`,
      'The database cannot be reached as its owner; the embedded one must be running (npm start).',
      error,
    );
  }
  await owner.end();
  throw new SetupError('BAD_ENVIRONMENT', '数据库尚未迁移，请先运行 npm run migrate。', 'The database was not migrated yet: run npm run migrate first.');
}

try {
  await main();
} catch (error) {
  console.error(error instanceof SetupError ? error.message : error);
  process.exitCode = 1;
}
