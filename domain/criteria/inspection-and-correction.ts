/** 检查、责令改正与复查: what stands behind the criteria of law/rules/inspection-and-correction.yaml. */
export const inspectionAndCorrectionCriteria = {};
