import { describe, expect, it } from 'vitest';
import { checkRuleSet, type RuleFindingCode } from '../../../domain/rules/check-rule-set.ts';
import { lapseCodes } from '../../../domain/rules/lapse-codes.ts';
import type { ClockRule, Rule } from '../../../domain/rules/rule.ts';
import { known, rules } from '../../support/law.ts';

const clock = rules.rules.find((rule) => rule.id === 'clue-verify') as ClockRule;
const accrual = rules.rules.find((rule) => rule.kind === 'accrual') as Rule;
const [source] = clock.source;
const [extension] = clock.extensions;

/** What a rule set read from a file could hold: the compiler never saw it. */
const spoilt: readonly [string, RuleFindingCode, object][] = [
  ['an unknown trigger event', 'UNKNOWN_TRIGGER', { triggerEvent: 'moon_full' }],
  ['a trigger named like a method of objects', 'UNKNOWN_TRIGGER', { triggerEvent: 'toString' }],
  ['an unknown role', 'UNKNOWN_ROLE', { actorRole: 'janitor' }],
  ['somebody outside whom nobody watches', 'NO_WATCHER', { actorRole: 'party' }],
  ['an unknown lapse code', 'UNKNOWN_LAPSE_CODE', { onLapse: 'AUTO_APPROVE' }],
  ['an unknown unit', 'UNKNOWN_UNIT', { unit: 'FORTNIGHT' }],
  ['an unknown roll', 'UNKNOWN_ROLL', { roll: 'backwards' }],
  ['a roll on a clock of working days', 'ROLL_WITHOUT_SENSE', { roll: 'rest_day' }],
  ['a roll on a measure that ends by itself', 'ROLL_WITHOUT_SENSE', { unit: 'CD', extensions: [], onLapse: 'AUTO_RELEASE', roll: 'rest_day' }],
  ['an unknown ladder', 'UNKNOWN_LADDER', { ladder: 'fire_escape' }],
  ['an overdue duty that escalates to nobody', 'LADDER_WITHOUT_ESCALATION', { ladder: 'reminders' }],
  ['an unknown ground of a pause', 'UNKNOWN_PAUSE_GROUND', { pausable: [{ ground: 'expert_review' }] }],
  ['a pause of a clock in hours', 'PAUSE_WITHOUT_SENSE', { unit: 'H', extensions: [] }],
  ['no limit', 'BAD_LIMIT', { limit: null }],
  ['a limit of zero', 'BAD_LIMIT', { limit: 0 }],
  ['a limit that others set without bounds', 'BAD_LIMIT', { limitSetBy: 'order' }],
  ['bounds that nobody may use', 'BAD_LIMIT', { maxLimit: 30 }],
  ['a yearly date that not every year has', 'BAD_LIMIT', { unit: 'DATE', limit: '02-29', extensions: [], pausable: [] }],
  ['an extension without a cap that needs no amount', 'BAD_EXTENSION', { extensions: [{ ...extension, limit: null }] }],
  ['an extension approved by nobody known', 'UNKNOWN_ROLE', { extensions: [{ ...extension, approver: 'party' }] }],
  ['a minimum time that allows nothing afterwards', 'BAD_WAITING_TIME', { onLapse: 'NOT_BEFORE' }],
  ['no source', 'MISSING_SOURCE', { source: [] }],
  ['a source without an article', 'MISSING_SOURCE', { source: [{ ...source, article: '' }] }],
  ['a source that says nothing', 'MISSING_SOURCE', { source: [{ ...source, text: '' }] }],
  ['an effect before its source is in force', 'BAD_PERIOD', { effectiveFrom: '2020-01-01' }],
  ['an end before its beginning', 'BAD_PERIOD', { effectiveTo: '2021-01-01' }],
  ['no English label', 'MISSING_LABEL', { label: { zh: '核查', en: '' } }],
  ['an unknown verification', 'UNKNOWN_VERIFICATION', { verified: 'sure' }],
  ['an id that is not kebab-case', 'BAD_ID', { id: 'clueVerify' }],
];

describe('the check of a rule set', () => {
  it('finds nothing wrong with the rules of the product', () => {
    expect(checkRuleSet(rules, known)).toEqual([]);
  });

  it.each(spoilt)('finds %s', (_, code, change) => {
    const findings = checkRuleSet({ rules: [{ ...clock, ...change } as Rule], ladders: rules.ladders }, known);
    expect(findings.map((finding) => finding.code)).toContain(code);
    expect(findings.every((finding) => finding.ruleId !== '' && finding.detail !== undefined)).toBe(true);
  });

  it('finds an accrual without a sensible rate', () => {
    const findings = checkRuleSet({ rules: [{ ...accrual, percentPerDay: 0 } as Rule], ladders: rules.ladders }, known);
    expect(findings.map(({ code }) => code)).toEqual(['BAD_ACCRUAL']);
  });

  it('finds the same version twice, and two versions in force on one day', () => {
    const later = { ...clock, version: '2027-01-01', effectiveFrom: '2027-01-01' };
    expect(checkRuleSet({ rules: [clock, clock], ladders: rules.ladders }, known).map(({ code }) => code)).toEqual(['DUPLICATE_ID']);
    expect(checkRuleSet({ rules: [later, clock], ladders: rules.ladders }, known).map(({ code }) => code)).toEqual(['OVERLAPPING_VERSIONS']);
    const endsOn = (effectiveTo: string) => checkRuleSet({ rules: [later, { ...clock, effectiveTo }], ladders: rules.ladders }, known).map(({ code }) => code);
    expect(endsOn('2027-01-01')).toEqual(['OVERLAPPING_VERSIONS']);
    expect(endsOn('2026-12-31')).toEqual([]);
  });
});

describe('what time may do', () => {
  it('has no lapse code that decides for the authority', () => {
    expect(Object.keys(lapseCodes).sort()).toEqual(['AGENCY_OVERDUE', 'AUTO_RELEASE', 'AUTO_STOP', 'NEXT_STEP', 'NOT_BEFORE', 'RIGHT_WAIVED', 'TIME_BARRED']);
  });

  it.each(Object.entries(rules.ladders))('ladder %s passes once and names each rung once', (_, ladder) => {
    expect(ladder.filter(({ effect }) => effect === 'lapse')).toHaveLength(1);
    expect(new Set(ladder.map(({ rung }) => rung)).size).toBe(ladder.length);
  });
});
