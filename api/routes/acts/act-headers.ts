import { z } from 'zod';
import type { IncomingHttpHeaders } from 'node:http';
import { ApiProblem } from '../../errors/problem.ts';

const largestSeq = 2_147_483_647;

/** Described for the OpenAPI document; read by the functions below, whose answers come in their own order. */
export const actHeaders = z.looseObject({
  'idempotency-key': z.string().optional().describe('必填;每次点击一个新值 · required; a new value for each click, 1 to 200 visible ASCII characters'),
  'if-match': z.string().optional().describe('可选;所见案卷的 ETag,案卷已变则答 412 · the ETag of the file as it was seen'),
});

/** @throws ApiProblem IDEMPOTENCY_KEY_REQUIRED, IDEMPOTENCY_KEY_INVALID */
export function idempotencyKeyOf(headers: IncomingHttpHeaders): string {
  const given = headers['idempotency-key'];
  if (given === undefined || given === '') throw new ApiProblem('IDEMPOTENCY_KEY_REQUIRED');
  // the draft standard writes it as a quoted string; many clients send it bare
  const key = typeof given === 'string' ? (/^"([^"]*)"$/.exec(given)?.[1] ?? given) : '';
  if (!/^[\x21\x23-\x7e]{1,200}$/.test(key)) throw new ApiProblem('IDEMPOTENCY_KEY_INVALID');
  return key;
}

/**
 * The sequence that the sender insists on; null when they do not, or when any will do (`*`).
 * @throws ApiProblem IF_MATCH_INVALID, and CHANGED_SINCE for a tag that no file of ours ever has
 */
export function ifMatchOf(headers: IncomingHttpHeaders): number | null {
  const given = headers['if-match'];
  if (given === undefined || given === '*') return null;
  const tag = /^"([\x21\x23-\x7e]{0,100})"$/.exec(given)?.[1];
  // weak tags never match (RFC 9110, 13.1.1); several tags at once make no sense for one sequence
  if (tag === undefined && /^W\/"[\x21\x23-\x7e]*"$/.test(given)) throw new ApiProblem('CHANGED_SINCE');
  if (tag === undefined) throw new ApiProblem('IF_MATCH_INVALID');
  const seq = /^(0|[1-9]\d{0,9})$/.test(tag) ? Number(tag) : Number.NaN;
  if (!(seq <= largestSeq)) throw new ApiProblem('CHANGED_SINCE');
  return seq;
}
