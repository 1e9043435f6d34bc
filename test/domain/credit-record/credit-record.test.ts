import { describe, expect, test } from 'vitest';
import { advance } from '../../../domain/advance/advance.ts';
import { defaultCalendar } from '../../../domain/calendar/default-calendar.ts';
import { walk, rungsTold } from '../../support/walk.ts';
import { creditRecordFile } from '../../../domain/files/credit-record.ts';
import { application, caseSource, clockOf, creditOfficer, handler, noon, published, publisher, recordApplied, recordDue, recordPublished, responsible, told } from '../../support/credit.ts';
import { rules } from '../../support/law.ts';

const changes = (file: ReturnType<typeof recordDue>) => file.given.flatMap(({ entries }) => entries.flatMap(({ content }) => (content['clocks'] as { clock: string; change: string; dueDate: string }[]).map((c) => `${c.clock} ${c.change} ${c.dueDate}`)));

describe('a penalty that is to be published', () => {
  test('is due within 7 working days on the site and 20 on NECIPS, both counted from the decision', () => {
    const file = recordDue();
    expect(file.record).toMatchObject({ stage: 'publishing', facts: { caseFileId: caseSource.fileId } });
    expect(clockOf(file, 'sitePublication')).toMatchObject({ ruleId: 'publish-penalty-double', triggerOn: '2026-03-02', dueDate: '2026-03-11' });
    expect(clockOf(file, 'necipsPublication')).toMatchObject({ ruleId: 'publish-penalty-necips', triggerOn: '2026-03-02', dueDate: '2026-03-30' });
    expect(file.record.tasks.map(({ deadlineId }) => deadlineId).sort()).toEqual(file.record.deadlines.map(({ id }) => id).sort());
  });

  test('climbs the ladder when nobody publishes, and stays to be published', () => {
    const file = recordDue();
    file.tick(noon('2026-04-20'));
    const told = rungsTold(file);
    expect(told.filter((rung) => rung.startsWith('publish-penalty-necips'))).toEqual([
      'publish-penalty-necips remind_70 2026-03-20', 'publish-penalty-necips remind_90 2026-03-26', 'publish-penalty-necips lapse 2026-03-30',
      'publish-penalty-necips overdue_3 2026-04-02', 'publish-penalty-necips overdue_10 2026-04-14',
    ]);
    expect(file.record.stage).toBe('publishing');
  });

  test('is published with its class, its inputs, its periods and the floor of the credit class', () => {
    const file = recordPublished({ creditRiskClass: 'A' });
    expect(file.record).toMatchObject({
      stage: 'published',
      facts: {
        publication: { siteOn: '2026-03-03', necipsOn: '2026-03-10' },
        classification: { recordClass: 'general', ruleVersion: '2025-12-25', inputs: { fineYuan: '12000', partyType: 'business_entity' } },
        credit: { creditClassBefore: 'A', creditClassAfter: 'C', since: '2026-03-10' },
        obligations: { performedOn: '2026-03-20' },
      },
    });
    expect(changes(file)).toEqual(expect.arrayContaining(['sitePublication met 2026-03-11', 'necipsPublication met 2026-03-30', 'minimumPublicity armed 2026-06-10', 'maximumPublicity armed 2027-03-10']));
  });

  test.each([
    ['minor', { discretionTier: 'lenient', fineYuan: '5000', domain: 'food' }, undefined, 'publicity-minor-stop 2026-06-10'],
    ['general', {}, 'publicity-general-min 2026-06-10', 'publicity-general-max 2027-03-10'],
    ['serious_a', { fineYuan: '60000', domain: 'food' }, 'publicity-serious-min 2027-03-10', 'publicity-serious-max 2029-03-10'],
    ['serious_b', { penaltyKinds: ['suspend_business'], restrictionEndsOn: '2026-09-30' }, 'publicity-serious-min 2027-03-10', 'publicity-serious-max 2029-03-10'],
    ['serious_b', { penaltyKinds: ['employment_ban'], restrictionEndsOn: '2031-03-02' }, 'publicity-serious-min 2027-03-10', 'publicity-restriction-run 2031-03-02'],
    ['serious_c', { penaltyKinds: ['revoke_licence'] }, undefined, 'publicity-serious-max 2029-03-10'],
    ['serious_d', { seriousList: true }, 'publicity-serious-min 2027-03-10', 'publicity-serious-max 2029-03-10'],
  ])('of the class %s starts the clocks of that class and no others', (recordClass, change, minimum, maximum) => {
    const file = recordPublished(change);
    const running = (clock: string) => clockOf(file, clock) && `${clockOf(file, clock)?.ruleId} ${clockOf(file, clock)?.dueDate}`;
    expect(file.record.facts['classification']).toMatchObject({ recordClass });
    expect(running('minimumPublicity')).toBe(minimum);
    expect(running('maximumPublicity')).toBe(maximum);
  });
});

