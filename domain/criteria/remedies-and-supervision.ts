/** 救济与监督: what stands behind the criteria of law/rules/remedies-and-supervision.yaml. */
export const remediesAndSupervisionCriteria = {};
