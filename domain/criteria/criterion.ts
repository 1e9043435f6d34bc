import type { CriterionValues } from '../rules/rule.ts';

/** Answers with a short word: `allowed`, `refused`, `warned`, or the name of a class. Its numbers and lists come from the row of the catalogue. */
export interface Criterion<Given extends object> {
  (given: Given, values: CriterionValues): string;
}

/**
 * Makes the function behind a rule that is no period. Pure: money as decimal strings in yuan, dates as LocalDate strings.
 * What it reads from `values` is what the row of the same id holds; the examples beside the row run it.
 */
export function criterion<Given extends object, Values extends object = CriterionValues>(judge: (given: Given, values: Values) => string): Criterion<Given> {
  return (given, values) => judge(given, values as unknown as Values);
}

export type GivenOf<C> = C extends Criterion<infer Given> ? Given : never;
