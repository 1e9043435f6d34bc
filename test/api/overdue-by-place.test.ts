import pg from 'pg';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openWorldClock, type WorldClock } from '../../clock/world-clock.ts';
import { digestRound } from '../../digests/keep-digests.ts';
import { defaultCalendar } from '../../domain/calendar/default-calendar.ts';
import type { DigestContent } from '../../digests/digest.ts';
import { lawInForce } from '../../law/law-book.ts';
import { shippedLaw } from '../../law/shipped-law.ts';
import { createRecordingGateway } from '../../notices/recording-gateway.ts';
import { createTestWorld, type TestWorld } from '../support/world.ts';
import { openInspectionDueBy } from './open-inspection-due-by.ts';
import { createStaff, openTestApi, type TestApi } from './test-api.ts';

const log = pino({ level: 'silent' });
const source = [{ law: 'DESIGN', title: '本系统设计', version: '2026-01-01', article: '-', text: '测试' }];
/** A place that looks further ahead, and from 5 March on looks at nothing before the last day. */
const somewhere = {
  id: 'somewhere', label: { zh: '某地', en: 'Somewhere' }, readings: [],
  overrides: [
    { ruleId: 'nearly-overdue', values: { percent: 70 }, effectiveFrom: '2026-01-01', effectiveTo: '2026-03-04', source },
    { ruleId: 'nearly-overdue', values: { percent: 100 }, effectiveFrom: '2026-03-05', source },
    { ruleId: 'digest-daily', values: { workingDaysAhead: 6 }, effectiveFrom: '2026-01-01', effectiveTo: '2026-03-04', source },
  ],
};
const law = lawInForce(0, { ...shippedLaw, profiles: [...shippedLaw.profiles, somewhere] }, defaultCalendar);
const lawBook = { current: () => Promise.resolve(law), at: () => Promise.resolve(law) };

let world: TestWorld;
let api: TestApi;
let clock: WorldClock;
const files = { national: '', place: '', placeLater: '' };

beforeAll(async () => {
  world = await createTestWorld({ rehearsalFrom: '2026-03-02T02:00:00.000Z', law });
  await createStaff(world.database);
  await world.startWorker();
  clock = await openWorldClock(world.pool, log);
  api = await openTestApi(world.database, { submit: world.submit, pool: world.pool, now: clock.now, lawBook });
  files.national = await open('2026-03-22');
  const owner = new pg.Client(world.database.ownerUrl);
  await owner.connect();
  await owner.query("UPDATE department SET profile_id = 'somewhere' WHERE id = 'division-a'");
  await owner.end();
  files.place = await open('2026-03-22');
  await pass('2026-03-06T02:00:00.000Z');
  files.placeLater = await open('2026-03-22');
});
afterAll(async () => {
  clock?.stop();
  await api?.close();
  await world?.close();
});

const open = (plannedEnd: string) => openInspectionDueBy(api, plannedEnd);

async function pass(to: string): Promise<void> {
  await world.advance({ to });
  await clock.refresh();
}

const nearly = async () => (await api.as('head', { url: '/api/v1/overdue' })).json<{ items: { file: { id: string } }[] }>().items.map(({ file }) => file.id).toSorted();

describe('what is nearly over, by the place of each file and the version on the day its period began', () => {
  test('three files end on one day: 70 percent on, only that of the place which looks so far ahead is listed', async () => {
    await pass('2026-03-19T02:00:00.000Z');
    expect(await nearly()).toEqual([files.place]);
  });

  test('beyond 90 percent, that of the nation as well, and not the one whose place waits for the last day', async () => {
    await pass('2026-03-21T02:00:00.000Z');
    expect(await nearly()).toEqual([files.national, files.place].toSorted());
  });

  test('past the last day, all of them', async () => {
    await pass('2026-03-24T02:00:00.000Z');
    expect(await nearly()).toEqual(Object.values(files).toSorted());
  });
});

describe('the digest looks ahead as far as the place of each file', () => {
  test('six working days there, three elsewhere, by the day on which the period began', async () => {
    const other = { national: '', place: '', placeLater: '' };
    const apart = await createTestWorld({ rehearsalFrom: '2026-03-02T02:00:00.000Z', law });
    try {
      await apart.startWorker();
      const owner = new pg.Client(apart.database.ownerUrl);
      await owner.connect();
      const assign = async () => {
        const told = await apart.act('coordinator', null, 'assignInspection', { target: { name: '示例食品有限公司', uscc: '91350100M000100Y43' }, matter: '检查', officerIds: ['officer-inspectora', 'officer-inspectorb'], plannedEnd: '2026-03-17' });
        if (told.kind !== 'accepted') throw new Error(JSON.stringify(told));
        return told.fileId;
      };
      other.national = await assign();
      await owner.query("UPDATE department SET profile_id = 'somewhere' WHERE id = 'market-bureau'");
      await owner.end();
      other.place = await assign();
      await apart.advance({ to: '2026-03-06T02:00:00.000Z' });
      other.placeLater = await assign();
      const round = () => digestRound({ pool: apart.pool, log, notices: createRecordingGateway(apart.pool), lawBook });
      // Monday 9 March and six working days is Tuesday the 17th
      await apart.advance({ to: '2026-03-09T02:00:00.000Z' });
      await round();
      const read = async () => (await apart.pool.query<{ content: DigestContent }>("SELECT content FROM digest WHERE officer_id = 'officer-inspectora' ORDER BY day DESC LIMIT 1")).rows[0]?.content.due.items.map(({ fileId }) => fileId).toSorted();
      expect(await read()).toEqual([other.place]);
      // Thursday the 12th and three is Tuesday the 17th
      await apart.advance({ to: '2026-03-12T02:00:00.000Z' });
      await round();
      expect(await read()).toEqual(Object.values(other).toSorted());
    } finally {
      await apart.close();
    }
  });
});
