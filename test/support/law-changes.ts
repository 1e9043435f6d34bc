import type { JsonObject } from '../../domain/json.ts';

/** A notice for 2027, invented for tests: none was published when this was written. */
export const notice2027 = {
  year: 2027,
  restDays: [
    '2027-01-01', '2027-01-02', '2027-01-03',
    '2027-02-05', '2027-02-06', '2027-02-07', '2027-02-08', '2027-02-09', '2027-02-10', '2027-02-11',
    '2027-04-03', '2027-04-04', '2027-04-05',
    '2027-05-01', '2027-05-02', '2027-05-03', '2027-05-04', '2027-05-05',
    '2027-06-09',
    '2027-09-15',
    '2027-10-01', '2027-10-02', '2027-10-03', '2027-10-04', '2027-10-05', '2027-10-06', '2027-10-07',
  ],
  makeUpDays: ['2027-01-31', '2027-02-13', '2027-04-25', '2027-05-08', '2027-09-26', '2027-10-09'],
  source: { number: '测试〔2026〕1号', title: '测试用放假安排', text: '为测试而拟,并非国务院办公厅通知' },
} satisfies JsonObject;

/** 15 working days to verify a clue, as 10 or 20. */
export function clueVerify(limit: 10 | 20, effectiveFrom: string): JsonObject {
  return {
    row: {
      id: 'clue-verify', kind: 'clock', label: { zh: '核查线索并决定是否立案', en: 'Verify the clue and decide on filing' }, unit: 'WD', limit,
      trigger: 'clue_received', actor: 'case_handler', onLapse: 'AGENCY_OVERDUE', roll: 'none', ladder: 'agency_overdue',
      pausable: ['testing', 'inspection', 'quarantine', 'appraisal', 'right_holder_identification'],
      extensions: [{ approver: 'responsible_person', limit: 15, count: 1, partial: false }],
      source: [{ law: 'PPR', article: '18', text: '测试用:核查期限改为其他天数' }],
      verified: 'design', effectiveFrom,
// Monday 16 November is not counted: 10 working days end on Monday the 30th, 20 on Monday 14 December
      examples: [{ from: '2026-11-16', due: limit === 10 ? '2026-11-30' : '2026-12-14' }],
    },
  };
}
