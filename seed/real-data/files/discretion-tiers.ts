import type { DiscretionTier } from '../../../domain/penalty/penalty.ts';
import type { DataFile } from '../data-file.ts';

const tiers: Readonly<Record<string, DiscretionTier>> = { 减轻: 'mitigated', 从轻: 'lenient', 一般: 'ordinary', 从重: 'heavier' };

/** A tier that can be applied names the violation, the provision that it details, and its range. */
export const discretionTiersFile: DataFile = {
  file: 'discretion_benchmarks.csv',
  table: 'discretion_tier',
  key: 'id',
  columns: ['row_id', 'source_id', 'benchmark_name', 'violation', 'law', 'tier', 'circumstances', 'min_fine_yuan', 'max_fine_yuan', 'min_multiple', 'max_multiple', 'multiple_base', 'other_sanctions', 'note'],
  read: (row, known) => {
    const least = row.fen('min_fine_yuan');
    const most = row.fen('max_fine_yuan');
    const leastMultiple = row.multiple('min_multiple');
    const mostMultiple = row.multiple('max_multiple');
    const base = row.optional('multiple_base');
    const given = (field: string) => row.optional(field) !== null;
    if (!given('min_fine_yuan') && !given('max_fine_yuan') && !given('min_multiple') && !given('max_multiple')) row.report('RANGE_MISSING');
    else {
      if (given('min_fine_yuan') !== given('max_fine_yuan') || (least !== null && most !== null && BigInt(least) > BigInt(most))) row.report('RANGE_BROKEN', 'max_fine_yuan');
      if (given('min_multiple') !== given('max_multiple') || Number(leastMultiple) > Number(mostMultiple)) row.report('RANGE_BROKEN', 'max_multiple');
      if (given('max_multiple') !== (base !== null)) row.report('RANGE_BROKEN', 'multiple_base');
    }
    const tier = row.required('tier');
    return {
      id: row.id(/^B\d{3,}$/),
      source_id: row.source(known),
      benchmark_name: row.required('benchmark_name'),
      violation: row.required('violation'),
      legal_basis: row.required('law'),
      tier_text: tier,
      // '较轻', '情节严重', '1': whoever applies them must read them; they are not made one of the four here
      tier: tiers[tier] ?? null,
      circumstances: row.required('circumstances'),
      min_fine_fen: least,
      max_fine_fen: most,
      min_multiple: leastMultiple,
      max_multiple: mostMultiple,
      multiple_base: base,
      other_sanctions: row.optional('other_sanctions'),
      cites_repealed_law: (row.optional('note') ?? '').includes('依据1993年版法律'),
      note: row.optional('note'),
    };
  },
};
