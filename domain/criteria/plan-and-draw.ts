/** 计划与抽取: what stands behind the criteria of law/rules/plan-and-draw.yaml. */
export const planAndDrawCriteria = {};
