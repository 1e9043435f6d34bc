/** 公示: what stands behind the criteria of law/rules/publication.yaml. */
export const publicationCriteria = {};
