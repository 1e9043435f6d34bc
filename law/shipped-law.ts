import { criteria } from '../domain/criteria/criteria.ts';
import { fileTypes } from '../domain/files/file-types.ts';
import type { Law } from '../domain/rules/law.ts';
import { readLawOnce } from './read-once.ts';

/** What the rules may name of the product. */
export const knownNames = {
  actions: [...new Set(Object.values(fileTypes).flatMap(({ actions }) => Object.keys(actions)))],
  criteria: Object.keys(criteria),
};

/** The law that ships with the product, read when it is first imported. Throws LawError on import where it cannot be used. */
export const shippedLaw: Law = await readLawOnce(import.meta.dirname, knownNames);
