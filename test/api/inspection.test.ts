import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openWorldClock, type WorldClock } from '../../clock/world-clock.ts';
import { verifyChain, type StoredEntry } from '../../domain/ledger/verify-chain.ts';
import { visit } from '../support/inspection.ts';
import { createTestWorld, type TestWorld } from '../support/world.ts';
import { createStaff, idOf, newKey, openTestApi, type Member, type TestApi } from './test-api.ts';

/** The real worker, the real engine, the real database: a person's clicks over REST. */
let world: TestWorld;
let api: TestApi;
let clock: WorldClock;
beforeAll(async () => {
  world = await createTestWorld({ rehearsalFrom: '2026-03-02T02:00:00.000Z' });
  await createStaff(world.database);
  await world.startWorker();
  clock = await openWorldClock(world.pool, pino({ level: 'silent' }));
  api = await openTestApi(world.database, { submit: world.submit, pool: world.pool, now: clock.now });
});
afterAll(async () => {
  clock?.stop();
  await api?.close();
  await world?.close();
});

const assignment = {
  target: { name: '示例食品有限公司', uscc: '91350100M000100Y43' },
  matter: '食品经营许可及条件的检查',
  officerIds: [idOf('inspector'), idOf('inspector2')],
  plannedEnd: '2026-04-30',
};

async function open(): Promise<string> {
  const opened = await api.as('coordinator', { method: 'POST', url: '/api/v1/inspections', headers: newKey(), payload: { input: assignment } });
  expect(opened.statusCode, opened.body).toBe(201);
  return opened.json().fileId;
}

function act(who: Member, fileId: string, action: string, input: object, headers: Record<string, string> = {}) {
  return api.as(who, { method: 'POST', url: `/api/v1/inspections/${fileId}/actions/${action}`, headers: { ...newKey(), ...headers }, payload: { input } });
}

async function everyPage<Item>(who: Member, url: string): Promise<Item[]> {
  const items: Item[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page: { items: Item[]; nextCursor: string | null } = (await api.as(who, { url: cursor === '' ? url : `${url}&cursor=${cursor}` })).json();
    items.push(...page.items);
    cursor = page.nextCursor;
  }
  return items;
}

const finding = { category: 'corrected_on_order', findings: '货架有过期食品', method: 'on_site', visit: visit(idOf('head')) };

