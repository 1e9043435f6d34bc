import { describe, expect, it } from 'vitest';
import { calculate, type CalculationRequest } from '../../../domain/deadlines/calculate.ts';
import type { Law } from '../../../domain/rules/law.ts';
import { defaultCalendar } from '../../../domain/calendar/default-calendar.ts';
import { lawInForce } from '../../../law/law-book.ts';
import { shippedLaw } from '../../../law/shipped-law.ts';

/** The law that ships, and a place that reads 法定节假日 by the letter from 2026-06-01 on. */
const law: Law = {
  ...shippedLaw,
  profiles: [
    ...shippedLaw.profiles,
    { id: 'literal', label: { zh: '按字面', en: 'by the letter' }, overrides: [], readings: [{ reading: 'agency-weekend', option: 'holiday', effectiveFrom: '2026-06-01', source: [{ law: 'X', title: '某地规定', version: '2026-06-01', article: '1', text: '周末不顺延' }] }] },
  ],
};
const ask = (request: Partial<CalculationRequest>) => calculate({ ruleId: 'case-decide', triggerAt: '2026-08-17', profile: 'national', pauses: [], extensions: [], ...request }, lawInForce(0, law, defaultCalendar));

describe('the reading that a place did not choose', () => {
  // 90 days from Monday 2026-08-17 end on Sunday 2026-11-15, an ordinary weekend
  it('is told with its date: an ordinary weekend moves an agency’s period, or it does not', () => {
    const found = ask({});
    expect(found).toMatchObject({ targetDate: '2026-11-15', dueDate: '2026-11-16' });
    expect(found.otherReadings).toMatchObject([{ id: 'agency-weekend', option: 'holiday', targetDate: '2026-11-15', dueDate: '2026-11-15', dueAt: '2026-11-15T16:00:00.000Z', isSame: false }]);
  });

  it('is the product’s own where the place chose the other, and each names the other', () => {
    const literal = ask({ profile: 'literal' });
    expect(literal).toMatchObject({ dueDate: '2026-11-15', otherReadings: [{ option: 'rest_day', dueDate: '2026-11-16' }] });
    expect(literal.otherReadings[0]?.label).toEqual(ask({}).otherReadings[0]?.followed);
  });

  it('follows the choice of the place on the trigger date only', () => {
    // 90 days from 2026-05-12 end on Monday 2026-08-10; from 05-10 on Saturday 2026-08-08
    expect(ask({ profile: 'literal', triggerAt: '2026-05-10' })).toMatchObject({ dueDate: '2026-08-10', otherReadings: [{ option: 'holiday', dueDate: '2026-08-08' }] });
  });

  it('says so where both come to the same day: a last day in the National Day holiday moves either way', () => {
    expect(ask({ triggerAt: '2026-07-06' })).toMatchObject({ dueDate: '2026-10-08', otherReadings: [{ dueDate: '2026-10-08', isSame: true }] });
  });

  it('is told to be refused where a pause lies after its shorter period, and the date itself stands', () => {
    const found = ask({ pauses: [{ from: '2026-11-16', to: '2026-11-20', ground: 'testing' }] });
    expect(found).toMatchObject({ dueDate: '2026-11-16', otherReadings: [{ dueDate: null, refused: 'PAUSE_OUTSIDE_CLOCK', isSame: false }] });
  });

  it('has no date either while an open pause lasts', () => {
    expect(ask({ pauses: [{ from: '2026-09-01', ground: 'testing' }] }).otherReadings).toMatchObject([{ dueDate: null, isSame: true }]);
  });

  it('is silent where the text is clear: working days, suits, waiting times', () => {
    for (const ruleId of ['clue-verify', 'sue-direct', 'statement-period']) expect(ask({ ruleId }).otherReadings, ruleId).toEqual([]);
  });

  it('computes three days of the transfer regulation in working days for who reads them so', () => {
    // Thursday 2026-03-05: 3 calendar days end on Sunday 03-08, 3 working days on Tuesday 03-10
    expect(ask({ ruleId: 'crime-transfer-approve', triggerAt: '2026-03-05' })).toMatchObject({ targetDate: '2026-03-08', otherReadings: expect.arrayContaining([expect.objectContaining({ id: 'crime-transfer-days', dueDate: '2026-03-10' })]) });
  });
});
