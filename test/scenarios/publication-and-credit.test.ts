import { describe, expect, test } from 'vitest';
import { advance } from '../../domain/advance/advance.ts';
import { defaultCalendar } from '../../domain/calendar/default-calendar.ts';
import { checkNotice, withNotice, type YearNotice } from '../../domain/calendar/year-notice.ts';
import { creditRecordFile } from '../../domain/files/credit-record.ts';
import { addDays } from '../../domain/time/local-date.ts';
import { application, clockOf, creditOfficer, noon, publisher, recordDue, recordPublished } from '../support/credit.ts';
import { rules } from '../support/law.ts';
import type { Walk } from '../support/walk.ts';

const deadlines = (file: Walk) => file.record.deadlines.map(({ ruleId, dueDate }) => `${ruleId} ${dueDate}`).toSorted();

describe('12. Decision revoked in reconsideration: withdrawn within 3 WD, serious-list entry removed within 3 WD, risk class recomputed', () => {
  // a case tells its record of the remedy's outcome; the files of reconsideration and of the lists themselves are not built yet
  const revoked = () => {
    const file = recordPublished({ seriousList: true, creditRiskClass: 'A' });
    expect(file.record.facts['credit']).toMatchObject({ creditClassBefore: 'A', creditClassAfter: 'D' });
    // Wednesday 2026-09-23: 09-24, then after Mid-Autumn 09-28 and 09-29
    file.tick(noon('2026-09-23'));
    file.event('decisionRevoked', { kind: 'revoked', reason: '复议决定撤销', on: '2026-09-23' }, { fileId: 'enforcementCase-00000000000000000001', seq: 40, n: 1 });
    return file;
  };

  test('both clocks run from the day of the revocation, and no other', () => {
    const file = revoked();
    expect(file.record.stage).toBe('withdrawing');
    expect(deadlines(file)).toEqual(['publish-withdraw 2026-09-29', 'svl-revoke-follow 2026-09-29']);
  });

  test('the withdrawal is refused while the party is still on the list, and gives the class back with it', () => {
    const file = revoked();
    file.tick(noon('2026-09-28'));
    expect(file.act(publisher, 'withdrawPublication', { publicReason: '原处罚决定已被撤销' })).toEqual({ accepted: false, code: 'LIST_REMOVAL_MISSING', field: '/listRemoved', rule: 'svl-revoke-follow' });
    expect(file.act(publisher, 'withdrawPublication', { publicReason: '原处罚决定已被撤销', listRemoved: true })).toMatchObject({ accepted: true, stage: 'withdrawn' });
    expect(file.record).toMatchObject({ deadlines: [], tasks: [], facts: { withdrawal: { listRemoved: true }, credit: { creditClassAfter: 'A', since: '2026-09-28' } } });
  });

  test('nobody withdraws: both are overdue and climb, and time withdraws nothing', () => {
    const file = revoked();
    file.tick(noon('2026-11-02'));
    const told = file.given.flatMap(({ entries }) => entries.filter(({ kind }) => kind === 'deadline').map(({ what, deadlineKey }) => `${what} ${deadlineKey?.rung}`));
    for (const rule of ['publish-withdraw', 'svl-revoke-follow']) expect(told.filter((one) => one.startsWith(rule))).toEqual(['remind_70', 'remind_90', 'lapse', 'overdue_3', 'overdue_10'].map((rung) => `${rule} ${rung}`));
    expect(file.record.stage).toBe('withdrawing');
  });

  test('a penalty without a listing has no list to leave', () => {
    const file = recordPublished();
    file.event('decisionRevoked', { kind: 'revoked', reason: '复议决定撤销', on: '2026-03-20' }, { fileId: 'enforcementCase-00000000000000000001', seq: 40, n: 1 });
    expect(deadlines(file)).toEqual(['publish-withdraw 2026-03-25']);
    expect(file.act(publisher, 'withdrawPublication', { publicReason: '原处罚决定已被撤销' })).toMatchObject({ accepted: true });
  });
});

describe('13. General-class penalty: apply button appears on the day after 3 MO, automatic stop at 1 Y without application', () => {
  test('published on 2026-03-10: refused on 06-10, allowed from 06-11', () => {
    const file = recordPublished();
    file.tick(noon('2026-06-10'));
    expect(file.act(creditOfficer, 'applyForRepair', application)).toMatchObject({ accepted: false, code: 'TOO_EARLY', rule: 'publicity-general-min', earliestOn: '2026-06-11' });
    file.tick('2026-06-10T15:59:59.999Z');
    expect(file.record.milestones['minimumPeriodPassed']).toBeUndefined();
    file.tick('2026-06-10T16:00:00.000Z');
    expect(file.record.milestones['minimumPeriodPassed']).toBe('2026-06-10');
    expect(file.act(creditOfficer, 'applyForRepair', application)).toMatchObject({ accepted: true, stage: 'repair_applied' });
  });

  test('without an application it stops by itself at the end of 2027-03-10', () => {
    const file = recordPublished();
    file.tick('2027-03-10T15:59:59.999Z');
    expect(file.record.stage).toBe('published');
    file.tick('2027-03-10T16:00:00.000Z');
    expect(file.record).toMatchObject({ stage: 'publicity_ended', milestones: { publicityStopped: '2027-03-10' }, deadlines: [], tasks: [] });
  });
});

