import { z } from 'zod';

const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const organisationAlphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const organisationWeights = [3, 7, 9, 10, 5, 8, 4, 2];

/**
 * uscc-check · 统一社会信用代码, GB 32100-2015: 18 characters with their own check character, and inside them the organisation code
 * (GB 11714) with a check character of its own.
 */
export function isUnifiedSocialCreditCode(code: string): boolean {
  return /^[0-9A-Z]{2}\d{6}[0-9A-Z]{10}$/.test(code) && code.at(-1) === checkCharacter(code) && code[16] === organisationCheck(code.slice(8, 16));
}

/** The 18th character that belongs to the first 17; undefined when one of them is outside the alphabet. */
export function checkCharacter(code: string): string | undefined {
  let sum = 0;
  let weight = 1;
  for (const character of code.slice(0, 17)) {
    const value = alphabet.indexOf(character);
    if (value < 0) return undefined;
    sum += value * weight;
    weight = (weight * 3) % 31;
  }
  return alphabet[(31 - (sum % 31)) % 31];
}

/** The ninth character of an organisation code. */
export function organisationCheck(first8: string): string {
  const sum = [...first8].reduce((total, character, i) => total + organisationAlphabet.indexOf(character) * (organisationWeights[i] ?? 0), 0);
  const check = 11 - (sum % 11);
  return check === 10 ? 'X' : check === 11 ? '0' : String(check);
}

export const usccSchema = z.string().refine(isUnifiedSocialCreditCode, { error: '统一社会信用代码校验不通过 / not a valid unified social credit code' });
