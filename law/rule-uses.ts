import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileTypes } from '../domain/files/file-types.ts';

/** One place of the product that applies a rule. */
export interface RuleUse {
  readonly kind: 'action' | 'clock' | 'code';
  /** Words of an action or a chart; the path of a file. */
  readonly name: string;
  /** Path of the file from the root of the repository. */
  readonly file: string;
}

const root = join(import.meta.dirname, '..');
/** What carries the law out; tests, the catalogue and the functions behind it do not count as use. */
const carriers = ['domain/**/*.ts', 'api/**/*.ts', 'activities/**/*.ts', 'scans/**/*.ts', 'workflows/**/*.ts', 'clock/**/*.ts', 'submissions/**/*.ts', 'digests/**/*.ts', 'notices/**/*.ts', 'redating/**/*.ts', 'ledger/**/*.ts'];
/** Of the rules themselves only what carries one out: the lines in money, and what counts as nearly overdue. */
const isCatalogue = (file: string) => /^domain\/(criteria\/|rules\/(?!lines|late-rungs))/.test(file);

/** Where each rule is used: actions that cite it or refuse by it, clocks of charts, and code that names it. */
export function ruleUses(ids: readonly string[]): ReadonlyMap<string, readonly RuleUse[]> {
  const sources = new Map(globSync(carriers, { cwd: root }).filter((file) => !isCatalogue(file)).toSorted().map((file) => [file, readFileSync(join(root, file), 'utf8')]));
  const fileOf = (pattern: string, below: string) => [...sources].find(([file, text]) => file.startsWith(below) && text.includes(pattern))?.[0] ?? below;
  const uses = new Map<string, RuleUse[]>(ids.map((id) => [id, []]));
  const add = (id: string, use: RuleUse) => {
    const list = uses.get(id);
    if (list && !list.some(({ name, kind }) => name === use.name && kind === use.kind)) list.push(use);
  };
  for (const { chart, actions } of Object.values(fileTypes)) {
    for (const action of Object.values(actions)) {
      const file = fileOf(`name: '${action.name}'`, 'domain/actions/');
      for (const id of [...action.cites, ...action.guards.map(({ rule }) => rule)]) add(id, { kind: 'action', name: `${action.label.zh} ${action.name}`, file });
    }
    const file = fileOf(`type: '${chart.type}'`, 'domain/charts/');
    for (const [clock, spec] of Object.entries(chart.clocks)) for (const id of spec.rules) add(id, { kind: 'clock', name: `${chart.label.zh} ${chart.type}.${clock}`, file });
  }
  for (const [file, text] of sources) {
    if (/^domain\/(actions|charts)\//.test(file)) continue;
    // also in a doc comment: that is how a function says which rule it carries out
    for (const [id] of text.matchAll(/[a-z0-9]+(?:-[a-z0-9]+)+/g)) if (uses.has(id)) add(id, { kind: 'code', name: file, file });
  }
  return uses;
}
