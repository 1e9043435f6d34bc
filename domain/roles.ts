import type { Label } from './label.ts';

/** Who may act. The names and their Chinese terms are those of the lifecycle's role table. */
export const roles = {
  plan_manager: { zh: '计划管理员', en: 'plan manager' },
  draw_operator: { zh: '抽取操作员', en: 'draw operator' },
  lead_coordinator: { zh: '牵头部门联络员', en: 'lead coordinator' },
  inspector: { zh: '检查人员', en: 'inspector' },
  expert: { zh: '专业人员', en: 'expert' },
  case_handler: { zh: '办案人员', en: 'case handler' },
  handling_unit_head: { zh: '办案机构负责人', en: 'head of the handling unit' },
  responsible_person: { zh: '部门负责人', en: 'responsible person' },
  principal_head: { zh: '主要负责人', en: 'principal head' },
  collective_meeting: { zh: '负责人集体讨论', en: 'collective meeting' },
  case_reviewer: { zh: '案件审核人员', en: 'case reviewer' },
  legal_reviewer: { zh: '法制审核人员', en: 'legal reviewer' },
  legal_unit: { zh: '法制机构', en: 'legal affairs body' },
  hearing_presider: { zh: '听证主持人', en: 'hearing presider' },
  publication_officer: { zh: '公示管理员', en: 'publication officer' },
  credit_officer: { zh: '信用管理员', en: 'credit officer' },
  remedy_officer: { zh: '应诉复议人员', en: 'remedy officer' },
  superior_authority: { zh: '上级部门', en: 'superior authority' },
  enforcement_supervisor: { zh: '执法监督人员', en: 'enforcement supervisor' },
  joint_meeting_office: { zh: '联席会议办公室', en: 'joint-meeting office' },
  administrator: { zh: '系统管理员', en: 'administrator' },
} as const satisfies Record<string, Label>;

export type Role = keyof typeof roles;

/**
 * Roles that serve or supervise the whole authority: they also see the files of every department below their own.
 * Everybody else sees the files of their own department.
 */
export const overseeingRoles: readonly Role[] = [
  'responsible_person', 'principal_head', 'collective_meeting', 'case_reviewer', 'legal_reviewer', 'legal_unit', 'hearing_presider',
  'publication_officer', 'credit_officer', 'remedy_officer', 'superior_authority', 'enforcement_supervisor', 'joint_meeting_office',
];
