import { describe, expect, test } from 'vitest';
import { defaultCalendar } from '../../../domain/calendar/default-calendar.ts';
import { calculate } from '../../../domain/deadlines/calculate.ts';
import { explainRow } from '../../../domain/deadlines/explain-row.ts';
import { creditRecordFile } from '../../../domain/files/credit-record.ts';
import { clockOfVersion } from '../../../domain/rules/find-rule.ts';
import type { Law } from '../../../domain/rules/law.ts';
import { resolveProfile } from '../../../domain/rules/resolve-profile.ts';
import { lawInForce } from '../../../law/law-book.ts';
import { shippedLaw } from '../../../law/shipped-law.ts';
import { application, caseSource, clockOf, creditOfficer, noon, published, publisher, told } from '../../support/credit.ts';
import { walk } from '../../support/walk.ts';

/** A place that has set the line of a low fine, as provinces did before 2025-12-25. */
const law: Law = {
  ...shippedLaw,
  profiles: [
    ...shippedLaw.profiles,
    {
      id: 'province', label: { zh: '某省', en: 'a province' }, readings: [],
      overrides: [{ ruleId: 'publicity-low-fine', yuan: { business_entity: '50000', responsible_individual: '5000' }, effectiveFrom: '2022-07-01', effectiveTo: '2025-12-24', source: [{ law: 'X', title: '某省规定', version: '2022-07-01', article: '-', text: '较低数额罚款' }] }],
    },
  ],
};
const rules = resolveProfile(law, 'province');

/** A penalty of 2025-12-18, published on NECIPS on a day. */
function publishedOn(day: string, change: object = {}) {
  const file = walk(creditRecordFile, { at: noon('2025-12-19'), rules });
  file.event('publicationDue', { ...told, decidedOn: '2025-12-18', servedOn: '2025-12-19', fineYuan: '60000', ...change }, caseSource);
  file.tick(noon('2025-12-22'));
  const done = [file.act(publisher, 'reviewSecrecy', { publishable: true, masked: ['personal_data'] }), file.act(publisher, 'publishOnSite', published)];
  file.tick(noon(day));
  done.push(file.act(publisher, 'publishPenalty', { ...published, receipt: '回执1号' }));
  for (const answer of done) if (!answer?.accepted) throw new Error(JSON.stringify(answer));
  file.event('obligationsPerformed', { on: day }, { ...caseSource, seq: 20 });
  return file;
}
const clocks = (file: ReturnType<typeof publishedOn>) => ['minimumPublicity', 'maximumPublicity'].map((name) => {
  const row = clockOf(file, name);
  return row && `${row.ruleId} ${row.ruleVersion} ${row.dueDate}`;
});

describe('a penalty published on the last day of the older rules, and on the first of the newer ones', () => {
  test('keeps the periods in force on the day of its publication', () => {
    expect(clocks(publishedOn('2025-12-24'))).toEqual(['publicity-general-min 2021-09-01 2026-06-24', 'publicity-general-max 2021-09-01 2028-12-24']);
    expect(clocks(publishedOn('2025-12-25'))).toEqual(['publicity-general-min 2025-12-25 2026-03-25', 'publicity-general-max 2025-12-25 2026-12-25']);
  });

  test('has the class that the text of that day gives: a low fine of any tier was minor, suspended business had no early stop', () => {
    const low = { fineYuan: '50000', discretionTier: 'ordinary' };
    expect(clocks(publishedOn('2025-12-24', low))).toEqual([undefined, 'publicity-minor-stop 2021-09-01 2026-03-24']);
    expect(clocks(publishedOn('2025-12-25', low))).toEqual(['publicity-general-min 2025-12-25 2026-03-25', 'publicity-general-max 2025-12-25 2026-12-25']);
    const suspended = { penaltyKinds: ['suspend_business'], restrictionEndsOn: '2026-03-31' };
    expect(clocks(publishedOn('2025-12-24', suspended))).toEqual([undefined, 'publicity-serious-max 2021-09-01 2028-12-24']);
    expect(clocks(publishedOn('2025-12-25', suspended))).toEqual(['publicity-serious-min 2025-12-25 2026-12-25', 'publicity-serious-max 2025-12-25 2028-12-25']);
  });

  test('may be applied for from the day after its own minimum', () => {
    const older = publishedOn('2025-12-24');
    older.tick(noon('2026-06-24'));
    expect(older.act(creditOfficer, 'applyForRepair', application)).toMatchObject({ code: 'TOO_EARLY', earliestOn: '2026-06-25' });
    older.tick(noon('2026-06-25'));
    expect(older.act(creditOfficer, 'applyForRepair', application)).toMatchObject({ accepted: true });
    const newer = publishedOn('2025-12-25');
    newer.tick(noon('2026-03-26'));
    expect(newer.act(creditOfficer, 'applyForRepair', application)).toMatchObject({ accepted: true });
  });

  test('is refused before the change where the place has not said what a low fine is', () => {
    const file = walk(creditRecordFile, { at: noon('2025-12-19') });
    file.event('publicationDue', { ...told, decidedOn: '2025-12-18', servedOn: '2025-12-19' }, caseSource);
    file.act(publisher, 'reviewSecrecy', { publishable: true, masked: ['personal_data'] });
    file.tick(noon('2025-12-24'));
    expect(file.act(publisher, 'publishPenalty', published)).toMatchObject({ accepted: false, code: 'DEADLINE_REFUSED', rule: 'publicity-low-fine', reason: 'LINE_NOT_SET' });
    file.tick(noon('2025-12-25'));
    expect(file.act(publisher, 'publishPenalty', published)).toMatchObject({ accepted: true });
  });
});

describe('how records from before the change go over to the new rules, of which no text speaks', () => {
  test('stands beside their dates as another reading, and beside no date of a newer record', () => {
    const explained = (day: string, clock: string) => {
      const row = clockOf(publishedOn(day), clock);
      if (!row) throw new Error(clock);
      return explainRow(row, clockOfVersion(row.ruleId, row.ruleVersion, rules), defaultCalendar, law, 'province')?.otherReadings;
    };
    expect(explained('2025-12-24', 'minimumPublicity')).toMatchObject([{ id: 'publicity-transition-min', option: 'new-rules', dueDate: '2026-03-24', earliestActionDate: '2026-03-25' }]);
    expect(explained('2025-12-24', 'maximumPublicity')).toMatchObject([{ id: 'publicity-transition-max', option: 'new-rules', dueDate: '2026-12-24' }]);
    expect(explained('2025-12-24', 'maximumPublicity')?.[0]?.followed.zh).toContain('请示上级');
    expect(explained('2025-12-25', 'minimumPublicity')).toEqual([]);
    expect(explained('2025-12-25', 'maximumPublicity')).toEqual([]);
  });

  test('is told by a calculation as well; the 15 working days of order 44 are another reading of the newer rule only', () => {
    const ask = (ruleId: string, triggerAt: string) => calculate({ ruleId, triggerAt, profile: 'national', pauses: [], extensions: [] }, lawInForce(0, shippedLaw, defaultCalendar));
    expect(ask('publicity-general-max', '2025-12-24')).toMatchObject({ dueDate: '2028-12-24', otherReadings: [{ id: 'publicity-transition-max', dueDate: '2026-12-24' }] });
    expect(ask('repair-serious-list', '2025-12-24').otherReadings).toEqual([]);
    expect(ask('repair-serious-list', '2025-12-25').otherReadings).toMatchObject([{ id: 'serious-list-repair', option: 'order-44' }]);
  });
});
