import { z } from 'zod';
import { isInstant } from '../time/shanghai.ts';

/** The instant of a fact as a form gives it: RFC 3339 with `Z` or an offset. That it is a whole minute of the right day is checked with the act, for an answer of its own. */
export const instantInput = z.iso.datetime({ offset: true }).refine(isInstant, { error: '时刻无效 / not an instant that can be counted' });
