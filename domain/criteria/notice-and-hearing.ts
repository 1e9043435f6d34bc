/** 告知、陈述申辩与听证: what stands behind the criteria of law/rules/notice-and-hearing.yaml. */
export const noticeAndHearingCriteria = {};
