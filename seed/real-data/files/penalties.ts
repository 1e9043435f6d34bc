import { samplePartyOf } from '../../sample-parties.ts';
import type { PenaltyKind } from '../../../domain/penalty/penalty.ts';
import type { DataFile } from '../data-file.ts';
import { isSurelyAfter } from '../partial-date.ts';
import type { RowReader } from '../row-reader.ts';

const outcomes = { 行政处罚: 'penalty', 免予处罚: 'no_penalty', 仅责令改正: 'correction_only' } as const;

/** APL 9, in the words of the source. */
const kinds: Readonly<Record<string, PenaltyKind>> = {
  警告: 'warning', 通报批评: 'circulated_criticism', 罚款: 'fine', 没收违法所得: 'confiscate_gains', 没收非法财物: 'confiscate_goods',
  暂扣许可证件: 'suspend_permit', 吊销许可证件: 'revoke_permit', 吊销营业执照: 'revoke_licence', 责令停产停业: 'suspend_business', 责令关闭: 'close_business',
};

/** 机关代字〔年份〕序号号 */
const decisionNo = /^\p{Script=Han}+〔(\d{4})〕[A-Z]?\d+(-\d+)?号$/u;

/** A penalty that can be tried again says what came out of it, and every sum that its kinds call for. */
export const penaltiesFile: DataFile = {
  file: 'penalties.csv',
  table: 'penalty_sample',
  key: 'id',
  columns: ['row_id', 'source_id', 'decision_no', 'authority', 'party_placeholder', 'party_type', 'party_count', 'violation_type', 'facts', 'legal_basis', 'outcome', 'penalty_kinds', 'ordered_correction', 'fine_yuan', 'confiscated_income_yuan', 'confiscated_goods', 'other_measures', 'decision_date', 'publication_date', 'publicity_deadline', 'payment_days', 'note'],
  read: (row, known) => {
    const id = row.id(/^P\d{3,5}$/);
    const type = row.optional('party_type');
    const party = samplePartyOf(id, type);
    if (party === null) row.report('UNKNOWN_VALUE', 'party_type');
    row.required('party_placeholder');
    row.required('party_count');
    row.required('outcome');
    return {
      id,
      source_id: row.source(known),
      ...numberAndDates(row),
      authority: row.optional('authority'),
      party_name: party?.name ?? '',
      party_uscc: party?.uscc ?? null,
      party_type: type,
      party_count: row.integer('party_count', 1, 9999),
      violation: row.required('violation_type'),
      facts: row.required('facts'),
      legal_basis: row.optional('legal_basis'),
      ...result(row),
      correction_ordered: row.choice('ordered_correction', { 是: true, 否: false }),
      other_measures: row.optional('other_measures'),
      payment_days: row.integer('payment_days', 1, 999),
      note: row.optional('note'),
    };
  },
};

function result(row: RowReader) {
  const outcome = row.choice('outcome', outcomes);
  const penalties = row.choices('penalty_kinds', kinds);
  const fine = row.fen('fine_yuan');
  const gains = row.fen('confiscated_income_yuan');
  const goods = row.optional('confiscated_goods');
  if (outcome === 'penalty' && row.optional('penalty_kinds') === null) row.report('KIND_MISSING', 'penalty_kinds');
  const belongTogether = (kind: PenaltyKind, field: string, isThere: boolean) => {
    if (penalties.includes(kind) && !isThere) row.report('AMOUNT_MISSING', field, kindText(kind));
    if (!penalties.includes(kind) && isThere) row.report('KIND_MISSING', field);
  };
  belongTogether('fine', 'fine_yuan', isAboveZero(fine));
  belongTogether('confiscate_gains', 'confiscated_income_yuan', isAboveZero(gains));
  belongTogether('confiscate_goods', 'confiscated_goods', goods !== null);
  return { outcome, penalty_kinds: penalties, fine_fen: fine, confiscated_gains_fen: gains, confiscated_goods: goods };
}

function numberAndDates(row: RowReader) {
  const number = row.optional('decision_no');
  const decided = row.partialDate('decision_date');
  const published = row.partialDate('publication_date');
  const until = row.day('publicity_deadline');
  const [, year] = decisionNo.exec(number ?? '') ?? [];
  if (number !== null && year === undefined) row.report('NOT_A_DECISION_NO', 'decision_no');
  if (year !== undefined && decided !== null && !decided.startsWith(year)) row.report('DATES_OUT_OF_ORDER', 'decision_no');
  if (decided !== null && published !== null && isSurelyAfter(decided, published)) row.report('DATES_OUT_OF_ORDER', 'publication_date');
  if (decided !== null && until !== null && !isSurelyAfter(until, decided)) row.report('DATES_OUT_OF_ORDER', 'publicity_deadline');
  return { decision_no: number, decided_on: decided, published_on: published, publicity_until: until };
}

function isAboveZero(fen: string | null): boolean {
  return fen !== null && BigInt(fen) > 0n;
}

function kindText(kind: PenaltyKind): string {
  return Object.keys(kinds).find((text) => kinds[text] === kind) ?? kind;
}
