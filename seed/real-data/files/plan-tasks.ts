import type { DataFile } from '../data-file.ts';
import type { RowReader } from '../row-reader.ts';

const drawTypes = { 定向: 'directed', 定向抽查: 'directed', 不定向: 'non_directed' };
const bounds = { 等于: 'exact', 下限: 'at_least' } as const;

/** A plan task that can be drawn by gives one plain share or one plain number. */
export const planTasksFile: DataFile = {
  file: 'annual_plan_tasks.csv',
  table: 'plan_task_sample',
  key: 'id',
  columns: ['row_id', 'source_id', 'plan_name', 'plan_year', 'region', 'task_no', 'task_name', 'matter', 'object_range', 'ratio_or_number', 'ratio_pct', 'ratio_bound', 'object_count', 'frequency', 'time', 'lead_department', 'cooperating_departments', 'draw_type', 'organisation_mode', 'note'],
  read: (row, known) => ({
    id: row.id(/^T\d{3,}$/),
    source_id: row.source(known),
    plan_name: row.required('plan_name'),
    plan_year: row.integer('plan_year', 2000, 2999),
    region: row.optional('region'),
    task_no: row.optional('task_no'),
    task_name: row.required('task_name'),
    matter: row.optional('matter'),
    object_range: row.optional('object_range'),
    ...quota(row),
    frequency: row.optional('frequency'),
    planned_time: row.optional('time'),
    lead_department: row.optional('lead_department'),
    participating_departments: row.list('cooperating_departments'),
    draw_type: row.choice('draw_type', drawTypes),
    organisation_mode: row.optional('organisation_mode'),
    note: row.optional('note'),
  }),
};

/** The derived cells must be found again in the printed one. */
function quota(row: RowReader) {
  const text = row.optional('ratio_or_number') ?? '';
  const percent = row.percent('ratio_pct');
  const bound = row.choice('ratio_bound', bounds);
  const count = row.integer('object_count', 1, 9_999_999);
  if (row.optional('ratio_pct') === null && row.optional('object_count') === null) row.report('QUOTA_NOT_PLAIN', 'ratio_or_number');
  if (percent !== null && !hasNumber(text, percent, '%')) row.report('RATIO_CONTRADICTS', 'ratio_pct');
  if ((row.optional('ratio_pct') === null) !== (row.optional('ratio_bound') === null) || (bound !== null && (bound === 'at_least') !== /不低于|以上|≥/.test(text))) row.report('RATIO_CONTRADICTS', 'ratio_bound');
  if (count !== null && !hasNumber(text, String(count), '[户家]')) row.report('RATIO_CONTRADICTS', 'object_count');
  return { ratio_text: text, ratio_percent: percent, ratio_bound: bound, object_count: count };
}

function hasNumber(text: string, number: string, unit: string): boolean {
  return new RegExp(`(?<![\\d.])${number.replaceAll('.', '\\.')}${unit}`).test(text);
}