describe('an inspection over REST', () => {
  test('is opened with 201, its address and its ETag, and can be read there', async () => {
    const opened = await api.as('coordinator', { method: 'POST', url: '/api/v1/inspections', headers: newKey(), payload: { input: assignment } });
    expect(opened.statusCode, opened.body).toBe(201);
    const told = opened.json();
    expect(opened.headers).toMatchObject({ location: `/api/v1/inspections/${told.fileId}`, etag: '"1"' });
    const file = await api.as('inspector', { url: String(opened.headers['location']) });
    expect(file.statusCode, file.body).toBe(200);
    expect(file.headers['etag']).toBe('"1"');
    expect(file.json()).toMatchObject({
      id: told.fileId, seq: 1, subject: '示例食品有限公司', stage: { id: 'assigned', label: { zh: '已派员', en: 'Assigned' } },
      department: { id: 'division-a', name: '食品科' }, officers: [{ id: idOf('inspector'), name: '赵一' }, { id: idOf('inspector2'), name: '钱二' }],
    });
    const unchanged = await api.as('inspector', { url: `/api/v1/inspections/${told.fileId}`, headers: { 'if-none-match': '"1"' } });
    expect(unchanged.statusCode).toBe(304);
  });

  test('goes through finding, order, report and re-inspection to a clue in a file of its own, and tells it in one timeline', async () => {
    const id = await open();
    expect((await act('inspector', id, 'recordInspectionResult', finding)).statusCode).toBe(200);
    expect((await act('head', id, 'orderCorrection', { demand: '七日内下架', days: 7 })).json()).toMatchObject({ outcome: 'ordered', stage: { id: 'correction_ordered' } });
    expect((await act('inspector', id, 'reportCorrection', { summary: '已整改', onBehalfOf: '示例食品有限公司', document: '整改报告 1 号' })).statusCode).toBe(200);
    const last = await act('inspector', id, 'recordReinspection', { corrected: false, findings: '仍有过期食品' });
    expect(last.json()).toMatchObject({ outcome: 'notCorrected', stage: { id: 'correction_failed' }, seq: 5 });

    const own = (await api.as('head', { url: `/api/v1/inspections/${id}/timeline` })).json();
    expect(own.items.map((entry: { what: { id: string } }) => entry.what.id)).toEqual(['assignInspection', 'recordInspectionResult', 'orderCorrection', 'reportCorrection', 'recordReinspection']);
    expect(own.items[2]).toMatchObject({
      kind: 'act', from: { id: 'result_review' }, stage: { id: 'correction_ordered' }, actor: { id: idOf('head'), name: '李四' },
      deadlines: [{ clock: 'correction', change: 'armed', rule: { id: 'correction-default-deadline' } }],
    });

    const caseId = own.items[4].effects[0].fileId;
    await expect.poll(async () => (await api.as('head', { url: `/api/v1/enforcement-cases/${caseId}` })).statusCode).toBe(200);
    const all = (await api.as('head', { url: `/api/v1/inspections/${id}/timeline?lifecycle=true` })).json();
    expect(all.items.at(-1)).toMatchObject({ fileId: caseId, type: 'enforcementCase', kind: 'event', what: { id: 'clueFound' }, source: { fileId: id, seq: 5 } });
    const fromCase = (await api.as('head', { url: `/api/v1/enforcement-cases/${caseId}/timeline?lifecycle=true` })).json();
    expect(fromCase.items).toEqual(all.items);

    const pages = await everyPage<object>('head', `/api/v1/inspections/${id}/timeline?lifecycle=true&limit=2`);
    expect(pages).toEqual(all.items);
  });

  test('shows its deadlines with rule, source, state and next rung', async () => {
    const id = await open();
    await act('inspector', id, 'recordInspectionResult', finding);
    const { items } = (await api.as('head', { url: `/api/v1/inspections/${id}/deadlines` })).json();
    expect(items.map((deadline: { clock: string; state: string }) => [deadline.clock, deadline.state])).toEqual([['inspectionEnd', 'met'], ['resultPublication', 'running']]);
    expect(items[1]).toMatchObject({
      ruleId: 'inspection-result-publish', rule: { label: { zh: '公示检查结果' }, onLapse: { id: 'AGENCY_OVERDUE' } }, isOverdue: false,
      next: { rung: 'remind_70', label: { zh: '期限已用70%' }, to: [{ id: 'publication_officer' }], isLapse: false },
    });
    expect(items[1].rule.source[0]).toMatchObject({ law: expect.any(String), article: expect.any(String) });
  });

  test('gives its ledger as exact texts whose chain anybody can recompute, page by page', async () => {
    const id = await open();
    await act('inspector', id, 'recordInspectionResult', finding);
    await act('head', id, 'returnInspectionResult', { reason: '缺少照片' });
    const entries = await everyPage<StoredEntry>('inspector', `/api/v1/inspections/${id}/ledger?limit=2`);
    expect(entries).toHaveLength(3);
    expect(verifyChain(id, entries)).toBeNull();
    expect(verifyChain(id, entries.map((entry) => ({ ...entry, content: entry.content?.replace('缺少照片', '缺少签字') ?? null })))).toEqual({ seq: 3, fault: 'content_changed' });
  });

  test('tells a refusal of the law with code, field and rule, and keeps it for the operation', async () => {
    const id = await open();
    await act('inspector', id, 'recordInspectionResult', finding);
    const refused = await act('head', id, 'orderCorrection', { demand: '整改', days: 200 });
    expect(refused.statusCode).toBe(422);
    expect(refused.headers['content-type']).toContain('application/problem+json');
    expect(refused.json()).toMatchObject({ code: 'CORRECTION_LIMIT', field: '/input/days', rule: 'correction-default-deadline', type: '/api/v1/errors/CORRECTION_LIMIT', title: expect.stringContaining('改正期限') });
    // and the article that asks for it
    expect(refused.json()).toMatchObject({ askedBy: { label: { zh: expect.any(String) }, source: expect.arrayContaining([expect.objectContaining({ law: 'APL', article: '28' })]) } });
    const operation = await api.as('head', { url: refused.json().operation });
    expect(operation.json()).toMatchObject({ state: 'refused', fileId: id, refused: { code: 'CORRECTION_LIMIT', field: '/input/days' } });
    expect((await api.as('inspector', { url: refused.json().operation })).json()).toMatchObject({ code: 'OPERATION_NOT_FOUND' });
  });

  test('refuses an act out of stage with 409 NOT_OPEN', async () => {
    const refused = await act('head', await open(), 'closeInspection', {});
    expect([refused.statusCode, refused.json().code]).toEqual([409, 'NOT_OPEN']);
  });

  test('refuses a future fact with 422 at its field', async () => {
    const id = await open();
    const refused = await api.as('inspector', { method: 'POST', url: `/api/v1/inspections/${id}/actions/recordInspectionResult`, headers: newKey(), payload: { occurredOn: '2098-01-01', input: finding } });
    expect([refused.statusCode, refused.json().code, refused.json().field]).toEqual([422, 'FUTURE_FACT', '/occurredOn']);
  });

  test('gives the same answer for the same key, and 409 when the key comes with another body', async () => {
    const id = await open();
    const key = newKey();
    const first = await act('inspector', id, 'recordInspectionResult', finding, key);
    const again = await act('inspector', id, 'recordInspectionResult', finding, key);
    expect(first.statusCode).toBe(200);
    expect([again.statusCode, again.json()]).toEqual([200, first.json()]);
    const other = await act('inspector', id, 'recordInspectionResult', { ...finding, method: 'online' }, key);
    expect([other.statusCode, other.json().code]).toEqual([409, 'KEY_REUSED']);
    const operation = await api.as('inspector', { url: first.json().links.operation });
    expect(operation.json()).toMatchObject({ state: 'accepted', accepted: first.json() });
  });

  test('answers 412 to an act on a file that has changed since, and takes it with the present ETag', async () => {
    const id = await open();
    const stale = await act('inspector', id, 'recordInspectionResult', finding, { 'if-match': '"7"' });
    expect([stale.statusCode, stale.json().code]).toEqual([412, 'CHANGED_SINCE']);
    const present = await act('inspector', id, 'recordInspectionResult', finding, { 'if-match': '"1"' });
    expect([present.statusCode, present.headers['etag']]).toEqual([200, '"2"']);
  });

  test('lets exactly one of two people who act at one instant have it', async () => {
    const id = await open();
    const [a, b] = await Promise.all([act('inspector', id, 'recordInspectionResult', finding, { 'if-match': '"1"' }), act('inspector2', id, 'recordInspectionResult', finding, { 'if-match': '"1"' })]);
    expect([a.statusCode, b.statusCode].toSorted((x, y) => x - y)[0]).toBe(200);
    expect([409, 412]).toContain(Math.max(a.statusCode, b.statusCode));
  });
});

