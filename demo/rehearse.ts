import { parseArgs } from 'node:util';
import { fileTypes } from '../domain/files/file-types.ts';
import { SetupError } from '../servers/setup-error.ts';
import { Caller, Refused } from './caller.ts';
import { everyPage, type TimelineEntry } from './linked-record.ts';
import { runningWorld } from './open-world.ts';
import { printTimeline, typeOf } from './print-timeline.ts';
import { addressOf } from './stage-crew.ts';

/** `npm run rehearse -- --to 2026-06-01 | --by 30d | --next`: moves the clock of the running rehearsal, and tells what happened on the way. */
async function main(): Promise<void> {
  const asked = askedFor();
  const api = await runningWorld();
  if (api === undefined) throw new SetupError('TIMED_OUT', '没有正在运行的环境，请先 npm start。', 'No world is running: npm start first.');
  const administrator = await Caller.signIn(api, 'administrator');
  const { from, to, moments } = await administrator.post('/api/v1/rehearsal/advance', asked);
  console.log(`${inShanghai(from)} → ${inShanghai(to)}  途经 ${moments} 个到期时刻  due moments on the way`);
  await tell(await Caller.signIn(api, 'supervisor'), from, to);
}

async function tell(supervisor: Caller, from: string, to: string): Promise<void> {
  const files: Touched[] = [];
  for (const { chart } of Object.values(fileTypes)) files.push(...(await everyPage<Touched>(supervisor, `/api/v1/${chart.collection}`)));
  const touched = new Map(files.filter(({ lastAt }) => lastAt >= from).map((file) => [file.id, file]));
  const timeline: TimelineEntry[] = [];
  for (const id of touched.keys()) timeline.push(...(await everyPage<TimelineEntry>(supervisor, `${addressOf(id)}/timeline`)).filter(({ recordedAt }) => recordedAt >= from && recordedAt <= to));
  if (timeline.length === 0) return console.log('  其间没有案卷到期。  Nothing fell due.');
  timeline.sort((a, b) => (a.recordedAt < b.recordedAt ? -1 : a.recordedAt > b.recordedAt ? 1 : a.fileId < b.fileId ? -1 : a.fileId > b.fileId ? 1 : a.seq - b.seq));
  await printTimeline(supervisor, { timeline, nameOf: (id) => [typeOf(id), touched.get(id)?.subject ?? id.slice(-6)].join(' ') });
}

interface Touched {
  readonly id: string;
  readonly subject: string | null;
  readonly lastAt: string;
}

/** A day stands for its 9:00 in Shanghai. */
function askedFor(): object {
  const usage = (why: string) => new SetupError('BAD_ENVIRONMENT', '用法：npm run rehearse -- --to 2026-06-01 | --by 30d | --next', why);
  let values: { to?: string; by?: string; next?: boolean };
  try {
    ({ values } = parseArgs({ options: { to: { type: 'string' }, by: { type: 'string' }, next: { type: 'boolean' } } }));
  } catch (error) {
    throw usage((error as Error).message);
  }
  const { to, by, next } = values;
  if ([to, by, next].filter((value) => value !== undefined).length !== 1) throw usage('Give an instant or a day, a duration (30d, 12h, 5m), or the next due moment.');
  if (to !== undefined) return { to: /^\d{4}-\d{2}-\d{2}$/.test(to) ? `${to}T09:00:00+08:00` : to };
  return by === undefined ? { nextDue: true } : { by };
}

function inShanghai(instant: string): string {
  return new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');
}

try {
  await main();
} catch (error) {
  console.error(error instanceof SetupError || error instanceof Refused ? error.message : error);
  process.exitCode = 1;
}
process.exit();
