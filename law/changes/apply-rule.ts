import { z } from 'zod';
import type { JsonObject } from '../../domain/json.ts';
import { checkRuleSet } from '../../domain/rules/check-rule-set.ts';
import type { Law } from '../../domain/rules/law.ts';
import type { Rule } from '../../domain/rules/rule.ts';
import { addDays } from '../../domain/time/local-date.ts';
import type { LawInForce } from '../law-book.ts';
import { lawsSchema, rowSchema } from '../row-schema.ts';
import { comparableOutcome, expectedOf } from '../run-example.ts';
import { ruleOfRow, type Laws } from '../rule-of-row.ts';
import { knownNames } from '../shipped-law.ts';
import { LawChangeError } from './law-change-error.ts';

/** A row exactly as a topic file has it, and the texts that it cites where the list of laws does not know them yet. */
export const ruleChangeSchema = z.strictObject({ row: rowSchema, laws: lawsSchema.optional() });

/**
 * The law with a new version of a rule. The version before it ends the day before. Its worked examples must come out as they say.
 * @throws LawChangeError LAW_CHANGE_INVALID
 */
export function applyRule({ law, calendar }: Pick<LawInForce, 'law' | 'calendar'>, content: JsonObject, refuse: (findings: readonly string[]) => void): { law: Law; rule: Rule } {
  const parsed = ruleChangeSchema.safeParse(content);
  if (!parsed.success) throw new LawChangeError('LAW_CHANGE_INVALID', parsed.error.issues.map(({ path, message }) => `BAD_FORM /${path.join('/')} ${message}`));
  const { row, laws } = parsed.data;
  const versions = law.rules.filter(({ id }) => id === row.id);
  const [any] = versions;
  if (any === undefined) throw new LawChangeError('LAW_CHANGE_INVALID', [`UNKNOWN_RULE ${row.id}`]);
  const findings: string[] = [];
  if (any.kind !== row.kind) findings.push(`OTHER_KIND ${row.id} is a ${any.kind}`);
  const rule = ruleOfRow(row, any.topic, { ...lawsOf(law), ...(laws as Laws | undefined) }, (code, detail) => findings.push(`${code} ${detail}`));
  refuse(findings);
  if (versions.some(({ version }) => version === rule.version)) refuse([`DUPLICATE_ID ${rule.id}: version ${rule.version} exists`]);
  // first, so that it goes before one that a later release ships for the same day
  const rules = [rule, ...law.rules.filter(({ id, version }) => id !== rule.id || version !== rule.version).map((one) => (one.id === rule.id ? endedBefore(one, rule) : one))];
  refuse(
    checkRuleSet({ rules, ladders: law.ladders }, { ...knownNames, triggerEvents: law.triggerEvents })
      .filter(({ ruleId }) => ruleId === rule.id)
      .map(({ code, version, detail }) => `${code} ${version}: ${detail}`),
  );
  refuse(
    rule.examples.flatMap((example) => {
      const [says, gives] = [expectedOf(rule, example), comparableOutcome(rule, example, calendar)].map((outcome) => JSON.stringify(Object.entries(outcome as object).sort()));
      return says === gives ? [] : [`EXAMPLE_DIFFERS ${JSON.stringify(example)}: ${gives}`];
    }),
  );
  return { law: { ...law, version: `${law.version}+${rule.id}@${rule.version}`, rules }, rule };
}

/** The texts that the law knows or cites, by key. */
export function lawsOf(law: Law): Laws {
  // a change may have brought texts of its own
  const cited = Object.fromEntries(law.rules.flatMap(({ source }) => source.map(({ law: key, title, version, unverified }) => [key, { title, version, ...(unverified === undefined ? {} : { unverified }) }])));
  return { ...cited, ...law.texts };
}

function endedBefore(older: Rule, newer: Rule): Rule {
  const runsOn = older.effectiveFrom < newer.effectiveFrom && (older.effectiveTo === undefined || older.effectiveTo >= newer.effectiveFrom);
  return runsOn ? { ...older, effectiveTo: addDays(newer.effectiveFrom, -1) } : older;
}
