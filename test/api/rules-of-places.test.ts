import { describe, expect, test } from 'vitest';
import { rulesInForce } from '../../api/reading/rules-in-force.ts';
import { ruleView } from '../../api/views/rule-view.ts';
import { findCriterion } from '../../domain/rules/find-rule.ts';
import { shippedLawBook } from '../../law/law-book.ts';

describe('the words of rules', () => {
  test('are found for the version of a place, and the national one is shown where none is named', async () => {
    const rules = await rulesInForce({ lawBook: shippedLawBook });
    const ofPlace = (await shippedLawBook.current()).rulesFor('zhongshan').rules.find(({ id, version }) => id === 'plan-half-year-report' && version.includes('+'));
    expect(ruleView(rules, 'plan-half-year-report', ofPlace?.version)).toMatchObject({ version: ofPlace?.version });
    expect(ruleView(rules, 'plan-half-year-report')?.version).not.toContain('+');
  });

  test('never decide by the choices of a place that is not asked for', async () => {
    const rules = await rulesInForce({ lawBook: shippedLawBook });
    expect(findCriterion('place-patrol', '2026-03-02', rules).version).not.toContain('+');
    expect(await rulesInForce({ lawBook: shippedLawBook })).toBe(rules);
  });
});
