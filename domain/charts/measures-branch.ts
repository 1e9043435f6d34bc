/** 检测、检验、检疫、鉴定和权利人辨认: one at a time; its kind is the ground, and each rule knows which of them stop it (PPR 18, 38, 64). */
export const examination = {
  ground: 'testing', otherGrounds: ['inspection', 'quarantine', 'appraisal', 'right_holder_identification'], from: 'examinationStarted', to: ['examinationEnded'],
} as const;

/** How a measure on goods ends, wherever the case then stands (PPR 35, 42). */
export const measureEnds = {
  disposePreserved: { disposed: { reach: 'preservationDisposed' } },
  extendSealing: { extended: {} },
  liftSealing: { lifted: { reach: 'sealingLifted' } },
} as const;

/** 先行登记保存、查封扣押: the measures of an investigation; none of them moves the case (PPR 33-42). */
export const measureActs = {
  preserveEvidence: { preserved: { reach: 'evidencePreserved' } },
  applySealing: { applied: { reach: 'sealingApplied' } },
  ...measureEnds,
} as const;

/** Both end by operation of law. A test is left out of the term of a seizure where its written notice is held (PPR 38). */
export const measureClocks = {
  preservation: { rules: ['evidence-preserve-dispose'], startsAt: ['evidencePreserved'], stopsAt: ['preservationDisposed'], lapse: { reach: 'preservationReleased' } },
  sealing: {
    rules: ['seal-seize-term'],
    startsAt: ['sealingApplied'],
    stopsAt: ['sealingLifted'],
    pauses: [examination],
    lapse: { reach: 'sealingReleased' },
  },
} as const;
