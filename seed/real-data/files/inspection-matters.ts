import type { DataFile } from '../data-file.ts';
import { plainRatio } from '../ratio.ts';

const levels = { 一般检查事项: 'general', 一般抽查: 'general', 重点检查事项: 'key', 重点抽查: 'key' };

/** A matter that can be drawn says what is inspected and at whom. */
export const inspectionMattersFile: DataFile = {
  file: 'inspection_matters.csv',
  table: 'inspection_matter',
  key: 'id',
  scope: { is_joint: false },
  columns: ['row_id', 'source_id', 'list_name', 'category', 'matter', 'inspection_object', 'matter_level', 'method', 'inspection_subject', 'legal_basis', 'ratio', 'frequency', 'note'],
  read: (row, known) => {
    const ratio = plainRatio(row.optional('ratio'));
    return {
      id: row.id(/^M\d{3,}$/),
      source_id: row.source(known),
      is_joint: false,
      list_name: row.required('list_name'),
      category: row.optional('category'),
      matter: row.required('matter'),
      inspection_object: row.required('inspection_object'),
      matter_level: row.choice('matter_level', levels),
      method: row.optional('method'),
      inspection_subject: row.optional('inspection_subject'),
      lead_department: null,
      participating_departments: [],
      admin_level: null,
      legal_basis: row.optional('legal_basis'),
      ratio_text: row.optional('ratio'),
      ratio_percent: ratio?.percent ?? null,
      ratio_bound: ratio?.bound ?? null,
      frequency: row.optional('frequency'),
      planned_time: null,
      note: row.optional('note'),
    };
  },
};

/** A joint matter also names who leads. */
export const jointMattersFile: DataFile = {
  file: 'joint_inspection_matters.csv',
  table: 'inspection_matter',
  key: 'id',
  scope: { is_joint: true },
  columns: ['row_id', 'source_id', 'list_name', 'field_no', 'field', 'matter', 'inspection_object', 'matter_level', 'lead_department', 'cooperating_departments', 'method', 'admin_level', 'ratio_frequency', 'time', 'legal_basis', 'note'],
  read: (row, known) => {
    const ratio = plainRatio(row.optional('ratio_frequency'));
    if (row.optional('lead_department') === null) row.report('LEAD_MISSING', 'lead_department');
    return {
      id: row.id(/^J\d{3,}$/),
      source_id: row.source(known),
      is_joint: true,
      list_name: row.required('list_name'),
      category: row.optional('field'),
      matter: row.required('matter'),
      inspection_object: row.required('inspection_object'),
      matter_level: row.choice('matter_level', levels),
      method: row.optional('method'),
      inspection_subject: null,
      lead_department: row.optional('lead_department'),
      participating_departments: row.list('cooperating_departments'),
      admin_level: row.optional('admin_level'),
      legal_basis: row.optional('legal_basis'),
      // one column in the source: '25%,不少于1次/年'
      ratio_text: row.optional('ratio_frequency'),
      ratio_percent: ratio?.percent ?? null,
      ratio_bound: ratio?.bound ?? null,
      frequency: null,
      planned_time: row.optional('time'),
      note: row.optional('note'),
    };
  },
};
