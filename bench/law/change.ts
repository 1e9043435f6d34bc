import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { Caller } from '../../demo/caller.ts';
import { computeDeadline } from '../../domain/deadlines/compute-deadline.ts';
import { ladderMoments } from '../../domain/deadlines/ladder-moments.ts';
import { findRule } from '../../domain/rules/find-rule.ts';
import { nationalProfile } from '../../domain/rules/law.ts';
import { addDays } from '../../domain/time/local-date.ts';
import { shippedLawBook } from '../../law/law-book.ts';
import type { BenchWorld } from '../bench-world.ts';
import { plain, together, underLoad, type Figure } from '../figures.ts';
import type { LawBench } from './rows.ts';

const deadlines = Number(process.env['BENCH_DEADLINES'] ?? 100_000);
const people = 4;
const usualSeconds = 8;
/** World time of the measurement, before the Spring Festival of a year whose notice is not held. */
const now = '2027-02-01T01:00:00Z';

/** Invented: no notice for 2027 was published when this was written. */
const notice = {
  year: 2027,
  restDays: ['01-01', '01-02', '01-03', '02-05', '02-06', '02-07', '02-08', '02-09', '02-10', '02-11', '04-05', '05-01', '05-02', '05-03', '06-09', '09-15', '10-01', '10-02', '10-03', '10-04', '10-05'].map((day) => `2027-${day}`),
  makeUpDays: ['2027-02-13', '2027-05-08', '2027-10-09'],
  source: { number: '测算', title: '测算用放假安排', text: '为测算而拟' },
};

/**
 * The notice of a new year moves 100,000 open deadlines, while people act: preview, approval by a second person, the run with one kill of its
 * worker in the middle, until every deadline has its new date. The files are rows of the record; the people's own files are real ones.
 */
export async function measureChange({ world: open }: LawBench): Promise<Figure[]> {
  const world = await open();
  await world.database.query(`UPDATE world_clock SET offset_ms = round(extract(epoch FROM $1::timestamptz - clock_timestamp()) * 1000)::bigint WHERE offset_ms < round(extract(epoch FROM $1::timestamptz - clock_timestamp()) * 1000)`, [now]);
  await sleep(1500);
  await insertFiles(world);
  const act = await actors(world);
  await underLoad(people, 2, act);
  const usual = await underLoad(people, usualSeconds, act);

  const [drafter, approver] = await Promise.all(['legal-reviewer-1', 'responsible'].map((login) => Caller.signIn(world.api, login)));
  if (!drafter || !approver) throw new Error('nobody signed in');
  const { id } = (await drafter.post('/api/v1/law/changes', { kind: 'calendar', content: notice, reason: '测算' })) as unknown as { id: string };
  let began = performance.now();
  const previewing = { done: false };
  const preview = drafter.post(`/api/v1/law/changes/${id}/preview`, {}).finally(() => { previewing.done = true; }) as unknown as Promise<{ preview: { later: number; unchanged: number } }>;
  const duringPreview = await whileRunning(act, () => Promise.resolve(previewing.done));
  const { preview: counts } = await preview;
  const previewSeconds = (performance.now() - began) / 1000;
  if (counts.later < deadlines) throw new Error(`the preview did not see what there is: ${JSON.stringify(counts)}`);

  began = performance.now();
  await approver.post(`/api/v1/law/changes/${id}/approve`, {});
  const progress = async () => (await world.database.query<{ checked: number; finished: boolean }>('SELECT files_checked AS checked, finished_at IS NOT NULL AS finished FROM redating WHERE change_id = $1', [id])).rows[0] ?? { checked: 0, finished: false };
  const before = await whileRunning(act, async () => (await progress()).checked > deadlines / 3);
  world.worker.kill('SIGKILL');
  await once(world.worker, 'exit');
  const atKill = (await progress()).checked;
  await world.startProcess('workers/main.ts', {}, /worker ready/);
  await sleep(2000);
  const after = await whileRunning(act, async () => (await progress()).finished);
  const appliedSeconds = (performance.now() - began) / 1000;
  const { rows } = await world.database.query<{ deadlines: number; entries: number }>(
    `SELECT count(DISTINCT deadline_id)::int AS deadlines, count(*)::int AS entries FROM ledger_entry WHERE kind = 'redate' AND file_id LIKE 'inspection-be%'`);
  if (rows[0]?.deadlines !== deadlines || rows[0].entries !== deadlines) throw new Error(`not one entry a deadline: ${JSON.stringify(rows[0])}`);
  const duringRedating = together([before, after]);
  return [
    plain(`change of the law: preview of ${deadlines} open deadlines`, previewSeconds, 's'),
    plain('change of the law: files checked when the worker was killed (-9)', atKill, ''),
    plain(`change of the law: ${deadlines} open deadlines re-dated, the kill included`, appliedSeconds, 's'),
    plain(`people at work (${people}), usual rate`, usual.perSecond, '1/s'),
    plain('people at work during the preview, share of the usual rate', duringPreview.perSecond / usual.perSecond, ''),
    plain('people at work during the re-dating, share of the usual rate', duringRedating.perSecond / usual.perSecond, ''),
    plain('people at work during the re-dating, p99', duringRedating.p99, 'ms'),
  ];
}

