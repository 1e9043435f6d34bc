import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { LineCounter, parseDocument, isMap, isSeq, isScalar, type Document, type Node } from 'yaml';

/** Something that is wrong with the law as it is written down. */
export interface LawFinding {
  /** Path below the folder of the law. */
  readonly file: string;
  readonly line: number;
  /** Rule id, or what else the row is called. */
  readonly row: string;
  readonly code: string;
  readonly detail: string;
}

/** The law cannot be used; every finding names file, line and row. */
export class LawError extends Error {
  readonly findings: readonly LawFinding[];

  constructor(findings: readonly LawFinding[]) {
    super(`规则目录无法使用 · the catalogue cannot be used:\n${findings.map(({ file, line, row, code, detail }) => `  ${file}:${line} ${row}: ${code} ${detail}`).join('\n')}`);
    this.name = 'LawError';
    this.findings = findings;
  }
}

/** One file as data, and the line on which each part of it stands. */
export interface YamlFile {
  readonly file: string;
  readonly text: string;
  readonly data: unknown;
  lineOf(path: readonly PropertyKey[]): number;
  readonly findings: readonly LawFinding[];
}

/** Reads a file of YAML 1.2: text that looks like a date stays text, a key given twice is an error. */
export function readYamlFile(folder: string, path: string): YamlFile {
  const file = relative(folder, join(folder, path));
  const text = readFileSync(join(folder, path), 'utf8');
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, schema: 'core', uniqueKeys: true });
  const findings = [...document.errors, ...document.warnings].map((error) => ({ file, line: error.linePos?.[0].line ?? 1, row: '-', code: 'NOT_YAML', detail: error.message.split('\n')[0] ?? '' }));
  return {
    file,
    text,
    data: findings.length === 0 ? document.toJS() : undefined,
    lineOf: (at) => lines.linePos(nodeAt(document, at)?.range?.[0] ?? 0).line,
    findings,
  };
}

/** The node at a path, or the last one on the way to it that exists. */
function nodeAt(document: Document, path: readonly PropertyKey[]): Node | null {
  let node = document.contents as Node | null;
  for (const step of path) {
    let next: unknown;
    if (isMap(node)) next = node.items.find(({ key }) => isScalar(key) && key.value === step)?.value;
    else if (isSeq(node)) next = node.items[Number(step)];
    if (next === undefined || next === null) return node;
    node = next as Node;
  }
  return node;
}
