import type { Label } from '../label.ts';
import type { Unit } from '../rules/rule.ts';

/** The words that follow a number. */
export const unitWords: Record<Unit, Label> = {
  WD: { zh: '个工作日', en: 'working days' },
  CD: { zh: '日(自然日)', en: 'calendar days' },
  MO: { zh: '个月', en: 'months' },
  Y: { zh: '年', en: 'years' },
  H: { zh: '小时', en: 'hours' },
  DATE: { zh: '日(自然日)', en: 'calendar days' },
};
