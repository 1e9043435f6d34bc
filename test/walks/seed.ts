/** Seed of all walks: another one by `DUBAN_SEED`; a failure prints it. */
export const seed = Number(process.env['DUBAN_SEED'] ?? 20261122);

/** How many times more walks than in `npm test`, and longer ones on the engine (`npm run soak`). */
export const times = Number(process.env['DUBAN_WALKS'] ?? 1);
