import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { derivedFileId } from '../../domain/ids.ts';
import type { JsonObject } from '../../domain/json.ts';
import { verifyLedger } from '../../ledger/verify.ts';
import { application, executed, published, told, verified } from '../support/credit.ts';
import { inventedUscc } from '../support/invented-uscc.ts';
import { createTestWorld, idOf, type Person, type TestWorld } from '../support/world.ts';

let world: TestWorld;
let source = '';
let effects = 100;

beforeAll(async () => {
  world = await createTestWorld({ rehearsalFrom: '2026-03-03T01:00:00Z' });
  await registerTargets();
  await world.startWorker();
  const opened = await world.act('coordinator', null, 'assignInspection', {
    target: { name: '示例食品有限公司', uscc: '91350100M000100Y43' }, matter: '价格检查', officerIds: [idOf('inspectorA'), idOf('inspectorB')], plannedEnd: '2026-12-31',
  });
  if (opened.kind !== 'accepted') throw new Error(JSON.stringify(opened));
  source = opened.fileId;
});
afterAll(() => world.close());

/** The party stands in the register with class B, beside another one with D. */
async function registerTargets(): Promise<void> {
  const owner = new pg.Client(world.database.ownerUrl);
  await owner.connect();
  try {
    for (const [uscc, riskClass] of [[inventedUscc(1), 'D'], ['91350100M000100Y43', 'B'], [inventedUscc(2), 'D']] as const) {
      await owner.query("INSERT INTO register_target (uscc, name, department_id, category, credit_risk_class) VALUES ($1, '示例食品有限公司', 'market-bureau', '食品销售', $2)", [uscc, riskClass]);
    }
  } finally {
    await owner.end();
  }
}

/** An effect as a step would have written it, from a file that exists; the clock waits until it is taken in. */
async function tell(toType: string, name: string, payload: JsonObject, occurredOn: string, toFileId?: string): Promise<string> {
  effects += 1;
  const to = toFileId ?? derivedFileId(toType, { fileId: source, seq: 1, n: effects });
  await world.pool.query('INSERT INTO effect (file_id, seq, n, to_file_id, to_type, name, payload, occurred_on, created_at) VALUES ($1, 1, $2, $3, $4, $5, $6, $7, world_now())', [source, effects, to, toType, name, payload, occurredOn]);
  await settle();
  return to;
}

/** Until nothing is due and every effect is taken in. */
const settle = () => world.advance({ by: 0 });

async function accept(person: Person, fileId: string, action: string, body: JsonObject = {}): Promise<void> {
  const told = await world.act(person, fileId, action, body);
  if (told.kind !== 'accepted') throw new Error(`${action}: ${JSON.stringify(told)}`);
  await settle();
}

async function publish(penalty: JsonObject): Promise<string> {
  const fileId = await tell('creditRecord', 'publicationDue', { ...told, ...penalty }, '2026-03-03');
  await accept('publisher', fileId, 'reviewSecrecy', { publishable: true });
  await accept('publisher', fileId, 'publishOnSite', published);
  await accept('publisher', fileId, 'publishPenalty', published);
  await tell('creditRecord', 'obligationsPerformed', { on: '2026-03-03' }, '2026-03-03', fileId);
  return fileId;
}

async function fileOf(fileId: string) {
  const { rows } = await world.pool.query('SELECT seq, stage, facts, milestones FROM file WHERE id = $1', [fileId]);
  return rows[0];
}

async function ended(fileId: string): Promise<void> {
  await expect.poll(async () => (await world.client.workflow.getHandle(fileId).describe()).status.name, { timeout: 15_000 }).toBe('COMPLETED');
}

