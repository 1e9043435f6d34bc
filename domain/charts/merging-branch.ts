/** 后续举报与并案: what a clue may take in before it is filed, and how it goes into another one (CRH 35). */
export const mergingActs = {
  recordFurtherReport: { noNewHandling: {}, merged: {}, restarted: {} },
  mergeClue: { asked: {} },
} as const;

/** Another clue asks; or the one that was asked answers. Wherever else `mergeAsked` comes, the answer is no. */
export const mergingEvents = {
  mergeAsked: { taken: {}, restarted: {}, declined: {} },
  mergeTaken: { merged: { to: 'merged', reach: 'merged' } },
  mergeDeclined: { goesOn: {} },
} as const;
