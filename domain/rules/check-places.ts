import type { Law, Profile, ProfileOverride } from './law.ts';
import { nationalProfile } from './law.ts';
import type { Rule, SettableValue } from './rule.ts';
import { isLocalDate } from '../time/local-date.ts';

export type PlaceFindingCode = 'UNKNOWN_RULE' | 'NOT_FOR_A_PROFILE' | 'OUT_OF_BOUNDS' | 'UNKNOWN_READING' | 'UNKNOWN_OPTION' | 'BAD_PERIOD' | 'NATIONAL_IS_DEFAULT' | 'DUPLICATE_OVERRIDE';

export interface PlaceFinding {
  readonly code: PlaceFindingCode;
  readonly profileId: string;
  /** Which of its overrides, or of its readings, from 0. */
  readonly at: number;
  readonly of: 'overrides' | 'readings';
  readonly detail: string;
}

/** What is wrong with the choices of places: a profile sets only what the rule leaves to it, within the bounds of the rule. */
export function checkPlaces(law: Pick<Law, 'rules' | 'profiles' | 'readings'>): PlaceFinding[] {
  return law.profiles.flatMap((profile) => checkProfile(profile, law));
}

function checkProfile({ id, overrides, readings }: Profile, law: Pick<Law, 'rules' | 'readings'>): PlaceFinding[] {
  const findings: PlaceFinding[] = [];
  const found = (of: PlaceFinding['of'], at: number, code: PlaceFindingCode, detail: string) => findings.push({ code, profileId: id, at, of, detail });
  if (id === nationalProfile && overrides.length + readings.length > 0) found('overrides', 0, 'NATIONAL_IS_DEFAULT', 'the national profile sets nothing: the rows of the catalogue are its own');
  overrides.forEach((override, at) => {
    checkPeriod(override, (detail) => found('overrides', at, 'BAD_PERIOD', detail));
    const versions = law.rules.filter((rule) => rule.id === override.ruleId);
    if (versions.length === 0) found('overrides', at, 'UNKNOWN_RULE', override.ruleId);
    // what another version of the rule leaves to places does not matter
    const concerned = versions.filter((rule) => overlaps(rule, override));
    if (versions.length > 0 && concerned.length === 0) found('overrides', at, 'BAD_PERIOD', `no version of ${override.ruleId} is in force then`);
    for (const rule of concerned) for (const [code, detail] of misuses(rule, override)) found('overrides', at, code, detail);
    const earlier = overrides.slice(0, at).find((other) => other.ruleId === override.ruleId && overlaps(other, override) && setsOf(other).some((key) => setsOf(override).includes(key)));
    if (earlier !== undefined) found('overrides', at, 'DUPLICATE_OVERRIDE', `${override.ruleId} is set twice for the same days`);
  });
  readings.forEach((choice, at) => {
    checkPeriod(choice, (detail) => found('readings', at, 'BAD_PERIOD', detail));
    const reading = law.readings.find((one) => one.id === choice.reading);
    if (reading === undefined) found('readings', at, 'UNKNOWN_READING', choice.reading);
    else if (!reading.options.some((option) => option.id === choice.option)) found('readings', at, 'UNKNOWN_OPTION', `${choice.reading} ${choice.option}`);
  });
  return findings;
}

function checkPeriod({ effectiveFrom, effectiveTo }: { readonly effectiveFrom: string; readonly effectiveTo?: string }, found: (detail: string) => void): void {
  if (!isLocalDate(effectiveFrom) || (effectiveTo !== undefined && (!isLocalDate(effectiveTo) || effectiveTo < effectiveFrom))) found(`${effectiveFrom} – ${effectiveTo ?? ''}`);
}

type Period = { readonly effectiveFrom: string; readonly effectiveTo?: string };

function overlaps(a: Period, b: Period): boolean {
  return a.effectiveFrom <= (b.effectiveTo ?? '9999') && b.effectiveFrom <= (a.effectiveTo ?? '9999');
}

function setsOf({ limit, value, yuan, values, ladder }: ProfileOverride): string[] {
  return [
    ...Object.entries({ limit, value, ladder }).flatMap(([key, set]) => (set === undefined ? [] : [key])),
    ...Object.keys(yuan ?? {}).map((key) => `yuan ${key}`),
    ...Object.keys(values ?? {}).map((key) => `value ${key}`),
  ];
}

function misuses(rule: Rule, override: ProfileOverride): [PlaceFindingCode, string][] {
  const { limit, value, yuan, values, ladder } = override;
  const wrong: [PlaceFindingCode, string][] = [];
  const fits = { limit: rule.kind === 'clock', ladder: rule.kind === 'clock', value: rule.kind === 'bound', yuan: rule.kind === 'threshold', values: rule.kind === 'criterion' };
  for (const [key, set] of Object.entries({ limit, value, yuan, values, ladder })) {
    if (set !== undefined && !fits[key as keyof typeof fits]) wrong.push(['NOT_FOR_A_PROFILE', `${rule.id} is a ${rule.kind} and has no ${key}`]);
  }
  const open = rule.kind === 'accrual' || rule.kind === 'criterion' ? undefined : rule.limitSetBy;
  if ((limit !== undefined || value !== undefined || yuan !== undefined) && open !== 'profile' && wrong.length === 0) wrong.push(['NOT_FOR_A_PROFILE', `${rule.id} is not left to a profile`]);
  if (rule.kind === 'clock' && limit !== undefined) {
    const isDate = rule.unit === 'DATE';
    if (isDate ? typeof limit !== 'string' || !isLocalDate(`2027-${limit}`) : typeof limit !== 'number' || isOutside(limit, rule.minLimit, rule.maxLimit)) {
      wrong.push(['OUT_OF_BOUNDS', `${rule.id} ${limit}, from ${rule.minLimit ?? '-'} to ${rule.maxLimit ?? '-'}`]);
    }
  }
  if (rule.kind === 'bound' && value !== undefined && isOutside(value, rule.minLimit, rule.maxLimit)) wrong.push(['OUT_OF_BOUNDS', `${rule.id} ${value}`]);
  if (rule.kind === 'threshold') {
    for (const [party, sum] of Object.entries(yuan ?? {})) {
      if (!Object.hasOwn(rule.yuan, party) || !/^\d{1,13}$/.test(sum)) wrong.push(['OUT_OF_BOUNDS', `${rule.id} ${party} ${sum}`]);
    }
  }
  if (rule.kind === 'criterion') {
    for (const [key, set] of Object.entries(values ?? {})) {
      const may = rule.profileMaySet?.[key];
      if (may === undefined) wrong.push(['NOT_FOR_A_PROFILE', `${rule.id} does not leave ${key} to a profile`]);
      else if (!isAllowed(set, may, rule.values[key])) wrong.push(['OUT_OF_BOUNDS', `${rule.id} ${key} ${JSON.stringify(set)}`]);
    }
  }
  return wrong;
}

function isOutside(value: number, min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY): boolean {
  return !Number.isInteger(value) || value < min || value > max;
}

function isAllowed(set: unknown, { min, max, oneOf, widenOnly }: SettableValue, before: unknown): boolean {
  if (typeof set !== typeof before || Array.isArray(set) !== Array.isArray(before)) return false;
  if (widenOnly && !(Array.isArray(set) && Array.isArray(before) && before.every((one) => set.includes(one)))) return false;
  if (oneOf !== undefined) return [set].flat().every((one) => oneOf.includes(one as string | number));
  return typeof set !== 'number' || ((min === undefined || set >= min) && (max === undefined || set <= max));
}
