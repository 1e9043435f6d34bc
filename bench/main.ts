import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { Client, Connection } from '@temporalio/client';
import { eightStages } from './eight-stages.ts';
import { cpuPerAct, cpuTimes, type CpuTimes } from './cpu.ts';
import { openBenchWorld } from './bench-world.ts';
import { Caller } from '../demo/caller.ts';
import { latency, plain, printFigures, throughput, together, underLoad, type Figure, type Load } from './figures.ts';
import { heapFigure, heapPerFile } from './heap.ts';
import { historyEventsPerAct } from './history.ts';
import { bytesOfRecords } from './storage.ts';

/** `npm run bench [-- --json FILE --seconds N]`: the act over REST with everything on, beside a bare workflow in the same run. */
const { values } = parseArgs({ options: { json: { type: 'string' }, seconds: { type: 'string', default: '20' }, clients: { type: 'string', default: '1,16,64' } } });
const seconds = Number(values.seconds);
const warmUpSeconds = 4;
const rounds = 4;

/** One turn of one of the two, and the processor's time of each part for an act. */
type Turn = Load & { readonly cpu: CpuTimes };

/** Mean of the turns, weighed by their acts. */
function told(turns: readonly Turn[]): string {
  const acts = turns.reduce((sum, { count }) => sum + count, 0);
  const parts = [...new Set(turns.flatMap(({ cpu }) => Object.keys(cpu)))];
  return parts.map((part) => `${part} ${(turns.reduce((sum, { cpu, count }) => sum + ((cpu as Record<string, number>)[part] ?? 0) * count, 0) / acts).toFixed(2)}`).join(', ');
}