describe('acceptance scenario 13', () => {
  test('a general record: the application opens on the day after three months, and publicity stops by itself after a year without one', () => {
    const file = recordPublished();
    file.tick(noon('2026-06-10'));
    expect(file.act(creditOfficer, 'applyForRepair', application)).toEqual({ accepted: false, code: 'TOO_EARLY', field: '/occurredOn', rule: 'publicity-general-min', earliestOn: '2026-06-11' });
    file.tick(noon('2026-06-11'));
    expect(file.record.milestones).toMatchObject({ minimumPeriodPassed: '2026-06-10' });
    expect(file.record.tasks.map(({ kind, roles }) => [kind, ...roles])).toContainEqual(['reminder', 'credit_officer']);
    // the clock is closed now, and an application dated back into the waiting time is refused all the same
    expect(file.act(creditOfficer, 'applyForRepair', application, '2026-06-10')).toMatchObject({ code: 'TOO_EARLY', earliestOn: '2026-06-11' });
    expect({ ...file.record, seq: 0 }).toMatchObject({ stage: 'published' });

    const applied = recordApplied();
    expect(applied.record.stage).toBe('repair_applied');

    file.tick('2027-03-10T15:59:59.999Z');
    expect(file.record.stage).toBe('published');
    file.tick('2027-03-10T16:00:00.000Z');
    expect(file.record).toMatchObject({ stage: 'publicity_ended', milestones: { publicityStopped: '2027-03-10' }, deadlines: [], tasks: [], facts: { credit: { creditClassAfter: null, since: '2027-03-10' } } });
  });
});

