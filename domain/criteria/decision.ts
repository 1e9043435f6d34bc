/** 决定: what stands behind the criteria of law/rules/decision.yaml. */
export const decisionCriteria = {};
