import { z } from 'zod';

const pattern = /^(\d{1,13})(?:\.(\d{1,2}))?$/;

/** Yuan as a decimal string with at most two digits, `'10000'` or `'10000.50'`: never a floating-point number. */
export const yuanSchema = z.string().regex(/^\d{1,13}(\.\d{1,2})?$/, { error: '金额以元为单位,至多两位小数 / yuan with at most two decimals' });

/** Above zero. */
export const positiveYuanSchema = z.string().regex(/^(?!0+(\.0{1,2})?$)\d{1,13}(\.\d{1,2})?$/, { error: '金额以元为单位,大于零,至多两位小数 / yuan above zero with at most two decimals' });

/** Integer fen (分), in which all sums are computed. Throws RangeError for what is not an amount in yuan. */
export function fenOf(yuan: string): bigint {
  const parts = pattern.exec(yuan);
  if (!parts) throw new RangeError(`not an amount in yuan: ${yuan}`);
  return BigInt(`${parts[1]}${(parts[2] ?? '').padEnd(2, '0')}`);
}

/** Yuan with two decimals. */
export function yuanOf(fen: bigint): string {
  return `${fen / 100n}.${String(fen % 100n).padStart(2, '0')}`;
}
