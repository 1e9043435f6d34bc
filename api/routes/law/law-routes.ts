import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { SignedIn } from '../../../accounts/sessions.ts';
import type { Role } from '../../../domain/roles.ts';
import { LawChangeError } from '../../../law/changes/law-change-error.ts';
import { ApiProblem } from '../../errors/problem.ts';
import { callerOf } from '../../plugins/authentication.ts';

/** 法制机构 drafts and withdraws. */
export const drafters: readonly Role[] = ['legal_reviewer', 'legal_unit'];
/** 负责人 approves, and is never the drafter. */
export const approvers: readonly Role[] = ['responsible_person', 'principal_head'];

export const changeParams = z.strictObject({ id: z.uuid() });

/** The caller, if one of the roles is theirs. @throws ApiProblem FORBIDDEN_ROLE */
export function callerWith(request: FastifyRequest, roles: readonly Role[]): SignedIn {
  const caller = callerOf(request);
  if (!caller.roles.some((role) => roles.includes(role))) throw new ApiProblem('FORBIDDEN_ROLE');
  return caller;
}

/** Runs an operation on the law; what it refuses is told as a problem, each finding a line. */
export async function told<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof LawChangeError)) throw error;
    throw new ApiProblem(error.code, {
      ...(error.earliestOn === undefined ? {} : { earliestOn: error.earliestOn }),
      ...(error.findings.length === 0 ? {} : { errors: error.findings.slice(0, 50).map((finding) => ({ field: fieldOf(finding), message: { zh: finding, en: finding } })) }),
    });
  }
}

/** A finding about the form names its place; the others are about the content as a whole. */
function fieldOf(finding: string): string {
  const place = /^BAD_FORM (\/\S*)/.exec(finding)?.[1];
  return place === undefined ? '/content' : `/content${place === '/' ? '' : place}`;
}
