import type { Officer } from '../../domain/actions/action.ts';
import { creditRecordFile } from '../../domain/files/credit-record.ts';
import { creditRepairFile } from '../../domain/files/credit-repair.ts';
import type { JsonObject } from '../../domain/json.ts';
import type { Role } from '../../domain/roles.ts';
import { walk, type Walk } from './walk.ts';

const officer = (id: string, ...roles: Role[]): Officer => ({ id, departmentId: 'market-bureau', roles, certificateValidUntil: null });
export const publisher = officer('publisher', 'publication_officer');
export const handler = officer('handler', 'case_handler');
export const creditOfficer = officer('credit-officer', 'credit_officer');
export const responsible = officer('responsible', 'responsible_person');
/** Holds both roles, so that only the guard stands between a verification and its approval. */
export const everything = officer('everything', 'credit_officer', 'responsible_person');

export const noon = (day: string) => `${day}T04:00:00.000Z`;
export const caseSource = { fileId: 'enforcementCase-00000000000000000001', seq: 12, n: 1 };

/** What a case tells of its penalty: a general one, unless a test says otherwise. */
export const told: JsonObject = {
  caseFileId: caseSource.fileId,
  decisionNo: '示市监处罚〔2026〕1号',
  party: { name: '示例食品有限公司', uscc: '91350100M000100Y43' },
  violationType: '未按规定明码标价',
  penaltyKinds: ['fine'],
  fineYuan: '12000',
  discretionTier: 'ordinary',
  domain: 'other',
  decidedOn: '2026-03-02',
  servedOn: '2026-03-03',
  summary: '未按规定明码标价,罚款12000元',
};

export const application = { onBehalfOf: '示例食品有限公司', document: '信用修复申请书1号', pledge: '守信承诺书1号', statement: '已改正' };

/** A record that waits for its publication. */
export function recordDue(change: JsonObject = {}, day = '2026-03-03'): Walk {
  const file = walk(creditRecordFile, { at: noon(day) });
  file.event('publicationDue', { ...told, ...change }, caseSource);
  return file;
}

/** A record published on 2026-03-10 on NECIPS, after the site, its obligations performed on 2026-03-20 unless left out. */
export function recordPublished(change: JsonObject = {}, options: { performed?: boolean } = {}): Walk {
  const file = recordDue(change);
  const done = [file.act(publisher, 'reviewSecrecy', { publishable: true, masked: ['personal_data'] }), file.act(publisher, 'publishOnSite', published)];
  file.tick(noon('2026-03-10'));
  done.push(file.act(publisher, 'publishPenalty', { ...published, receipt: '回执1号' }));
  for (const answer of done) if (!answer?.accepted) throw new Error(JSON.stringify(answer));
  if (options.performed !== false) {
    file.tick(noon('2026-03-20'));
    file.event('obligationsPerformed', { on: '2026-03-20' }, { ...caseSource, seq: 20 });
  }
  return file;
}

/** A general record with an application of the first day on which one is allowed. */
export function recordApplied(): Walk {
  const file = recordPublished();
  file.tick(noon('2026-06-11'));
  const answer = file.act(creditOfficer, 'applyForRepair', application);
  if (!answer?.accepted) throw new Error(JSON.stringify(answer));
  return file;
}

/** The file that an application opens, with what the record told it. */
export function repairOf(record: Walk): Walk {
  const effect = record.given.flatMap(({ effects }) => effects).find(({ name }) => name === 'repairApplied');
  if (!effect) throw new Error('nobody applied');
  const { appliedOn } = effect.payload['application'] as { appliedOn: string };
  const file = walk(creditRepairFile, { at: noon(appliedOn), fileId: effect.toFileId });
  file.event('repairApplied', effect.payload, { fileId: record.record.id, seq: effect.seq, n: effect.n });
  return file;
}

/** Hands the last effect of one file on to another. */
export function hand(from: Walk, to: Walk): void {
  const effect = from.given.flatMap(({ effects }) => effects).at(-1);
  if (!effect || effect.toFileId !== to.record.id) throw new Error(`no effect for ${to.record.id}`);
  to.event(effect.name, effect.payload, { fileId: from.record.id, seq: effect.seq, n: effect.n });
}

/** What is attested with a publication. */
export const published = { textAsServed: true };
export const verified = { method: 'paper', obligationsPerformed: true, corrected: true, noSameKindPenalty: true, findings: '材料属实' };
export const executed = { publicityStopped: true, dataUpdated: true, receipt: '回执2号' };

export const clockOf = (file: Walk, name: string) => file.record.deadlines.find(({ clock }) => clock === name);
