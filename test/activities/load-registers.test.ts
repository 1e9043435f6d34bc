import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadRegisters } from '../../activities/step/load-registers.ts';
import { inventedUscc } from '../support/invented-uscc.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
let owner: pg.Client;
let pool: pg.Pool;

const rows: readonly (readonly [n: number, department: string, category: string, industry: string | null, riskClass: string, active: boolean])[] = [
  [1, 'd1', '食品销售', '超市', 'A', true],
  [2, 'd1', '食品销售', '超市', 'D', true],
  [3, 'd1', '食品销售', null, 'C', true],
  [4, 'd1', '食品销售', '超市', 'A', false],
  [5, 'd1', '药品零售', '超市', 'A', true],
  [6, 'd2', '食品销售', '超市', 'A', true],
];

beforeAll(async () => {
  database = await createTestDatabase();
  owner = new pg.Client(database.ownerUrl);
  await owner.connect();
  await owner.query("INSERT INTO department (id, name) VALUES ('d1', '甲局'), ('d2', '乙局')");
  await owner.query("INSERT INTO officer (id, name, department_id, roles, certificate_valid_until, active) VALUES ('officer-1', '王', 'd1', '{inspector}', '2027-03-31', true), ('officer-2', '李', 'd1', '{plan_manager}', NULL, true), ('officer-3', '张', 'd1', '{inspector}', '2099-01-01', false), ('officer-4', '赵', 'd2', '{inspector}', '2099-01-01', true)");
  for (const [n, ...row] of rows) await owner.query('INSERT INTO register_target (uscc, name, department_id, category, industry, credit_risk_class, active) VALUES ($1, $2, $3, $4, $5, $6, $7)', [inventedUscc(n), `对象${n}`, ...row]);
  pool = new pg.Pool({ connectionString: database.appUrl, max: 1 });
});
afterAll(async () => {
  await pool?.end();
  await owner?.end();
  await database?.drop();
});

const found = async (query: Parameters<typeof loadRegisters>[2]) => (await loadRegisters(pool, 'd1', query)).targets.map(({ uscc }) => rows.find(([n]) => inventedUscc(n) === uscc)?.[0]);

describe('the registers of a department', () => {
  test('give the active targets of a category, of an industry, of some credit-risk classes', async () => {
    expect(await found({ targets: { category: '食品销售', atMost: 100 } })).toEqual([1, 2, 3]);
    expect(await found({ targets: { category: '食品销售', industry: '超市', atMost: 100 } })).toEqual([1, 2]);
    expect(await found({ targets: { category: '食品销售', riskClasses: ['C', 'D'], atMost: 100 } })).toEqual([2, 3]);
    expect(await found({ targets: { category: '食品销售', industry: '超市', riskClasses: ['D'], atMost: 100 } })).toEqual([2]);
    expect(await found({ officers: true })).toEqual([]);
  });

  test('give one target more than asked for when there are more, so that the caller sees it', async () => {
    expect(await found({ targets: { category: '食品销售', atMost: 1 } })).toHaveLength(2);
  });

  test('give the active people of the department with their last day of certificate, and nobody unless asked', async () => {
    expect((await loadRegisters(pool, 'd1', { officers: true })).officers).toEqual([
      { id: 'officer-1', roles: ['inspector'], certificateValidUntil: '2027-03-31' },
      { id: 'officer-2', roles: ['plan_manager'], certificateValidUntil: null },
    ]);
    expect((await loadRegisters(pool, 'd1', { targets: { category: '食品销售', atMost: 9 } })).officers).toEqual([]);
  });

  test('take no code of another shape and no class beside A to D', async () => {
    const insert = (uscc: string, riskClass: string, name = '对象') => owner.query("INSERT INTO register_target (uscc, name, department_id, category, credit_risk_class) VALUES ($1, $2, 'd1', '食品销售', $3)", [uscc, name, riskClass]);
    await expect(insert('91350100I000100Y43', 'A')).rejects.toMatchObject({ code: '23514' });
    await expect(insert('123', 'A')).rejects.toMatchObject({ code: '23514' });
    await expect(insert(inventedUscc(50), 'E')).rejects.toMatchObject({ code: '23514' });
    await expect(insert(inventedUscc(50), 'A', ' ')).rejects.toMatchObject({ code: '23514' });
    await expect(pool.query('DELETE FROM register_target')).rejects.toMatchObject({ code: '42501' });
  });
});
