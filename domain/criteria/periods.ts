/** 期间计算: what stands behind the criteria of law/rules/periods.yaml. */
export const periodsCriteria = {};
