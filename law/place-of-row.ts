import type { z } from 'zod';
import type { Profile, Reading } from '../domain/rules/law.ts';
import { lapseCodes } from '../domain/rules/lapse-codes.ts';
import { units, type Unit } from '../domain/rules/rule.ts';
import type { ProfileRow, readingsSchema } from './place-schema.ts';
import { sourcesOf, type Laws } from './rule-of-row.ts';

/** The choices of a place, each source with what the list of laws says of it. */
export function profileOfRow(row: ProfileRow, laws: Laws, find: (at: readonly PropertyKey[], code: string, detail: string) => void): Profile {
  return {
    id: row.id,
    label: row.label,
    ...(row.note === undefined ? {} : { note: row.note }),
    readings: row.readings.map(({ source, ...rest }, at) => ({ ...rest, source: sourcesOf(source, laws, (code, detail) => find(['readings', at], code, detail)) })) as unknown as Profile['readings'],
    overrides: row.overrides.map(({ rule, source, ...rest }, at) => ({ ...rest, ruleId: rule, source: sourcesOf(source, laws, (code, detail) => find(['overrides', at], code, detail)) })) as unknown as Profile['overrides'],
  };
}

export function readingOfRow(id: string, row: z.infer<typeof readingsSchema>[string], laws: Laws, find: (code: string, detail: string) => void): Reading {
  for (const law of [...(row.appliesTo.laws ?? []), ...(row.appliesTo.exceptLaws ?? [])]) if (!Object.hasOwn(laws, law)) find('UNKNOWN_LAW', law);
  for (const unit of row.appliesTo.units ?? []) if (!units.includes(unit as Unit)) find('UNKNOWN_UNIT', unit);
  for (const lapse of row.appliesTo.lapses ?? []) if (!Object.hasOwn(lapseCodes, lapse)) find('UNKNOWN_LAPSE_CODE', lapse);
  if (!row.options.some((option) => option.id === row.default)) find('UNKNOWN_OPTION', `default ${row.default}`);
  return {
    id,
    question: row.question,
    appliesTo: row.appliesTo as Reading['appliesTo'],
    default: row.default,
    options: row.options.map((option) => ({ ...option, source: sourcesOf(option.source, laws, find) })) as unknown as Reading['options'],
  };
}