describe('an application for repair', () => {
  test('opens a file of its own and tells it what it must know', () => {
    const file = recordApplied();
    const effect = file.given.at(-1)?.effects[0];
    expect(effect).toMatchObject({ toType: 'creditRepair', name: 'repairApplied', payload: { recordClass: 'general', publishedOn: '2026-03-10', obligationsPerformedOn: '2026-03-20', publicityUntil: '2027-03-10', application: { ...application, appliedOn: '2026-06-11' } } });
    // the id in the facts is the one that the entry gave
    expect(file.record.facts['repair']).toEqual({ fileId: effect?.toFileId, appliedOn: '2026-06-11' });
  });

  test('knows the id of that file also when the minimum passes inside the act’s own step', () => {
    const { record } = recordPublished();
    const at = noon('2026-06-12');
    const act = { kind: 'act' as const, action: 'applyForRepair', body: application, actor: creditOfficer, occurredOn: null, receivedAt: at, ifMatch: null };
    const given = advance(creditRecordFile, record, act, at, { at, rules, calendar: defaultCalendar, officers: {} });
    expect(given.entries.map(({ what }) => what)).toEqual(['publicity-general-min', 'applyForRepair']);
    expect((given.record.facts['repair'] as { fileId: string }).fileId).toBe(given.effects[0]?.toFileId);
  });

  test('is refused before the obligations are performed, and dated before that day', () => {
    const file = recordPublished({}, { performed: false });
    file.tick(noon('2026-06-11'));
    expect(file.act(creditOfficer, 'applyForRepair', application)).toEqual({ accepted: false, code: 'OBLIGATIONS_NOT_PERFORMED', rule: 'publicity-early-stop' });
    file.tick(noon('2026-06-15'));
    file.event('obligationsPerformed', { on: '2026-06-14' }, { ...caseSource, seq: 30 });
    expect(file.act(creditOfficer, 'applyForRepair', application, '2026-06-13')).toMatchObject({ code: 'OBLIGATIONS_NOT_PERFORMED' });
    expect(file.act(creditOfficer, 'applyForRepair', application)).toMatchObject({ accepted: true });
  });

  test('is refused while a restriction of the penalty lasts', () => {
    const file = recordPublished({ penaltyKinds: ['suspend_business'], restrictionEndsOn: '2027-06-30' });
    file.tick(noon('2027-06-30'));
    expect(file.act(creditOfficer, 'applyForRepair', application)).toMatchObject({ code: 'TOO_EARLY', rule: 'publicity-restriction-run', earliestOn: '2027-07-01' });
    file.tick(noon('2027-07-01'));
    expect(file.act(creditOfficer, 'applyForRepair', application)).toMatchObject({ accepted: true });
  });

  test.each([
    ['minor', { discretionTier: 'lenient', fineYuan: '5000' }, '2026-06-01'],
    ['serious c', { penaltyKinds: ['revoke_licence'] }, '2028-12-01'],
  ])('is refused for a %s record, however long it waits', (_class, change, day) => {
    const file = recordPublished(change);
    file.tick(noon(day));
    expect(file.act(creditOfficer, 'applyForRepair', application)).toEqual({ accepted: false, code: 'EARLY_STOP_EXCLUDED', rule: 'publicity-early-stop' });
  });

  test('is refused from a serious record before a year is over, with the rule of its class', () => {
    const file = recordPublished({ domain: 'food' });
    file.tick(noon('2026-06-11'));
    expect(file.act(creditOfficer, 'applyForRepair', application)).toMatchObject({ code: 'TOO_EARLY', rule: 'publicity-serious-min', earliestOn: '2027-03-11' });
  });

  test('that was refused for fraud bars another for three years, longer than the record is shown', () => {
    const file = recordApplied();
    const repair = (file.record.facts['repair'] as { fileId: string }).fileId;
    file.tick(noon('2026-06-20'));
    file.event('repairRefused', { ground: 'fraud', reason: '虚假材料' }, { fileId: repair, seq: 4, n: 1 });
    expect(file.record).toMatchObject({ stage: 'published', facts: { repair: null, pastRepairs: [{ fileId: repair, outcome: 'refused_for_fraud' }] } });
    expect(clockOf(file, 'repairBan')).toMatchObject({ ruleId: 'repair-fraud', dueDate: '2029-06-20' });
    file.tick(noon('2027-03-01'));
    expect(file.act(creditOfficer, 'applyForRepair', application)).toMatchObject({ code: 'REPAIR_BANNED', rule: 'repair-fraud', earliestOn: '2029-06-21' });
    file.tick(noon('2027-03-12'));
    expect(file.record.stage).toBe('publicity_ended');
  });

  test('that was refused otherwise, or withdrawn, leaves the way open for another', () => {
    for (const [name, outcome] of [['repairRefused', 'refused'], ['repairWithdrawn', 'withdrawn']] as const) {
      const file = recordApplied();
      const repair = (file.record.facts['repair'] as { fileId: string }).fileId;
      file.tick(noon('2026-06-22'));
      file.event(name, { ground: 'conditions_unmet' }, { fileId: repair, seq: 4, n: 1 });
      expect(file.record).toMatchObject({ stage: 'published', facts: { pastRepairs: [{ outcome, on: '2026-06-22' }] } });
      expect(file.act(creditOfficer, 'applyForRepair', application)).toMatchObject({ accepted: true, stage: 'repair_applied' });
      // a late word of the first application concerns nobody
      const late = file.event('repairGranted', {}, { fileId: repair, seq: 9, n: 1 });
      expect(late.answer).toMatchObject({ outcome: 'noted', stage: 'repair_applied' });
    }
  });

  test('that is carried out ends the publicity, and with it the floor of the credit class', () => {
    const file = recordApplied();
    const source = { fileId: (file.record.facts['repair'] as { fileId: string }).fileId, seq: 5, n: 1 };
    file.event('repairGranted', {}, source);
    expect(file.record.stage).toBe('repair_granted');
    file.tick(noon('2026-06-25'));
    file.event('repairExecuted', {}, { ...source, seq: 6 });
    expect(file.record).toMatchObject({ stage: 'publicity_ended', milestones: { repairExecuted: '2026-06-25' }, deadlines: [], facts: { credit: { creditClassAfter: null } } });
    expect(changes(file)).toContain('maximumPublicity cancelled 2027-03-10');
  });

  test('whose completion arrives before its grant ends the publicity as well', () => {
    const file = recordApplied();
    const source = { fileId: (file.record.facts['repair'] as { fileId: string }).fileId, seq: 6, n: 1 };
    file.event('repairExecuted', {}, source);
    expect(file.record.stage).toBe('publicity_ended');
    expect(file.event('repairGranted', {}, { ...source, seq: 5 }).answer).toMatchObject({ outcome: 'noted' });
  });

  test('is told when publicity ends by itself while it is pending', () => {
    const file = recordApplied();
    const lapse = file.tick(noon('2027-03-11'));
    expect(file.record).toMatchObject({ stage: 'publicity_ended', facts: { repair: null, pastRepairs: [{ outcome: 'overtaken' }] } });
    expect(lapse.effects).toMatchObject([{ toType: 'creditRepair', name: 'recordClosed', payload: { ground: 'maximum_passed' } }]);
  });
});

