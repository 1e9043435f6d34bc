/** Settings that the Temporal server reads from a file while it runs. */
export const DYNAMIC_CONFIG = `\
# Tests of a single workflow let the server skip its waiting. Harmless for workflows that do not ask for it.
frontend.WorkflowTimeSkippingEnabled:
  - value: true
# The default of one second would cost a second at every timer that is skipped to.
history.timerProcessorMaxTimeShift:
  - value: 10ms
# One machine, one worker: more partitions only add hops between them.
matching.numTaskqueueReadPartitions:
  - value: 1
matching.numTaskqueueWritePartitions:
  - value: 1
# Longer values fail in the visibility tables (VARCHAR(255)) after the server has accepted them.
limit.maxIDLength:
  - value: 255
# A step that waits for a database that is away keeps its workflow task open; the server cuts it off after this.
history.workflowTaskHeartbeatTimeout:
  - value: 30m
`;
