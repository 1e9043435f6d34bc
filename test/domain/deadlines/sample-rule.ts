import { pauseGrounds, type PauseGround } from '../../../domain/rules/pause-grounds.ts';
import type { ClockRule } from '../../../domain/rules/rule.ts';

/** A rule that may be paused for every reason, with what a test changes of it. */
export function sampleRule(change: Partial<ClockRule> = {}): ClockRule {
  return {
    id: 'sample',
    topic: 'test',
    examples: [],
    kind: 'clock',
    version: '1',
    label: { zh: '示例', en: 'sample' },
    unit: 'CD',
    limit: 10,
    triggerEvent: 'case_filed',
    actorRole: 'case_handler',
    onLapse: 'AGENCY_OVERDUE',
    roll: 'none',
    extensions: [],
    pausable: (Object.keys(pauseGrounds) as PauseGround[]).map((ground) => ({ ground })),
    ladder: 'agency_overdue',
    source: [{ law: 'DESIGN', title: '本系统设计', version: '2026-01-01', article: '-', text: 'test' }],
    verified: 'design',
    effectiveFrom: '2004-01-01',
    ...change,
  };
}
