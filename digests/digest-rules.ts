import type { DigestRules } from './make-digests.ts';

/** A choice of the product: at eight in the morning, with what falls due on that day and the three working days after it. */
export const digestRules: DigestRules = { hour: 8, workingDaysAhead: 3 };
