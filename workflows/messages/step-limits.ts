/**
 * How long a step may take (ADR 1), in milliseconds. A try ends after 5 s, later than the database's own limits (statement 4 s), so that
 * a late try cannot overtake its successor unseen. Twenty seconds in all: then a person hears OUTCOME_UNKNOWN, and a tick or an event
 * waits on a timer of its own, since a local activity that runs on would grow the history with heartbeats.
 */
export const stepLimits = { tryMs: 5_000, allMs: 20_000, firstWaitMs: 100, longestWaitMs: 2_000 } as const;
