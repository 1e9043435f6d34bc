/** 名录与名单: what stands behind the criteria of law/rules/lists.yaml. */
export const listsCriteria = {};
