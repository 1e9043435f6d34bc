import { expect, test } from 'vitest';
import { checkDraw, checkLedger } from '../../demo/linked-record.ts';
import type { NewEntry } from '../../domain/advance/draft.ts';
import { genesis, sealEntry, type LedgerEntry } from '../../domain/ledger/ledger-entry.ts';
import { matchedTask, go, coordinator } from '../support/draw.ts';

const entry = (seq: number): NewEntry => ({ seq, kind: 'act', what: 'fileCase', occurredOn: '2026-03-02', stage: 'investigating', reached: [], open: [], due: null, effects: [], content: { n: seq } });

function chain(file: string, entries: readonly NewEntry[]): LedgerEntry[] {
  const sealed: LedgerEntry[] = [];
  for (const one of entries) sealed.push(sealEntry(file, sealed.at(-1)?.hash ?? genesis, '2026-03-02T02:00:00.000Z', one));
  return sealed;
}

test('a ledger is verified only when every byte of every chain is as it was sealed', () => {
  const chains = new Map([['a', chain('a', [entry(1), entry(2)])], ['b', chain('b', [entry(1)])]]);
  const whole = checkLedger(chains);
  expect(whole).toMatchObject({ entries: 3, verified: true, broken: [] });
  const changed = new Map(chains).set('b', chain('b', [entry(1)]).map((one) => ({ ...one, content: '{"n":2}' })));
  expect(checkLedger(changed)).toMatchObject({ verified: false, broken: ['b: content_changed at 1'] });
  expect(checkLedger(new Map(chains).set('a', chains.get('a')!.slice(1)))).toMatchObject({ verified: false, broken: ['a: missing at 1'] });
  expect(checkLedger(new Map(chains).set('b', []))).toMatchObject({ verified: false, broken: ['b: empty'] });
  // another end of a chain gives another head
  expect(checkLedger(new Map(chains).set('a', chains.get('a')!.slice(0, 1)))).toMatchObject({ verified: true, head: expect.not.stringMatching(whole.head) });
});

test('a draw is computed again from the evidence in the ledger, and one that was changed is noticed', () => {
  const task = go(matchedTask(), [coordinator, 'confirmAssignment']);
  const sealed = chain('drawTask', task.given.flatMap(({ entries }) => entries));
  expect(checkDraw(sealed)).toEqual([]);
  const other = sealed.map((one) => ({ ...one, content: one.content.replace(/"seed":"[0-9a-f]{64}"/g, `"seed":"${'0'.repeat(64)}"`) }));
  expect(checkDraw(other)[0]).toMatch(/^SEED_WRONG/);
  expect(checkDraw(sealed.slice(0, 3))).toEqual(['no evidence in the ledger']);
});
