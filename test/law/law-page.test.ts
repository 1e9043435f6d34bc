import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { askCriterion } from '../../domain/criteria/criteria.ts';
import { fileTypes } from '../../domain/files/file-types.ts';
import { ruleUses } from '../../law/rule-uses.ts';
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

  test('links a rule to the actions, charts and code that use it, and lists what nothing uses', () => {
    const uses = ruleUses(['case-decide', 'closure-conditions', 'tea-break', 'court-no-pending-remedy']);
    expect(uses.get('case-decide')).toEqual(expect.arrayContaining([expect.objectContaining({ kind: 'clock', name: expect.stringContaining('enforcementCase.decision') })]));
    expect(uses.get('closure-conditions')?.map(({ file }) => file)).toContain('domain/actions/enforcement-case/closure.ts');
    expect(uses.get('court-no-pending-remedy')).toEqual([expect.objectContaining({ kind: 'action', file: 'domain/actions/enforcement-case/court.ts' })]);
    expect(uses.get('tea-break')).toEqual([]);
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
