import { z } from 'zod';
import { evidenceFormat } from '../domain/draw/draw-evidence.ts';
import { samplerVersion } from '../domain/draw/sampler.ts';
import { creditRiskClasses } from '../domain/registers.ts';

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const ticket = z.strictObject({ id: z.string(), ticket: z.string() });
const percent = z.number().min(0).max(100);
const contribution = z.strictObject({ officerId: z.string(), commitment: hash, contribution: z.string().optional() });

/** The evidence as it comes from outside: strict, so that nothing unread can hide in it. */
export const evidenceSchema = z.strictObject({
  format: z.literal(evidenceFormat),
  drawTask: z.string(),
  frame: z.strictObject({
    sampler: z.literal(samplerVersion),
    quota: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('ratio'), percent: z.strictObject({ A: percent, B: percent, C: percent, D: percent }) }),
      z.strictObject({ kind: z.literal('number'), number: z.int().min(1) }),
    ]),
    officersPerTarget: z.int().min(1),
    targets: z.array(z.strictObject({ id: z.string(), name: z.string(), riskClass: z.enum(creditRiskClasses) })),
    officers: z.array(z.string()),
  }),
  frameHash: hash,
  contributions: z.array(contribution),
  discardedRounds: z.array(z.strictObject({ reason: z.string(), contributions: z.array(contribution) })),
  seed: hash,
  targets: z.array(z.strictObject({ id: z.string(), riskClass: z.enum(creditRiskClasses), ticket: z.string() })),
  matches: z.array(z.strictObject({ target: z.string(), officers: z.array(ticket) })),
  replacements: z.array(z.strictObject({ target: z.string(), officerId: z.string(), unavailable: z.array(z.string()), replacement: ticket })),
  result: z.array(z.strictObject({ target: z.string(), officerIds: z.array(z.string()) })),
});

/** A page of the ledger of a draw task as the API gives it out. */
export const ledgerSchema = z.object({ items: z.array(z.object({ content: z.string().nullable() })) });