describe('what stands before a publication', () => {
  test('the secrecy review, done on or before the day and found publishable', () => {
    const file = recordDue();
    expect(file.act(publisher, 'publishPenalty', published)).toEqual({ accepted: false, code: 'SECRECY_REVIEW_FIRST', rule: 'publish-redaction' });
    expect(file.act(publisher, 'publishOnSite', published)).toMatchObject({ code: 'SECRECY_REVIEW_FIRST' });
    file.act(publisher, 'reviewSecrecy', { publishable: false });
    expect(file.act(publisher, 'publishPenalty', published)).toMatchObject({ code: 'SECRECY_REVIEW_FIRST' });
    file.tick(noon('2026-03-05'));
    file.act(publisher, 'reviewSecrecy', { publishable: true });
    expect(file.act(publisher, 'publishPenalty', published, '2026-03-04')).toMatchObject({ code: 'SECRECY_REVIEW_FIRST' });
    expect(file.act(publisher, 'publishPenalty', published)).toMatchObject({ accepted: true, outcome: 'published' });
  });

  test('the masking of what the review found in the text, and of the personal data of a natural person in any case (PIP 6, APL 50)', () => {
    const file = recordDue();
    file.act(publisher, 'reviewSecrecy', { publishable: true, contains: ['trade_secret'], masked: ['personal_data'] });
    expect(file.act(publisher, 'publishPenalty', published)).toEqual({ accepted: false, code: 'CONTENT_NOT_MASKED', rule: 'publish-redaction' });
    file.act(publisher, 'reviewSecrecy', { publishable: true, contains: ['trade_secret'], masked: ['trade_secret'] });
    expect(file.act(publisher, 'publishPenalty', published)).toMatchObject({ accepted: true });

    const person = recordDue({ party: { name: '张某' }, partyType: 'responsible_individual' });
    person.act(publisher, 'reviewSecrecy', { publishable: true });
    expect(person.act(publisher, 'publishOnSite', published)).toMatchObject({ code: 'CONTENT_NOT_MASKED', rule: 'publish-redaction' });
    person.act(publisher, 'reviewSecrecy', { publishable: true, masked: ['personal_data'] });
    expect(person.act(publisher, 'publishOnSite', published)).toMatchObject({ accepted: true });
  });

  test('the text that was served, and no other (PIP 7)', () => {
    const file = recordDue();
    file.act(publisher, 'reviewSecrecy', { publishable: true });
    for (const act of ['publishPenalty', 'publishOnSite']) {
      expect(file.act(publisher, act, { textAsServed: false })).toEqual({ accepted: false, code: 'PUBLISHED_TEXT_DIFFERS', field: '/textAsServed', rule: 'publish-content' });
      expect(file.act(publisher, act, {})).toMatchObject({ code: 'INVALID_BODY', field: '/textAsServed' });
    }
    expect(file.act(publisher, 'publishPenalty', published)).toMatchObject({ accepted: true });
  });

  test('the scope: a warning alone has no clocks, cannot be published and is closed', () => {
    const file = recordDue({ penaltyKinds: ['warning'], fineYuan: '0' });
    file.act(publisher, 'reviewSecrecy', { publishable: true });
    expect(file.record.deadlines).toEqual([]);
    expect(file.act(publisher, 'publishPenalty', published)).toEqual({ accepted: false, code: 'OUTSIDE_PUBLICATION_SCOPE', rule: 'publish-scope' });
    expect(file.act(publisher, 'declinePublication', { ground: 'simple_procedure', reason: '仅警告' })).toMatchObject({ code: 'INSIDE_PUBLICATION_SCOPE' });
    expect(file.act(publisher, 'declinePublication', { ground: 'warning_only', reason: '仅警告' })).toMatchObject({ accepted: true, stage: 'not_published' });
  });

  test('nobody declines to publish what must be published', () => {
    expect(recordDue().act(publisher, 'declinePublication', { ground: 'warning_only', reason: '…' })).toMatchObject({ code: 'INSIDE_PUBLICATION_SCOPE', field: '/ground', rule: 'publish-scope' });
  });

  test('secrecy keeps a penalty unpublished only after the review, and only with a responsible person', () => {
    const file = recordDue();
    const body = { ground: 'secrecy', reason: '涉及国家秘密' };
    expect(file.act(responsible, 'declinePublication', body)).toMatchObject({ code: 'SECRECY_REVIEW_FIRST' });
    file.act(publisher, 'reviewSecrecy', { publishable: false });
    expect(file.act(publisher, 'declinePublication', body)).toMatchObject({ code: 'FORBIDDEN_ROLE', rule: 'publish-redaction' });
    expect(file.act(responsible, 'declinePublication', body)).toMatchObject({ accepted: true, stage: 'not_published' });
    expect(changes(file)).toContain('necipsPublication cancelled 2026-03-30');
  });

  test('once on the site is enough, and what stands there cannot be left unpublished', () => {
    const file = recordPublished();
    expect(file.act(publisher, 'publishOnSite', published)).toMatchObject({ code: 'ALREADY_PUBLISHED' });
    const onSite = recordDue();
    onSite.act(publisher, 'reviewSecrecy', { publishable: true });
    onSite.act(publisher, 'publishOnSite', published);
    onSite.act(publisher, 'reviewSecrecy', { publishable: false });
    expect(onSite.act(responsible, 'declinePublication', { ground: 'secrecy', reason: '…' })).toMatchObject({ code: 'ALREADY_PUBLISHED' });
  });

  test('only the proper role publishes', () => {
    expect(recordDue().act(handler, 'publishPenalty', published)).toMatchObject({ code: 'FORBIDDEN_ROLE' });
  });
});

