import { describe, expect, test } from 'vitest';
import { defaultCalendar as calendar } from '../../domain/calendar/default-calendar.ts';
import { askCriterion } from '../../domain/criteria/criteria.ts';
import { otherReadings } from '../../domain/deadlines/other-readings.ts';
import { computeDeadline } from '../../domain/deadlines/compute-deadline.ts';
import { findCriterion, findRule, findThreshold, ruleOfVersion, versionsOf } from '../../domain/rules/find-rule.ts';
import type { Law, Profile } from '../../domain/rules/law.ts';
import { isConcerned } from '../../domain/rules/reading-concerns.ts';
import { resolveProfile } from '../../domain/rules/resolve-profile.ts';
import { shippedLaw } from '../../law/shipped-law.ts';

const places = ['national', 'lianyungang', 'qilihe', 'baodi', 'huzhou', 'zhongshan'] as const;
const day = '2026-03-02';
const source = [{ law: 'DESIGN', title: '本系统设计', version: '2026-01-01', article: '-', text: '测试' }];

/** The shipped law with one more place. */
function lawWith(change: Partial<Profile>): Law {
  return { ...shippedLaw, profiles: [...shippedLaw.profiles, { id: 'somewhere', label: { zh: '某地', en: 'Somewhere' }, readings: [], overrides: [], ...change }] };
}

describe('the five places', () => {
  test('are there beside the national default', () => {
    expect(shippedLaw.profiles.map(({ id }) => id).toSorted()).toEqual([...places].toSorted());
  });

  test('differ in whether patrols go on, as their documents do', () => {
    const allowed = Object.fromEntries(places.map((place) => [place, ['daily', 'flight', 'grid_patrol'].filter((cause) => askCriterion('place-patrol', { cause }, day, resolveProfile(shippedLaw, place)) === 'allowed')]));
    expect(allowed).toEqual({
      national: ['daily', 'flight', 'grid_patrol'],
      lianyungang: ['daily', 'grid_patrol'],
      qilihe: ['daily', 'flight'],
      baodi: ['daily', 'flight', 'grid_patrol'],
      huzhou: [],
      zhongshan: ['daily', 'flight', 'grid_patrol'],
    });
  });

  test('differ in what is held back: three grounds, four, two, and the union by default', () => {
    const count = (place: string) => (findCriterion('place-withholding-grounds', day, resolveProfile(shippedLaw, place)).values['grounds'] as string[]).length;
    expect(places.map(count)).toEqual([4, 3, 4, 4, 4, 2]);
  });

  test('differ in the products they trace: six, four, and the union by default', () => {
    const count = (place: string) => (findCriterion('place-traced-products', day, resolveProfile(shippedLaw, place)).values['products'] as string[]).length;
    expect(places.map(count)).toEqual([7, 6, 7, 4, 7, 7]);
  });

  test('differ in who supervises filing and commitment, in the lightest path, and in how strict the negative list is', () => {
    const ask = <T>(get: (place: string) => T) => Object.fromEntries(places.map((place) => [place, get(place)]));
    expect(ask((place) => askCriterion('place-filing-matters', { approval: 'filing' }, day, resolveProfile(shippedLaw, place)))).toMatchObject({ national: 'by_duties', lianyungang: 'industry_department', baodi: 'by_duties' });
    expect(ask((place) => askCriterion('place-lightest-path', { listed: 'none', firstTime: true, correctedInTime: true }, day, resolveProfile(shippedLaw, place)))).toMatchObject({ national: 'first_time_help', lianyungang: 'none', zhongshan: 'first_time_help' });
    expect(ask((place) => askCriterion('place-random-negative-list', { onNegativeList: false, drawnAtRandom: false }, day, resolveProfile(shippedLaw, place)))).toMatchObject({ national: 'warned', huzhou: 'refused', zhongshan: 'warned' });
  });

  test('the stricter ratio cap of general items is that of every place', () => {
    for (const place of places) expect(versionsOf('plan-general-item-ratio-cap', resolveProfile(shippedLaw, place)).map(({ version }) => version)).not.toContain(expect.stringContaining('+'));
  });

  test('name the source of everything they set', () => {
    for (const { overrides, id } of shippedLaw.profiles) {
      for (const { source: [first] } of overrides) expect(first?.law, id).toMatch(/^S00\d$/);
    }
  });
});

