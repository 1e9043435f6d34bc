/** 审核: what stands behind the criteria of law/rules/review.yaml. */
export const reviewCriteria = {};
