import { describe, expect, test } from 'vitest';
import { rungsTold, walk } from '../../support/walk.ts';
import { creditRepairFile } from '../../../domain/files/credit-repair.ts';
import { clockOf, creditOfficer, everything, executed, hand, noon, publisher, recordApplied, recordPublished, repairOf, responsible, verified, application } from '../../support/credit.ts';

/** An application that was accepted on the day on which it came. */
function accepted() {
  const record = recordApplied();
  const repair = repairOf(record);
  repair.act(creditOfficer, 'acceptRepair');
  expect(repair.record.stage).toBe('verifying');
  return { record, repair };
}

describe('an application for credit repair', () => {
  test('is accepted, verified, granted and carried out; the record learns of both and its publicity ends', () => {
    const { record, repair } = accepted();
    expect(clockOf(repair, 'decision')).toMatchObject({ ruleId: 'repair-decide-penalty', triggerOn: '2026-06-11', dueDate: '2026-06-23' });
    expect(repair.record.tasks.map(({ roles }) => roles[0]).sort()).toEqual(['credit_officer', 'responsible_person']);
    repair.tick(noon('2026-06-15'));
    repair.act(creditOfficer, 'recordRepairVerification', verified);
    repair.tick(noon('2026-06-16'));
    expect(repair.act(responsible, 'grantRepair', { reason: '符合条件' })).toMatchObject({ accepted: true, stage: 'granted' });
    record.tick(noon('2026-06-16'));
    hand(repair, record);
    expect(record.record.stage).toBe('repair_granted');
    // Dragon Boat Festival: 2026-06-19 to 06-21 are days of rest
    expect(clockOf(repair, 'completion')).toMatchObject({ ruleId: 'repair-complete-data', dueDate: '2026-06-22' });
    repair.tick(noon('2026-06-17'));
    expect(repair.act(creditOfficer, 'executeRepair', executed)).toMatchObject({ accepted: true, stage: 'executed' });
    record.tick(noon('2026-06-17'));
    hand(repair, record);
    expect(record.record).toMatchObject({ stage: 'publicity_ended', milestones: { repairExecuted: '2026-06-17' } });
    expect(repair.record).toMatchObject({ deadlines: [], tasks: [], facts: { recordFileId: record.record.id, decision: { granted: true, by: 'responsible' } } });
  });

  test('of a record on the serious-violation list is decided by its own rule', () => {
    const record = recordPublished({ seriousList: true });
    record.tick(noon('2027-03-11'));
    record.act(creditOfficer, 'applyForRepair', application);
    const repair = repairOf(record);
    repair.act(creditOfficer, 'acceptRepair');
    expect(clockOf(repair, 'decision')).toMatchObject({ ruleId: 'repair-serious-list' });
  });

  test('is answered within 2 working days; afterwards the ladder climbs and nothing is decided by time', () => {
    const repair = repairOf(recordApplied());
    expect(clockOf(repair, 'acceptance')).toMatchObject({ ruleId: 'repair-accept', dueDate: '2026-06-15' });
    repair.tick(noon('2026-07-10'));
    expect(rungsTold(repair)).toEqual(['repair-accept remind_70 2026-06-15', 'repair-accept remind_90 2026-06-15', 'repair-accept lapse 2026-06-15', 'repair-accept overdue_3 2026-06-18', 'repair-accept overdue_10 2026-06-30']);
    expect(repair.record.stage).toBe('applied');
    expect(repair.act(creditOfficer, 'acceptRepair')).toMatchObject({ accepted: true });
  });

  test('is not accepted before the minimum is over, while a ban runs, or where security would suffer: each by its rule', () => {
    const source = { fileId: 'creditRecord-00000000000000000001', seq: 8, n: 1 };
    const told = { recordClass: 'serious_a', minimumRule: 'publicity-serious-min', earliestOn: '2026-06-20', afterBan: '2026-06-25' };
    const repair = walk(creditRepairFile, { at: noon('2026-06-11') });
    repair.event('repairApplied', told, source);
    expect(repair.act(creditOfficer, 'acceptRepair')).toEqual({ accepted: false, code: 'TOO_EARLY', field: '/occurredOn', rule: 'publicity-serious-min', earliestOn: '2026-06-20' });
    repair.tick(noon('2026-06-20'));
    expect(repair.act(creditOfficer, 'acceptRepair')).toEqual({ accepted: false, code: 'REPAIR_BANNED', field: '/occurredOn', rule: 'repair-fraud', earliestOn: '2026-06-25' });
    repair.tick(noon('2026-06-25'));
    expect(repair.act(creditOfficer, 'acceptRepair', { harmsSecurity: true })).toEqual({ accepted: false, code: 'REPAIR_CONDITIONS_UNMET', field: '/harmsSecurity', rule: 'repair-refuse-security', reason: 'security' });
    expect(repair.act(creditOfficer, 'acceptRepair')).toMatchObject({ accepted: true, stage: 'verifying' });
  });

  test('is asked once for all that is missing, and the time to accept begins anew when it is in', () => {
    const repair = repairOf(recordApplied());
    repair.act(creditOfficer, 'requestRepairPapers', { missing: ['守信承诺书', '缴款凭证'] });
    expect(repair.record).toMatchObject({ stage: 'papers_missing', deadlines: [] });
    repair.tick(noon('2026-06-24'));
    repair.act(creditOfficer, 'supplyRepairPapers', { onBehalfOf: '示例食品有限公司', document: '守信承诺书、缴款凭证' });
    expect(clockOf(repair, 'acceptance')).toMatchObject({ triggerOn: '2026-06-24', dueDate: '2026-06-26' });
    expect(repair.act(creditOfficer, 'requestRepairPapers', { missing: ['又一材料'] })).toEqual({ accepted: false, code: 'PAPERS_ASKED_ALREADY', rule: 'repair-accept' });
    expect(repair.act(creditOfficer, 'acceptRepair')).toMatchObject({ accepted: true });
  });

  test('is not accepted only by a responsible person, with reasons, and the record goes on being published', () => {
    const record = recordApplied();
    const repair = repairOf(record);
    expect(repair.act(creditOfficer, 'declineRepairAcceptance', { reason: '不属本机关' })).toMatchObject({ code: 'FORBIDDEN_ROLE' });
    expect(repair.act(responsible, 'declineRepairAcceptance', {})).toMatchObject({ code: 'INVALID_BODY', field: '/reason' });
    expect(repair.act(responsible, 'declineRepairAcceptance', { reason: '不属本机关' })).toMatchObject({ accepted: true, stage: 'not_accepted' });
    hand(repair, record);
    expect(record.record.stage).toBe('published');
  });

  test('can be taken back until it is decided', () => {
    const { record, repair } = accepted();
    expect(repair.act(creditOfficer, 'withdrawRepairApplication', { onBehalfOf: '示例食品有限公司', document: '撤回申请' })).toMatchObject({ accepted: true, stage: 'application_withdrawn' });
    hand(repair, record);
    expect(record.record).toMatchObject({ stage: 'published', facts: { pastRepairs: [{ outcome: 'withdrawn' }] } });
  });
});