describe('what a profile sets', () => {
  const law = lawWith({
    overrides: [
      { ruleId: 'draw-match-officers', limit: 5, effectiveFrom: '2026-03-01', effectiveTo: '2026-06-30', source },
      { ruleId: 'hearing-right-scope', yuan: { natural_person: '5000' }, effectiveFrom: '2026-01-01', source },
    ],
  });
  const rules = resolveProfile(law, 'somewhere');

  test('holds from its day to its day, and the row of the catalogue before and after', () => {
    expect(versionsOf('draw-match-officers', rules).map(({ version, effectiveFrom, effectiveTo }) => [version, effectiveFrom, effectiveTo])).toEqual([
      ['2026-01-01@2026-07-01', '2026-07-01', undefined],
      ['2026-01-01+somewhere@2026-03-01', '2026-03-01', '2026-06-30'],
      ['2026-01-01', '2026-01-01', '2026-02-28'],
    ]);
    expect(['2026-02-28', '2026-03-01', '2026-06-30', '2026-07-01'].map((on) => findRule('draw-match-officers', on, rules).limit)).toEqual([2, 5, 5, 2]);
    expect(findRule('draw-match-officers', '2026-03-01', resolveProfile(law, 'national')).limit).toBe(2);
  });

  test('changes only the lines it names, and comes with its source', () => {
    const line = findThreshold('hearing-right-scope', day, rules);
    expect(line.yuan).toMatchObject({ natural_person: '5000', legal_person: '100000' });
    expect(line.source[0]?.text).toBe('测试');
    expect(line.version).toBe('2021-07-15+somewhere@2026-01-01');
  });

  test('leaves a deadline computable by the version it was armed by, also where the place has another since', () => {
    const retroactive = resolveProfile(lawWith({ overrides: [{ ruleId: 'draw-match-officers', limit: 5, effectiveFrom: '2026-01-01', source }] }), 'somewhere');
    expect(versionsOf('draw-match-officers', retroactive).map(({ version }) => version)).toEqual(['2026-01-01+somewhere@2026-01-01']);
    expect(ruleOfVersion('draw-match-officers', '2026-01-01', retroactive)).toMatchObject({ limit: 2 });
    expect(() => ruleOfVersion('draw-match-officers', '1999-01-01', retroactive)).toThrow(expect.objectContaining({ code: 'UNKNOWN_VERSION' }));
  });

  test('is resolved once for a law, and not at all for a place that there is not', () => {
    expect(resolveProfile(law, 'somewhere')).toBe(rules);
    expect(() => resolveProfile(law, 'atlantis')).toThrow(expect.objectContaining({ code: 'UNKNOWN_PROFILE' }));
  });
});

describe('uncertain texts', () => {
  const ask = (law: Law, profile: string, id: string, trigger: string) => {
    const rule = findRule(id, trigger, resolveProfile(law, profile));
    const input = { rule, trigger, calendar, pauses: [] };
    const found = computeDeadline(input);
    return { due: found.dueDate, others: otherReadings(input, found, law, profile).map(({ id: reading, option, dueDate }) => `${reading} ${option} ${dueDate}`) };
  };

  test('the other reading of a period of the authority does not move an ordinary weekend', () => {
    // day 90 is Sunday 31 May
    expect(ask(shippedLaw, 'national', 'case-decide', '2026-03-02')).toEqual({ due: '2026-06-01', others: ['agency-weekend holiday 2026-05-31'] });
    // on a notice day both readings move: day 90 is Sunday 4 October
    expect(ask(shippedLaw, 'national', 'case-decide', '2026-07-06')).toEqual({ due: '2026-10-08', others: ['agency-weekend holiday 2026-10-08'] });
  });

  test.each(['clue-verify', 'seal-seize-term', 'service-public-notice', 'reconsider-apply', 'sue-direct'])('there is none for %s', (id) => {
    expect(ask(shippedLaw, 'national', id, '2026-03-02').others).toEqual([]);
  });

  test('a place that follows the other reading has its dates, and is told of the first', () => {
    const law = lawWith({ readings: [{ reading: 'agency-weekend', option: 'holiday', effectiveFrom: '2026-01-01', source }] });
    expect(ask(law, 'somewhere', 'case-decide', '2026-03-02')).toEqual({ due: '2026-05-31', others: ['agency-weekend rest_day 2026-06-01'] });
    expect(findRule('case-decide', '2025-12-31', resolveProfile(law, 'somewhere')).roll).toBe('rest_day');
  });

  test('every row follows the default reading', () => {
    for (const rule of shippedLaw.rules) {
      if (rule.kind !== 'clock') continue;
      for (const { id, options, default: followed } of shippedLaw.readings.filter((reading) => isConcerned(rule, reading))) {
        expect({ roll: rule.roll, unit: rule.unit, limit: rule.limit }, `${rule.id} ${id}`).toMatchObject(options.find((option) => option.id === followed)?.change ?? {});
      }
    }
  });
});
