-- Comparisons of the open files with the running processes: who sweeps now (a lease, so that a killed or frozen sweeper
-- blocks nobody for longer than its lease), and what the last ones found. Old rows are trimmed by the sweep itself.
-- Times are real time: the sweep is about the engine, which knows no rehearsal.
CREATE TABLE sweep (
    id          uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    started_at  timestamptz(3) NOT NULL,
    lease_until timestamptz(3) NOT NULL,
    finished_at timestamptz(3),
    outcome     text CHECK (outcome IN ('finished', 'failed', 'abandoned')),
    -- host and process, for whoever looks for it
    sweeper     text NOT NULL,
    figures     jsonb NOT NULL DEFAULT '{}',
    -- what the next sweep must know of this one
    remembered  jsonb NOT NULL DEFAULT '{}',
    CHECK ((finished_at IS NULL) = (outcome IS NULL))
);
-- one at a time
CREATE UNIQUE INDEX sweep_running_key ON sweep ((finished_at IS NULL)) WHERE finished_at IS NULL;
CREATE INDEX sweep_started_at_idx ON sweep (started_at);

-- The open files, page by page in the order of their ids.
CREATE INDEX file_open_key ON file (type, id) WHERE closed_at IS NULL;
