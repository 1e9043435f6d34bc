/** The one task queue of all files. */
export const taskQueue = 'duban';
