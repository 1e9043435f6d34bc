import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { askCriterion } from '../../domain/criteria/criteria.ts';
import { fileTypes } from '../../domain/files/file-types.ts';
import type { Example } from '../../domain/rules/example.ts';
import { ruleUses } from '../../law/rule-uses.ts';
import { exampleRow } from '../../law/rule-words.ts';
import { lawPage } from '../../law/write-law-page.ts';
import { shippedLaw } from '../../law/shipped-law.ts';
import { rules } from '../support/law.ts';

const page = readFileSync(join(import.meta.dirname, '../../docs/law.md'), 'utf8');

describe('docs/law.md', () => {
  test('is what `npm run law` writes now', () => {
    expect(page === lawPage(shippedLaw), 'docs/law.md is stale: run npm run law').toBe(true);
  });

  test('shows every rule, its mark and its sources', () => {
    for (const rule of shippedLaw.rules) {
      expect(page).toContain(`### \`${rule.id}\` ${rule.label.zh}`);
      for (const { text } of rule.source) expect(page).toContain(text);
    }
  });

  test('says of every text what of it was not checked, and marks the versions that begin on an unchecked day', () => {
    for (const [key, { version, unverified }] of Object.entries(shippedLaw.texts)) {
      const row = page.split('\n').find((line) => line.startsWith(`| \`${key}\` |`) && line.includes(`| ${version} |`));
      expect(row, key).toContain(unverified === undefined ? '| ✔ |' : unverified === 'date' ? '施行日期未核对' : '条文未读到');
    }
    expect(shippedLaw.texts['CPL']).toMatchObject({ unverified: 'date' });
    expect(shippedLaw.texts['CRM-2021']).toMatchObject({ unverified: 'text' });
    const part = (id: string) => page.slice(page.indexOf(`### \`${id}\``), page.indexOf('### `', page.indexOf(`### \`${id}\``) + 5));
    expect(part('sue-direct')).toContain('自 from 2017-07-01(未核对 not verified)');
    expect(part('hearing-request')).toContain('自 from 2021-07-15 ·');
  });

  test('links a rule to the actions, charts and code that use it, and lists what nothing uses', () => {
    const uses = ruleUses(['case-decide', 'closure-conditions', 'tea-break', 'court-no-pending-remedy']);
    expect(uses.get('case-decide')).toEqual(expect.arrayContaining([expect.objectContaining({ kind: 'clock', name: expect.stringContaining('enforcementCase.decision') })]));
    expect(uses.get('closure-conditions')?.map(({ file }) => file)).toContain('domain/actions/enforcement-case/closure.ts');
    expect(uses.get('court-no-pending-remedy')).toEqual([expect.objectContaining({ kind: 'action', file: 'domain/actions/enforcement-case/court.ts' })]);
    expect(uses.get('tea-break')).toEqual([]);
  });

  test('knows what the digests and the list of what is late carry out', () => {
    const uses = ruleUses(['digest-daily', 'nearly-overdue']);
    expect([...uses].filter(([, found]) => found.length === 0)).toEqual([]);
  });

  test.each<[Example, string]>([
    [
      { from: '2026-03-03', pauses: [{ ground: 'testing', from: '2026-03-20', to: '2026-04-10' }], extensions: [{ amount: 30, approvedBy: 'responsible_person' }], due: '2026-07-22', byHand: true, working: '一并计算' },
      '| 起算 from 2026-03-03;扣除 left out 检测 testing 2026-03-20/2026-04-10;延长 extended 部门负责人 responsible person 30 | 最后一日 last day 2026-07-22 | 手算 by hand 一并计算 |',
    ],
    [{ given: { fromParty: true, kinds: ['fine', 'warning'], document: null }, then: 'refused' }, '| fromParty: 是 yes;kinds: fine、warning;document: — | refused |  |'],
    [{ from: '2026-03-03', error: 'WRONG_APPROVER' }, '| 起算 from 2026-03-03 | 拒绝 refused WRONG_APPROVER |  |'],
  ])('says a worked example in words', (example, row) => {
    expect(exampleRow(example)).toBe(row);
  });
});

describe('a row that cites a law of its own reading of days', () => {
  const readings = [
    ['apl-short-days-are-working', 'APL', [2, 3, 5, 7]],
    ['ael-ten-days-are-working', 'AEL', [1, 2, 3, 5, 7, 10]],
    ['arl-short-days-are-working', 'ARL', [3, 5, 7, 10]],
  ] as const;
  test.each(readings)('%s: a period of %s in so few days counts working days', (id, law, short) => {
    const rows = shippedLaw.rules.filter((rule) => rule.kind === 'clock').filter(({ unit, limit, source }) => (unit === 'WD' || unit === 'CD') && short.some((days) => days === limit) && source[0]?.law === law);
    for (const rule of rows) expect(rule.unit, rule.id).toBe(askCriterion(id, { days: Number(rule.limit) }, undefined, rules));
  });

  test('ctr-days-are-calendar: the regulation on transfers counts calendar days', () => {
    const rows = shippedLaw.rules.filter((rule) => rule.kind === 'clock').filter(({ unit, source }) => unit !== 'H' && source[0]?.law === 'CTR');
    expect(rows.length).toBeGreaterThan(3);
    for (const rule of rows) expect(rule.unit, rule.id).toBe(askCriterion('ctr-days-are-calendar', { word: 'days' }, undefined, rules));
  });
});

describe('what the product says of the law', () => {
  test('every rule that an action cites or refuses by, and every clock of a chart, stands in the catalogue', () => {
    const ids = new Set(shippedLaw.rules.map(({ id }) => id));
    const named = Object.values(fileTypes).flatMap(({ chart, actions }) => [
      ...Object.values(actions).flatMap(({ cites, guards }) => [...cites, ...guards.map(({ rule }) => rule)]),
      ...Object.values(chart.clocks).flatMap(({ rules }) => rules),
    ]);
    expect([...new Set(named.filter((id) => !ids.has(id)))].toSorted()).toEqual([]);
  });

  test('every clock rolls as the policy says', () => {
    for (const rule of shippedLaw.rules) {
      if (rule.kind === 'clock') expect(askCriterion('roll-policy', { rule: rule.id, unit: rule.unit, lapse: rule.onLapse }, undefined, rules), rule.id).toBe(rule.roll);
    }
  });
});