describe('three years of published penalties', () => {
  let minor = '';
  let general = '';
  let pending = '';
  let serious = '';

  test('are published, each with the class and the periods of its penalty', async () => {
    minor = await publish({ discretionTier: 'lenient', fineYuan: '5000', domain: 'food' });
    general = await publish({});
    pending = await publish({ decisionNo: '示市监处罚〔2026〕3号' });
    serious = await publish({ fineYuan: '60000', domain: 'food' });
    const { rows } = await world.pool.query("SELECT file_id, clock, rule_id, due_date::text AS due FROM deadline WHERE clock LIKE '%Publicity' AND state = 'running' ORDER BY file_id, clock");
    expect((await fileOf(general)).facts.credit).toMatchObject({ creditClassBefore: 'B', creditClassAfter: 'C', since: '2026-03-03' });
    const of = (fileId: string) => rows.filter((row) => row.file_id === fileId).map((row) => `${row.rule_id} ${row.due}`);
    expect(of(minor)).toEqual(['publicity-minor-stop 2026-06-03']);
    expect(of(general)).toEqual(['publicity-general-max 2027-03-03', 'publicity-general-min 2026-06-03']);
    expect(of(serious)).toEqual(['publicity-serious-max 2029-03-03', 'publicity-serious-min 2027-03-03']);
  });

  test('a minor one stops by itself after three months; a general one may then be repaired, and not a day before', async () => {
    await world.advance({ to: '2026-06-03T15:59:00Z' });
    expect(await world.act('creditOfficer', general, 'applyForRepair', application)).toMatchObject({ kind: 'refused', refusal: { code: 'TOO_EARLY', rule: 'publicity-general-min', earliestOn: '2026-06-04' } });
    expect(await fileOf(minor)).toMatchObject({ stage: 'published' });
    await world.advance({ to: '2026-06-03T16:00:00Z' });
    expect(await fileOf(minor)).toMatchObject({ stage: 'publicity_ended', milestones: { publicityStopped: '2026-06-03' } });
    await ended(minor);
  });

  test('a repair in a file of its own is accepted, verified, granted and carried out, and ends the publicity', async () => {
    await accept('creditOfficer', general, 'applyForRepair', application);
    const { facts } = await fileOf(general);
    const repair = facts.repair.fileId;
    await accept('creditOfficer', repair, 'acceptRepair');
    await accept('creditOfficer', repair, 'recordRepairVerification', verified);
    await accept('responsible', repair, 'grantRepair', { reason: '符合条件' });
    expect(await fileOf(general)).toMatchObject({ stage: 'repair_granted' });
    await accept('creditOfficer', repair, 'executeRepair', executed);
    expect(await fileOf(general)).toMatchObject({ stage: 'publicity_ended', facts: { credit: { creditClassAfter: 'B' } } });
    await ended(repair);
    await ended(general);
  });

  test('one whose repair nobody decides stops by itself after a year, and the application with it', async () => {
    await accept('creditOfficer', pending, 'applyForRepair', application);
    const { facts } = await fileOf(pending);
    await world.advance({ to: '2027-03-04T01:00:00Z' });
    expect(await fileOf(pending)).toMatchObject({ stage: 'publicity_ended', milestones: { publicityStopped: '2027-03-03' } });
    expect(await fileOf(facts.repair.fileId)).toMatchObject({ stage: 'discontinued', facts: { closedBecause: 'maximum_passed' } });
    await ended(pending);
    await ended(facts.repair.fileId);
    // nobody accepted: the ladder climbed all the way, each rung once
    const { rows } = await world.pool.query("SELECT rung FROM ledger_entry WHERE file_id = $1 AND kind = 'deadline' ORDER BY seq", [facts.repair.fileId]);
    expect(rows.map((row) => row.rung)).toEqual(['remind_70', 'remind_90', 'lapse', 'overdue_3', 'overdue_10']);
  });

  test('a serious one is shown for three years, and its process is told every day of them by one timer', async () => {
    expect((await fileOf(serious)).milestones).toMatchObject({ minimumPeriodPassed: '2027-03-03' });
    await world.advance({ to: '2029-03-03T15:59:59Z' });
    expect(await fileOf(serious)).toMatchObject({ stage: 'published' });
    await world.advance({ to: '2029-03-03T16:00:00Z' });
    expect(await fileOf(serious)).toMatchObject({ stage: 'publicity_ended', milestones: { publicityStopped: '2029-03-03' } });
    await ended(serious);
  });

  test('leaves every ledger whole, and every process with the record it belongs to', async () => {
    const report = await verifyLedger(world.pool);
    // seven of the story, and two supervision orders about what nobody did for ten working days
    expect(report).toMatchObject({ problems: 0, files: 9 });
  });
});
