import { beforeEach, describe, expect, test } from 'vitest';
import type { Officer } from '../../../domain/actions/action.ts';
import { supervisionOrderFile } from '../../../domain/files/supervision-order.ts';
import { inspectionFile } from '../../../domain/files/inspection.ts';
import type { JsonObject } from '../../../domain/json.ts';
import type { Role } from '../../../domain/roles.ts';
import { rungsTold, walk, type Walk } from '../../support/walk.ts';

const person = (id: string, role: Role): Officer => ({ id, departmentId: 'market-bureau', roles: [role], certificateValidUntil: '2099-12-31' });
const handler = person('handler', 'case_handler');
const otherHandler = person('other-handler', 'case_handler');
const head = person('head', 'handling_unit_head');
const supervisor = person('supervisor', 'enforcement_supervisor');
const otherSupervisor = person('other-supervisor', 'enforcement_supervisor');
const responsible = person('responsible', 'responsible_person');
const noon = (day: string) => `${day}T04:00:00.000Z`;

const about = { fileId: 'enforcementCase-00000000000000000001', deadlineId: 'd1', ruleId: 'case-decide', dueDate: '2026-03-02', rung: 'overdue_10' };
/** What a rung sends: in the name of a role. */
const byRung: JsonObject = { about, to: { roles: ['handling_unit_head'], officerIds: ['handler'] }, issuer: { officerId: null, role: 'enforcement_supervisor' }, demand: null, replyBy: null };
/** What a person sends. */
const byHand: JsonObject = { ...byRung, about: { ...about, rung: null }, issuer: { officerId: 'supervisor', role: 'enforcement_supervisor' }, demand: '说明逾期原因', replyBy: '2026-03-20' };

function issued(payload: JsonObject = byRung, day = '2026-03-16'): Walk {
  const file = walk(supervisionOrderFile, { at: noon(day), officers: [handler, otherHandler, head, supervisor, otherSupervisor, responsible] });
  file.event('orderIssued', payload);
  return file;
}
const reply = (file: Walk) => file.record.deadlines.find(({ clock }) => clock === 'reply');
const waitedFor = (file: Walk) => file.record.tasks.filter(({ kind }) => kind === 'act').map(({ roles, officerIds }) => [roles, officerIds]);

