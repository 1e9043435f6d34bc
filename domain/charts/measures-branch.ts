/** 检测、检验、检疫、鉴定和权利人辨认: one at a time; its kind is the ground, and each rule knows which of them stop it (PPR 18, 38, 64). */
export const examination = {
  ground: 'testing', otherGrounds: ['inspection', 'quarantine', 'appraisal', 'right_holder_identification'], from: 'examinationStarted', to: ['examinationEnded'],
} as const;

/** How a measure on goods ends, wherever the case then stands (PPR 35, 42), and how an urgent one is approved, or refused, which ends it (PPR 33, 36). */
export const measureEnds = {
  disposePreserved: { disposed: { reach: 'preservationDisposed' } },
  extendSealing: { extended: {} },
  liftSealing: { lifted: { reach: 'sealingLifted' } },
  decideUrgentPreservation: { approved: { reach: 'preservationApproved' }, refused: { reach: 'preservationRefused' } },
  decideUrgentSealing: { approved: { reach: 'sealingApproved' }, refused: { reach: 'sealingRefused' } },
} as const;

/** 先行登记保存、查封扣押: the measures of an investigation; none of them moves the case (PPR 33-42). */
export const measureActs = {
  preserveEvidence: { preserved: { reach: 'evidencePreserved' } },
  applySealing: { applied: { reach: 'sealingApplied' } },
  ...measureEnds,
} as const;

/** Both measures end by operation of law. A test is left out of the term of a seizure where its written notice is held (PPR 38). */
export const measureClocks = {
  preservation: { rules: ['evidence-preserve-dispose'], startsAt: ['evidencePreserved'], stopsAt: ['preservationDisposed', 'preservationRefused'], lapse: { reach: 'preservationReleased' } },
  sealing: {
    rules: ['seal-seize-term'],
    startsAt: ['sealingApplied'],
    stopsAt: ['sealingLifted', 'sealingRefused'],
    pauses: [examination],
    lapse: { reach: 'sealingReleased' },
  },
  // in hours, of urgent measures only; they go on when the measure has ended meanwhile, and when the case has moved on
  preservationApproval: {
    rules: ['evidence-preserve-approve'],
    startsAt: ['evidencePreserved'],
    stopsAt: ['preservationApproved', 'preservationRefused'],
    task: { roles: ['responsible_person'], label: { zh: '补办先行登记保存批准手续', en: 'Decide on the urgent preservation' } },
  },
  sealingApproval: {
    rules: ['coercive-approve'],
    startsAt: ['sealingApplied'],
    stopsAt: ['sealingApproved', 'sealingRefused'],
    task: { roles: ['responsible_person'], label: { zh: '补办查封、扣押批准手续', en: 'Decide on the urgent sealing or seizure' } },
  },
} as const;