describe('what a person may do', () => {
  test('is listed with the reason for everything else: stage, role, or a guard', async () => {
    const id = await open();
    const forInspector = (await api.as('inspector', { url: `/api/v1/inspections/${id}/actions` })).json();
    const byName = new Map(forInspector.items.map((item: { action: string }) => [item.action, item]));
    expect(byName.get('recordInspectionResult')).toMatchObject({ isOpen: true, whyNot: [], href: `/api/v1/inspections/${id}/actions/recordInspectionResult` });
    expect(byName.get('recordReinspection')).toMatchObject({ isOpen: false, whyNot: [{ code: 'NOT_OPEN', stages: [{ id: 'reinspecting' }] }] });
    expect(byName.get('orderCorrection')).toMatchObject({ isOpen: false, whyNot: [{ code: 'NOT_OPEN' }, { code: 'FORBIDDEN_ROLE', roles: [{ id: 'handling_unit_head' }] }] });
    expect(byName.has('assignInspection')).toBe(false);

    const head = (await api.as('head', { url: `/api/v1/inspections/${id}/actions` })).json();
    // what every file knows: a manager may urge while somebody is waited for, and correct the date of a fact
    expect(head.items.filter((item: { isOpen: boolean }) => item.isOpen).map(({ action }: { action: string }) => action)).toEqual(['raiseRecusal', 'urge', 'correctDate']);
    expect(head.items.find((item: { action: string }) => item.action === 'acknowledge')).toMatchObject({ isOpen: false, whyNot: [{ code: 'REMINDER_NOT_OPEN', guard: 'toldByAReminder' }] });
    await act('inspector', id, 'recordInspectionResult', finding);
    const later = (await api.as('head', { url: `/api/v1/inspections/${id}/actions` })).json();
    const publish = later.items.find((item: { action: string }) => item.action === 'publishInspectionResult');
    expect(publish).toMatchObject({ isOpen: false, whyNot: [{ code: 'CATEGORY_NEEDS_FOLLOW_UP', guard: 'followUpDoneFirst', rule: 'inspection-result-categories' }] });
    expect(later.items.find((item: { action: string }) => item.action === 'orderCorrection')).toMatchObject({ isOpen: true });
  });

  test('is what the law says afterwards: an act that is listed as open is taken, one with a guard in the way is refused with the same code', async () => {
    const id = await open();
    await act('inspector', id, 'recordInspectionResult', finding);
    const refused = await act('head', id, 'publishInspectionResult', { redactionChecked: true, channel: 'necips' });
    expect(refused.json()).toMatchObject({ code: 'CATEGORY_NEEDS_FOLLOW_UP', status: 422 });
    expect((await act('head', id, 'orderCorrection', { demand: '整改' })).statusCode).toBe(200);
  });

  test('waits in their tasks, once for each, and is gone when it is done', async () => {
    const id = await open();
    const mine = async (who: Member) => (await api.as(who, { url: '/api/v1/me/tasks?limit=200&kind=act' })).json().items.filter((task: { file: { id: string } }) => task.file.id === id);
    expect(await mine('inspector')).toMatchObject([{ kind: 'act', label: { zh: '实施检查并录入结果' }, isOverdue: false }]);
    expect(await mine('inspector2')).toHaveLength(1);
    expect(await mine('bureauInspector')).toHaveLength(0);
    await act('inspector', id, 'recordInspectionResult', finding);
    expect(await mine('inspector')).toHaveLength(0);
    expect(await mine('head')).toHaveLength(1);
  });
});

describe('urging', () => {
  test('shows the person urged who asks and in which words; acknowledging takes it out of their tasks', async () => {
    const id = await open();
    expect((await act('head', id, 'urge', { text: '请本周内完成检查' })).statusCode).toBe(200);
    const mine = async () => (await api.as('inspector', { url: '/api/v1/me/tasks?limit=200&kind=urge' })).json().items.filter((task: { file: { id: string } }) => task.file.id === id);
    const [task, ...others] = await mine();
    expect(others).toEqual([]);
    expect(task).toMatchObject({ kind: 'urge', told: { by: { id: idOf('head'), name: '李四' }, text: '请本周内完成检查', rung: null } });
    expect((await act('inspector', id, 'acknowledge', { taskId: task.id })).statusCode).toBe(200);
    expect(await mine()).toEqual([]);
    const timeline = (await api.as('head', { url: `/api/v1/inspections/${id}/timeline` })).json();
    expect(timeline.items.map(({ what }: { what: { label: { zh: string } } }) => what.label.zh)).toEqual(expect.arrayContaining(['催办', '签收提醒']));
    expect((await act('head', id, 'urge', { text: '再催' })).json()).toMatchObject({ code: 'URGED_TODAY', status: 409, earliestOn: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) });
  });
});