describe('a supervision order (督办单)', () => {
  let file: Walk;
  beforeEach(() => {
    file = issued();
  });

  test('asks those whom it addresses for a reply within ten working days, and says by which rule and date the matter is late', () => {
    // 16 March 2026 is a Monday: the tenth working day after it is Monday 30 March
    expect(reply(file)).toMatchObject({ ruleId: 'supervision-order-reply', dueDate: '2026-03-30', state: 'running' });
    expect(waitedFor(file)).toEqual([[[], ['handler']], [['handling_unit_head'], []]]);
    expect(file.record.facts).toMatchObject({ about: { ruleId: 'case-decide', dueDate: '2026-03-02', rung: 'overdue_10' } });
  });

  test('names its own date where its issuer did', () => {
    expect(reply(issued(byHand))).toMatchObject({ ruleId: 'supervision-order-date', dueDate: '2026-03-20' });
  });

  test('of a higher authority is a supervision notice of LES 17', () => {
    const notice = issued({ ...byHand, replyBy: null, issuer: { officerId: 'superior', role: 'superior_authority' } });
    expect(reply(notice)).toMatchObject({ ruleId: 'supervise-notice-reply', dueDate: '2026-03-30' });
    // whatever the ladder of that rule opens about other files: no order about an order
    notice.tick(noon('2026-08-03'));
    expect(notice.given.flatMap(({ effects }) => effects)).toEqual([]);
  });

  test('is acknowledged, reported on, returned with a new time, reported on again and closed', () => {
    expect(file.act(handler, 'acknowledgeOrder')).toMatchObject({ accepted: true, stage: 'order_acknowledged' });
    expect(reply(file)).toMatchObject({ dueDate: '2026-03-30' });
    file.tick(noon('2026-03-20'));
    expect(file.act(head, 'reportOnOrder', { text: '已加派人员' })).toMatchObject({ accepted: true, stage: 'order_reported' });
    expect(file.given.at(-1)?.deadlines).toMatchObject([{ state: 'met' }]);
    expect(waitedFor(file)).toEqual([[['enforcement_supervisor'], []]]);
    expect(file.act(supervisor, 'returnOrder', { reason: '未说明原因', replyBy: '2026-03-24' })).toMatchObject({ accepted: true, stage: 'order_returned' });
    expect(reply(file)).toMatchObject({ ruleId: 'supervision-order-date', dueDate: '2026-03-24' });
    expect(waitedFor(file)).toEqual([[[], ['handler']], [['handling_unit_head'], []]]);
    expect(file.act(handler, 'reportOnOrder', { text: '原因是送检' })).toMatchObject({ accepted: true });
    expect(file.act(supervisor, 'closeOrder', { opinion: '同意' })).toMatchObject({ accepted: true, stage: 'order_closed' });
    expect(file.record).toMatchObject({ deadlines: [], tasks: [] });
  });

  test('is answered by nobody else', () => {
    expect(file.act(otherHandler, 'acknowledgeOrder')).toMatchObject({ accepted: false, code: 'ORDER_NOT_ADDRESSED' });
    expect(file.act(supervisor, 'reportOnOrder', { text: '代答' })).toMatchObject({ accepted: false, code: 'ORDER_NOT_ADDRESSED' });
  });

  test('that a rung opened is closed by whoever holds the role that the rung names, and not by those whom it asks, nor by their superiors', () => {
    file.act(handler, 'reportOnOrder', { text: '已办' });
    for (const actor of [handler, head, responsible]) {
      expect(file.act(actor, 'closeOrder', { opinion: '自行办结' })).toMatchObject({ accepted: false, code: 'ORDER_ISSUER_ONLY' });
      expect(file.act(actor, 'withdrawOrder', { reason: '撤' })).toMatchObject({ accepted: false, code: 'ORDER_ISSUER_ONLY' });
    }
    expect(file.act(otherSupervisor, 'closeOrder', { opinion: '同意' })).toMatchObject({ accepted: true });
  });

  test('that a person issued is closed by that person alone: nobody of the same role closes it for them', () => {
    const own = issued(byHand);
    own.act(head, 'reportOnOrder', { text: '已办' });
    expect(own.act(otherSupervisor, 'closeOrder', { opinion: '代办' })).toMatchObject({ accepted: false, code: 'ORDER_ISSUER_ONLY' });
    expect(own.act(otherSupervisor, 'returnOrder', { reason: '代退' })).toMatchObject({ accepted: false, code: 'ORDER_ISSUER_ONLY' });
    expect(own.act(supervisor, 'closeOrder', { opinion: '同意' })).toMatchObject({ accepted: true });
  });

  describe('whose issuer has left', () => {
    const byHere = { ...byHand, issuer: { officerId: 'supervisor', role: 'enforcement_supervisor', departmentId: 'market-bureau' } };
    const principal = person('principal', 'principal_head');
    const elsewhere: Officer = { ...otherSupervisor, id: 'elsewhere', departmentId: 'other-bureau' };
    const reported = (issuer: Officer | null, payload: JsonObject = byHere) => {
      const own = walk(supervisionOrderFile, { at: noon('2026-03-16'), officers: [handler, head, otherSupervisor, ...(issuer ? [issuer] : [])] });
      own.event('orderIssued', payload);
      own.act(head, 'reportOnOrder', { text: '已办' });
      return own;
    };
    const inTheirPlace = { opinion: '同意', standingIn: '原下达人已退休' };

    test.each<[string, Officer | null]>([
      ['the account is disabled', null],
      ['the role is another', { ...supervisor, roles: ['case_handler'] }],
      ['the department is another', { ...supervisor, departmentId: 'other-bureau' }],
    ])('(%s) is closed by who holds that office now, with the reason in the ledger', (_, issuer) => {
      const own = reported(issuer);
      expect(waitedFor(own), 'everybody of the office is waited for').toEqual([[['enforcement_supervisor'], []]]);
      expect(own.act(otherSupervisor, 'closeOrder', { opinion: '同意' })).toMatchObject({ accepted: false, code: 'ORDER_SUCCESSION_REASON', field: '/standingIn' });
      expect(own.act(otherSupervisor, 'closeOrder', inTheirPlace)).toMatchObject({ accepted: true, stage: 'order_closed' });
      expect(own.record.facts['ended']).toEqual({ by: 'other-supervisor', opinion: '同意', inPlaceOf: { officerId: 'supervisor', reason: '原下达人已退休' } });
      expect(own.given.at(-1)?.entries.at(-1)?.content).toMatchObject({ evidence: { inPlaceOf: { officerId: 'supervisor', reason: '原下达人已退休' } } });
    });

    test('is closed, returned or withdrawn by the principal head of that department as well', () => {
      expect(reported(null).act(principal, 'closeOrder', inTheirPlace)).toMatchObject({ accepted: true });
      expect(reported(null).act(principal, 'returnOrder', { reason: '补充', standingIn: '原下达人已退休' })).toMatchObject({ accepted: true, stage: 'order_returned' });
      expect(reported(null).act(principal, 'withdrawOrder', { reason: '撤销', standingIn: '原下达人已退休' })).toMatchObject({ accepted: true, stage: 'order_withdrawn' });
    });

    test('is not closed by those whom it asks, by the same office of another department, or by another role', () => {
      const own = reported(null, { ...byHere, to: { roles: ['enforcement_supervisor', 'handling_unit_head'], officerIds: [] } });
      for (const actor of [otherSupervisor, elsewhere, head, responsible]) expect(own.act(actor, 'closeOrder', inTheirPlace), actor.id).toMatchObject({ accepted: false, code: 'ORDER_ISSUER_ONLY' });
      expect(reported(null).act(elsewhere, 'closeOrder', inTheirPlace)).toMatchObject({ accepted: false, code: 'ORDER_ISSUER_ONLY' });
      expect(reported(null).act(head, 'closeOrder', inTheirPlace)).toMatchObject({ accepted: false, code: 'ORDER_ISSUER_ONLY' });
    });

    test('stays with an issuer who is still there, whatever reason others give', () => {
      const own = reported(supervisor);
      expect(waitedFor(own)).toEqual([[['enforcement_supervisor'], ['supervisor']]]);
      for (const actor of [otherSupervisor, principal]) expect(own.act(actor, 'closeOrder', inTheirPlace)).toMatchObject({ accepted: false, code: 'ORDER_ISSUER_ONLY' });
      expect(own.act(supervisor, 'closeOrder', { opinion: '同意' })).toMatchObject({ accepted: true });
      expect(own.record.facts['ended']).toEqual({ by: 'supervisor', opinion: '同意' });
    });
  });

  test('is not closed before it was reported on, but may be taken back by its issuer', () => {
    expect(file.act(supervisor, 'closeOrder', { opinion: '算了' })).toMatchObject({ accepted: false, code: 'NOT_OPEN' });
    expect(file.act(supervisor, 'withdrawOrder', { reason: '期限已更正' })).toMatchObject({ accepted: true, stage: 'order_withdrawn' });
  });

  test('is never closed by time: its own ladder climbs, each rung once, and opens no order on an order', () => {
    file.tick(noon('2026-08-03'));
    expect(rungsTold(file).map((line) => line.split(' ')[1])).toEqual(['remind_70', 'remind_90', 'lapse', 'overdue_3', 'overdue_10']);
    expect(file.record.stage).toBe('order_issued');
    expect(file.given.flatMap(({ effects }) => effects)).toEqual([]);
    expect(file.act(handler, 'reportOnOrder', { text: '迟复' })).toMatchObject({ accepted: true });
    expect(file.given.at(-1)?.deadlines).toMatchObject([{ state: 'lapsed' }]);
  });

  test('reminds the people whom it addresses, not everybody of a role', () => {
    file.tick(noon('2026-03-28'));
    const reminders = file.record.tasks.filter(({ kind }) => kind === 'reminder').map(({ roles, officerIds }) => [roles, officerIds]);
    expect(reminders).toEqual(expect.arrayContaining([[[], ['handler']], [['handling_unit_head'], []]]));
    expect(reminders.flatMap(([roles]) => roles)).not.toContain('case_handler');
  });

  test('returned by a date that is not ahead is refused', () => {
    file.act(handler, 'reportOnOrder', { text: '已办' });
    expect(file.act(supervisor, 'returnOrder', { reason: '再报', replyBy: '2026-03-16' })).toMatchObject({ accepted: false, code: 'ORDER_REPLY_DATE' });
  });

  test('that cannot be read is noted and opens nothing', () => {
    const broken = walk(supervisionOrderFile, { at: noon('2026-03-16') });
    broken.event('orderIssued', { ...byRung, to: { roles: [], officerIds: [] } });
    expect(broken.record).toMatchObject({ stage: 'none', tasks: [], deadlines: [] });
  });
});

