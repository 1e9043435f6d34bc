import { pino } from 'pino';
import type { JsonObject } from '../../domain/json.ts';
import { approveChange } from '../../law/changes/approve-change.ts';
import { draftChange, type Draft } from '../../law/changes/draft-change.ts';
import type { LawChange } from '../../law/changes/law-change.ts';
import { previewChange } from '../../law/changes/preview-change.ts';
import { runRedating, type RedatingDeps } from '../../redating/run-redating.ts';
import { assignment, finding, idOf, type TestWorld } from '../support/world.ts';
import { known, stepOf, store } from '../protocol/second-worker.ts';

export const drafter = idOf('legalReviewer');
export const approver = idOf('responsible');

/** 20 working days to publish a result, as 10 or 30. */
export function resultPublish(limit: 10 | 30, effectiveFrom: string): JsonObject {
  return {
    row: {
      id: 'inspection-result-publish', kind: 'clock', label: { zh: '公示抽查检查结果', en: 'Publish the result of the inspection' }, unit: 'WD', limit,
      trigger: 'inspection_result_formed', actor: 'publication_officer', onLapse: 'AGENCY_OVERDUE', roll: 'none', ladder: 'agency_overdue',
      source: [{ law: 'SCM', article: '12', text: '测试用:公示期限改为其他天数' }], verified: 'design', effectiveFrom,
      // Monday 2027-03-01 is not counted: 10 working days end on Monday the 15th, 30 on 13 April, since Monday 5 April rests (Qingming)
      examples: [{ from: '2027-03-01', due: limit === 10 ? '2027-03-15' : '2027-04-13' }],
    },
  };
}

/** Draft, preview, and approval by a second person: from here on it is the law. */
export async function putInForce(world: TestWorld, draft: Partial<Draft> & Pick<Draft, 'kind' | 'content'>): Promise<LawChange> {
  const { id } = await draftChange(world.pool, world.lawBook, drafter, { transition: 'new_triggers', reason: '测试', ...draft });
  await previewChange(world.pool, world.lawBook, drafter, id);
  return approveChange(world.pool, world.lawBook, approver, id);
}

export function run(world: TestWorld, changeId: string, options: Partial<RedatingDeps> = {}): Promise<boolean> {
  return runRedating({ pool: world.pool, lawBook: world.lawBook, log: pino({ level: 'silent' }), ...options }, changeId);
}

/** An inspection whose result is recorded, so that the clock of its publication runs; written without a process. */
export async function inspected(world: TestWorld, at: string): Promise<string> {
  const opened = await store(world, 'coordinator', '', 'assignInspection', assignment, { fileId: null });
  const { fileId } = opened;
  await stepOf(world)({ fileId, expect: { seq: 0, head: '' }, at, event: { kind: 'act', submissionId: opened.id } });
  const found = await store(world, 'inspectorA', fileId, 'recordInspectionResult', finding);
  const { answer } = await stepOf(world)({ fileId, expect: await known(world, fileId), at, event: { kind: 'act', submissionId: found.id } });
  if (answer?.kind !== 'accepted') throw new Error(JSON.stringify(answer));
  return fileId;
}

export interface Publication {
  readonly fileId: string;
  readonly dueDate: string;
  readonly provisional: boolean;
  readonly revision: number;
  readonly ruleVersion: string;
  readonly entries: number;
}

/** Each open publication deadline, and how many entries re-dated it. */
export async function publications(world: TestWorld): Promise<Publication[]> {
  const { rows } = await world.pool.query<Publication>(
    `SELECT d.file_id AS "fileId", d.due_date::text AS "dueDate", d.provisional, d.revision, d.rule_version AS "ruleVersion",
       (SELECT count(*)::int FROM ledger_entry e WHERE e.deadline_id = d.id AND e.kind = 'redate') AS entries
     FROM deadline d WHERE d.clock = 'resultPublication' AND d.closed_seq IS NULL ORDER BY d.file_id COLLATE "C"`,
  );
  return rows;
}
