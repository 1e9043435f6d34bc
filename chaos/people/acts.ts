import { shanghaiDate } from '../../domain/time/shanghai.ts';
import { addDays } from '../../domain/time/local-date.ts';
import type { JsonObject } from '../../domain/json.ts';
import type { Role } from '../../domain/roles.ts';
import type { Random } from '../random.ts';
import { assigned, someoneWith, type Person } from './people.ts';

/** What a person means to do; one key follows it through every retry. */
export interface Intent {
  readonly person: Person;
  /** Null: opens a file. */
  readonly fileId: string | null;
  readonly type: string;
  readonly action: string;
  readonly body: JsonObject;
  readonly occurredOn: string | null;
  readonly ifMatch: number | null;
}

type Draft = { readonly role: Role; readonly personId?: string; readonly body: (random: Random) => JsonObject };

/** A visit that may begin; a report asks for it, since the same enterprise is inspected again and again. */
const visit = (): JsonObject => ({
  item: { publishedOn: '2025-06-30', where: '本局网站' }, onSite: true, approverId: someoneWith('handling_unit_head').id, approval: { document: '审批表', approvedOn: '2026-01-05' },
  notice: { document: '通知书', toldFrequency: true, toldRecusalRight: true }, occasion: 'complaint_or_report', exceptionReason: '举报', certificatesShown: true,
});

const acts: Readonly<Record<string, Draft>> = {
  startInspection: { role: 'inspector', body: () => visit() },
  recordInspectionResult: {
    role: 'inspector',
    body: (random) => ({ category: random.pick(['corrected_on_order', 'corrected_on_order', 'no_issue_found', 'disclosure_missing', 'refused_serious']), findings: `货架有过期食品 ${random.below(1e6)}`, method: 'on_site', visit: visit() }),
  },
  returnInspectionResult: { role: 'handling_unit_head', body: () => ({ reason: '证据不足' }) },
  orderCorrection: { role: 'handling_unit_head', body: (random) => ({ demand: '下架过期食品', ...(random.chance(0.5) ? { days: 1 + random.below(30) } : {}) }) },
  registerClue: { role: 'handling_unit_head', body: () => ({ suspicion: '涉嫌经营超过保质期的食品' }) },
  publishInspectionResult: { role: 'publication_officer', body: () => ({ redactionChecked: true, channel: 'necips' }) },
  reportCorrection: { role: 'inspector', body: () => ({ summary: '已下架', onBehalfOf: '示例食品有限公司', document: '整改报告1号' }) },
  extendCorrection: { role: 'responsible_person', body: (random) => ({ days: 1 + random.below(30), reason: '当事人申请' }) },
  withdrawCorrectionOrder: { role: 'responsible_person', body: () => ({ reason: '认定有误' }) },
  recordReinspection: { role: 'inspector', body: (random) => ({ corrected: random.chance(0.5), findings: '复查情况' }) },
  closeInspection: { role: 'handling_unit_head', body: () => ({}) },
  declineFiling: { role: 'responsible_person', body: () => ({ ground: 'minor_corrected_no_harm', reason: '情节轻微并已改正', form: '不予立案审批表', leniency: { isMinor: true, correctedInTime: true, harm: 'none', isEducated: true } }) },
};

export const knownActs = Object.keys(acts);

/** An act on an existing file with a body that its schema accepts; whether the law accepts it is the step's matter. */
export function intentFor(action: string, file: { readonly id: string; readonly type: string }, random: Random, more: Partial<Intent> = {}): Intent {
  const draft = acts[action];
  if (!draft) throw new Error(`nobody knows how to ${action}`);
  return { person: someoneWith(draft.role), fileId: file.id, type: file.type, action, body: draft.body(random), occurredOn: null, ifMatch: null, ...more };
}

/** Opens an inspection whose task ends some days after `worldNow`. */
export function opening(random: Random, worldNow: string, matter = `食品经营许可及条件的检查 ${random.below(1e6)}`): Intent {
  return {
    person: someoneWith('lead_coordinator'),
    fileId: null,
    type: 'inspection',
    action: 'assignInspection',
    body: {
      target: { name: '示例食品有限公司', uscc: '91350100M000100Y43' },
      matter,
      officerIds: [...assigned],
      plannedEnd: addDays(shanghaiDate(worldNow), 1 + random.below(40)),
    },
    occurredOn: null,
    ifMatch: null,
  };
}
