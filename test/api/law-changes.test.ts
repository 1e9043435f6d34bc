import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { adoptRelease } from '../../law/adopt-release.ts';
import { createLawBook } from '../../law/database-law-book.ts';
import { shippedLawBook } from '../../law/law-book.ts';
import { verifyLedger } from '../../ledger/verify.ts';
import { pino } from 'pino';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { clueVerify, notice2027 } from '../support/law-changes.ts';
import { createStaff, idOf, openTestApi, type Member, type TestApi } from './test-api.ts';

let database: TestDatabase;
let api: TestApi;
let owner: pg.Client;
beforeAll(async () => {
  database = await createTestDatabase();
  await createStaff(database);
  owner = new pg.Client(database.ownerUrl);
  await owner.connect();
  // the supervisor drafts, the person in charge approves; one person is both
  await owner.query(`UPDATE officer SET roles = '{legal_unit}' WHERE id = $1`, [idOf('supervisor')]);
  await owner.query(`UPDATE officer SET roles = '{legal_reviewer,principal_head}' WHERE id = $1`, [idOf('administrator')]);
  api = await openTestApi(database);
});
afterAll(async () => {
  await api?.close();
  await owner?.end();
  await database?.drop();
});

const post = (member: Member, path: string, payload: object = {}) => api.as(member, { method: 'POST', url: `/api/v1/law/changes${path}`, payload });
const draft = async (member: Member, payload: object) => (await post(member, '', { reason: '测试', ...payload })).json<{ id: string; state: string }>();
const calendar = { kind: 'calendar', content: notice2027 };

