import { z } from 'zod';
import type { FastifyReply } from 'fastify';
import { errors, type Refusal } from '../../../domain/errors.ts';
import { fileDefinition } from '../../../domain/files/file-types.ts';
import { fileTypeOf } from '../../../domain/ids.ts';
import type { RuleSet } from '../../../domain/rules/rule.ts';
import type { LawBook } from '../../../law/law-book.ts';
import type { Told } from '../../../submissions/submission.ts';
import { ApiProblem } from '../../errors/problem.ts';
import { rulesInForce } from '../../reading/rules-in-force.ts';
import { askedByView } from '../../views/asked-by-view.ts';
import { fileAddress } from '../../views/file-view.ts';
import { labelSchema, named, namedSchema } from '../../views/label-view.ts';
import { etagOf } from '../files/show-file.ts';

export const acceptedSchema = z
  .object({
    operationId: z.string(),
    fileId: z.string(),
    outcome: z.string(),
    seq: z.int(),
    stage: namedSchema,
    warnings: z.array(z.object({ code: z.string(), label: labelSchema, field: z.string().optional(), rule: z.string().optional() })).optional().describe('已办理,但请注意 · done, but note'),
    links: z.object({ file: z.string(), actions: z.string(), timeline: z.string(), operation: z.string() }),
  })
  .meta({ id: 'Accepted' });

export type Accepted = Extract<Told, { kind: 'accepted' }>;

export function acceptedView(told: Accepted): z.infer<typeof acceptedSchema> {
  const type = fileTypeOf(told.fileId);
  const file = fileAddress(told.fileId, type);
  return {
    operationId: told.operationId,
    fileId: told.fileId,
    outcome: told.outcome,
    seq: told.seq,
    stage: named(told.stage, fileDefinition(type).chart.stages[told.stage]?.label),
    ...(told.warnings ? { warnings: told.warnings.map(warningView) } : {}),
    links: { file, actions: `${file}/actions`, timeline: `${file}/timeline`, operation: `/api/v1/operations/${told.operationId}` },
  };
}

/**
 * Tells the sender what became of an act.
 * @throws ApiProblem for every answer but a yes
 */
export async function tellOutcome(deps: { readonly lawBook: LawBook }, reply: FastifyReply, told: Told, isOpening: boolean): Promise<z.infer<typeof acceptedSchema>> {
  if (told.kind === 'accepted') {
    const view = acceptedView(told);
    reply.header('etag', etagOf(told.seq)).header('cache-control', 'no-store').code(isOpening ? 201 : 200);
    if (isOpening) reply.header('location', view.links.file);
    return view;
  }
  // alike for what does not exist and what belongs to others
  if (told.kind === 'notVisible') throw new ApiProblem('FILE_NOT_FOUND');
  if (told.kind === 'keyReused') throw new ApiProblem('KEY_REUSED');
  if (told.kind === 'clockMoving') throw new ApiProblem('CLOCK_MOVING', { headers: { 'retry-after': '1' } });
  // an opening that was refused has no file, but where it met the one there is
  const hasFile = !isOpening || (told.kind === 'refused' && told.refusal.code === 'FILE_EXISTS');
  const operation = { operationId: told.operationId, ...(hasFile ? { fileId: told.fileId } : {}) };
  if (told.kind === 'refused') throw new ApiProblem(told.refusal.code, { ...refusalDetail(told.refusal, await rulesInForce(deps)), ...operation });
  throw new ApiProblem('OUTCOME_UNKNOWN', { ...operation, headers: { 'retry-after': '2', location: `/api/v1/operations/${told.operationId}` } });
}

function warningView(warning: Refusal) {
  const { zh, en } = errors[warning.code];
  const field = fieldOf(warning);
  return { code: warning.code, label: { zh, en }, ...(field === undefined ? {} : { field }), ...(warning.rule === undefined ? {} : { rule: warning.rule }) };
}

/** The law knows the act's own fields; the sender put them under `input`. */
function fieldOf({ field }: Refusal): string | undefined {
  return field === undefined || field === '/occurredOn' ? field : `/input${field === '/' ? '' : field}`;
}

/** What is missing, and which article asks for it. */
export function refusalDetail(refusal: Refusal, rules: RuleSet) {
  const { rule, reason, earliestOn } = refusal;
  return { field: fieldOf(refusal), rule, askedBy: askedByView(rules, rule), reason, earliestOn };
}