describe('an event that cannot be read', () => {
  test('opens the record all the same, names what is unreadable, and holds publication until it is entered', () => {
    const file = recordDue({ decisionNo: 7, penaltyKinds: ['flogging'], fineYuan: '-1', party: { name: '' }, decidedOn: '2026-02-30' });
    expect(file.record.stage).toBe('publishing');
    expect((file.record.facts['unreadable'] as { field: string }[]).map(({ field }) => field)).toEqual(['decisionNo', 'party', 'penaltyKinds', 'fineYuan', 'decidedOn']);
    // without a readable day of the decision, from the day of the event
    expect(clockOf(file, 'necipsPublication')?.triggerOn).toBe('2026-03-03');
    file.act(publisher, 'reviewSecrecy', { publishable: true });
    expect(file.act(publisher, 'publishPenalty', published)).toEqual({ accepted: false, code: 'PENALTY_INFORMATION_MISSING', rule: 'publish-content', reason: 'decisionNo' });
    const entered = { decisionNo: told['decisionNo'], party: told['party'], penaltyKinds: ['fine'], decidedOn: '2026-03-02' };
    expect(file.act(handler, 'enterPenaltyInformation', { penalty: { ...entered, summary: '另一摘要' }, document: '处罚决定书' })).toMatchObject({ code: 'PENALTY_INFORMATION_TOLD', field: '/penalty/summary' });
    expect(file.act(handler, 'enterPenaltyInformation', { penalty: { ...entered, decidedOn: '2026-03-04' }, document: '处罚决定书' })).toMatchObject({ code: 'FUTURE_FACT' });
    expect(file.act(handler, 'enterPenaltyInformation', { penalty: entered, document: '处罚决定书' })).toMatchObject({ accepted: true });
    // what was reviewed is not what would be published now
    expect(file.act(publisher, 'publishPenalty', published)).toMatchObject({ code: 'PENALTY_INFORMATION_MISSING', reason: 'fineYuan' });
    file.act(handler, 'enterPenaltyInformation', { penalty: { fineYuan: '12000' }, document: '处罚决定书' });
    expect(file.act(publisher, 'publishPenalty', published)).toMatchObject({ code: 'SECRECY_REVIEW_FIRST' });
    file.act(publisher, 'reviewSecrecy', { publishable: true });
    expect(file.act(publisher, 'publishPenalty', published)).toMatchObject({ accepted: true });
  });

  test('asks for the last day of a restriction before publication', () => {
    const file = recordDue({ penaltyKinds: ['suspend_business'] });
    file.act(publisher, 'reviewSecrecy', { publishable: true });
    expect(file.act(publisher, 'publishPenalty', published)).toMatchObject({ code: 'PENALTY_INFORMATION_MISSING', reason: 'restrictionEndsOn' });
  });

  test.each([
    ['empty', {}],
    ['of wrong types throughout', Object.fromEntries(Object.keys(told).map((key) => [key, [null]]))],
    ['of a decision in the future', { ...told, decidedOn: '2030-01-01' }],
    ['of a decision older than the rules', { ...told, decidedOn: '2019-05-05' }],
    ['of a decision older than every rule', { ...told, decidedOn: '0001-01-01' }],
  ])('%s is noted, not thrown', (_says, payload) => {
    const file = walk(creditRecordFile, { at: noon('2026-03-03') });
    expect(file.event('publicationDue', payload, caseSource).answer).toMatchObject({ accepted: true });
    expect(file.record.stage).toBe('publishing');
    if ('decidedOn' in payload) expect(file.record.facts['unreadable']).not.toEqual([]);
  });

  test('counts no clock from a day for which no rule is held, and says so', () => {
    const file = recordDue({ decidedOn: '2021-08-31' });
    expect(clockOf(file, 'necipsPublication')).toBeUndefined();
    expect(clockOf(file, 'sitePublication')).toBeDefined();
    expect(file.record.facts['unreadable']).toMatchObject([{ field: 'decidedOn', problem: expect.stringContaining('necipsPublication') }]);
  });

  test('obligations performed on an unreadable or later day count from the day of the event', () => {
    for (const on of ['yesterday', '2027-01-01', undefined]) {
      const file = recordPublished({}, { performed: false });
      file.tick(noon('2026-03-20'));
      file.event('obligationsPerformed', { on }, { ...caseSource, seq: 20 });
      expect(file.record.facts).toMatchObject({ obligations: { performedOn: '2026-03-20' }, unreadable: [{ field: 'obligationsPerformed.on' }] });
    }
  });
});

