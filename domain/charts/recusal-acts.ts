/** 回避 in a case: raised and decided wherever it stands; it moves nothing, and nothing waits for it (PPR 4). */
export const recusalActs = {
  raiseRecusal: { raised: { reach: 'recusalRaised' } },
  decideRecusal: { upheld: { reach: 'recusalDecided' }, rejected: { reach: 'recusalDecided' } },
} as const;
