/** 履行与强制执行: what stands behind the criteria of law/rules/performance.yaml. */
export const performanceCriteria = {};
