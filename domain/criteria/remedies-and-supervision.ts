import { criterion } from './criterion.ts';

/** 复议、诉讼和监督: what stands behind the criteria of law/rules/remedies-and-supervision.yaml. */
export const remediesAndSupervisionCriteria = {
  'reconsider-no-stay': criterion((given: { stayedBy: string }, values: { stays: readonly string[] }) => (values.stays.includes(given.stayedBy) ? 'stayed' : 'not_stayed')),

  'reconsider-body': criterion((given: { body: string }, values: { bodies: readonly string[] }) => (values.bodies.includes(given.body) ? 'allowed' : 'refused')),

  'remedy-effects': criterion((given: { matter: string; pending: boolean }, values: { runs: readonly string[]; stops: readonly string[]; stays: readonly string[]; closed: readonly string[] }) => {
    if (!given.pending) return 'no_effect';
    if (values.runs.includes(given.matter)) return 'runs';
    if (values.stops.includes(given.matter)) return 'stops';
    if (values.stays.includes(given.matter)) return 'stays';
    return values.closed.includes(given.matter) ? 'closed' : 'no_effect';
  }),

  'accountability-faults': criterion((given: { fault: string; excuses: readonly string[] }, values: { faults: readonly string[]; safeHarbour: readonly string[] }) =>
    values.faults.includes(given.fault) && !given.excuses.some((excuse) => values.safeHarbour.includes(excuse)) ? 'liable' : 'not_liable',
  ),
};
