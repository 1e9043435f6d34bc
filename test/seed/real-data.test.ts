import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, afterEach, describe, expect, test } from 'vitest';
import { dataFolder, importRealData, type FileReport } from '../../seed/import-real-data.ts';
import type { ProblemCode } from '../../seed/real-data/problems.ts';
import { targetCategories } from '../../seed/sample-targets.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
let owner: pg.Client;
let first: FileReport[];

beforeAll(async () => {
  database = await createTestDatabase();
  owner = new pg.Client(database.ownerUrl);
  await owner.connect();
  await owner.query("INSERT INTO department (id, name) VALUES ('sample-bureau', '示例局')");
  first = await importRealData(owner, { withSampleTargets: true });
});
afterAll(async () => {
  await owner?.end();
  await database?.drop();
});

const tables = ['data_source', 'inspection_matter', 'plan_task_sample', 'penalty_sample', 'discretion_tier', 'no_penalty_item', 'register_target', 'import_problem'];
const reportOf = (reports: readonly FileReport[], file: string): FileReport => reports.find((report) => report.file === file) ?? expect.fail(`no report for ${file}`);
const rowOf = async (table: string, id: string) => (await owner.query<Record<string, unknown>>(`SELECT * FROM ${table} WHERE id = $1`, [id])).rows[0];

/** Place and writing transaction of every row: any write moves them. */
async function traces(): Promise<unknown[]> {
  const found = [];
  for (const table of tables) found.push((await owner.query(`SELECT '${table}' AS of, ctid::text, xmin::text FROM ${table} ORDER BY ctid`)).rows);
  return found.flat();
}

test.each([
  ['sources.csv', 'data_source', 88, 88],
  ['inspection_matters.csv', 'inspection_matter WHERE NOT is_joint', 42, 31],
  ['joint_inspection_matters.csv', 'inspection_matter WHERE is_joint', 22, 15],
  ['annual_plan_tasks.csv', 'plan_task_sample', 84, 56],
  ['penalties.csv', 'penalty_sample', 48, 43],
  ['discretion_benchmarks.csv', 'discretion_tier', 38, 30],
  ['no_penalty_lists.csv', 'no_penalty_item', 43, 37],
  ['sample_targets.csv', 'register_target', 60, 60],
])('%s: every row is loaded or refused, in these numbers', async (file, from, rows, loaded) => {
  expect(reportOf(first, file)).toMatchObject({ rows, loaded, refused: rows - loaded, added: loaded, changed: 0, removed: 0 });
  expect((await owner.query(`SELECT count(*)::int AS n FROM ${from}`)).rows).toEqual([{ n: loaded }]);
});

test('the page about the data tells the same numbers', () => {
  const page = readFileSync(join(dataFolder, 'README.md'), 'utf8');
  const told = [...page.matchAll(/^\| `(\w+\.csv)` \| (\d+) \| (\d+) \|/gm)].map(([, file, rows, usable]) => [file, Number(rows), Number(usable)]);
  expect(told).toEqual(first.map(({ file, rows, loaded }) => [file, rows, loaded]));
});

