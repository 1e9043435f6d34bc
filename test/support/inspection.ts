import type { JsonObject } from '../../domain/json.ts';

/**
 * A visit that may begin: published item, approval, notice, certificates. A report asks for it, so that no yearly number stands in the way
 * of tests that inspect one enterprise again and again.
 * @param approverId a head who approved it, on or before the day of the visit
 */
export function visit(approverId: string, approvedOn = '2026-01-05', change: JsonObject = {}): JsonObject {
  return {
    item: { publishedOn: '2025-06-30', where: '本局网站行政检查事项清单' },
    onSite: true,
    approverId,
    approval: { document: '检查审批表1号', approvedOn },
    notice: { document: '检查通知书1号', toldFrequency: true, toldRecusalRight: true },
    scan: 'not_deployed',
    occasion: 'complaint_or_report',
    exceptionReason: '举报登记表1号',
    certificatesShown: true,
    ...change,
  };
}

/** What shows that a violation was minor, was corrected in time and did no harm. */
export const minorAndCorrected: JsonObject = { isMinor: true, correctedInTime: true, harm: 'none', isEducated: true };
