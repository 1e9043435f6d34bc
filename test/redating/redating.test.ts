import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { verifyLedger } from '../../ledger/verify.ts';
import { commitUnseen, entries, gate, known, stepOf, store } from '../protocol/second-worker.ts';
import { notice2027 } from '../support/law-changes.ts';
import { createTestWorld, type TestWorld } from '../support/world.ts';
import { inspected, publications, putInForce, resultPublish, run } from './law-work.ts';

let world: TestWorld;
beforeEach(async () => {
  world = await createTestWorld({ rehearsalFrom: '2027-01-25T01:00:00Z' });
});
afterEach(() => world.close());

const at = '2027-01-25T02:00:00.000Z';
// 20 working days after Monday 25 January: without the notice 24 February; by it 25 February (5 to 11 February rest, 31 January and 13 February are worked)
const [provisionalDate, settledDate] = ['2027-02-24', '2027-02-25'];

const killedAt = (changeId: string, point: string, page: number, size: number) =>
  new Promise<NodeJS.Signals | null>((resolve, reject) => {
    const child = spawn(process.execPath, [join(import.meta.dirname, 'killed-run.ts'), world.database.appUrl, changeId, point, String(page), String(size)], { stdio: 'ignore' });
    child.on('error', reject);
    child.on('exit', (_code, signal) => resolve(signal));
  });

