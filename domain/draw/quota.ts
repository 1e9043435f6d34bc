import { creditRiskClasses, type CreditRiskClass } from '../registers.ts';

/** How many are drawn: a share of each credit-risk class in percent (at most two decimals), or a number out of all classes together. */
export type DrawQuota =
  | { readonly kind: 'ratio'; readonly percent: { readonly [C in CreditRiskClass]: number } }
  | { readonly kind: 'number'; readonly number: number };

/**
 * How many of a class are drawn: p percent of n, **rounded up**, so that no class with a share above zero is let off whole
 * (the class governs how often, not whether). Counted in hundredths of a percent, without fractions of binary numbers.
 */
export function shareOf(percent: number, size: number): number {
  return Number((BigInt(Math.round(percent * 100)) * BigInt(size) + 9999n) / 10000n);
}

/** How many are drawn of a frame with so many objects in each class: by class, or under `all` where a number is asked for. */
export function countsOf(quota: DrawQuota, sizes: Readonly<Record<CreditRiskClass, number>>): Readonly<Record<string, number>> {
  if (quota.kind === 'number') return { all: Math.min(quota.number, creditRiskClasses.reduce((sum, riskClass) => sum + sizes[riskClass], 0)) };
  return Object.fromEntries(creditRiskClasses.map((riskClass) => [riskClass, shareOf(quota.percent[riskClass], sizes[riskClass])]));
}
