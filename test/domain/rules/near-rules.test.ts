import { describe, expect, it } from 'vitest';
import { nearIds } from '../../../domain/rules/near-rules.ts';

const ids = ['case-decide', 'case-suspend', 'clue-verify', 'hearing-request', 'hearing-report', 'review-complete', 'fine-pay'];

describe('an id that nobody knows', () => {
  it.each([
    ['case-decied', 'case-decide'],
    ['decide', 'case-decide'],
    ['clueverify', 'clue-verify'],
    ['hearing-reqest', 'hearing-request'],
    ['pay-fine', 'fine-pay'],
  ])('%s may have meant %s', (asked, meant) => {
    expect(nearIds(asked, ids)[0]).toBe(meant);
  });

  it('means nothing when it is like none of them', () => {
    expect(nearIds('zzzzzzzzzz', ids)).toEqual([]);
    expect(nearIds('', ids)).toEqual([]);
  });
});
