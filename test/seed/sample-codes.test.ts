import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { isUnifiedSocialCreditCode } from '../../domain/uscc.ts';
import { dataFolder } from '../../seed/import-real-data.ts';
import { samplePartyOf } from '../../seed/sample-parties.ts';
import { sampleTargets, sampleTargetsCsv } from '../../seed/sample-targets.ts';

const targets = sampleTargets('sample-bureau');
const partyTypes = ['企业', '企业分支机构', '个体工商户', '幼儿园', '学校', '法人及非法人组织', null];
const parties = Array.from({ length: 99 }, (_, i) => samplePartyOf(`P${String(i + 1).padStart(3, '0')}`, partyTypes[i % partyTypes.length] ?? null));
const codes = [...targets.map(({ uscc }) => uscc), ...parties.map((party) => party?.uscc ?? '')];

test('every invented credit code has true check characters, and no two are the same', () => {
  expect(codes).toHaveLength(159);
  expect(codes.filter((code) => !isUnifiedSocialCreditCode(code))).toEqual([]);
  expect(new Set(codes).size).toBe(codes.length);
});

test('no invented credit code stays good when one of its characters is changed', () => {
  const characters = [...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  const stillGood: string[] = [];
  for (const code of codes) {
    for (let i = 0; i < code.length; i += 1) {
      for (const other of characters) {
        if (other === code[i]) continue;
        const changed = code.slice(0, i) + other + code.slice(i + 1);
        if (isUnifiedSocialCreditCode(changed)) stillGood.push(changed);
      }
    }
  }
  expect(stillGood).toEqual([]);
});

test('no real party can have such a code: the administrative division does not exist', () => {
  expect(codes.filter((code) => code.slice(2, 8) !== '999901')).toEqual([]);
});

test('the names are invented for an invented place, and differ', () => {
  const names = [...targets.map(({ name }) => name), ...parties.map((party) => party?.name ?? '')];
  expect(new Set(names).size).toBe(names.length);
  for (const name of names) expect(name).toMatch(/^(澄原|栖湖区)/);
});

test('a natural person has no credit code, and an unknown kind of party is none', () => {
  expect(samplePartyOf('P034', '个人')).toEqual({ name: '示例当事人P034', uscc: null });
  expect(samplePartyOf('P034', '外星人')).toBeNull();
});

test('the file of sample targets is what the generator makes', () => {
  expect(readFileSync(join(dataFolder, 'sample_targets.csv'), 'utf8')).toBe(sampleTargetsCsv('sample-bureau'));
});
