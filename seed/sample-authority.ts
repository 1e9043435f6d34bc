import type { NewDepartment, NewOfficer } from '../accounts/create-account.ts';
import type { Label } from '../domain/label.ts';
import { roles, type Role } from '../domain/roles.ts';

// An authority that does not exist, in a place that does not exist. Every name is invented.

export const sampleDepartments = [
  { id: 'sample-city', name: '澄原市示例市场监督管理局' },
  { id: 'sample-bureau', name: '澄原市栖湖区示例市场监督管理局', parentId: 'sample-city' },
  { id: 'sample-office-east', name: '栖湖区湖东市场监督管理所（示例）', parentId: 'sample-bureau' },
  { id: 'sample-office-west', name: '栖湖区湖西市场监督管理所（示例）', parentId: 'sample-bureau' },
] as const satisfies readonly NewDepartment[];

type SampleDepartment = (typeof sampleDepartments)[number]['id'];

/** A person of the sample authority, who signs in with the id without its prefix. */
export interface SamplePerson extends NewOfficer {
  readonly login: string;
  /** Holds the national legal qualification (APL 58). */
  readonly isLegallyQualified: boolean;
  /** What the person is there for, where the role alone does not say it. */
  readonly note: Label | null;
}

/** As far as the calendar goes: a case takes three years from the plan to the repaired record, and many are told in one world. */
const validUntil = '2050-12-31';

/** A file belongs to the department of whoever opens it, and its officers are drawn from there: so most people are of the bureau. */
export const samplePeople: readonly SamplePerson[] = [
  person('plan-manager', '温书衡', 'sample-bureau', ['plan_manager']),
  person('draw-operator', '陆之航', 'sample-bureau', ['draw_operator']),
  person('coordinator', '江慕白', 'sample-bureau', ['lead_coordinator']),
  person('inspector-1', '程远山', 'sample-bureau', ['inspector'], { certificate: 1 }),
  person('inspector-2', '苏晚晴', 'sample-bureau', ['inspector'], { certificate: 2 }),
  person('inspector-3', '罗见川', 'sample-bureau', ['inspector'], { certificate: 3 }),
  person('inspector-4', '傅云舒', 'sample-bureau', ['inspector'], { certificate: 4 }),
  person('inspector-5', '纪新禾', 'sample-bureau', ['inspector'], { note: { zh: '无执法证件', en: 'no certificate' } }),
  person('inspector-6', '岑望舒', 'sample-bureau', ['inspector'], { certificate: 6, until: '2025-06-30', note: { zh: '执法证件已过期', en: 'certificate expired' } }),
  person('expert', '顾明澈', 'sample-bureau', ['expert']),
  person('handler-1', '韩砚秋', 'sample-bureau', ['case_handler'], { certificate: 11 }),
  person('handler-2', '谢临风', 'sample-bureau', ['case_handler'], { certificate: 12 }),
  person('handler-3', '唐若谷', 'sample-bureau', ['case_handler', 'case_reviewer'], { certificate: 13, note: { zh: '不得审核本人承办的案件', en: 'never of a case of their own' } }),
  person('unit-head', '方既明', 'sample-bureau', ['handling_unit_head'], { certificate: 14 }),
  person('case-reviewer', '沈知节', 'sample-bureau', ['case_reviewer'], { certificate: 15 }),
  person('legal-reviewer-1', '陶清和', 'sample-bureau', ['legal_reviewer'], { certificate: 16, isLegallyQualified: true }),
  person('legal-reviewer-2', '卫思齐', 'sample-bureau', ['legal_reviewer'], { certificate: 17, isLegallyQualified: true }),
  person('legal-unit', '章怀瑾', 'sample-bureau', ['legal_unit'], { certificate: 18, isLegallyQualified: true }),
  person('hearing-presider', '贺兰亭', 'sample-bureau', ['hearing_presider']),
  person('responsible', '宋维桢', 'sample-bureau', ['responsible_person']),
  person('principal-head', '梁景行', 'sample-bureau', ['principal_head']),
  person('meeting', '白敬之', 'sample-bureau', ['collective_meeting']),
  person('publisher', '秦映月', 'sample-bureau', ['publication_officer']),
  person('credit-officer', '叶守信', 'sample-bureau', ['credit_officer']),
  person('remedy-officer', '董行之', 'sample-bureau', ['remedy_officer']),
  person('joint-office', '石同舟', 'sample-bureau', ['joint_meeting_office']),
  person('administrator', '任可为', 'sample-bureau', ['administrator']),
  person('east-1', '杜若飞', 'sample-office-east', ['inspector', 'case_handler'], { certificate: 21 }),
  person('east-2', '尹初晓', 'sample-office-east', ['inspector', 'case_handler'], { certificate: 22 }),
  person('east-head', '高起云', 'sample-office-east', ['handling_unit_head', 'lead_coordinator'], { certificate: 23 }),
  person('west-1', '孟归舟', 'sample-office-west', ['inspector', 'case_handler'], { certificate: 31 }),
  person('west-2', '丁念安', 'sample-office-west', ['inspector', 'case_handler'], { certificate: 32 }),
  person('west-head', '段青野', 'sample-office-west', ['handling_unit_head', 'lead_coordinator'], { certificate: 33 }),
  person('superior', '俞正则', 'sample-city', ['superior_authority']),
  person('supervisor', '严观澜', 'sample-city', ['enforcement_supervisor']),
];

/** Role, where the person works when it is not the bureau, and the note: `检查人员（湖东…） inspector`. */
export function describePerson({ roles: held, departmentId, note }: SamplePerson): string {
  const department = sampleDepartments.find(({ id }) => id === departmentId);
  const place = departmentId === 'sample-bureau' ? [] : [department?.name ?? departmentId];
  const chinese = [held.map((role) => roles[role].zh).join('、'), ...place, ...(note === null ? [] : [note.zh])];
  const english = [held.map((role) => roles[role].en).join(', '), ...(note === null ? [] : [note.en])];
  return `${chinese.join('，')}  ${english.join(', ')}`;
}

function person(
  login: string,
  name: string,
  departmentId: SampleDepartment,
  held: readonly Role[],
  { certificate, until = validUntil, isLegallyQualified = false, note = null }: { certificate?: number; until?: string; isLegallyQualified?: boolean; note?: Label | null } = {},
): SamplePerson {
  const base = { id: `sample-${login}`, login, name, departmentId, roles: held, isLegallyQualified, note };
  if (certificate === undefined) return base;
  return { ...base, certificateNo: `示例证-${String(certificate).padStart(4, '0')}`, certificateValidUntil: until };
}
