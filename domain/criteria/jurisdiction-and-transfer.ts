/** 管辖、协查与移送: what stands behind the criteria of law/rules/jurisdiction-and-transfer.yaml. */
export const jurisdictionAndTransferCriteria = {};
