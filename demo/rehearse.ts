import { parseArgs } from 'node:util';
import { Caller, Refused } from './caller.ts';
import { runningWorld } from './open-world.ts';

/** `npm run rehearse -- --to INSTANT | --by 30d | --next`: moves the clock of the running rehearsal. */
const { values } = parseArgs({ options: { to: { type: 'string' }, by: { type: 'string' }, next: { type: 'boolean', default: false } } });
const asked = [values.to, values.by, values.next || undefined].filter((value) => value !== undefined);
const api = runningWorld();
if (asked.length !== 1) {
  console.error('用法 / usage: npm run rehearse -- --to 2026-06-01 | --by 30d | --next');
  process.exit(2);
}
if (api === undefined) {
  console.error('没有正在运行的环境,请先 npm start / no running world: npm start first');
  process.exit(1);
}
try {
  const administrator = await Caller.signIn(api, 'administrator');
  const to = values.to !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(values.to) ? `${values.to}T09:00:00+08:00` : values.to;
  const { from, to: now, moments } = await administrator.post('/api/v1/rehearsal/advance', to !== undefined ? { to } : values.by !== undefined ? { by: values.by } : { nextDue: true });
  console.log(`${from} → ${now}  途经到期时刻 ${moments} 个 / due moments on the way`);
} catch (error) {
  console.error(error instanceof Refused ? error.message : error);
  process.exit(1);
}
