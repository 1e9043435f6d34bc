import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../domain/json.ts';
import type { Staff } from '../../support/case.ts';
import { caseIn } from '../../support/case.ts';
import { Office } from '../../support/office.ts';

/** A clue of 2026-03-02 that was not filed on 03-05. */
function notFiled() {
  const office = new Office();
  const closed = office.receive(1, '2026-03-02');
  office.on('2026-03-03', closed, 'unitHead', 'assignHandlers');
  expect(office.on('2026-03-05', closed, 'responsible', 'declineFiling')).toMatchObject({ accepted: true, stage: 'not_filed' });
  return { office, closed };
}

const clue = { source: 'assignment', target: { name: '示例食品有限公司', uscc: '91350100M000100Y43' }, suspicion: '新的进货记录' };
const again = (office: Office, n: number, day: string, fileId: string, ground = 'superior_order') =>
  office.on(day, `enforcementCase-${String(n).padStart(20, '0')}`, 'unitHead', 'receiveClue', { ...clue, reopens: { fileId, ground, document: '撤销决定1号' } });

describe('taking up again a clue that was not filed (撤销不予立案、新证据)', () => {
  test.for([
    // 17 July: 20-24 (5) · 27-31 (10) · 3-7 (15)
    ['superior_order', '2026-07-17', '2026-08-07'],
    // 30 September: 8, 9 (2) · Saturday 10 is worked (3) · 12-16 (8) · 19-23 (13) · 26, 27 (15)
    ['new_evidence', '2026-09-30', '2026-10-27'],
  ] as const)('%s of %s: a new clue, to be verified by %s, and both keep the link', ([ground, day, due]) => {
    const { office, closed } = notFiled();
    const id = 'enforcementCase-00000000000000000002';
    expect(again(office, 2, day, closed, ground)).toMatchObject({ accepted: true, stage: 'clue_registered' });
    office.settle();
    expect(office.clock(id, 'clueVerification')).toMatchObject({ triggerOn: day, dueDate: due });
    expect([office.linked(closed), office.linked(id)]).toEqual([[`reopened_by ${id}`], [`reopens ${closed}`]]);
    // the closed one stays closed, and waits for nothing
    expect(office.record(closed)).toMatchObject({ stage: 'not_filed', deadlines: [], tasks: [] });
    expect(office.on(day, id, 'unitHead', 'assignHandlers')).toMatchObject({ accepted: true, stage: 'clue_verifying' });
  });

  test('is done once; what comes later takes up the later file, and the day on which it was first found stays', () => {
    const { office, closed } = notFiled();
    again(office, 2, '2026-07-17', closed);
    office.settle();
    expect(again(office, 3, '2026-07-20', closed)).toMatchObject({ accepted: false, code: 'REOPENED_ALREADY', field: '/reopens/fileId', rule: 'clue-reopen' });
    const second = 'enforcementCase-00000000000000000002';
    office.on('2026-07-20', second, 'unitHead', 'assignHandlers');
    office.on('2026-07-20', second, 'responsible', 'declineFiling');
    expect(again(office, 3, '2026-07-21', second, 'new_evidence')).toMatchObject({ accepted: true });
    expect(office.record('enforcementCase-00000000000000000003').facts['reopening']).toMatchObject({ firstFoundOn: '2026-03-02' });
  });

  test('a violation found in time is not barred because it is taken up again later (APL 36)', () => {
    const { office, closed } = notFiled();
    again(office, 2, '2026-07-17', closed);
    const id = 'enforcementCase-00000000000000000002';
    office.on('2026-07-17', id, 'unitHead', 'assignHandlers');
    office.on('2026-07-17', id, 'handlerA', 'recordEvidence');
    // two years from 2024-03-10 end on 2026-03-10: after the first clue, before the second
    expect(office.on('2026-07-20', id, 'responsible', 'fileCase', { violationEndedOn: '2024-03-01' })).toMatchObject({ accepted: false, code: 'PENALTY_TIME_BARRED' });
    expect(office.on('2026-07-20', id, 'responsible', 'fileCase', { violationEndedOn: '2024-03-10' })).toMatchObject({ accepted: true });
  });

  const refusals: readonly { title: string; fileId?: string; prepare?: readonly (readonly [Staff, string])[]; code: string }[] = [
    { title: 'a file that does not exist', fileId: 'enforcementCase-0000000000000000ffff', code: 'LINKED_FILE_UNKNOWN' },
    { title: 'a file of another type', fileId: 'inspection-00000000000000000001', code: 'LINKED_FILE_UNKNOWN' },
    { title: 'a clue that is still open', prepare: [], code: 'NOT_REOPENABLE' },
    { title: 'a case under investigation', prepare: [['unitHead', 'assignHandlers'], ['handlerA', 'recordEvidence'], ['responsible', 'fileCase']], code: 'NOT_REOPENABLE' },
  ];
  test.for(refusals)('$title cannot be reopened: $code', ({ fileId, prepare = [], code }) => {
    const office = new Office();
    const open = office.receive(1, '2026-03-02');
    for (const [who, action] of prepare) expect(office.on('2026-03-03', open, who, action), action).toMatchObject({ accepted: true });
    expect(again(office, 2, '2026-03-04', fileId ?? open)).toMatchObject({ accepted: false, code, field: '/reopens/fileId' });
    expect(office.letters).toEqual([]);
  });
});

