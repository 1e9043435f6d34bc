import { describe, expect, test } from 'vitest';
import { defaultCalendar } from '../../domain/calendar/default-calendar.ts';
import { criteria } from '../../domain/criteria/criteria.ts';
import type { Example } from '../../domain/rules/example.ts';
import { nationalProfile } from '../../domain/rules/law.ts';
import { resolveProfile } from '../../domain/rules/resolve-profile.ts';
import type { Rule } from '../../domain/rules/rule.ts';
import { comparableOutcome, expectedOf } from '../../law/run-example.ts';
import { shippedLaw } from '../../law/shipped-law.ts';

/** The row itself, or what a place makes of it on the day that the example begins. */
function versionFor(rule: Rule, example: Example): Rule {
  const { profile = nationalProfile } = example;
  if (profile === nationalProfile) return rule;
  const versions = resolveProfile(shippedLaw, profile).rules.filter(({ id }) => id === rule.id);
  const day = 'from' in example ? example.from.slice(0, 10) : 'due' in example ? (example.due ?? '') : '9999-12-31';
  return versions.find(({ effectiveFrom, effectiveTo }) => effectiveFrom <= day && (effectiveTo === undefined || day <= effectiveTo)) ?? rule;
}

describe.each([...new Set(shippedLaw.rules.map(({ topic }) => topic))])('%s', (topic) => {
  const rows = shippedLaw.rules.filter((rule) => rule.topic === topic);
  test.each(rows.map((rule) => [rule.id, rule.version, rule] as const))('%s (%s) comes out as its worked examples say', (_id, _version, rule) => {
    for (const example of rule.examples) {
      expect(comparableOutcome(versionFor(rule, example), example, defaultCalendar), JSON.stringify(example)).toEqual(expectedOf(rule, example));
    }
  });
});

describe('worked examples', () => {
  test('stand beside every row', () => {
    expect(shippedLaw.rules.filter(({ examples }) => examples.length === 0).map(({ id }) => id)).toEqual([]);
  });

  test('say how they were worked out where a person did', () => {
    const silent = shippedLaw.rules.filter(({ kind, examples }) => (kind === 'clock' || kind === 'accrual') && examples.some(({ byHand, working }) => byHand === true && !working));
    expect(silent.map(({ id }) => id)).toEqual([]);
  });
});

describe('the functions behind criteria', () => {
  test('each belong to a row', () => {
    const rows = new Set(shippedLaw.rules.filter(({ kind }) => kind === 'criterion').map(({ id }) => id));
    expect(Object.keys(criteria).filter((id) => !rows.has(id))).toEqual([]);
  });
});
