/** 线索核查与立案: what stands behind the criteria of law/rules/clue-and-filing.yaml. */
export const clueAndFilingCriteria = {};