describe('a case that is sent back (PPR 54, 58)', () => {
  const returns: readonly { title: string; stage: string; done: readonly (readonly [day: string, who: Staff, action: string, change?: JsonObject])[] }[] = [
    { title: 'by the review', stage: 'under_review', done: [['2026-03-20', 'legalReviewer', 'recordReview', { outcome: 'investigate_further' }]] },
    { title: 'by the responsible person', stage: 'proposal_approval', done: [['2026-03-20', 'responsible', 'approveProposal', { outcome: 'return' }]] },
    { title: 'after a statement with new facts', stage: 'notice_served', done: [['2026-03-17', 'handlerA', 'recordStatement'], ['2026-03-18', 'handlerA', 'recordRecheck', { newFacts: true, adoption: 'adopted' }]] },
  ];
  // filed on 03-05: 26 days of March, 30 of April, 31 of May, 3 of June are ninety: 06-03
  test.for(returns)('$title: the ninety days go on from the filing, and a second review gets its own ten', ({ stage, done }) => {
    const file = caseIn(stage);
    const { id } = file.clock('decision') ?? {};
    for (const [day, who, action, change] of done) expect(file.on(day, who, action, change), action).toMatchObject({ accepted: true });
    expect(file.record.stage).toBe('investigating');
    expect(file.clock('decision')).toMatchObject({ id, triggerOn: '2026-03-05', dueDate: '2026-06-03', state: 'running', revision: 1 });
    expect(file.clock('review')).toBeUndefined();
    expect(file.on('2026-03-23', 'handlerA', 'submitFinalReport')).toMatchObject({ accepted: true });
    // 24-27 (4) · 30-3 (9) · 4-6 April are Qingming · 7 (10)
    expect(file.clock('review')).toMatchObject({ triggerOn: '2026-03-23', dueDate: '2026-04-07' });
    expect(file.clock('decision')).toMatchObject({ id, dueDate: '2026-06-03', revision: 1 });
  });

  test('after a hearing: only the hearing itself is left out', () => {
    const file = caseIn('notice_served');
    const done: readonly (readonly [string, Staff, string, JsonObject?])[] = [
      ['2026-03-17', 'handlerA', 'requestHearing'], ['2026-03-18', 'responsible', 'namePresider'], ['2026-03-18', 'handlerA', 'handOverHearingFile'],
      ['2026-03-19', 'presider', 'serveHearingNotice', { planned: '2026-03-31', place: '听证室', proof: '回证', announcedOn: '2026-03-19', isPublic: true }], ['2026-03-31', 'presider', 'holdHearing'],
      ['2026-04-01', 'presider', 'submitHearingReport'], ['2026-04-02', 'legalReviewer', 'recordReview', { outcome: 'investigate_further' }],
    ];
    for (const [day, who, action, change] of done) expect(file.on(day, who, action, change), action).toMatchObject({ accepted: true });
    expect(file.record.stage).toBe('investigating');
    // fifteen days, 03-17 to 03-31: 06-03 becomes 06-18, a Thursday
    expect(file.clock('decision')).toMatchObject({ triggerOn: '2026-03-05', dueDate: '2026-06-18', state: 'running' });
  });

  test('an investigation that was terminated is at its end: it can only be closed (PPR 47)', () => {
    const file = caseIn('investigating');
    file.on('2026-03-06', 'responsible', 'terminateInvestigation');
    expect(file.on('2026-03-09', 'responsible', 'resumeInvestigation')).toMatchObject({ accepted: false, code: 'NOT_OPEN' });
  });
});