describe('the decision on a repair', () => {
  test('may be extended once, by the whole ten working days, by a responsible person and before the time has passed', () => {
    const { repair } = accepted();
    expect(repair.act(creditOfficer, 'extendRepairDecision', { reason: '需实地核实' })).toMatchObject({ code: 'FORBIDDEN_ROLE' });
    expect(repair.act(responsible, 'extendRepairDecision', { reason: '需实地核实' })).toMatchObject({ accepted: true });
    expect(clockOf(repair, 'decision')).toMatchObject({ dueDate: '2026-07-07', extensions: [{ amount: 10, approvedBy: 'responsible_person' }] });
    expect(repair.act(responsible, 'extendRepairDecision', { reason: '再延长' })).toEqual({ accepted: false, code: 'DEADLINE_REFUSED', rule: 'repair-decide-penalty', reason: 'EXTENSION_BEYOND_CAP' });
    const late = accepted().repair;
    late.tick(noon('2026-06-24'));
    expect(late.act(responsible, 'extendRepairDecision', { reason: '需实地核实' })).toMatchObject({ code: 'CLOCK_NOT_RUNNING' });
  });

  test('escalates when it is overdue, and is never taken by time', () => {
    const { repair } = accepted();
    repair.tick(noon('2026-07-30'));
    expect(rungsTold(repair).at(-1)).toBe('repair-decide-penalty overdue_10 2026-07-07');
    expect(repair.record.stage).toBe('verifying');
  });

  test('needs a verification, of that day or before', () => {
    const { repair } = accepted();
    expect(repair.act(responsible, 'grantRepair', { reason: '…' })).toEqual({ accepted: false, code: 'VERIFICATION_FIRST', rule: 'repair-decide-penalty' });
    expect(repair.act(responsible, 'refuseRepair', { ground: 'security', reason: '…' })).toMatchObject({ code: 'VERIFICATION_FIRST' });
    repair.tick(noon('2026-06-16'));
    repair.act(creditOfficer, 'recordRepairVerification', verified);
    expect(repair.act(responsible, 'grantRepair', { reason: '…' }, '2026-06-15')).toMatchObject({ code: 'VERIFICATION_FIRST' });
  });

  test('is not for the one who verified, whatever roles they hold', () => {
    const { repair } = accepted();
    repair.act(everything, 'recordRepairVerification', verified);
    expect(repair.act(everything, 'grantRepair', { reason: '…' })).toMatchObject({ code: 'APPROVER_IS_VERIFIER' });
    expect(repair.act(everything, 'refuseRepair', { ground: 'fraud', reason: '…' })).toMatchObject({ code: 'APPROVER_IS_VERIFIER' });
    expect(repair.act(responsible, 'grantRepair', { reason: '…' })).toMatchObject({ accepted: true });
  });

  test.each([
    ['obligations not performed', { obligationsPerformed: false }, 'conditions_unmet', 'publicity-early-stop'],
    ['harm not removed', { corrected: false }, 'conditions_unmet', 'publicity-early-stop'],
    ['a new penalty of the same kind', { noSameKindPenalty: false }, 'conditions_unmet', 'publicity-early-stop'],
    ['national security or public interest', { harmsSecurity: true }, 'security', 'repair-refuse-security'],
    ['fraud', { fraudFound: true }, 'fraud', 'repair-fraud'],
  ] as const)('%s forbids the grant and bears the refusal', (_says, found, ground, rule) => {
    const { record, repair } = accepted();
    repair.act(creditOfficer, 'recordRepairVerification', { ...verified, ...found });
    expect(repair.act(responsible, 'grantRepair', { reason: '…' })).toEqual({ accepted: false, code: 'REPAIR_CONDITIONS_UNMET', rule, reason: ground });
    const other = ground === 'fraud' ? 'security' : 'fraud';
    expect(repair.act(responsible, 'refuseRepair', { ground: other, reason: '…' })).toMatchObject({ code: 'REFUSAL_GROUND_NOT_FOUND', field: '/ground' });
    expect(repair.act(responsible, 'refuseRepair', { ground, reason: '不符合条件' })).toMatchObject({ accepted: true, stage: 'refused' });
    hand(repair, record);
    expect(record.record).toMatchObject({ stage: 'published', milestones: ground === 'fraud' ? { repairRefusedForFraud: '2026-06-11' } : { repairRefused: '2026-06-11' } });
    expect(clockOf(record, 'repairBan') !== undefined).toBe(ground === 'fraud');
  });

  test('cannot refuse what the verification bears out', () => {
    const { repair } = accepted();
    repair.act(creditOfficer, 'recordRepairVerification', verified);
    expect(repair.act(responsible, 'refuseRepair', { ground: 'conditions_unmet', reason: '…' })).toMatchObject({ code: 'REFUSAL_GROUND_NOT_FOUND', rule: 'publicity-early-stop' });
  });
});

