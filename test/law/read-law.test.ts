import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readLaw } from '../../law/read-law.ts';
import { readLawOnce } from '../../law/read-once.ts';
import { knownNames, shippedLaw } from '../../law/shipped-law.ts';
import { LawError, type LawFinding } from '../../law/yaml-file.ts';

const shipped = join(import.meta.dirname, '../../law');
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'duban-law-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** What reading finds when one piece of text in one file is another. */
function findingsOf(file: string, before: string, after: string): readonly LawFinding[] {
  for (const part of ['rules', 'profiles', 'laws.yaml', 'ladders.yaml', 'trigger-events.yaml', 'readings.yaml']) cpSync(join(shipped, part), join(folder, part), { recursive: true });
  const text = readFileSync(join(folder, file), 'utf8');
  if (!text.includes(before)) throw new Error(`${file} does not hold ${before}`);
  return findingsWith(file, text.replace(before, after));
}

/** The same where a file is another one as a whole. */
function findingsWith(file: string, text: string): readonly LawFinding[] {
  writeFileSync(join(folder, file), text);
  try {
    readLaw(folder, knownNames);
  } catch (error) {
    if (error instanceof LawError) return error.findings;
    throw error;
  }
  return [];
}

const clue = 'rules/clue-and-filing.yaml';
const row = '  - id: clue-verify\n    kind: clock\n';
const spoilt: readonly (readonly [what: string, code: string, file: string, before: string, after: string])[] = [
  ['a key that no row has', 'BAD_FORM', clue, row, `${row}    colour: red\n`],
  ['a missing key', 'BAD_FORM', clue, '    unit: WD\n', ''],
  ['a key given twice', 'NOT_YAML', clue, '    unit: WD\n', '    unit: WD\n    unit: CD\n'],
  ['text that is not YAML', 'NOT_YAML', clue, row, '  - id: [clue\n'],
  ['a missing label', 'BAD_FORM', clue, 'label: { zh: 核查线索并决定是否立案, en: Verify the clue and decide on filing }', 'label: { zh: 核查线索并决定是否立案 }'],
  ['a missing source', 'BAD_FORM', clue, /    source:\n(      - .*\n)+/.exec(readFileSync(join(shipped, clue), 'utf8'))?.[0] ?? '', '    source: []\n'],
  ['an unknown law', 'UNKNOWN_LAW', clue, 'law: PPR', 'law: XYZ'],
  ['an unknown trigger', 'UNKNOWN_TRIGGER', clue, 'trigger: clue_received', 'trigger: moon_full'],
  ['an unknown role', 'UNKNOWN_ROLE', clue, 'actor: case_handler', 'actor: janitor'],
  ['an unknown lapse code', 'UNKNOWN_LAPSE_CODE', clue, 'onLapse: AGENCY_OVERDUE', 'onLapse: AUTO_APPROVE'],
  ['an unknown ground', 'UNKNOWN_PAUSE_GROUND', clue, '[testing,', '[expert_review,'],
  ['an unknown ladder', 'UNKNOWN_LADDER', clue, 'ladder: agency_overdue', 'ladder: fire_escape'],
  ['a date that is none', 'BAD_FORM', clue, 'due: 2026-03-23', 'due: soon'],
  ['a rung that nobody knows', 'BAD_FORM', 'ladders.yaml', 'to: [actor], effect: remind', 'to: [actor], effect: sing'],
  ['a profile that is not named like its file', 'BAD_ID', 'profiles/huzhou.yaml', 'id: huzhou', 'id: hangzhou'],
  ['a profile without readings', 'BAD_FORM', 'profiles/national.yaml', 'readings: []\n', ''],
];

describe('reading the law', () => {
  test('gives from the cache what it gives from the text', async () => {
    const law = readLaw(shipped, knownNames);
    expect(shippedLaw).toEqual(law);
    // kept by now, so that this comes from the cache whatever the first one came from
    expect(await readLawOnce(shipped, knownNames)).toEqual(law);
  });

  test('finds nothing wrong with what ships', () => {
    expect(findingsOf(clue, row, row)).toEqual([]);
  });

  test.each(spoilt)('finds %s and names file, line and row', (_what, code, file, before, after) => {
    const findings = findingsOf(file, before, after);
    expect(findings.map((finding) => finding.code)).toContain(code);
    for (const finding of findings) expect(finding).toMatchObject({ file, line: expect.any(Number), row: expect.stringMatching(/./) });
    expect(findings.some(({ line }) => line > 0)).toBe(true);
  });

  test('names the very line', () => {
    const text = readFileSync(join(shipped, clue), 'utf8');
    const line = text.slice(0, text.indexOf('    trigger: clue_received')).split('\n').length;
    const [finding] = findingsOf(clue, '    trigger: clue_received\n', '    trigger: clue_received\n    colour: red\n');
    // an unknown key is found on the row that has it
    expect(finding).toMatchObject({ file: clue, row: 'clue-verify', code: 'BAD_FORM' });
    expect(finding?.line).toBeLessThanOrEqual(line + 1);
    expect(findingsOf(clue, 'unit: WD', 'unit: [WD]')[0]).toMatchObject({ line: text.slice(0, text.indexOf('unit: WD')).split('\n').length, row: 'clue-verify' });
  });

  test('finds a row without a worked example, and two versions in force on one day', () => {
    const text = readFileSync(join(shipped, clue), 'utf8');
    const first = text.slice(text.indexOf(row), text.indexOf('  - id: ', text.indexOf(row) + 10));
    const bare = first.slice(0, first.indexOf('    examples:'));
    expect(findingsOf(clue, first, bare)).toEqual([expect.objectContaining({ code: 'NO_EXAMPLE', row: 'clue-verify' })]);
    const newer = first.replace('    verified: verified\n', '    verified: verified\n    effectiveFrom: 2026-06-01\n');
    expect(findingsOf(clue, first, `${first}${newer}`)).toEqual([expect.objectContaining({ code: 'OVERLAPPING_VERSIONS', row: 'clue-verify' })]);
    expect(findingsOf(clue, first, `${first}${first}`)).toEqual([expect.objectContaining({ code: 'DUPLICATE_ID', row: 'clue-verify' })]);
  });

  test.each([
    ['sets what the rule fixes', 'NOT_FOR_A_PROFILE', '{ rule: case-decide, limit: 60 }'],
    ['goes beyond the bounds', 'OUT_OF_BOUNDS', '{ rule: draw-match-officers, limit: 21 }'],
    ['knows no such rule', 'UNKNOWN_RULE', '{ rule: tea-break, limit: 1 }'],
    ['names a party that the line does not know', 'OUT_OF_BOUNDS', "{ rule: hearing-right-scope, yuan: { robot: '1' } }"],
    ['sets a day that not every year has', 'OUT_OF_BOUNDS', "{ rule: plan-half-year-report, limit: '02-29' }"],
    ['says nothing', 'BAD_FORM', '{ rule: draw-match-officers }'],
  ])('finds an override that %s', (_what, code, override) => {
    const full = `${override.slice(0, -2)}, effectiveFrom: 2026-02-01, source: [{ law: DESIGN, article: '-', text: 测试 }] }`;
    findingsOf(clue, row, row);
    const findings = findingsWith('profiles/somewhere.yaml', `id: somewhere\nlabel: { zh: 某地, en: Somewhere }\nreadings: []\noverrides:\n  - ${full}\n`);
    rmSync(join(folder, 'profiles/somewhere.yaml'));
    expect(findings).toEqual([expect.objectContaining({ code, file: 'profiles/somewhere.yaml', line: 5, row: expect.stringMatching(/somewhere/) })]);
  });
});