describe('14. Food-domain fine of 60,000 → serious-a: 1 Y minimum, 3 Y maximum; food-domain fine of 5,000 in lenient tier → minor, 3 MO', () => {
  test('60,000 yuan: an application after a year, the end after three', () => {
    const file = recordPublished({ domain: 'food', fineYuan: '60000' });
    expect(file.record.facts['classification']).toMatchObject({ recordClass: 'serious_a' });
    expect(deadlines(file)).toEqual(['publicity-serious-max 2029-03-10', 'publicity-serious-min 2027-03-10']);
    file.tick(noon('2027-03-10'));
    expect(file.act(creditOfficer, 'applyForRepair', application)).toMatchObject({ code: 'TOO_EARLY', rule: 'publicity-serious-min', earliestOn: '2027-03-11' });
    file.tick('2029-03-10T16:00:00.000Z');
    expect(file.record.milestones).toMatchObject({ publicityStopped: '2029-03-10' });
  });

  test('5,000 yuan in the lenient tier: three months, and nothing to apply for', () => {
    const file = recordPublished({ domain: 'food', fineYuan: '5000', discretionTier: 'lenient' });
    expect(file.record.facts['classification']).toMatchObject({ recordClass: 'minor' });
    expect(deadlines(file)).toEqual(['publicity-minor-stop 2026-06-10']);
    file.tick(noon('2026-06-10'));
    expect(file.act(creditOfficer, 'applyForRepair', application)).toMatchObject({ code: 'EARLY_STOP_EXCLUDED', rule: 'publicity-early-stop' });
    file.tick('2026-06-10T16:00:00.000Z');
    expect(file.record.stage).toBe('publicity_ended');
  });
});

describe('15. Deadline falls in 2027 while the calendar has no data → shown as provisional, recomputed when the notice is loaded', () => {
  // a decision of Friday 2026-12-18: 12-21…25 (5), 12-28…31 (9), 2027-01-04…08 (14), 01-11…15 (19), 01-18, by weekends and the day fixed by law only
  const due = () => recordDue({ decidedOn: '2026-12-18', servedOn: '2026-12-21' }, '2026-12-21');
  /** As a notice might be: the days fixed by law, and Sunday 01-10 worked. */
  const notice: YearNotice = {
    year: 2027,
    restDays: [...span('2027-01-01', 3), ...span('2027-02-05', 7), ...span('2027-04-03', 3), ...span('2027-05-01', 5), '2027-06-09', '2027-09-15', ...span('2027-10-01', 7)],
    makeUpDays: ['2027-01-10', '2027-02-20', '2027-10-09'],
    source: { number: '国办发明电〔2026〕0号', title: '示例', text: '测试用' },
  };
  const calendar = withNotice(defaultCalendar, notice, 'CN with an invented 2027');

  test('the date is marked wherever it shows: in the record, and in the entry that armed it', () => {
    const file = due();
    expect(clockOf(file, 'necipsPublication')).toMatchObject({ dueDate: '2027-01-18', provisional: true });
    // 7 working days end on 12-29, which a notice of the next year may still move
    expect(clockOf(file, 'sitePublication')).toMatchObject({ dueDate: '2026-12-29', provisional: true });
    expect(file.given[0]?.entries[0]?.content['clocks']).toMatchObject([{ clock: 'necipsPublication', provisional: true }, { clock: 'sitePublication', provisional: true }]);
  });

  test('the notice is loaded: both dates are counted anew, each with an entry that keeps the old one, and nothing is provisional any more', () => {
    expect(checkNotice(notice, defaultCalendar)).toEqual([]);
    const file = due();
    const at = noon('2026-12-22');
    const redating = { changeId: '1', revision: 1, kind: 'calendar', transition: 'new_triggers', newVersions: new Set<string>() } as const;
    const { entries, record } = advance(creditRecordFile, file.record, { kind: 'redate', redating }, at, { at, rules, calendar, officers: {} });
    // Sunday 01-10 counts: the twentieth day is Friday 01-15
    expect(entries.map(({ what, content }) => [what, content['oldDueDate'], content['newDueDate'], content['oldProvisional'], content['provisional'], content['calendarVersion']])).toEqual([
      ['publish-penalty-double', '2026-12-29', '2026-12-29', true, false, calendar.version],
      ['publish-penalty-necips', '2027-01-18', '2027-01-15', true, false, calendar.version],
    ]);
    expect(record.deadlines.map(({ dueDate, provisional }) => `${dueDate} ${provisional}`).toSorted()).toEqual(['2026-12-29 false', '2027-01-15 false']);
    expect(record.tasks.map(({ dueAt }) => dueAt).toSorted()).toEqual(['2026-12-29T16:00:00.000Z', '2027-01-15T16:00:00.000Z']);
    // and once more changes nothing
    expect(advance(creditRecordFile, record, { kind: 'redate', redating }, at, { at, rules, calendar, officers: {} }).entries).toEqual([]);
  });
});

function span(from: string, days: number): string[] {
  return Array.from({ length: days }, (_, at) => addDays(from, at));
}
