/** 结案与归档: what stands behind the criteria of law/rules/closure.yaml. */
export const closureCriteria = {};