describe('a change of the law over REST', () => {
  test('is drafted by the legal body only, and checked at once: every finding is told', async () => {
    expect((await post('inspector', '', { ...calendar, reason: '测试' })).json()).toMatchObject({ code: 'FORBIDDEN_ROLE' });
    const bad = await post('supervisor', '', { kind: 'calendar', reason: '测试', content: { ...notice2027, makeUpDays: ['2027-01-27', '2027-02-06'] } });
    expect(bad.statusCode).toBe(422);
    expect(bad.json()).toMatchObject({ code: 'LAW_CHANGE_INVALID', errors: [{ field: '/content', message: { en: 'NAMED_TWICE 2027-02-06' } }] });
    const { content } = { content: clueVerify(10, '2026-11-10') as { row: object } };
    const noSource = await post('supervisor', '', { kind: 'rule', reason: '测试', content: { row: { ...content.row, source: [] } } });
    expect(noSource.json()).toMatchObject({ code: 'LAW_CHANGE_INVALID', errors: [{ field: '/content/row/source' }] });
    const wrong = await post('supervisor', '', { kind: 'rule', reason: '测试', content: { row: { ...content.row, ladder: 'stairs', examples: [{ from: '2026-11-16', due: '2026-12-01' }] } } });
    expect(wrong.json<{ errors: { message: { en: string } }[] }>().errors.map(({ message }) => message.en).join()).toContain('UNKNOWN_LADDER');
    const counted = await post('supervisor', '', { kind: 'rule', reason: '测试', content: { row: { ...content.row, examples: [{ from: '2026-11-16', due: '2026-12-01' }] } } });
    expect(counted.json<{ errors: { message: { en: string } }[] }>().errors[0]?.message.en).toContain('EXAMPLE_DIFFERS');
  });

  test('takes effect by a second person only, after a preview of the law as it is', async () => {
    const own = await draft('administrator', calendar);
    expect((await post('administrator', `/${own.id}/approve`)).json()).toMatchObject({ code: 'LAW_SECOND_PERSON', status: 403 });
    expect((await post('responsible', `/${own.id}/approve`)).json()).toMatchObject({ code: 'LAW_CHANGE_STATE', status: 409 });
    expect((await post('administrator', `/${own.id}/preview`)).json()).toMatchObject({ state: 'previewed', preview: { deadlines: 0 } });
    expect((await post('administrator', `/${own.id}/approve`)).json()).toMatchObject({ code: 'LAW_SECOND_PERSON' });
    await expect(owner.query('UPDATE law_change SET approved_by = drafted_by WHERE id = $1', [own.id])).rejects.toMatchObject({ constraint: 'law_change_second_person' });

    const other = await draft('supervisor', { kind: 'department_profile', content: { departmentId: 'division-a', profileId: 'zhongshan' } });
    await post('supervisor', `/${other.id}/preview`);
    expect((await post('responsible', `/${other.id}/approve`)).json()).toMatchObject({ state: 'in_effect', revision: 1 });
    expect((await owner.query("SELECT profile_of_department('division-a') AS a, profile_of_department('division-b') AS b")).rows).toEqual([{ a: 'zhongshan', b: 'national' }]);

    expect((await post('responsible', `/${own.id}/approve`)).json()).toMatchObject({ code: 'LAW_PREVIEW_OUTDATED' });
    await post('responsible', `/${own.id}/preview`);
    expect((await post('responsible', `/${own.id}/approve`)).json()).toMatchObject({ state: 'approved', revision: 2, approvedBy: idOf('responsible') });
    expect((await post('responsible', `/${own.id}/withdraw`, { reason: '改变主意' })).json()).toMatchObject({ code: 'LAW_CHANGE_STATE' });
    const law = (await api.as('inspector', { method: 'GET', url: '/api/v1/law' })).json();
    expect(law).toMatchObject({ revision: 2, calendar: { years: expect.arrayContaining([2026, 2027]) } });
  });

  test('waits while open deadlines are still being counted anew; what is not in force can be withdrawn', async () => {
    const { id } = await draft('supervisor', { kind: 'rule', content: clueVerify(20, '2026-11-10') });
    expect((await post('supervisor', `/${id}/preview`)).json()).toMatchObject({ code: 'LAW_REDATING_UNDER_WAY' });
    expect((await post('supervisor', `/${id}/withdraw`, { reason: '条文有误' })).json()).toMatchObject({ state: 'withdrawn', withdrawnReason: '条文有误' });
    const list = (await api.as('inspector', { method: 'GET', url: '/api/v1/law/changes?limit=2' })).json();
    expect(list.items).toHaveLength(2);
    expect((await api.as('inspector', { method: 'GET', url: `/api/v1/law/changes?limit=2&cursor=${list.nextCursor}` })).json()).toMatchObject({ items: [{ kind: 'calendar', state: 'approved' }], nextCursor: null });
    const shown = (await api.as('inspector', { method: 'GET', url: `/api/v1/law/changes/${list.items[0].id}` })).json();
    expect(shown.redating).toBeNull();
  });

  test('is proved by a chain of its own, which an outsider can verify; a changed byte is found', async () => {
    expect(await verifyLedger(api.pool)).toMatchObject({ problems: 0, lawEntries: 9 });
    const { items } = (await api.as('inspector', { method: 'GET', url: '/api/v1/law/ledger' })).json<{ items: { header: string; content: string }[] }>();
    expect(items.map(({ header }) => JSON.parse(header).what)).toEqual(['drafted', 'previewed', 'drafted', 'previewed', 'approved', 'previewed', 'approved', 'drafted', 'withdrawn']);
    expect(JSON.parse(items[6]?.content ?? '')).toMatchObject({ revision: 2, draftedBy: idOf('administrator'), actor: idOf('responsible'), content: notice2027, fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/) });
    await expect(owner.query("UPDATE law_entry SET content = '{}' WHERE seq = 7")).rejects.toMatchObject({ code: '42501' });
    const admin = new pg.Client(database.adminUrl);
    await admin.connect();
    await admin.query("ALTER TABLE law_entry DISABLE TRIGGER ALL; UPDATE law_entry SET content = replace(content, '2027-02-11', '2027-02-12') WHERE seq = 7");
    expect(await verifyLedger(api.pool, { onProblem: (problem) => expect(problem).toMatchObject({ fileId: 'law', seq: 7, fault: 'content_changed' }) })).toMatchObject({ problems: 1 });
    await admin.query("UPDATE law_entry SET content = replace(content, '2027-02-12', '2027-02-11') WHERE seq = 7; ALTER TABLE law_entry ENABLE TRIGGER ALL");
    await admin.end();
  });

  test('comes with a release as well: another law than before makes a revision, and the release before writes no more', async () => {
    const log = pino({ level: 'silent' });
    const shipped = await shippedLawBook.at(0);
    await adoptRelease(api.pool, log, shipped);
    const state = async () => (await owner.query('SELECT revision, release IS NOT NULL AS told FROM law_state')).rows[0];
    expect(await state()).toEqual({ revision: 3, told: true });
    await adoptRelease(api.pool, log, shipped);
    expect(await state()).toEqual({ revision: 3, told: true });
    const next = { ...shipped, calendar: { ...shipped.calendar, version: 'CN next' } };
    await adoptRelease(api.pool, log, next);
    expect(await state()).toEqual({ revision: 4, told: true });
    expect((await createLawBook(api.pool, Promise.resolve(next)).current()).calendar).toMatchObject({ version: 'CN next 2027#2', years: expect.arrayContaining([2027]) });
    await expect(createLawBook(api.pool).current()).rejects.toThrow(/another release/);
  });
});
