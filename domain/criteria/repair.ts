/** 信用修复: what stands behind the criteria of law/rules/repair.yaml. */
export const repairCriteria = {};
