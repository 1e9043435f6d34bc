-- The record of every file, its hash-chained ledger, and what the protocol of the step needs.
-- Times are timestamptz(3); dates that the law counts are plain dates (Asia/Shanghai).

CREATE TABLE department (
    id          text PRIMARY KEY,
    name        text NOT NULL,
    parent_id   text REFERENCES department (id)
);

CREATE TABLE officer (
    id                      text PRIMARY KEY,
    name                    text NOT NULL,
    department_id           text NOT NULL REFERENCES department (id),
    roles                   text[] NOT NULL,
    certificate_no          text UNIQUE,
    certificate_valid_until date,
    active                  boolean NOT NULL DEFAULT true
);

-- Local accounts. A failed sign-in is counted here, so that a restart forgets nothing.
CREATE TABLE account (
    officer_id      text PRIMARY KEY REFERENCES officer (id),
    login           text NOT NULL UNIQUE,
    password_hash   text NOT NULL,
    failed_attempts integer NOT NULL DEFAULT 0,
    locked_until    timestamptz(3)
);

CREATE TABLE session (
    id                 uuid PRIMARY KEY,
    officer_id         text NOT NULL REFERENCES officer (id),
    refresh_token_hash text NOT NULL UNIQUE,
    created_at         timestamptz(3) NOT NULL,
    expires_at         timestamptz(3) NOT NULL,
    ended_at           timestamptz(3)
);
CREATE INDEX session_officer_id_idx ON session (officer_id);

CREATE TABLE file (
    id            text PRIMARY KEY,
    type          text NOT NULL,
    department_id text NOT NULL REFERENCES department (id),
    -- the first file of the chain that leads here; one timeline from the plan to the repaired record
    lifecycle_id  text NOT NULL,
    source_file_id text,
    seq           integer NOT NULL CHECK (seq > 0),
    head          text NOT NULL CHECK (length(head) = 64),
    stage         text NOT NULL,
    stage_since   date NOT NULL,
    facts         jsonb NOT NULL,
    milestones    jsonb NOT NULL,
    next_due_at   timestamptz(3),
    last_at       timestamptz(3) NOT NULL,
    opened_at     timestamptz(3) NOT NULL,
    closed_at     timestamptz(3)
);
CREATE INDEX file_next_due_at_idx ON file (next_due_at);
CREATE INDEX file_department_id_type_stage_idx ON file (department_id, type, stage);
CREATE INDEX file_lifecycle_id_idx ON file (lifecycle_id);

-- What a person sent. The answer is stored by whoever is first; one key, one answer for ever.
CREATE TABLE submission (
    id               uuid PRIMARY KEY,
    caller_id        text NOT NULL REFERENCES officer (id),
    idempotency_key  text NOT NULL,
    file_id          text NOT NULL,
    action           text NOT NULL,
    body             jsonb NOT NULL,
    body_hash        text NOT NULL,
    caller_roles     text[] NOT NULL,
    department_id    text NOT NULL,
    occurred_on      date,
    received_at      timestamptz(3) NOT NULL,
    if_match         integer,
    answer           jsonb,
    settled          boolean NOT NULL DEFAULT false,
    attempted_at     timestamptz(3) NOT NULL
);
CREATE UNIQUE INDEX submission_caller_id_idempotency_key_key ON submission (caller_id, idempotency_key);
CREATE INDEX submission_settled_attempted_at_idx ON submission (settled, attempted_at);
CREATE INDEX submission_file_id_idx ON submission (file_id);

-- The chain. header and content are exact RFC 8785 texts; salt and content are erased together or not at all.
CREATE TABLE ledger_entry (
    file_id        text NOT NULL REFERENCES file (id),
    seq            integer NOT NULL,
    kind           text NOT NULL,
    what           text NOT NULL,
    occurred_on    date NOT NULL,
    recorded_at    timestamptz(3) NOT NULL,
    header         text NOT NULL,
    hash           text NOT NULL,
    salt           text,
    content        text,
    submission_id  uuid,
    source_file_id text,
    source_seq     integer,
    source_n       integer,
    deadline_id    text,
    revision       integer,
    rung           text,
    PRIMARY KEY (file_id, seq),
    CHECK ((salt IS NULL) = (content IS NULL))
);
-- one submission is applied once; an event is taken in once; a rung is recorded once per revision
CREATE UNIQUE INDEX ledger_entry_submission_id_key ON ledger_entry (submission_id);
CREATE UNIQUE INDEX ledger_entry_event_key ON ledger_entry (file_id, source_file_id, source_seq, source_n);
CREATE UNIQUE INDEX ledger_entry_rung_key ON ledger_entry (deadline_id, revision, rung);