const world = await openBenchWorld();
const figures: Figure[] = [];
try {
  await world.startProcess('bench/baseline/worker.ts', {}, /^ready$/);
  const connection = await Connection.connect({ address: world.servers.temporalAddress });
  const client = new Client({ connection, namespace: world.servers.namespace });

  const baselineAct = async (name: string) => {
    const handle = await client.workflow.start('bare', { workflowId: `baseline-${name}`, taskQueue: 'baseline' });
    let n = 0;
    return async () => {
      n += 1;
      await handle.executeUpdate('act', { args: [n] });
    };
  };
  const [coordinator, inspector, head] = await Promise.all(['coordinator', 'inspector-1', 'unit-head'].map((login) => Caller.signIn(world.api, login)));
  if (!coordinator || !inspector || !head) throw new Error('nobody signed in');
  const assignment = {
    target: { name: '示例食品有限公司', uscc: '91350100M000100Y43' }, matter: '食品经营许可及条件的检查',
    officerIds: ['sample-inspector-1', 'sample-inspector-2'], plannedEnd: '2026-12-31',
  };
  // a report asks for it: the same enterprise is inspected far more often than a plan may
  const visit = {
    item: { publishedOn: '2025-06-30', where: '本局网站' }, onSite: true, approverId: 'sample-unit-head', approval: { document: '审批表', approvedOn: '2026-01-05' },
    notice: { document: '通知书', toldFrequency: true, toldRecusalRight: true }, occasion: 'complaint_or_report', exceptionReason: '举报', certificatesShown: true,
  };
  const ourAct = async () => {
    const { fileId } = await coordinator.post('/api/v1/inspections', { input: assignment });
    await inspector.post(`/api/v1/inspections/${fileId}/actions/startInspection`, { input: visit });
    let isRecorded = false;
    const act = async () => {
      const path = `/api/v1/inspections/${fileId}/actions`;
      if (isRecorded) await head.post(`${path}/returnInspectionResult`, { input: { reason: '补充照片' } });
      else await inspector.post(`${path}/recordInspectionResult`, { input: { category: 'corrected_on_order', findings: '货架有过期食品', method: 'on_site' } });
      isRecorded = !isRecorded;
    };
    return { fileId, act };
  };

  let fileForHistory = '';
  for (const clients of values.clients.split(',').filter(Boolean).map(Number)) {
    const bare = await Promise.all(Array.from({ length: clients }, (_, i) => baselineAct(`${clients}-${i}`)));
    // one after the other: what is measured is acting, not opening
    const ours: Awaited<ReturnType<typeof ourAct>>[] = [];
    for (let i = 0; i < clients; i += 1) ours.push(await ourAct());
    fileForHistory ||= ours[0]?.fileId ?? '';
    const run = async (acts: readonly (() => Promise<void>)[], time: number) => {
      const before = cpuTimes();
      const load = await underLoad(clients, time, async (i) => acts[i]?.());
      return { ...load, cpu: cpuPerAct(before, cpuTimes(), load.count) };
    };
    const acts = ours.map(({ act }) => act);
    // the first seconds of a process measure the compiler of JavaScript
    await run(bare, warmUpSeconds);
    await run(acts, warmUpSeconds);
    // in many short turns, so that a slow moment of the machine (a checkpoint, a vacuum, a neighbour) is held against both
    const turns: { bare: Turn[]; ours: Turn[] } = { bare: [], ours: [] };
    for (let round = 0; round < rounds; round += 1) {
      const order = round % 2 === 0 ? (['bare', 'ours'] as const) : (['ours', 'bare'] as const);
      for (const whose of order) turns[whose].push(await run(whose === 'bare' ? bare : acts, seconds / rounds));
    }
    const [bareLoad, ourLoad] = [together(turns.bare), together(turns.ours)];
    console.log(`${clients} clients: ${ourLoad.count} acts, ${bareLoad.count} bare updates`);
    console.log(`  CPU ms per act: ${told(turns.ours)} · bare: ${told(turns.bare)}`);
    figures.push(
      latency(`act over REST, p50, ${clients} clients`, ourLoad.p50, bareLoad.p50),
      latency(`act over REST, p99, ${clients} clients`, ourLoad.p99, bareLoad.p99),
      plain(`act over REST, slowest, ${clients} clients`, ourLoad.max, 'ms'),
      throughput(`act over REST, throughput, ${clients} clients`, ourLoad.perSecond, bareLoad.perSecond),
    );
  }
  if (fileForHistory) figures.push(plain('history events an act', await historyEventsPerAct(client, fileForHistory), 'events'));

  // the heap and the storage are measured with workers of their own
  world.worker.kill('SIGTERM');
  const heapOpen = async () => void (await coordinator.post('/api/v1/inspections', { input: assignment }));
  const ourHeap = await heapPerFile(world, 'ours', heapOpen);
  const bareHeap = await heapPerFile(world, 'bare', async (i) => {
    const handle = await client.workflow.start('bare', { workflowId: `heap-${i}`, taskQueue: 'baseline' });
    await handle.executeUpdate('act', { args: [i] });
  });
  figures.push(heapFigure(ourHeap, bareHeap));
  await world.startProcess('workers/main.ts', {}, /worker ready/);
  const publisher = await Caller.signIn(world.api, 'publisher');
  const finished = 100;
  const bytesBefore = await bytesOfRecords(world.database);
  for (let i = 0; i < finished; i += 1) {
    const { fileId } = await coordinator.post('/api/v1/inspections', { input: assignment });
    const path = `/api/v1/inspections/${fileId}/actions`;
    await inspector.post(`${path}/startInspection`, { input: visit });
    await inspector.post(`${path}/recordInspectionResult`, { input: { category: 'corrected_on_order', findings: '货架有过期食品', method: 'on_site' } });
    await head.post(`${path}/orderCorrection`, { input: { demand: '七日内下架', days: 7 } });
    await inspector.post(`${path}/reportCorrection`, { input: { summary: '已整改', onBehalfOf: '示例食品有限公司', document: '整改报告 1 号' } });
    await inspector.post(`${path}/recordReinspection`, { input: { corrected: true, findings: '已改正' } });
    await publisher.post(`${path}/publishInspectionResult`, { input: { redactionChecked: true, channel: 'necips' } });
    await head.post(`${path}/closeInspection`, { input: {} });
  }
  figures.push(plain('bytes in PostgreSQL per finished inspection', (await bytesOfRecords(world.database) - bytesBefore) / finished, 'bytes'));
  await connection.close();
} finally {
  await world.close();
}
figures.push(...(await eightStages()));
printFigures(figures);
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(figures, null, 2)}\n`);
process.exit(0);
