import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Label } from '../domain/label.ts';
import { checkLadders } from '../domain/rules/check-ladders.ts';
import { checkRuleSet, type KnownNames } from '../domain/rules/check-rule-set.ts';
import type { Ladder, RungMoment } from '../domain/rules/ladder.ts';
import { checkPlaces } from '../domain/rules/check-places.ts';
import { nationalProfile, type Law, type Profile } from '../domain/rules/law.ts';
import { resolveProfile } from '../domain/rules/resolve-profile.ts';
import type { Rule } from '../domain/rules/rule.ts';
import { profileOfRow, readingOfRow } from './place-of-row.ts';
import { profileSchema, readingsSchema } from './place-schema.ts';
import { laddersSchema, labelSchema, lawsSchema, rowSchema, triggerEventsSchema } from './row-schema.ts';
import { ruleOfRow, type Laws } from './rule-of-row.ts';
import { LawError, readYamlFile, type LawFinding, type YamlFile } from './yaml-file.ts';

/**
 * Reads the whole law from its folder and checks it: form, names, meaning.
 * @param known names that stand elsewhere in the product; trigger events come from the law itself
 * @throws LawError with every finding: unknown or missing keys, unknown names, overlapping periods, rules without source, label or example
 */
export function readLaw(folder: string, known: Omit<KnownNames, 'triggerEvents'>): Law {
  const findings: LawFinding[] = [];
  const files: YamlFile[] = [];
  const open = (path: string): YamlFile => {
    const file = readYamlFile(folder, path);
    files.push(file);
    findings.push(...file.findings);
    return file;
  };
  const whole = <T>(path: string, schema: z.ZodType<T>, otherwise: T): T => {
    const file = open(path);
    return file.findings.length > 0 ? otherwise : (parse(file, schema, file.data, [], path, findings) ?? otherwise);
  };
  const laws = whole('laws.yaml', lawsSchema, {}) as Laws;
  const triggerEvents = whole('trigger-events.yaml', triggerEventsSchema, {});
  const laddersFile = open('ladders.yaml');
  const ladders = Object.fromEntries(Object.entries(parse(laddersFile, laddersSchema, laddersFile.data, [], 'ladders.yaml', findings) ?? {}).map(([id, rungs]) => [id, rungs.map((rung) => ({ ...rung, when: momentOf(rung.when) }))])) as unknown as Record<string, Ladder>;

  for (const { code, ladder, rung, detail } of checkLadders(ladders)) findings.push({ file: 'ladders.yaml', line: laddersFile.lineOf([ladder, Math.max(0, ladders[ladder]?.findIndex((one) => one.rung === rung) ?? 0)]), row: `${ladder} ${rung}`, code, detail });

  const topics: Record<string, Label> = {};
  const rules: Rule[] = [];
  const places = new Map<string, { file: string; line: number }>();
  for (const name of yamlFiles(folder, 'rules')) {
    const file = open(`rules/${name}`);
    const topic = parse(file, topicSchema, file.data, [], name, findings);
    if (topic === undefined) continue;
    const id = name.replace(/\.yaml$/, '');
    topics[id] = topic.topic;
    topic.rules.forEach((given, at) => {
      const row = parse(file, rowSchema, given, ['rules', at], nameOf(given), findings);
      if (row === undefined) return;
      const line = file.lineOf(['rules', at]);
      const rule = ruleOfRow(row, id, laws, (code, detail) => findings.push({ file: file.file, line, row: row.id, code, detail }));
      places.set(`${rule.id} ${rule.version}`, { file: file.file, line });
      rules.push(rule);
    });
  }
  const find = (file: YamlFile, at: readonly PropertyKey[], row: string) => (code: string, detail: string) => findings.push({ file: file.file, line: file.lineOf(at), row, code, detail });
  const readingsFile = open('readings.yaml');
  const readings = Object.entries(parse(readingsFile, readingsSchema, readingsFile.data, [], 'readings.yaml', findings) ?? {}).map(([id, row]) => readingOfRow(id, row, laws, find(readingsFile, [id], id)));
  const profiles: Profile[] = [];
  const profileFiles = new Map<string, YamlFile>();
  for (const name of yamlFiles(folder, 'profiles')) {
    const file = open(`profiles/${name}`);
    const row = parse(file, profileSchema, file.data, [], name, findings);
    if (row === undefined) continue;
    if (`${row.id}.yaml` !== name) find(file, ['id'], row.id)('BAD_ID', `the file of ${row.id} must be called ${row.id}.yaml`);
    const profile = profileOfRow(row, laws, (at, ...finding) => find(file, at, row.id)(...finding));
    profiles.push(profile);
    profileFiles.set(row.id, file);
  }
  // what was not even read cannot be judged
  if (findings.length > 0) throw new LawError(findings);
  for (const { code, ruleId, version, detail } of checkRuleSet({ rules, ladders }, { ...known, triggerEvents })) {
    findings.push({ ...(places.get(`${ruleId} ${version}`) ?? { file: 'rules', line: 0 }), row: ruleId, code, detail });
  }
  for (const { code, profileId, of, at, detail } of checkPlaces({ rules, readings, profiles })) {
    const file = profileFiles.get(profileId);
    if (file) find(file, [of, at], profileId)(code, detail);
  }
  if (!profiles.some(({ id }) => id === nationalProfile)) findings.push({ file: 'profiles', line: 0, row: nationalProfile, code: 'MISSING_PROFILE', detail: 'there is no national profile' });
  if (findings.length > 0) throw new LawError(findings);
  const hash = createHash('sha256');
  for (const { file, text } of files) hash.update(`${file}\n${text}\n`);
  const law: Law = { version: hash.digest('hex').slice(0, 12), rules, profiles, ladders, readings, triggerEvents, texts: laws, topics };
  const changed = profiles.flatMap(({ id }) => resolveProfile(law, id).rules.filter(({ version }) => version.includes('+')));
  for (const { code, ruleId, version, detail } of checkRuleSet({ rules: changed, ladders }, { ...known, triggerEvents })) {
    if (code !== 'DUPLICATE_ID' && code !== 'OVERLAPPING_VERSIONS') findings.push({ file: 'profiles', line: 0, row: `${ruleId} ${version}`, code, detail });
  }
  if (findings.length > 0) throw new LawError(findings);
  return law;
}

