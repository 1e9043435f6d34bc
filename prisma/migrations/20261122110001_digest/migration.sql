-- A rung may only tell (notice): it is in the digest once and asks nobody for anything.
ALTER TABLE task DROP CONSTRAINT task_kind_check;
ALTER TABLE task ADD CONSTRAINT task_kind_check CHECK (kind IN ('act', 'reminder', 'urge', 'notice'));

-- What an officer is told on the morning of a working day: one row, whoever makes it, and told once. Counts and ids, no personal data.
CREATE TABLE digest (
    officer_id   text NOT NULL REFERENCES officer (id),
    day          date NOT NULL,
    -- world time
    made_at      timestamptz(3) NOT NULL,
    content      jsonb NOT NULL,
    -- real time: it is about the gateway
    attempted_at timestamptz(3),
    attempts     integer NOT NULL DEFAULT 0,
    delivered_at timestamptz(3),
    receipt      text,
    PRIMARY KEY (officer_id, day)
);
CREATE INDEX digest_undelivered_idx ON digest (attempted_at) WHERE delivered_at IS NULL;

-- The working days whose digests are made, for everybody.
CREATE TABLE digest_run (
    day      date PRIMARY KEY,
    made_at  timestamptz(3) NOT NULL,
    digests  integer NOT NULL
);

-- The outside world as long as no gateway is configured: what a gateway of messages would have taken, each key once.
CREATE TABLE notice_taken (
    key        text PRIMARY KEY,
    officer_id text NOT NULL,
    template   text NOT NULL,
    text       text NOT NULL,
    -- how often it was handed in
    times      integer NOT NULL DEFAULT 1,
    taken_at   timestamptz(3) NOT NULL DEFAULT now()
);

-- the managers' list: open deadlines, the worst first
CREATE INDEX deadline_open_due_idx ON deadline (due_at, id) WHERE closed_seq IS NULL;

CREATE INDEX task_open_idx ON task (department_id) WHERE closed_seq IS NULL;
