import { expect } from 'vitest';
import type { JsonObject } from '../../../domain/json.ts';
import type { TaskRow } from '../../../domain/record/record.ts';
import { visit } from '../../support/inspection.ts';
import { morning, officers, play } from '../advance/play.ts';

/** An inspection that was assigned to two officers on a day. */
export function assigned(day = '2026-03-02') {
  const file = Object.assign(play('inspection'), { last: undefined as unknown as ReturnType<ReturnType<typeof play>['tick']>['entries'][number], holds });
  const on = (at: string, who: string, action: string, body: JsonObject) => {
    const { answer, entries } = file.act(who, action, body, morning(at));
    if (entries.length > 0) Object.defineProperty(file, 'last', { value: entries.at(-1), configurable: true });
    return answer;
  };
  const opened = on(day, 'coord', 'assignInspection', { target: { name: '示例食品有限公司', uscc: '91350100M000100Y43' }, matter: '检查', officerIds: ['ins-a', 'ins-b'], plannedEnd: '2026-12-31' });
  expect(opened).toMatchObject({ accepted: true });
  return { file, on, pass: (at: string) => file.tick(morning(at)) };
}

/** The same, inspected and ordered to correct within fifteen days. */
export function correctionOrdered() {
  const opened = assigned();
  opened.on('2026-03-05', 'ins-a', 'startInspection', visit('head'));
  opened.on('2026-03-05', 'ins-a', 'recordInspectionResult', { category: 'corrected_on_order', findings: '货架有过期食品', method: 'on_site' });
  expect(opened.on('2026-03-10', 'head', 'orderCorrection', { demand: '下架', days: 15 })).toMatchObject({ accepted: true });
  return opened;
}

function holds(who: string, task: TaskRow): boolean {
  const officer = officers[who];
  return officer !== undefined && (task.officerIds.length > 0 ? task.officerIds.includes(who) : task.roles.some((role) => officer.roles.includes(role)));
}
