import type { FastifySchemaCompiler } from 'fastify';
import type { z } from 'zod';

/** A part of a request that does not fit its schema. */
export class InvalidRequest extends Error {
  readonly statusCode = 400;
  readonly issues: readonly z.core.$ZodIssue[];
  /** `body`, `params`, `querystring` or `headers`. */
  readonly part: string;

  constructor(part: string, issues: readonly z.core.$ZodIssue[]) {
    super(`${part} does not fit its schema`);
    this.issues = issues;
    this.part = part;
  }
}

/**
 * Checks requests with zod. Parameters are taken as the schema reads them (numbers, defaults); a body stays as it was sent, since
 * that is what is stored and hashed, and the step reads it with the same schema again.
 */
export const validatorCompiler: FastifySchemaCompiler<z.ZodType> = ({ schema, httpPart = 'body' }) => (data) => {
  const read = schema.safeParse(data);
  if (!read.success) return { error: new InvalidRequest(httpPart, read.error.issues) };
  return httpPart === 'body' ? true : { value: read.data };
};