describe('a run over what is open', () => {
  test('settles and moves each provisional date by the notice of the new year, with one entry that tells both dates and the change', async () => {
    const files = [];
    for (let n = 0; n < 5; n += 1) files.push(await inspected(world, at));
    expect((await publications(world)).map(({ dueDate, provisional }) => [dueDate, provisional])).toEqual(files.map(() => [provisionalDate, true]));
    const change = await putInForce(world, { kind: 'calendar', content: notice2027 });
    expect(change).toMatchObject({ state: 'approved', revision: 1, preview: { deadlines: 5, later: 5, settledInAll: 5, unchanged: 0, files: 5 } });
    expect(await run(world, change.id, { pageSize: 2 })).toBe(true);
    expect((await publications(world)).map(({ dueDate, provisional, revision, entries: times }) => [dueDate, provisional, revision, times])).toEqual(files.map(() => [settledDate, false, 2, 1]));
    const { rows } = await world.pool.query(`SELECT content::jsonb -> 'change' AS change, content::jsonb -> 'clocks' -> 0 AS clock FROM ledger_entry WHERE kind = 'redate' LIMIT 1`);
    expect(rows[0]).toMatchObject({ change: change.id, clock: { change: 'redated', oldDueDate: provisionalDate, dueDate: settledDate } });
    const stored = await world.pool.query('SELECT state, in_effect_at IS NOT NULL AS done FROM law_change WHERE id = $1', [change.id]);
    expect(stored.rows).toEqual([{ state: 'in_effect', done: true }]);
    expect(await world.pool.query('SELECT files_checked, deadlines_changed, finished_at IS NOT NULL AS finished FROM redating')).toMatchObject({ rows: [{ files_checked: 5, deadlines_changed: 5, finished: true }] });
    expect(await verifyLedger(world.pool)).toMatchObject({ problems: 0, files: 5, lawEntries: 4 });
  });

  test('does what the preview said, no more and no less', async () => {
    for (let n = 0; n < 3; n += 1) await inspected(world, at);
    // recorded on the 4th of January: 20 working days end on 29 January, before anything that the notice moves
    const early = await inspected(world, '2027-01-25T02:00:01.000Z');
    await world.pool.query(`UPDATE deadline SET due_date = '2027-01-29', target_date = '2027-01-29' WHERE file_id = $1`, [early]);
    const change = await putInForce(world, { kind: 'calendar', content: notice2027 });
    const promised = await world.pool.query('SELECT file_id, new_due_date::text, new_provisional FROM law_preview_item WHERE change_id = $1 ORDER BY file_id', [change.id]);
    await run(world, change.id);
    const done = await world.pool.query(`SELECT d.file_id, d.due_date::text AS new_due_date, d.provisional AS new_provisional FROM deadline d
      WHERE EXISTS (SELECT FROM ledger_entry e WHERE e.deadline_id = d.id AND e.kind = 'redate') ORDER BY d.file_id`);
    expect(done.rows).toEqual(promised.rows);
    expect(done.rows.length).toBe(change.preview?.files);
  });

  test.each([
    ['beforeWrite', 1], ['afterWrite', 1], ['beforeWrite', 2], ['afterWrite', 3],
  ] as const)('killed %s of page %i goes on where it stood: each changed deadline has exactly one entry', async (point, page) => {
    for (let n = 0; n < 7; n += 1) await inspected(world, at);
    const change = await putInForce(world, { kind: 'calendar', content: notice2027 });
    expect(await killedAt(change.id, point, page, 2)).toBe('SIGKILL');
    const half = await publications(world);
    expect(half.filter(({ entries: times }) => times === 1)).toHaveLength((point === 'afterWrite' ? page : page - 1) * 2);
    expect(await run(world, change.id, { pageSize: 2 })).toBe(true);
    expect((await publications(world)).map(({ dueDate, entries: times }) => [dueDate, times])).toEqual(half.map(() => [settledDate, 1]));
    expect(await world.pool.query('SELECT files_checked, deadlines_changed FROM redating')).toMatchObject({ rows: [{ files_checked: 7, deadlines_changed: 7 }] });
    expect(await verifyLedger(world.pool)).toMatchObject({ problems: 0 });
  });

  test('taken up by two workers at once writes each deadline once', async () => {
    for (let n = 0; n < 6; n += 1) await inspected(world, at);
    const change = await putInForce(world, { kind: 'calendar', content: notice2027 });
    await Promise.all([1, 2].map(() => run(world, change.id, { pageSize: 2 }).then((done) => (done ? done : run(world, change.id, { pageSize: 2 })))));
    expect((await publications(world)).map(({ entries: times }) => times)).toEqual([1, 1, 1, 1, 1, 1]);
  });

  test('a file that an act moves between reading and writing is taken again, and nobody’s work is lost', async () => {
    const [first, second] = [await inspected(world, at), await inspected(world, at)];
    const change = await putInForce(world, { kind: 'calendar', content: notice2027 });
    let raced = false;
    await run(world, change.id, { pause: async (point) => {
      if (point !== 'beforeWrite' || raced) return;
      raced = true;
      await commitUnseen(world, 'unitHead', first, 'registerClue', { suspicion: '涉嫌经营过期食品' });
    } });
    expect((await entries(world, first)).map(({ kind }) => kind)).toEqual(['act', 'act', 'act', 'redate']);
    expect((await entries(world, second)).map(({ kind }) => kind)).toEqual(['act', 'act', 'redate']);
    expect((await publications(world)).map(({ dueDate, entries: times }) => [dueDate, times])).toEqual([[settledDate, 1], [settledDate, 1]]);
  });

  test('law-fence: a step that read the old law while the change took effect and the run went by starts over, and counts by the new one', async () => {
    const fileId = await inspected(world, at);
    await run(world, (await putInForce(world, { kind: 'calendar', content: notice2027 })).id);
    const { id } = await store(world, 'unitHead', fileId, 'orderCorrection', { demand: '下架' });
    const frozen = gate();
    const step = stepOf(world, (point) => (point === 'beforeWrite' ? frozen.wait() : Promise.resolve()));
    const answer = step({ fileId, expect: await known(world, fileId), at, event: { kind: 'act', submissionId: id } });
    await frozen.reached;
    const corrected = { ...notice2027, restDays: [...notice2027.restDays, '2027-02-24'] };
    const change = await putInForce(world, { kind: 'calendar', content: corrected });
    await run(world, change.id);
    frozen.open();
    await answer;
    // whatever the frozen step saw: it wrote by revision 2, or was told that the record had gone on
    const { rows } = await world.pool.query("SELECT DISTINCT calendar_version FROM deadline WHERE file_id = $1 AND closed_seq IS NULL AND clock <> 'inspectionEnd'", [fileId]);
    for (const { calendar_version: version } of rows) expect(version).toContain('2027#2');
  });

  test('law-fence: nothing is armed by a law that is no longer in force, even in a file in which the run found nothing', async () => {
    const fileId = await inspected(world, at);
    await world.pool.query("UPDATE deadline SET closed_seq = 2, state = 'met' WHERE file_id = $1", [fileId]);
    const { id } = await store(world, 'unitHead', fileId, 'orderCorrection', { demand: '下架' });
    const frozen = gate();
    let stops = 0;
    const step = stepOf(world, (point) => (point === 'beforeWrite' && (stops += 1) === 1 ? frozen.wait() : Promise.resolve()));
    const answer = step({ fileId, expect: await known(world, fileId), at, event: { kind: 'act', submissionId: id } });
    await frozen.reached;
    const change = await putInForce(world, { kind: 'calendar', content: notice2027 });
    expect(await run(world, change.id)).toBe(true);
    frozen.open();
    expect((await answer).answer).toMatchObject({ kind: 'accepted' });
    const { rows } = await world.pool.query("SELECT calendar_version FROM deadline WHERE file_id = $1 AND clock = 'correction'", [fileId]);
    expect(rows).toEqual([{ calendar_version: expect.stringContaining('2027#1') }]);
  });

  test('a clause for open cases moves them to the new version of the rule; without it they keep the old limit', async () => {
    await inspected(world, at);
    const kept = await putInForce(world, { kind: 'rule', content: resultPublish(30, '2027-01-26') });
    expect(kept).toMatchObject({ state: 'approved', preview: { unchanged: 1 } });
    await run(world, kept.id);
    expect(await publications(world)).toMatchObject([{ dueDate: provisionalDate, entries: 0 }]);
    await run(world, (await putInForce(world, { kind: 'calendar', content: notice2027 })).id);
    const ten = { kind: 'rule', content: resultPublish(10, '2027-01-27'), transition: 'open_deadlines' } as const;
    await expect(putInForce(world, ten)).rejects.toMatchObject({ code: 'LAW_NOT_YET', earliestOn: '2027-01-27' });
    await world.pool.query('UPDATE world_clock SET offset_ms = offset_ms + 3 * 86400000');
    await run(world, (await putInForce(world, ten)).id);
    // 26 to 29 January, 31 January, 1 to 4 February, 12 February
    expect(await publications(world)).toMatchObject([{ ruleVersion: '2027-01-27', dueDate: '2027-02-12', entries: 2 }]);
  });
});