describe('effects of the case that arrive in another order', () => {
  test('obligations performed before the record opens are kept', () => {
    const file = walk(creditRecordFile, { at: noon('2026-03-20') });
    file.event('obligationsPerformed', { on: '2026-03-20' }, { ...caseSource, seq: 20 });
    expect(file.record.stage).toBe('none');
    file.event('publicationDue', told, caseSource);
    expect(file.record).toMatchObject({ stage: 'publishing', facts: { obligations: { performedOn: '2026-03-20' } } });
  });

  test('a decision that was revoked before the record opens is never published', () => {
    const file = walk(creditRecordFile, { at: noon('2026-03-20') });
    file.event('decisionRevoked', { kind: 'revoked', reason: '复议撤销', on: '2026-03-20' }, { ...caseSource, seq: 20 });
    file.event('publicationDue', told, caseSource);
    expect(file.record.stage).toBe('not_published');
  });
});

describe('a decision that is changed or revoked', () => {
  const revocation = { kind: 'revoked', reason: '复议决定撤销', on: '2026-07-01' };

  test('takes the record out of publicity within 3 working days, with a public reason, and stops every other clock', () => {
    const file = recordPublished();
    file.tick(noon('2026-07-01'));
    file.event('decisionRevoked', revocation, { ...caseSource, seq: 40 });
    expect(file.record).toMatchObject({ stage: 'withdrawing', facts: { revocation } });
    expect(file.record.deadlines.map(({ ruleId, dueDate }) => `${ruleId} ${dueDate}`)).toEqual(['publish-withdraw 2026-07-06']);
    file.tick(noon('2026-07-03'));
    expect(file.act(publisher, 'withdrawPublication', { publicReason: '原决定已被撤销' })).toMatchObject({ accepted: true, stage: 'withdrawn' });
    expect(file.record.facts['credit']).toMatchObject({ creditClassAfter: null });
  });

  test('ends a record that was not published yet, but withdraws one that stands on the site', () => {
    const file = recordDue();
    file.event('decisionRevoked', revocation, { ...caseSource, seq: 40 });
    expect(file.record.stage).toBe('not_published');
    const onSite = recordDue();
    onSite.act(publisher, 'reviewSecrecy', { publishable: true });
    onSite.act(publisher, 'publishOnSite', published);
    onSite.event('decisionRevoked', revocation, { ...caseSource, seq: 40 });
    expect(onSite.record.stage).toBe('withdrawing');
  });

  test('ends an application that is pending', () => {
    const file = recordApplied();
    const told = file.event('decisionRevoked', { kind: 'nonsense' }, { ...caseSource, seq: 40 });
    expect(file.record.stage).toBe('withdrawing');
    expect(told.effects).toMatchObject([{ toType: 'creditRepair', name: 'recordClosed', payload: { ground: 'decision_revoked' } }]);
    expect((file.record.facts['unreadable'] as { field: string }[]).map(({ field }) => field)).toEqual(['decisionRevoked.kind', 'decisionRevoked.reason', 'decisionRevoked.on']);
  });
});

describe('an inaccurate publication', () => {
  test('is corrected within 3 working days, in its words only, and publicity goes on', () => {
    const file = recordPublished();
    file.tick(noon('2026-04-01'));
    file.act(publisher, 'recordInaccuracy', { finding: '名称有误', document: '营业执照' });
    expect(clockOf(file, 'correction')).toMatchObject({ ruleId: 'publish-correct', dueDate: '2026-04-07' });
    expect(file.act(publisher, 'correctPublication', { changes: {}, explanation: '…' })).toMatchObject({ code: 'INVALID_BODY' });
    expect(file.act(publisher, 'correctPublication', { changes: { fineYuan: '1' }, explanation: '…' })).toMatchObject({ code: 'INVALID_BODY' });
    expect(file.act(publisher, 'correctPublication', { changes: { violationType: '未明码标价' }, explanation: '笔误' })).toMatchObject({ accepted: true, stage: 'published' });
    expect(file.record.facts['penalty']).toMatchObject({ violationType: '未明码标价', fineYuan: '12000' });
    expect(clockOf(file, 'maximumPublicity')).toMatchObject({ dueDate: '2027-03-10' });
  });
});
