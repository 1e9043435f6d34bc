import { z } from 'zod';
import type { Label } from '../../domain/label.ts';

export const labelSchema = z.object({ zh: z.string(), en: z.string() }).meta({ id: 'Label' });

/** A thing with a stable id and words for people. */
export const namedSchema = z.object({ id: z.string(), label: labelSchema }).meta({ id: 'Named' });

export function named(id: string, label: Label | undefined): { id: string; label: { zh: string; en: string } } {
  return { id, label: label ? { zh: label.zh, en: label.en } : { zh: id, en: id } };
}
