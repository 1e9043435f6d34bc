import { z } from 'zod';

/** An id that is none is a file that does not exist: no pattern here, the answer is 404. */
export const fileParams = z.object({ id: z.string().describe('案卷编号 · file id') });