/** People go on acting until something is done; asked twice a second. */
async function whileRunning(act: (client: number) => Promise<void>, isDone: () => Promise<boolean>) {
  let done = false;
  const asking = (async () => {
    while (!(done = await isDone())) await sleep(500);
  })();
  const parts = [];
  let untold = 0;
  const patient = async (client: number) => act(client).catch(async (error: unknown) => {
    untold += 1;
    if (untold > 20 * people) throw error;
    await sleep(200);
  });
  do parts.push(await underLoad(people, 1, patient));
  while (!done);
  await asking;
  return together(parts);
}

async function actors(world: BenchWorld): Promise<(client: number) => Promise<void>> {
  const [coordinator, inspector, head] = await Promise.all(['coordinator', 'inspector-1', 'unit-head'].map((login) => Caller.signIn(world.api, login)));
  if (!coordinator || !inspector || !head) throw new Error('nobody signed in');
  const visit = {
    item: { publishedOn: '2025-06-30', where: '本局网站' }, onSite: true, approverId: 'sample-unit-head', approval: { document: '审批表', approvedOn: '2026-01-05' },
    notice: { document: '通知书', toldFrequency: true, toldRecusalRight: true }, occasion: 'complaint_or_report', exceptionReason: '举报', certificatesShown: true,
  };
  const files: { path: string; isRecorded: boolean }[] = [];
  for (let i = 0; i < people; i += 1) {
    const { fileId } = await coordinator.post('/api/v1/inspections', { input: {
      target: { name: '示例食品有限公司', uscc: '91350100M000100Y43' }, matter: '食品经营许可及条件的检查', officerIds: ['sample-inspector-1', 'sample-inspector-2'], plannedEnd: '2027-12-31',
    } });
    await inspector.post(`/api/v1/inspections/${fileId}/actions/startInspection`, { input: visit });
    files.push({ path: `/api/v1/inspections/${fileId}/actions`, isRecorded: false });
  }
  return async (client) => {
    const file = files[client];
    if (!file) return;
    const { isRecorded } = file;
    // whoever is not told an answer, since the worker was killed, looks at the file and goes on
    file.isRecorded = !isRecorded;
    if (isRecorded) await head.post(`${file.path}/returnInspectionResult`, { input: { reason: '补充照片' } });
    else await inspector.post(`${file.path}/recordInspectionResult`, { input: { category: 'corrected_on_order', findings: '货架有过期食品', method: 'on_site' } });
  };
}

