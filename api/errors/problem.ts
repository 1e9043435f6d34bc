import { z } from 'zod';
import { errors, type ErrorCode } from '../../domain/errors.ts';
import type { Label } from '../../domain/label.ts';
import { labelSchema } from '../views/label-view.ts';
import { askedBySchema, type AskedBy } from '../views/asked-by-view.ts';

/** One field that is wrong, and why. */
export interface FieldError {
  /** JSON pointer into the body, or the name of the parameter. */
  readonly field: string;
  readonly message: Label;
}

export interface ProblemDetail {
  readonly field?: string | undefined;
  readonly rule?: string | undefined;
  /** The rule with its articles, as it is in force. */
  readonly askedBy?: AskedBy | undefined;
  readonly reason?: string | undefined;
  readonly earliestOn?: string | undefined;
  readonly detail?: Label | undefined;
  readonly errors?: readonly FieldError[] | undefined;
  readonly operationId?: string | undefined;
  readonly fileId?: string | undefined;
  /** Ids that the asker may have meant. */
  readonly nearMatches?: readonly string[] | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** An answer that is a no, thrown by routes and plugins, told as RFC 9457 problem details. */
export class ApiProblem extends Error {
  readonly code: ErrorCode;
  readonly statusCode: number;
  readonly more: ProblemDetail;

  constructor(code: ErrorCode, more: ProblemDetail = {}) {
    super(errors[code].en);
    this.name = 'ApiProblem';
    this.code = code;
    this.statusCode = errors[code].status;
    this.more = more;
  }
}

export const problemSchema = z
  .object({
    type: z.string().describe('错误代码的说明地址 · where the code is explained'),
    title: z.string().describe('中文 · English'),
    label: labelSchema,
    status: z.int(),
    code: z.string().describe('稳定的错误代码,见 /api/v1/errors · stable code, see /api/v1/errors'),
    detail: z.string().optional(),
    field: z.string().optional().describe('有误字段(JSON 指针) · the field to blame, as a JSON pointer'),
    rule: z.string().optional().describe('所依据的规则 · the rule that asks for it'),
    askedBy: askedBySchema().optional(),
    reason: z.string().optional(),
    earliestOn: z.string().optional().describe('最早可办理日 · first day on which the act is allowed'),
    errors: z.array(z.object({ field: z.string(), message: labelSchema })).optional(),
    operationId: z.string().optional(),
    operation: z.string().optional().describe('查询结果的地址 · where the outcome can be asked for'),
    fileId: z.string().optional(),
    nearMatches: z.array(z.string()).optional().describe('可能想找的编号 · ids that may have been meant'),
    requestId: z.string().optional(),
  })
  .meta({ id: 'Problem', description: 'RFC 9457' });

export type Problem = z.infer<typeof problemSchema>;

/** The body of an answer that is a no. */
export function problemBody(code: ErrorCode, more: ProblemDetail = {}): Problem {
  const { status, zh, en } = errors[code];
  return {
    type: `/api/v1/errors/${code}`,
    title: `${zh} · ${en}`,
    label: { zh, en },
    status,
    code,
    ...(more.detail ? { detail: `${more.detail.zh} · ${more.detail.en}` } : {}),
    ...(more.field === undefined ? {} : { field: more.field }),
    ...(more.rule === undefined ? {} : { rule: more.rule }),
    ...(more.askedBy ? { askedBy: more.askedBy } : {}),
    ...(more.reason === undefined ? {} : { reason: more.reason }),
    ...(more.earliestOn === undefined ? {} : { earliestOn: more.earliestOn }),
    ...(more.errors === undefined ? {} : { errors: [...more.errors] }),
    ...(more.operationId === undefined ? {} : { operationId: more.operationId, operation: `/api/v1/operations/${more.operationId}` }),
    ...(more.fileId === undefined ? {} : { fileId: more.fileId }),
    ...(more.nearMatches === undefined ? {} : { nearMatches: [...more.nearMatches] }),
  };
}