const refused: Record<string, Record<string, string[]>> = {
  'inspection_matters.csv': {
    M004: ['CUT_OFF note', 'MISSING inspection_object'], M021: ['MISSING inspection_object'], M022: ['MISSING inspection_object'], M023: ['CUT_OFF note', 'MISSING inspection_object'],
    M027: ['CUT_OFF note', 'MISSING inspection_object', 'MISSING matter'], M035: ['CUT_OFF note'], M038: ['MISSING inspection_object'], M039: ['MISSING inspection_object'],
    M040: ['MISSING inspection_object'], M041: ['MISSING inspection_object'], M042: ['MISSING inspection_object'],
  },
  'joint_inspection_matters.csv': {
    J007: ['CUT_OFF legal_basis'], J009: ['LEAD_MISSING lead_department'], J011: ['MISSING matter'], J012: ['LEAD_MISSING lead_department'],
    J015: ['LEAD_MISSING lead_department', 'MISSING inspection_object'], J017: ['LEAD_MISSING lead_department'], J021: ['LEAD_MISSING lead_department'],
  },
  'annual_plan_tasks.csv': {
    ...Object.fromEntries(['T009', 'T010', 'T023', 'T024', 'T025', 'T040', 'T041', 'T055', 'T057', 'T061', 'T062', 'T063', 'T064', 'T065', 'T066', 'T067', 'T068', 'T069', 'T073', 'T076', 'T077', 'T078', 'T081', 'T082', 'T083', 'T084']
      .map((id) => [id, ['QUOTA_NOT_PLAIN ratio_or_number']])),
    T011: ['CUT_OFF note', 'QUOTA_NOT_PLAIN ratio_or_number'],
    T070: ['QUOTA_NOT_PLAIN ratio_or_number', 'UNKNOWN_VALUE draw_type'],
  },
  'penalties.csv': {
    P004: ['NOT_A_DECISION_NO decision_no'], P007: ['AMOUNT_MISSING confiscated_income_yuan', 'AMOUNT_MISSING fine_yuan'], P033: ['AMOUNT_MISSING confiscated_income_yuan'],
    P042: ['AMOUNT_MISSING confiscated_income_yuan', 'AMOUNT_MISSING fine_yuan'], P043: ['MISSING outcome'],
  },
  'discretion_benchmarks.csv': {
    B017: ['MISSING law', 'MISSING violation'], B018: ['MISSING law', 'MISSING violation'], B019: ['MISSING law', 'MISSING violation'], B020: ['RANGE_MISSING '],
    B035: ['MISSING law'], B036: ['MISSING law'], B037: ['MISSING law'], B038: ['MISSING law'],
  },
  'no_penalty_lists.csv': {
    N003: ['MISSING condition', 'MISSING condition_kind'], N007: ['CUT_OFF legal_basis'], N008: ['CUT_OFF note', 'MISSING condition', 'MISSING condition_kind'],
    N016: ['CUT_OFF condition', 'CUT_OFF note'], N028: ['CUT_OFF condition'], N033: ['CUT_OFF note'],
  },
};

test('each refused row is kept with every reason, in Chinese and English, and with its line', async () => {
  const { rows } = await owner.query<{ file: string; line: number; row_id: string; code: string; field: string; zh: string; en: string }>('SELECT * FROM import_problem ORDER BY file, line, code, field');
  const found: Record<string, Record<string, string[]>> = {};
  for (const { file, row_id: id, code, field } of rows) ((found[file] ??= {})[id] ??= []).push(`${code} ${field}`);
  expect(found).toEqual(refused);
  expect(first.flatMap(({ problems }) => problems)).toHaveLength(rows.length);
  for (const row of rows) {
    expect(row.zh, row.row_id).toMatch(/\p{Script=Han}/u);
    expect(row.en, row.row_id).toMatch(/[a-z]{3}/);
    expect(readFileSync(join(dataFolder, row.file), 'utf8').split('\n')[row.line - 1], `${row.file}:${row.line}`).toMatch(new RegExp(`^${row.row_id},`));
  }
});

test('no refused row is in a table', async () => {
  const ids = Object.values(refused).flatMap((rows) => Object.keys(rows));
  for (const table of tables.slice(0, 6)) expect((await owner.query(`SELECT id FROM ${table} WHERE id = ANY ($1)`, [ids])).rows).toEqual([]);
});

