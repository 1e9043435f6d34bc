/** 简易程序: what stands behind the criteria of law/rules/simple-procedure.yaml. */
export const simpleProcedureCriteria = {};