describe('an order issued by hand', () => {
  const inspector = person('ins-a', 'inspector');
  const second = person('ins-b', 'inspector');
  const coordinator = person('coord', 'lead_coordinator');
  function inspected(): Walk {
    const file = walk(inspectionFile, { at: noon('2026-03-02'), officers: [inspector, second, coordinator, supervisor, head] });
    file.act(coordinator, 'assignInspection', { target: { name: '示例食品有限公司', uscc: '91350100M000100Y43' }, matter: '检查', officerIds: ['ins-a', 'ins-b'], plannedEnd: '2026-03-13' });
    return file;
  }

  test('goes to a file of its own and leaves the file that it is about as it is', () => {
    const file = inspected();
    const before = file.record;
    const deadline = before.deadlines[0]!;
    expect(file.act(supervisor, 'issueOrder', { deadlineId: deadline.id, officerIds: ['ins-a'], demand: '说明进度', replyBy: '2026-03-10' })).toMatchObject({ accepted: true, outcome: 'issued', stage: before.stage });
    const { effects } = file.given.at(-1)!;
    expect(effects).toMatchObject([{ toType: 'supervisionOrder', name: 'orderIssued', payload: {
      about: { fileId: before.id, deadlineId: deadline.id, ruleId: deadline.ruleId, dueDate: '2026-03-13', rung: null }, to: { roles: [], officerIds: ['ins-a'] },
      issuer: { officerId: 'supervisor', role: 'enforcement_supervisor' }, replyBy: '2026-03-10',
    } }]);
    expect({ ...file.record, seq: 0, lastAt: null }).toEqual({ ...before, seq: 0, lastAt: null });
    // nothing of the party: what the file knows of it stays there
    expect(JSON.stringify(effects)).not.toContain('示例食品');
  });

  test('is for those who supervise, addresses somebody who exists, about a deadline of the file, with a date ahead', () => {
    const file = inspected();
    const order = { roles: ['handling_unit_head'], demand: '说明' };
    expect(file.act(head, 'issueOrder', order)).toMatchObject({ accepted: false, code: 'FORBIDDEN_ROLE' });
    expect(file.act(supervisor, 'issueOrder', { demand: '说明' })).toMatchObject({ accepted: false, code: 'INVALID_BODY' });
    expect(file.act(supervisor, 'issueOrder', { officerIds: ['nobody'], demand: '说明' })).toMatchObject({ accepted: false, code: 'OFFICER_UNKNOWN' });
    expect(file.act(supervisor, 'issueOrder', { ...order, deadlineId: 'other' })).toMatchObject({ accepted: false, code: 'URGE_TARGET_UNKNOWN' });
    expect(file.act(supervisor, 'issueOrder', { ...order, replyBy: '2026-03-02' })).toMatchObject({ accepted: false, code: 'ORDER_REPLY_DATE' });
    expect(file.act(supervisor, 'issueOrder', order)).toMatchObject({ accepted: true });
  });

  test('is not issued about another order', () => {
    expect(issued().act(supervisor, 'issueOrder', { roles: ['handling_unit_head'], demand: '说明' })).toMatchObject({ accepted: false, code: 'ORDER_ON_ORDER' });
  });
});
