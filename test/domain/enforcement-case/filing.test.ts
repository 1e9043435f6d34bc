import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../domain/json.ts';
import { caseIn } from '../../support/case.ts';

const conditions = { initialEvidence: true, punishable: true, ownJurisdiction: true, withinLimitation: true };

describe('a case is filed (PPR 19; APL 36)', () => {
  test.each<[string, JsonObject, string | null, string?, string?]>([
    ['with all four conditions', {}, null],
    ['not without initial evidence', { conditions: { ...conditions, initialEvidence: false } }, 'FILING_CONDITION_UNMET', '/conditions/initialEvidence', 'case-file-conditions'],
    ['not for what is not punishable', { conditions: { ...conditions, punishable: false } }, 'FILING_CONDITION_UNMET', '/conditions/punishable', 'case-file-conditions'],
    ['not outside of the own jurisdiction', { conditions: { ...conditions, ownJurisdiction: false } }, 'FILING_CONDITION_UNMET', '/conditions/ownJurisdiction', 'case-file-conditions'],
    ['not where limitation is denied', { conditions: { ...conditions, withinLimitation: false } }, 'FILING_CONDITION_UNMET', '/conditions/withinLimitation', 'case-file-conditions'],
    ['for a violation that ended two years to the day before it was found', { violationEndedOn: '2024-03-02' }, null],
    ['not for one that ended a day earlier', { violationEndedOn: '2024-03-01' }, 'PENALTY_TIME_BARRED', '/violationEndedOn', 'limitation-two-years'],
    ['for one of five years before where life or health was harmed', { violationEndedOn: '2021-08-01', harmsLifeOrHealth: true }, null],
    ['not for one of more than five years before', { violationEndedOn: '2021-03-01', harmsLifeOrHealth: true }, 'PENALTY_TIME_BARRED', '/violationEndedOn', 'limitation-five-years'],
    ['before another authority files it a day later', { otherFiling: { authority: '邻区市场监督管理局', filedOn: '2026-03-06' } }, null],
    ['not after another authority has filed it', { otherFiling: { authority: '邻区市场监督管理局', filedOn: '2026-03-04' } }, 'OTHER_FILED_FIRST', '/otherFiling/filedOn', 'jurisdiction-first-filer'],
    ['not on the day on which another one files it: that is settled by agreement', { otherFiling: { authority: '邻区市场监督管理局', filedOn: '2026-03-05' } }, 'OTHER_FILED_FIRST', '/otherFiling/filedOn', 'jurisdiction-first-filer'],
  ])('%s', (_, change, code, field, rule) => {
    expect(caseIn('clue_verifying').on('2026-03-05', 'responsible', 'fileCase', change)).toMatchObject(code === null ? { accepted: true } : { accepted: false, code, field, rule });
  });
});

const minor = { isMinor: true, correctedInTime: true, harm: 'none', isEducated: true };
const first = { correctedInTime: true, harm: 'slight', isEducated: true, violatedOn: '2026-02-27' };

describe('a case is not filed (PPR 20; APL 33)', () => {
  test.each<[string, JsonObject, string, string | null, string?]>([
    ['minor, corrected in time, without harm, and educated', { ground: 'minor_corrected_no_harm', leniency: minor }, '2026-03-05', null],
    ['not without anything that shows it', { ground: 'minor_corrected_no_harm', leniency: undefined } as unknown as JsonObject, '2026-03-05', 'LENIENCY_UNMET', 'no-penalty-minor'],
    ['not where it was corrected too late', { ground: 'minor_corrected_no_harm', leniency: { ...minor, correctedInTime: false } }, '2026-03-05', 'LENIENCY_UNMET', 'no-penalty-minor'],
    ['not where harm was done', { ground: 'minor_corrected_no_harm', leniency: { ...minor, harm: 'slight' } }, '2026-03-05', 'LENIENCY_UNMET', 'no-penalty-minor'],
    ['not without education', { ground: 'minor_corrected_no_harm', leniency: { ...minor, isEducated: false } }, '2026-03-05', 'EDUCATION_MISSING', 'no-penalty-minor'],
    ['with a refund still owed, before the measures on illegal gains', { ground: 'minor_corrected_no_harm', leniency: { ...minor, refund: 'owed' } }, '2026-03-19', null],
    ['not with a refund still owed, since they are in force', { ground: 'minor_corrected_no_harm', leniency: { ...minor, refund: 'owed' } }, '2026-03-20', 'REFUND_MISSING', 'no-penalty-minor'],
    ['with the refund made', { ground: 'minor_corrected_no_harm', leniency: { ...minor, refund: 'made' } }, '2026-03-20', null],
    ['for the first time', { ground: 'first_slight_corrected', leniency: first }, '2026-03-05', null],
    ['not a second time within two years to the day', { ground: 'first_slight_corrected', leniency: { ...first, lastSameKindOn: '2024-02-27' } }, '2026-03-05', 'LENIENCY_UNMET', 'no-penalty-first-violation'],
    ['a second time after two years', { ground: 'first_slight_corrected', leniency: { ...first, lastSameKindOn: '2024-02-26' } }, '2026-03-05', null],
    ['not the first time with more than slight harm', { ground: 'first_slight_corrected', leniency: { ...first, harm: 'more' } }, '2026-03-05', 'LENIENCY_UNMET', 'no-penalty-first-violation'],
    ['where the party has shown that it is not at fault', { ground: 'no_fault', leniency: { faultDisproved: true } }, '2026-03-05', null],
    ['not where it has not', { ground: 'no_fault', leniency: { faultDisproved: false } }, '2026-03-05', 'LENIENCY_UNMET', 'no-penalty-no-fault'],
    ['not where a law punishes without fault', { ground: 'no_fault', leniency: { faultDisproved: true, lawSaysOtherwise: true } }, '2026-03-05', 'LENIENCY_UNMET', 'no-penalty-no-fault'],
    ['for another reason that the law names', { ground: 'other_by_law', legalBasis: '某条例第五条' }, '2026-03-05', null],
    ['not for another reason without its basis', { ground: 'other_by_law' }, '2026-03-05', 'NOT_FILED_FORM_MISSING', 'case-not-filed'],
    ['by item 8 of the national list of first violations', { ground: 'first_slight_corrected', leniency: first, exemption: { list: 'first_violation', item: 8 } }, '2026-03-05', null],
    ['not by an item that the national list does not have', { ground: 'first_slight_corrected', leniency: first, exemption: { list: 'first_violation', item: 9 } }, '2026-03-05', 'LENIENCY_UNMET', 'national-exemption-list'],
    ['by a provincial list', { ground: 'minor_corrected_no_harm', leniency: minor, exemption: { list: 'provincial', item: 31 } }, '2026-03-05', null],
    ['not without the form', { form: '' }, '2026-03-05', 'INVALID_BODY'],
  ])('%s', (_, change, day, code, rule) => {
    const answer = caseIn('clue_verifying').on(day, 'responsible', 'declineFiling', change);
    expect(answer).toMatchObject(code === null ? { accepted: true, stage: 'not_filed' } : { accepted: false, code, ...(rule === undefined ? {} : { rule }) });
  });
});
