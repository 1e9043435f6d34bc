/** 送达: what stands behind the criteria of law/rules/service.yaml. */
export const serviceCriteria = {};
