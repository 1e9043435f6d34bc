import type { LawText } from '../domain/rules/law.ts';
import type { Rule, Source } from '../domain/rules/rule.ts';
import type { Row } from './row-schema.ts';

/** The texts by key: title, the day from which this wording is in force, and what of it was not checked. */
export type Laws = Readonly<Record<string, LawText>>;

type Find = (code: string, detail: string) => void;

/** The sources with what the list of laws says of each; an unknown law is a finding. */
export function sourcesOf(rows: Row['source'], laws: Laws, find: Find): Source[] {
  return rows.flatMap(({ law, article, text }) => {
    const known = laws[law];
    if (known === undefined) find('UNKNOWN_LAW', law);
    return known === undefined ? [] : [{ law, title: known.title, version: known.version, ...(known.unverified === undefined ? {} : { unverified: known.unverified }), article, text }];
  });
}

/** A row as a rule. It governs from the day on which the newest of its sources is in force, unless it says otherwise. Names are checked afterwards. */
export function ruleOfRow(row: Row, topic: string, laws: Laws, find: Find): Rule {
  const { examples = [], source: sources, trigger, actor, ...rest } = row;
  const source = sourcesOf(sources, laws, find);
  const effectiveFrom = row.effectiveFrom ?? source.map(({ version }) => version).toSorted().at(-1) ?? '';
  const base = {
    topic,
    ...rest,
    ...(trigger === undefined ? {} : { triggerEvent: trigger }),
    ...(actor === undefined ? {} : { actorRole: actor }),
    source,
    effectiveFrom,
    version: row.version ?? effectiveFrom,
    examples,
  };
  // names of roles, grounds and codes are checked by checkRuleSet, which does not trust the compiler
  if (row.kind === 'clock') return { ...base, extensions: row.extensions ?? [], pausable: pausesOf(row.pausable) } as unknown as Rule;
  if (row.kind === 'accrual') return { ...base, pausable: pausesOf(row.pausable) } as unknown as Rule;
  if (row.kind === 'criterion') return { ...base, blocks: row.blocks ?? [], warns: row.warns ?? [], values: row.values ?? {} } as unknown as Rule;
  return base as unknown as Rule;
}

function pausesOf(rows: readonly (string | { ground: string; documentRequired: true })[] = []): { ground: string; documentRequired?: true }[] {
  return rows.map((row) => (typeof row === 'string' ? { ground: row } : row));
}
