/**
 * The SDK keeps a source-mapped stack trace for every pending promise of every cached workflow. Three frames tell where a
 * workflow waits; the full ten cost half of the heap of an idle file and a good part of the workflow thread's time (`npm run bench`).
 */
Error.stackTraceLimit = 3;