test('money is kept in fen, shares and multiples as decimals, dates as exact as the source knows them', async () => {
  expect(await rowOf('penalty_sample', 'P009')).toMatchObject({ fine_fen: '3650000', confiscated_gains_fen: '48573', published_on: '2017-04', decided_on: null, penalty_kinds: ['fine', 'confiscate_gains'] });
  expect(await rowOf('penalty_sample', 'P001')).toMatchObject({ decision_no: '云市监楚牟处罚〔2025〕10号', fine_fen: '100000', decided_on: '2025-01-24', correction_ordered: true });
  expect((await owner.query("SELECT publicity_until::text AS day FROM penalty_sample WHERE id = 'P001'")).rows).toEqual([{ day: '2025-04-24' }]);
  expect(await rowOf('penalty_sample', 'P010')).toMatchObject({ outcome: 'no_penalty', fine_fen: '0', confiscated_gains_fen: '9000' });
  expect(await rowOf('penalty_sample', 'P034')).toMatchObject({ party_name: '示例当事人P034', party_uscc: null });
  expect(await rowOf('discretion_tier', 'B001')).toMatchObject({ tier: 'lenient', min_fine_fen: '5000000', max_fine_fen: '6500000', min_multiple: null });
  expect(await rowOf('discretion_tier', 'B025')).toMatchObject({ tier: 'ordinary', min_multiple: '0.0600', max_multiple: '0.1400', multiple_base: '违法经营额', cites_repealed_law: false });
  expect(await rowOf('discretion_tier', 'B029')).toMatchObject({ tier: null, tier_text: '1', cites_repealed_law: true });
  expect(await rowOf('plan_task_sample', 'T052')).toMatchObject({ ratio_percent: '0.5000', ratio_bound: 'at_least', participating_departments: ['人力资源和社会保障', '商务', '税务部门'] });
  expect(await rowOf('plan_task_sample', 'T039')).toMatchObject({ ratio_percent: '5.0000', ratio_bound: 'exact', object_count: 15, plan_year: 2024 });
  expect(await rowOf('plan_task_sample', 'T026')).toMatchObject({ plan_year: null });
  expect(await rowOf('inspection_matter', 'M009')).toMatchObject({ ratio_text: '≥10%', ratio_percent: '10.0000', ratio_bound: 'at_least' });
  expect(await rowOf('inspection_matter', 'M024')).toMatchObject({ ratio_text: '学校100%全覆盖,其他2-5%', ratio_percent: null, matter_level: 'general' });
  expect(await rowOf('no_penalty_item', 'N001')).toMatchObject({ is_draft: true, treatment: 'none' });
  expect(await rowOf('data_source', 'S20')).toMatchObject({ document_date: null, document_date_text: '2024?', is_mirror: false });
  expect(await rowOf('data_source', 'S11')).toMatchObject({ url: null, document_date: '2022-05-10' });
  expect(await rowOf('data_source', 'S51')).toMatchObject({ document_date: '2025-03', is_mirror: true });
});

test('every category of the sample register is inspected for published matters or plan tasks that were loaded', async () => {
  const { rows } = await owner.query<{ id: string }>('SELECT id FROM inspection_matter UNION ALL SELECT id FROM plan_task_sample');
  const ids = new Set(rows.map(({ id }) => id));
  for (const { category, inspectedFor } of targetCategories) for (const id of inspectedFor) expect(ids, `${category}: ${id}`).toContain(id);
  const { rows: held } = await owner.query<{ category: string; n: number }>('SELECT category, count(*)::int AS n FROM register_target GROUP BY 1');
  expect(Object.fromEntries(held.map(({ category, n }) => [category, n]))).toEqual(Object.fromEntries(targetCategories.map(({ category, count }) => [category, count])));
  expect((await owner.query('SELECT DISTINCT credit_risk_class AS c FROM register_target ORDER BY 1')).rows.map(({ c }) => c)).toEqual(['A', 'B', 'C', 'D']);
});

test('a second load writes nothing', async () => {
  const before = await traces();
  const second = await importRealData(owner, { withSampleTargets: true });
  for (const report of second) expect(report, report.file).toMatchObject({ added: 0, changed: 0, removed: 0 });
  expect(second.map(({ file, loaded, refused: no }) => [file, loaded, no])).toEqual(first.map(({ file, loaded, refused: no }) => [file, loaded, no]));
  expect(await traces()).toEqual(before);
});

test('what the register says of an object since the load is not overwritten', async () => {
  await owner.query("UPDATE register_target SET credit_risk_class = 'D', active = false WHERE uscc = '92999901DBAN00012N'");
  await importRealData(owner, { withSampleTargets: true });
  expect((await owner.query("SELECT credit_risk_class, active FROM register_target WHERE uscc = '92999901DBAN00012N'")).rows).toEqual([{ credit_risk_class: 'D', active: false }]);
});

