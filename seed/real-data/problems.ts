import type { Label } from '../../domain/label.ts';

/** Why a row cannot be used. The codes are stable; `…` stands for the cell as it is printed. */
export const problems = {
  FILE_UNREADABLE: { zh: '文件不存在或无法读取', en: 'the file is missing or cannot be read' },
  HEADER_WRONG: { zh: '表头与约定不符', en: 'the header is not the agreed one' },
  CSV_BROKEN: { zh: '该行不是有效的 CSV', en: 'the line is no valid CSV' },
  CELL_COUNT: { zh: '单元格数量与表头不符', en: 'the row has not as many cells as the header' },
  UNUSABLE_TEXT: { zh: '含有控制字符', en: 'holds control characters' },
  ROW_ID: { zh: '行编号不符合格式', en: 'the id of the row is malformed' },
  DUPLICATE: { zh: '与前面某行重复', en: 'stands in an earlier row already' },
  TOO_LONG: { zh: '超过长度上限', en: 'is too long' },
  DEPARTMENT_UNKNOWN: { zh: '部门不存在', en: 'there is no such department' },
  SOURCE_UNKNOWN: { zh: '来源不在来源表中', en: 'the source is not among the sources' },
  MISSING: { zh: '缺少必填内容', en: 'must not be empty' },
  CUT_OFF: { zh: '摘录在此截断，内容不完整', en: 'the row was cut off where it was taken from' },
  UNKNOWN_VALUE: { zh: '不在约定的取值之内', en: 'is none of the agreed values' },
  NOT_A_NUMBER: { zh: '不是规定范围内的整数', en: 'is no whole number of the allowed range' },
  NOT_MONEY: { zh: '不是以元为单位、至多两位小数的金额', en: 'is no sum in yuan with at most two decimals' },
  NOT_A_DATE: { zh: '不是有效日期（年、年月或年月日）', en: 'is no date (year, month or day)' },
  NOT_A_RATIO: { zh: '不是 0 到 100 之间的比例', en: 'is no percentage above 0 and up to 100' },
  NOT_A_MULTIPLE: { zh: '不是有效的倍数', en: 'is no multiple' },
  NOT_A_DECISION_NO: { zh: '不是完整的文书编号（如被打码）', en: 'is no complete document number (masked, for instance)' },
  NOT_A_URL: { zh: '不是网址', en: 'is no web address' },
  CHECK_CHARACTER: { zh: '统一社会信用代码校验不通过', en: 'the check characters of the credit code are wrong' },
  QUOTA_NOT_PLAIN: { zh: '抽查比例或数量不是单一数字，无法据以抽取', en: 'gives neither one plain ratio nor one plain number to draw by' },
  RATIO_CONTRADICTS: { zh: '比例或数量与原文不符', en: 'contradicts the printed ratio or number' },
  RANGE_MISSING: { zh: '既无罚款幅度，也无倍数幅度', en: 'gives neither a range in money nor one in multiples' },
  RANGE_BROKEN: { zh: '幅度不完整，或下限高于上限', en: 'the range is incomplete, or its lower end above the upper' },
  AMOUNT_MISSING: { zh: '处罚种类缺少对应的金额或财物', en: 'the kind of penalty lacks its sum or goods' },
  KIND_MISSING: { zh: '有金额而无对应的处罚种类，或处罚决定未载种类', en: 'a sum without its kind of penalty, or a penalty of no kind' },
  DATES_OUT_OF_ORDER: { zh: '日期先后矛盾', en: 'the dates contradict each other' },
  LEAD_MISSING: { zh: '部门联合抽查未载牵头部门', en: 'a joint matter without its lead department' },
} as const satisfies Record<string, Label>;

export type ProblemCode = keyof typeof problems;

/** One reason why one row of a file is not used. A row may have several. */
export interface RowProblem {
  readonly file: string;
  /** Line of the file on which the row ends; the header is line 1. */
  readonly line: number;
  readonly rowId: string;
  readonly code: ProblemCode;
  /** Column; empty where it is the whole row or file. */
  readonly field: string;
  readonly zh: string;
  readonly en: string;
}

export function problem(at: Pick<RowProblem, 'file' | 'line' | 'rowId'>, code: ProblemCode, field = '', value = ''): RowProblem {
  const { zh, en } = problems[code];
  // what was cut off is told by its end
  const shown = value.length <= 60 ? value : code === 'CUT_OFF' ? `…${value.slice(-60)}` : `${value.slice(0, 60)}…`;
  const where = field === '' ? '' : `${field}: `;
  return { ...at, code, field, zh: `${where}${zh}${shown === '' ? '' : `：“${shown}”`}`, en: `${where}${en}${shown === '' ? '' : `: “${shown}”`}` };
}
