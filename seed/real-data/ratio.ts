/** A share of all objects, as an inspection list or plan prints it. */
export interface Ratio {
  readonly percent: string;
  readonly bound: 'exact' | 'at_least';
}

/** The share that a cell gives when it gives nothing else: `10%`, `≥10%`, `不低于3%`, `5%以上`. Null for anything less plain. */
export function plainRatio(text: string | null): Ratio | null {
  const [, before, percent, after] = /^(≥|不低于|全年不低于|不低于总数的)?(\d{1,3}(?:\.\d{1,4})?)%(以上)?$/.exec(text ?? '') ?? [];
  if (percent === undefined || Number(percent) <= 0 || Number(percent) > 100) return null;
  return { percent, bound: before !== undefined || after !== undefined ? 'at_least' : 'exact' };
}
