import type { Label } from '../label.ts';

/**
 * All that the passing of a date may do by itself. There is on purpose no code by which time decides for the authority:
 * no filing, no approval, no penalty comes from a timer.
 */
export const lapseCodes = {
  AGENCY_OVERDUE: { zh: '机关逾期:职责继续,记录逾期并升级督办', en: 'the duty goes on; overdue is recorded and escalated' },
  RIGHT_WAIVED: { zh: '视为放弃权利,程序继续', en: 'the party is taken to have given up the right; the flow goes on' },
  AUTO_RELEASE: { zh: '措施依法自动解除', en: 'the measure ends by operation of law' },
  TIME_BARRED: { zh: '权力或者权利丧失', en: 'the power or right is lost' },
  NEXT_STEP: { zh: '进入下一法定步骤', en: 'the lapse opens the next lawful step' },
  AUTO_STOP: { zh: '公示自动停止', en: 'publicity ends without application' },
  NOT_BEFORE: { zh: '期满前不得办理', en: 'the act is forbidden before the period has passed' },
} as const satisfies Record<string, Label>;

export type LapseCode = keyof typeof lapseCodes;
