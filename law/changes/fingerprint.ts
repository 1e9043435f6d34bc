import { createHash } from 'node:crypto';
import { canonicalText } from '../../domain/ledger/ledger-entry.ts';
import type { LawInForce } from '../law-book.ts';

/** SHA-256 over law and calendar as RFC 8785 text: whoever holds the product and the changes can recompute what was in force. */
export function fingerprintOf({ law, calendar }: Pick<LawInForce, 'law' | 'calendar'>): string {
  const { rules, profiles, ladders, readings } = law;
  return createHash('sha256').update(canonicalText({ rules, profiles, ladders, readings, calendar })).digest('hex');
}