CREATE TABLE deadline (
    id               text PRIMARY KEY,
    file_id          text NOT NULL REFERENCES file (id),
    clock            text NOT NULL,
    rule_id          text NOT NULL,
    rule_version     text NOT NULL,
    calendar_version text NOT NULL,
    revision         integer NOT NULL,
    state            text NOT NULL CHECK (state IN ('running', 'paused', 'met', 'lapsed', 'cancelled')),
    trigger_on       date NOT NULL,
    limit_override   integer,
    fixed_date       date,
    target_date      date NOT NULL,
    due_date         date NOT NULL,
    due_at           timestamptz(3) NOT NULL,
    provisional      boolean NOT NULL,
    extensions       jsonb NOT NULL,
    rungs            jsonb NOT NULL,
    opened_seq       integer NOT NULL,
    closed_seq       integer
);
CREATE INDEX deadline_file_id_idx ON deadline (file_id);
CREATE INDEX deadline_state_due_at_idx ON deadline (state, due_at);

CREATE TABLE task (
    id            text PRIMARY KEY,
    file_id       text NOT NULL REFERENCES file (id),
    department_id text NOT NULL,
    kind          text NOT NULL CHECK (kind IN ('act', 'reminder')),
    roles         text[] NOT NULL,
    officer_ids   text[] NOT NULL,
    label         jsonb NOT NULL,
    deadline_id   text REFERENCES deadline (id),
    due_at        timestamptz(3),
    opened_seq    integer NOT NULL,
    closed_seq    integer
);
CREATE INDEX task_file_id_idx ON task (file_id);
CREATE INDEX task_department_id_due_at_idx ON task (department_id, due_at);

CREATE TABLE effect (
    file_id      text NOT NULL REFERENCES file (id),
    seq          integer NOT NULL,
    n            integer NOT NULL,
    to_file_id   text NOT NULL,
    to_type      text NOT NULL,
    name         text NOT NULL,
    payload      jsonb NOT NULL,
    occurred_on  date NOT NULL,
    created_at   timestamptz(3) NOT NULL,
    confirmed_at timestamptz(3),
    PRIMARY KEY (file_id, seq, n)
);
CREATE INDEX effect_confirmed_at_created_at_idx ON effect (confirmed_at, created_at);

-- What a person must look at: a restored backup, a process that knows another record.
CREATE TABLE incident (
    id         uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    file_id    text NOT NULL,
    kind       text NOT NULL,
    detail     jsonb NOT NULL,
    opened_at  timestamptz(3) NOT NULL DEFAULT now(),
    closed_at  timestamptz(3),
    closed_by  text,
    reason     text
);
CREATE UNIQUE INDEX incident_open_key ON incident (file_id, kind) WHERE closed_at IS NULL;

-- Ledger: what is written stays. The rights (grants.sql) already say so for the application; the trigger says it to everybody,
-- but for the erasure of salt and content together, which only the owner can do.
CREATE FUNCTION ledger_entry_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- apart, since a TRUNCATE has no rows NEW and OLD to look at
    IF TG_OP = 'UPDATE' THEN
        IF NEW.salt IS NULL AND NEW.content IS NULL AND to_jsonb(NEW) - '{salt,content}'::text[] = to_jsonb(OLD) - '{salt,content}'::text[] THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION 'the ledger is append-only' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER ledger_entry_append_only BEFORE UPDATE OR DELETE ON ledger_entry
    FOR EACH ROW EXECUTE FUNCTION ledger_entry_is_append_only();
CREATE TRIGGER ledger_entry_no_truncate BEFORE TRUNCATE ON ledger_entry
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_entry_is_append_only();
-- also where a session has set session_replication_role to replica
ALTER TABLE ledger_entry ENABLE ALWAYS TRIGGER ledger_entry_append_only;
ALTER TABLE ledger_entry ENABLE ALWAYS TRIGGER ledger_entry_no_truncate;
