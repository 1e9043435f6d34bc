/** 调查措施与中止: what stands behind the criteria of law/rules/measures.yaml. */
export const measuresCriteria = {};