/** Inspections whose result is to be published within 20 working days, recorded on the days of January; each with its ledger, task and deadline. */
async function insertFiles({ database }: BenchWorld): Promise<void> {
  const law = await shippedLawBook.at(0);
  const rules = law.rulesFor(nationalProfile);
  // by the notice 9 to 11 February rest besides, and 13 February is worked: every one of these dates moves
  const dates = Array.from({ length: 15 }, (_, n) => addDays('2027-01-18', n)).map((from) => {
    const rule = findRule('inspection-result-publish', from, rules);
    const found = computeDeadline({ rule, trigger: from, calendar: law.calendar, pauses: [] });
    const rungs = ladderMoments(found, rules.ladders[rule.ladder] ?? [], law.calendar).map(({ rung, at, to, lapse }) => ({ rung, at, to, ...(lapse ? { lapse } : {}) }));
    return { from, version: found.ruleVersion, calendar: found.calendarVersion, target: found.targetDate, due: found.dueDate, dueAt: found.dueAt, rungs, next: rungs[0]?.at };
  });
  const department = (await database.query<{ id: string }>("SELECT department_id AS id FROM officer WHERE id = 'sample-inspector-1'")).rows[0]?.id;
  const client = await database.connect();
  try {
    await client.query('DROP TABLE IF EXISTS bench_date');
    await client.query('CREATE TEMP TABLE bench_date AS SELECT (row_number() OVER () - 1)::int AS n, d.* FROM jsonb_to_recordset($1) AS d ("from" date, version text, calendar text, target date, due date, "dueAt" timestamptz, rungs jsonb, next timestamptz)', [JSON.stringify(dates)]);
    await client.query(
      `CREATE TEMP TABLE bench_file AS SELECT 'inspection-be' || substr(md5(i::text), 1, 18) AS id, d.* FROM generate_series(1, $1::int) i JOIN bench_date d ON d.n = i % ${dates.length}`, [deadlines]);
    await client.query(
      `INSERT INTO file (id, type, department_id, lifecycle_id, seq, head, stage, stage_since, facts, milestones, next_due_at, last_at, opened_at)
       SELECT id, 'inspection', $1, id, 2, repeat('b', 64), 'result_recorded', "from", jsonb_build_object('officerIds', jsonb_build_array('sample-inspector-1', 'sample-inspector-2'), 'matter', '食品经营许可及条件的检查'),
         jsonb_build_object('assigned', "from", 'resultRecorded', "from"), next, "from", "from" FROM bench_file`, [department]);
    await client.query(
      `INSERT INTO ledger_entry (file_id, seq, kind, what, occurred_on, recorded_at, header, hash, salt, content)
       SELECT id, s, 'act', 'recordInspectionResult', "from", "from", repeat('h', 600), repeat('b', 64), repeat('a', 64), repeat('c', 900) FROM bench_file, generate_series(1, 2) s`);
    await client.query(
      `INSERT INTO deadline (id, file_id, clock, rule_id, rule_version, calendar_version, revision, state, trigger_on, target_date, due_date, due_at, provisional, extensions, pauses, rungs, opened_seq)
       SELECT id || '.inspection-result-publish.2', id, 'resultPublication', 'inspection-result-publish', version, calendar, 1, 'running', "from", target, due, "dueAt", true, '[]', '[]', rungs, 2 FROM bench_file`);
    await client.query(
      `INSERT INTO task (id, file_id, department_id, kind, roles, officer_ids, label, deadline_id, due_at, opened_seq)
       SELECT id || '.2.1', id, $1, 'act', '{publication_officer}', '{}', '{"zh": "公示检查结果", "en": "Publish the result"}', id || '.inspection-result-publish.2', "dueAt", 2 FROM bench_file`, [department]);
    for (const table of ['file', 'ledger_entry', 'deadline', 'task']) await client.query(`ANALYZE ${table}`);
  } finally {
    client.release();
  }
}