test('the application reads all of it and changes none of it', async () => {
  const app = new pg.Client(database.appUrl);
  await app.connect();
  try {
    for (const table of tables) {
      expect((await app.query(`SELECT 1 FROM ${table} LIMIT 1`)).rowCount, table).toBe(1);
      await expect(app.query(`DELETE FROM ${table}`), table).rejects.toMatchObject({ code: '42501' });
    }
  } finally {
    await app.end();
  }
});

describe('with files of one\'s own', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'duban-data-'));
    cpSync(dataFolder, folder, { recursive: true });
  });
  afterEach(async () => {
    rmSync(folder, { recursive: true, force: true });
    await importRealData(owner, { withSampleTargets: true });
  });

  const edit = (file: string, change: (text: string) => string) => {
    const before = readFileSync(join(folder, file), 'utf8');
    const after = change(before);
    expect(after, `${file} is not changed`).not.toBe(before);
    writeFileSync(join(folder, file), after);
  };
  const load = () => importRealData(owner, { folder, withSampleTargets: true });

  test('a changed row is changed, a removed one removed, a repaired one loaded and its problem gone', async () => {
    edit('penalties.csv', (text) => text.replace(/^(P002.*),5000,/m, '$1,6000,').replace(/^P003.*\n/m, '').replace('〔2022〕***号', '〔2022〕12号'));
    expect(reportOf(await load(), 'penalties.csv')).toMatchObject({ rows: 47, loaded: 43, added: 1, changed: 1, removed: 1 });
    expect(await rowOf('penalty_sample', 'P002')).toMatchObject({ fine_fen: '600000' });
    expect(await rowOf('penalty_sample', 'P003')).toBeUndefined();
    expect(await rowOf('penalty_sample', 'P004')).toMatchObject({ decision_no: '甬海市监处罚〔2022〕12号', fine_fen: '540960' });
    expect((await owner.query("SELECT 1 FROM import_problem WHERE row_id = 'P004'")).rowCount).toBe(0);
  });

  test('a source that goes takes its rows along', async () => {
    edit('sources.csv', (text) => text.replace(/^S48,.*\n/m, ''));
    const reports = await load();
    expect(reportOf(reports, 'sources.csv')).toMatchObject({ loaded: 87, removed: 1 });
    expect(reportOf(reports, 'discretion_benchmarks.csv')).toMatchObject({ loaded: 27, refused: 11, removed: 3 });
    expect((await owner.query("SELECT row_id, zh FROM import_problem WHERE code = 'SOURCE_UNKNOWN' ORDER BY 1")).rows).toMatchObject([{ row_id: 'B001', zh: 'source_id: 来源不在来源表中：“S48”' }, { row_id: 'B002' }, { row_id: 'B003' }]);
  });

  const P = (cells: Partial<Record<'no' | 'authority' | 'type' | 'count' | 'outcome' | 'kinds' | 'fine' | 'gains' | 'goods' | 'decided' | 'published' | 'until' | 'days', string>>, id = 'P900') => {
    const of = { no: '', authority: '', type: '企业', count: '1', outcome: '行政处罚', kinds: '罚款', fine: '100', gains: '', goods: '', decided: '', published: '', until: '', days: '', ...cells };
    return `${id},S01,${of.no},${of.authority},当事人,${of.type},${of.count},某违法行为,某事实,,${of.outcome},${of.kinds},,${of.fine},${of.gains},${of.goods},,${of.decided},${of.published},${of.until},${of.days},`;
  };
  const T = (text: string, percent: string, bound: string, count: string) => `T900,S25,某计划,2023,,1,某任务,,,${text},${percent},${bound},${count},,,,,,,`;
  const B = (least: string, most: string, leastTimes = '', mostTimes = '', base = '') => `B900,S48,某基准,某违法行为,某法第一条,一般,某情形,${least},${most},${leastTimes},${mostTimes},${base},,`;
  const bad: [string, string, string, ProblemCode, string][] = [
    ['a sum with three decimals', 'penalties.csv', P({ fine: '100.123' }), 'NOT_MONEY', 'fine_yuan'],
    ['a sum with a thousands mark', 'penalties.csv', P({ fine: '"1,000"' }), 'NOT_MONEY', 'fine_yuan'],
    ['a negative sum', 'penalties.csv', P({ fine: '-5' }), 'NOT_MONEY', 'fine_yuan'],
    ['a day that no calendar has', 'penalties.csv', P({ decided: '2023-02-29' }), 'NOT_A_DATE', 'decision_date'],
    ['a month that no year has', 'penalties.csv', P({ published: '2023-13' }), 'NOT_A_DATE', 'publication_date'],
    ['a month where a day is needed', 'penalties.csv', P({ until: '2023-05' }), 'NOT_A_DATE', 'publicity_deadline'],
    ['a publication before the decision', 'penalties.csv', P({ decided: '2023-05-02', published: '2023-04' }), 'DATES_OUT_OF_ORDER', 'publication_date'],
    ['a publicity that ended before the decision', 'penalties.csv', P({ decided: '2023-05-02', until: '2023-05-02' }), 'DATES_OUT_OF_ORDER', 'publicity_deadline'],
    ['a decision of another year than its number', 'penalties.csv', P({ no: '某市监处罚〔2022〕1号', decided: '2023-05-02' }), 'DATES_OUT_OF_ORDER', 'decision_no'],
    ['a fine without its sum', 'penalties.csv', P({ fine: '0' }), 'AMOUNT_MISSING', 'fine_yuan'],
    ['goods confiscated that nobody names', 'penalties.csv', P({ kinds: '罚款;没收非法财物' }), 'AMOUNT_MISSING', 'confiscated_goods'],
    ['a sum without its kind', 'penalties.csv', P({ gains: '10' }), 'KIND_MISSING', 'confiscated_income_yuan'],
    ['a penalty of no kind', 'penalties.csv', P({ kinds: '', fine: '' }), 'KIND_MISSING', 'penalty_kinds'],
    ['a kind that the law does not know', 'penalties.csv', P({ kinds: '罚款;罚站' }), 'UNKNOWN_VALUE', 'penalty_kinds'],
    ['a kind of party that is not known', 'penalties.csv', P({ type: '外星人' }), 'UNKNOWN_VALUE', 'party_type'],
    ['no party at all', 'penalties.csv', P({ count: '0' }), 'NOT_A_NUMBER', 'party_count'],
    ['an id of another table', 'penalties.csv', P({}, 'X900'), 'ROW_ID', ''],
    ['an id that stands there already', 'penalties.csv', P({}, 'P001'), 'DUPLICATE', ''],
    ['a share above 100 %', 'annual_plan_tasks.csv', T('120%', '120', '等于', ''), 'NOT_A_RATIO', 'ratio_pct'],
    ['a share that the printed text does not give', 'annual_plan_tasks.csv', T('15%', '5', '等于', ''), 'RATIO_CONTRADICTS', 'ratio_pct'],
    ['a bound that the printed text does not give', 'annual_plan_tasks.csv', T('不低于5%', '5', '等于', ''), 'RATIO_CONTRADICTS', 'ratio_bound'],
    ['a share without its bound', 'annual_plan_tasks.csv', T('5%', '5', '', ''), 'RATIO_CONTRADICTS', 'ratio_bound'],
    ['a number that the printed text does not give', 'annual_plan_tasks.csv', T('15家', '', '', '5'), 'RATIO_CONTRADICTS', 'object_count'],
    ['a range that ends below its beginning', 'discretion_benchmarks.csv', B('200', '100'), 'RANGE_BROKEN', 'max_fine_yuan'],
    ['a range with one end', 'discretion_benchmarks.csv', B('200', ''), 'RANGE_BROKEN', 'max_fine_yuan'],
    ['multiples of nothing', 'discretion_benchmarks.csv', B('', '', '1', '2'), 'RANGE_BROKEN', 'multiple_base'],
    ['multiples that end below their beginning', 'discretion_benchmarks.csv', B('', '', '3', '2', '货值金额'), 'RANGE_BROKEN', 'max_multiple'],
    ['a multiple in words', 'discretion_benchmarks.csv', B('', '', '三', '5', '货值金额'), 'NOT_A_MULTIPLE', 'min_multiple'],
    ['an address that is none', 'sources.csv', 'S900,某标题,javascript:alert(1),某机关,2023,政府公开信息,,', 'NOT_A_URL', 'url'],
    ['a credit code with a wrong check character', 'sample_targets.csv', '92999901DBAN00012M,某店,sample-bureau,食品销售者,,A,', 'CHECK_CHARACTER', 'uscc'],
    ['a department that does not exist', 'sample_targets.csv', '91350100M000100Y43,某店,nowhere,食品销售者,,A,', 'DEPARTMENT_UNKNOWN', 'department_id'],
    ['a name that is too long', 'sample_targets.csv', `91350100M000100Y43,${'长'.repeat(201)},sample-bureau,食品销售者,,A,`, 'TOO_LONG', 'name'],
    ['a risk class that does not exist', 'sample_targets.csv', '91350100M000100Y43,某店,sample-bureau,食品销售者,,E,', 'UNKNOWN_VALUE', 'credit_risk_class'],
    ['a row with a cell too few', 'sample_targets.csv', '91350100M000100Y43,某店', 'CELL_COUNT', ''],
    ['a control character', 'sample_targets.csv', '91350100M000100Y43,某\u0007店,sample-bureau,食品销售者,,A,', 'UNUSABLE_TEXT', 'name'],
    ['a quotation mark in the middle', 'sample_targets.csv', '91350100M000100Y43,某"店,sample-bureau,食品销售者,,A,', 'CSV_BROKEN', ''],
  ];
  test.each(bad)('%s is refused, and only that row', async (_title, file, row, code, field) => {
    edit(file, (text) => `${text}${row}\n`);
    const before = reportOf(first, file);
    const report = reportOf(await load(), file);
    expect(report).toMatchObject({ rows: before.rows + 1, loaded: before.loaded, refused: before.refused + 1, changed: 0, removed: 0 });
    const lines = readFileSync(join(folder, file), 'utf8').split('\n').length - 1;
    expect(report.problems.filter(({ line }) => line === lines).map((one) => [one.code, one.field])).toEqual([[code, field]]);
  });

  test('a file that is missing, or has another header, is reported and leaves its table as it is', async () => {
    rmSync(join(folder, 'sources.csv'));
    edit('penalties.csv', (text) => text.replace('fine_yuan', 'fine'));
    const reports = await load();
    expect(reportOf(reports, 'sources.csv')).toMatchObject({ rows: 0, removed: 0, problems: [{ code: 'FILE_UNREADABLE' }] });
    expect(reportOf(reports, 'penalties.csv')).toMatchObject({ rows: 0, removed: 0, problems: [{ code: 'HEADER_WRONG' }] });
    expect(reportOf(reports, 'no_penalty_lists.csv')).toMatchObject({ loaded: 37, removed: 0 });
    expect((await owner.query('SELECT (SELECT count(*)::int FROM data_source) AS sources, (SELECT count(*)::int FROM penalty_sample) AS penalties')).rows).toEqual([{ sources: 88, penalties: 43 }]);
  });

  test('what the database refuses after all undoes the whole load', async () => {
    edit('penalties.csv', (text) => text.replace(/^P003.*\n/m, ''));
    await owner.query("DELETE FROM no_penalty_item WHERE id = 'N043'");
    await owner.query("ALTER TABLE no_penalty_item ADD CONSTRAINT for_test CHECK (id <> 'N043')");
    try {
      await expect(load()).rejects.toMatchObject({ code: '23514' });
      expect(await rowOf('penalty_sample', 'P003')).toBeDefined();
    } finally {
      await owner.query('ALTER TABLE no_penalty_item DROP CONSTRAINT for_test');
    }
  });
});
