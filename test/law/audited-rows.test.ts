import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { auditedFile, rowLines } from './audited-rows.ts';

describe('the catalogue', () => {
  test('is, row by row, what was compared with the texts: no row is lost or changed unseen, and none with a text is added', () => {
    const audited = readFileSync(auditedFile, 'utf8').trim().split('\n');
    const rows = rowLines();
    const differs = { lost: audited.filter((row) => !rows.includes(row)), unknown: rows.filter((row) => !audited.includes(row) && !row.endsWith(' design')) };
    expect(differs, 'compare the rows with their texts, then: node test/law/audited-rows.ts').toEqual({ lost: [], unknown: [] });
    expect(new Set(audited).size).toBe(audited.length);
  });
});