describe('a repair whose record is closed', () => {
  test('has nothing left to decide', () => {
    const { record, repair } = accepted();
    record.tick(noon('2027-03-11'));
    repair.tick(noon('2027-03-11'));
    hand(record, repair);
    expect(repair.record).toMatchObject({ stage: 'discontinued', deadlines: [], tasks: [], facts: { closedBecause: 'maximum_passed' } });
  });

  test('is still carried out once it is granted: lists and data are to be updated', () => {
    const { record, repair } = accepted();
    repair.act(creditOfficer, 'recordRepairVerification', verified);
    repair.act(responsible, 'grantRepair', { reason: '符合条件' });
    record.tick(noon('2027-03-11'));
    hand(record, repair);
    expect(repair.record.stage).toBe('granted');
    expect(repair.act(publisher, 'executeRepair', executed)).toMatchObject({ accepted: true, stage: 'executed' });
  });

  test('ends at once when the news comes before the application', () => {
    const repair = walk(creditRepairFile, { at: noon('2026-06-11') });
    repair.event('recordClosed', { ground: 7 }, { fileId: 'creditRecord-00000000000000000001', seq: 9, n: 1 });
    expect(repair.record).toMatchObject({ stage: 'discontinued', facts: { closedBecause: 'unknown' } });
    expect(repair.event('repairApplied', {}, { fileId: 'creditRecord-00000000000000000001', seq: 8, n: 1 }).answer).toMatchObject({ outcome: 'noted' });
  });

  test('opens on an application that cannot be read, and knows at least its record', () => {
    const repair = walk(creditRepairFile, { at: noon('2026-06-11') });
    repair.event('repairApplied', { recordClass: 3 }, { fileId: 'creditRecord-00000000000000000001', seq: 8, n: 1 });
    expect(repair.record).toMatchObject({ stage: 'applied', facts: { recordFileId: 'creditRecord-00000000000000000001', recordClass: null } });
  });
});
