import type { Label } from '../label.ts';

/** The closed list of what may stop a clock; each rule names those it knows. Expert review (专家评审) is not among them: it counts. */
export const pauseGrounds = {
  testing: { zh: '检测', en: 'testing' },
  inspection: { zh: '检验', en: 'inspection of goods' },
  quarantine: { zh: '检疫', en: 'quarantine' },
  appraisal: { zh: '鉴定', en: 'appraisal' },
  right_holder_identification: { zh: '权利人辨认或者鉴别', en: 'identification by the right holder' },
  suspension: { zh: '中止', en: 'suspension' },
  hearing: { zh: '听证', en: 'hearing' },
  public_notice: { zh: '公告', en: 'public notice' },
  refund_order: { zh: '责令退还多收价款', en: 'order to refund' },
  reconsideration: { zh: '行政复议', en: 'reconsideration' },
  litigation: { zh: '行政诉讼', en: 'litigation' },
  obstacle: { zh: '不可抗力或者其他正当理由', en: 'force majeure or other good reason' },
} as const satisfies Record<string, Label>;

export type PauseGround = keyof typeof pauseGrounds;
