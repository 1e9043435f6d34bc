import { addDays, type LocalDate } from '../time/local-date.ts';
import type { Law, Profile, ProfileOverride } from './law.ts';
import { isConcerned } from './reading-concerns.ts';
import type { Rule, RuleSet, Source } from './rule.ts';
import { RuleError } from './rule-error.ts';

const resolved = new WeakMap<Law, Map<string, RuleSet>>();

/** One change of one rule, for a while. */
interface Change {
  readonly from: LocalDate;
  readonly to: LocalDate | undefined;
  apply(rule: Rule): Rule;
}

/**
 * What one place has: the rules of the law, each split in time where the profile sets something of it. A version that a profile makes is
 * called `<version>+<profile>@<first day>`. Pure; computed once for a law and a profile.
 * @throws RuleError UNKNOWN_PROFILE
 */
export function resolveProfile(law: Law, profileId: string): RuleSet {
  const known = resolved.get(law) ?? new Map<string, RuleSet>();
  resolved.set(law, known);
  const before = known.get(profileId);
  if (before !== undefined) return before;
  const profile = law.profiles.find(({ id }) => id === profileId);
  if (profile === undefined) throw new RuleError('UNKNOWN_PROFILE', profileId, `未找到地方配置:${profileId} · no such profile`);
  const rules = law.rules.flatMap((rule) => split(rule, changesOf(rule, law, profile), profileId));
  const versions = new Set(rules.map(({ id, version }) => `${id} ${version}`));
  const ruleSet: RuleSet = {
    version: `${law.version} ${profileId}`,
    rules,
    former: law.rules.filter(({ id, version }) => !versions.has(`${id} ${version}`)),
    ladders: law.ladders,
  };
  known.set(profileId, ruleSet);
  return ruleSet;
}

function changesOf(rule: Rule, law: Law, profile: Profile): Change[] {
  const changes: Change[] = [];
  for (const choice of profile.readings) {
    const reading = law.readings.find(({ id }) => id === choice.reading);
    const option = reading?.options.find(({ id }) => id === choice.option);
    if (reading === undefined || option === undefined || rule.kind !== 'clock' || !isConcerned(rule, reading)) continue;
    changes.push({ from: choice.effectiveFrom, to: choice.effectiveTo, apply: (one) => ({ ...one, ...option.change, source: [...choice.source, ...one.source] }) as Rule });
  }
  for (const override of profile.overrides) {
    if (override.ruleId === rule.id) changes.push({ from: override.effectiveFrom, to: override.effectiveTo, apply: (one) => overridden(one, override) });
  }
  return changes;
}

/** The pieces of a version's period, each with the changes that hold in it, in order of time. */
function split(rule: Rule, changes: readonly Change[], profileId: string): Rule[] {
  if (changes.length === 0) return [rule];
  const end = rule.effectiveTo;
  const starts = new Set([rule.effectiveFrom]);
  for (const { from, to } of changes) {
    for (const day of [from, ...(to === undefined ? [] : [addDays(to, 1)])]) if (day > rule.effectiveFrom && (end === undefined || day <= end)) starts.add(day);
  }
  const days = [...starts].sort();
  return days.map((from, at) => {
    const next = days[at + 1];
    const to = next === undefined ? end : addDays(next, -1);
    const holding = changes.filter((change) => change.from <= from && (change.to === undefined || change.to >= from));
    const { effectiveTo: _, ...rest } = rule;
    const piece = { ...rest, effectiveFrom: from, ...(to === undefined ? {} : { effectiveTo: to }) } as Rule;
    if (holding.length === 0) return at === 0 ? piece : { ...piece, version: `${rule.version}@${from}` };
    return { ...holding.reduce((one, change) => change.apply(one), piece), version: `${rule.version}+${profileId}@${from}`, examples: [] };
  });
}

function overridden(rule: Rule, { limit, value, yuan, values, ladder, source, note }: ProfileOverride): Rule {
  const sources: readonly Source[] = [...source, ...rule.source];
  const base = { ...rule, source: sources, ...(note === undefined ? {} : { note }) };
  switch (base.kind) {
    case 'clock':
      return { ...base, ...(limit === undefined ? {} : { limit }), ...(ladder === undefined ? {} : { ladder }) };
    case 'bound':
      return value === undefined ? base : { ...base, value };
    case 'threshold':
      return yuan === undefined ? base : { ...base, yuan: { ...base.yuan, ...yuan } };
    case 'criterion':
      return values === undefined ? base : { ...base, values: { ...base.values, ...values } };
    case 'accrual':
      return base;
  }
}