function yamlFiles(folder: string, below: string): string[] {
  return readdirSync(join(folder, below)).filter((one) => one.endsWith('.yaml')).toSorted();
}

const topicSchema = z.strictObject({ topic: labelSchema, rules: z.array(z.unknown()) });

/** The data in their shape, or nothing and a finding for each thing that is wrong. */
function parse<T>(file: YamlFile, schema: z.ZodType<T>, data: unknown, at: readonly PropertyKey[], row: string, findings: LawFinding[]): T | undefined {
  if (file.findings.length > 0) return undefined;
  const parsed = schema.safeParse(data);
  if (parsed.success) return parsed.data;
  for (const issue of parsed.error.issues) {
    findings.push({ file: file.file, line: file.lineOf([...at, ...issue.path]), row, code: 'BAD_FORM', detail: `/${issue.path.join('/')} ${issue.message}` });
  }
  return undefined;
}

function nameOf(row: unknown): string {
  return typeof row === 'object' && row !== null && 'id' in row ? String(row.id) : '-';
}

function momentOf(when: 'due' | { share: number } | { left: number } | { overdue: number } | { date: string }): RungMoment {
  if (when === 'due') return { kind: 'due' };
  if ('share' in when) return { kind: 'share', percent: when.share };
  if ('left' in when) return { kind: 'left', days: when.left };
  if ('date' in when) return { kind: 'date', monthDay: when.date };
  return { kind: 'overdue', workingDays: when.overdue };
}
