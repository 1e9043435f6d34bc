import type { DataFile } from '../data-file.ts';

const treatments = { 不予处罚: 'none', 从轻处罚: 'lenient', 减轻处罚: 'mitigated' } as const;
const conditionKinds = { 首次违法: 'first_violation', 及时改正: 'timely_correction', 其他: 'other' } as const;

/** An exemption that can be applied has its whole condition: half of one would exempt whom nobody wanted to exempt. */
export const noPenaltyItemsFile: DataFile = {
  file: 'no_penalty_lists.csv',
  table: 'no_penalty_item',
  key: 'id',
  columns: ['row_id', 'source_id', 'list_name', 'item_no', 'list_type', 'violation', 'condition', 'condition_kind', 'legal_basis', 'authority', 'note'],
  read: (row, known) => {
    row.required('list_type');
    row.required('condition_kind');
    return {
      id: row.id(/^N\d{3,}$/),
      source_id: row.source(known),
      list_name: row.required('list_name'),
      item_no: row.optional('item_no'),
      treatment: row.choice('list_type', treatments),
      violation: row.required('violation'),
      condition: row.required('condition'),
      condition_kind: row.choice('condition_kind', conditionKinds),
      legal_basis: row.optional('legal_basis'),
      authority: row.required('authority'),
      is_draft: (row.optional('note') ?? '').includes('征求意见稿'),
      note: row.optional('note'),
    };
  },
};
