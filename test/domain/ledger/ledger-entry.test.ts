import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { contentHash, genesis, sealEntry } from '../../../domain/ledger/ledger-entry.ts';
import { verifyChain } from '../../../domain/ledger/verify-chain.ts';

const entry = (seq: number) => ({ seq, kind: 'act' as const, what: 'x', occurredOn: '2026-03-02', stage: 'assigned', reached: [], open: ['y'], due: null, effects: [], content: { 姓名: '张三', b: 1, a: 'é' } });
const chain = () => {
  const first = sealEntry('inspection-1', genesis, '2026-03-02T00:00:00.000Z', entry(1));
  return [first, sealEntry('inspection-1', first.hash, '2026-03-02T00:00:01.000Z', entry(2))];
};

describe('a ledger entry', () => {
  test('hashes the salt\'s bytes and the exact text, and an outsider can recompute both hashes', () => {
    const [first] = chain();
    if (!first) throw new Error('no entry');
    const salted = createHash('sha256').update(Buffer.concat([Buffer.from(first.salt, 'hex'), Buffer.from(first.content, 'utf8')])).digest('hex');
    expect(JSON.parse(first.header)).toMatchObject({ contentHash: salted, prev: genesis, seq: 1 });
    expect(first.hash).toBe(createHash('sha256').update(first.header).digest('hex'));
    expect(contentHash(first.salt, first.content)).toBe(salted);
  });

  test('is RFC 8785 text: keys in order of code units, no spaces', () => {
    expect(chain()[0]?.content).toBe('{"a":"é","b":1,"姓名":"张三"}');
  });

  test('has a salt of 32 random bytes, so that equal contents have different hashes', () => {
    const salts = chain().map((e) => e.salt);
    expect(new Set(salts).size).toBe(2);
    expect(salts[0]).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe('verifyChain', () => {
  test('finds a whole chain whole, also where salt and content of an entry were erased together', () => {
    const [first, second] = chain();
    if (!first || !second) throw new Error('no entries');
    expect(verifyChain('inspection-1', [first, second])).toBeNull();
    expect(verifyChain('inspection-1', [{ ...first, salt: null, content: null }, second])).toBeNull();
  });

  test.each([
    ['a changed byte of the content', (e: ReturnType<typeof chain>) => { e[0] = { ...e[0]!, content: e[0]!.content.replace('张', '李') }; }, { seq: 1, fault: 'content_changed' }],
    ['a changed header', (e: ReturnType<typeof chain>) => { e[1] = { ...e[1]!, header: e[1]!.header.replace('assigned', 'closed__') }; }, { seq: 2, fault: 'header_changed' }],
    ['a missing entry', (e: ReturnType<typeof chain>) => { e.shift(); }, { seq: 1, fault: 'missing' }],
    ['an entry sealed on another one', (e: ReturnType<typeof chain>) => { e[1] = sealEntry('inspection-1', 'f'.repeat(64), '2026-03-02T00:00:01.000Z', entry(2)); }, { seq: 2, fault: 'chain_broken' }],
    ['an entry of another file', (e: ReturnType<typeof chain>) => { e[0] = sealEntry('inspection-2', genesis, '2026-03-02T00:00:01.000Z', entry(1)); }, { seq: 1, fault: 'wrong_file' }],
  ])('locates %s', (_, damage, broken) => {
    const entries = chain();
    damage(entries);
    expect(verifyChain('inspection-1', entries)).toEqual(broken);
  });
});
