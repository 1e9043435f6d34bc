-- The law has a life of its own beside the one that ships: versions of rules and profiles, calendars of years and the profile of a
-- department are drafted, previewed, approved by a second person, and then in force. What is in force has a number, the revision.

CREATE TABLE law_change (
    id               uuid PRIMARY KEY,
    -- `release`: the program itself brings another law or calendar than the one before it
    kind             text NOT NULL CHECK (kind IN ('rule', 'profile', 'calendar', 'department_profile', 'release')),
    -- id of the rule, the profile or the department; the year of a calendar; the release
    subject          text NOT NULL,
    -- as the row, the profile or the calendar is written in its file; never changed afterwards
    content          jsonb NOT NULL,
    -- `new_triggers`: old cases keep the old limit; `open_deadlines`: what is open is counted anew
    transition       text NOT NULL CHECK (transition IN ('new_triggers', 'open_deadlines')),
    reason           text NOT NULL CHECK (length(btrim(reason)) BETWEEN 1 AND 2000),
    state            text NOT NULL CHECK (state IN ('draft', 'previewed', 'approved', 'in_effect', 'withdrawn')),
    drafted_by       text REFERENCES officer (id),
    drafted_at       timestamptz(3) NOT NULL,
    -- the revision on which the preview was computed, and what it counted
    preview_revision integer,
    preview          jsonb,
    previewed_by     text REFERENCES officer (id),
    previewed_at     timestamptz(3),
    approved_by      text REFERENCES officer (id),
    approved_at      timestamptz(3),
    -- the revision that it made
    revision         integer UNIQUE CHECK (revision > 0),
    in_effect_at     timestamptz(3),
    withdrawn_by     text REFERENCES officer (id),
    withdrawn_at     timestamptz(3),
    withdrawn_reason text,
    -- two persons, or the release that an operator installed
    CONSTRAINT law_change_second_person CHECK (approved_by IS NULL OR approved_by <> drafted_by),
    CONSTRAINT law_change_drafted CHECK (kind = 'release' OR drafted_by IS NOT NULL),
    CONSTRAINT law_change_approved CHECK (state NOT IN ('approved', 'in_effect') OR
        (revision IS NOT NULL AND approved_at IS NOT NULL AND (kind = 'release' OR (approved_by IS NOT NULL AND preview_revision IS NOT NULL)))),
    CONSTRAINT law_change_revision CHECK (revision IS NULL OR state IN ('approved', 'in_effect')),
    CONSTRAINT law_change_withdrawn CHECK ((state = 'withdrawn') = (withdrawn_at IS NOT NULL))
);
CREATE INDEX law_change_drafted_at_id_idx ON law_change (drafted_at, id);

-- The chain of the law: who drafted, previewed, approved and withdrew what, and from when which revision was in force.
CREATE TABLE law_entry (
    seq         integer PRIMARY KEY,
    what        text NOT NULL,
    occurred_on date NOT NULL,
    recorded_at timestamptz(3) NOT NULL,
    header      text NOT NULL,
    hash        text NOT NULL,
    salt        text,
    content     text,
    change_id   uuid REFERENCES law_change (id),
    CHECK ((salt IS NULL) = (content IS NULL))
);
CREATE TRIGGER law_entry_append_only BEFORE UPDATE OR DELETE ON law_entry
    FOR EACH ROW EXECUTE FUNCTION ledger_entry_is_append_only();
CREATE TRIGGER law_entry_no_truncate BEFORE TRUNCATE ON law_entry
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_entry_is_append_only();
ALTER TABLE law_entry ENABLE ALWAYS TRIGGER law_entry_append_only;
ALTER TABLE law_entry ENABLE ALWAYS TRIGGER law_entry_no_truncate;

-- What is in force: shipped law and calendar of `release`, and every change up to `revision`.
CREATE TABLE law_state (
    id       smallint PRIMARY KEY CHECK (id = 1),
    revision integer NOT NULL CHECK (revision >= 0),
    seq      integer NOT NULL CHECK (seq >= 0),
    head     text NOT NULL CHECK (length(head) = 64),
    -- fingerprint of law and calendar of the program that runs here; null until a worker has told it
    release  text
);
INSERT INTO law_state (id, revision, seq, head) VALUES (1, 0, 0, repeat('0', 64));

-- What a preview found: one row for each open deadline that would change. Replaced by the next preview of the same change.
CREATE TABLE law_preview_item (
    change_id       uuid NOT NULL REFERENCES law_change (id),
    file_id         text NOT NULL,
    deadline_id     text NOT NULL,
    department_id   text NOT NULL,
    rule_id         text NOT NULL,
    effect          text NOT NULL CHECK (effect IN ('earlier', 'later', 'settled', 'same_date', 'kept')),
    old_due_date    date NOT NULL,
    new_due_date    date NOT NULL,
    old_provisional boolean NOT NULL,
    new_provisional boolean NOT NULL,
    -- why a deadline cannot be counted by the new version and keeps the old one
    reason          text,
    PRIMARY KEY (change_id, file_id, deadline_id)
);

-- One run over the open files for each change that moves dates. `cursor`: every file up to it is done.
CREATE TABLE redating (
    change_id         uuid PRIMARY KEY REFERENCES law_change (id),
    revision          integer NOT NULL UNIQUE,
    cursor            text NOT NULL DEFAULT '',
    files_in_all      integer NOT NULL CHECK (files_in_all >= 0),
    files_checked     integer NOT NULL DEFAULT 0,
    deadlines_changed integer NOT NULL DEFAULT 0,
    started_at        timestamptz(3) NOT NULL,
    last_page_at      timestamptz(3),
    finished_at       timestamptz(3),
    -- who works on it, and until when nobody else need try; real time
    claimed_by        uuid,
    claimed_until     timestamptz(3)
);

-- Files whose process has an earlier moment to wait for than it knows: nudged in order of date, then deleted.
CREATE TABLE redating_nudge (
    file_id text PRIMARY KEY REFERENCES file (id),
    due_at  timestamptz(3) NOT NULL
);
CREATE INDEX redating_nudge_due_at_idx ON redating_nudge (due_at);

-- The place whose law a file follows: set when it is opened, kept for its life.
ALTER TABLE department ADD COLUMN profile_id text;
ALTER TABLE file ADD COLUMN profile_id text NOT NULL DEFAULT 'national';

-- A deadline is moved at most once by one change of the law, whoever tries again after a crash (rung holds the change's id).
CREATE UNIQUE INDEX ledger_entry_redate_key ON ledger_entry (deadline_id, rung) WHERE kind = 'redate';

-- a run over what is open goes by file
CREATE INDEX deadline_open_idx ON deadline (file_id) WHERE closed_seq IS NULL;

-- The profile of a department, or of the nearest one above it that names one.
CREATE FUNCTION profile_of_department(of_department text) RETURNS text LANGUAGE sql STABLE AS $$
    WITH RECURSIVE above AS (
        SELECT id, parent_id, profile_id, 1 AS step FROM department WHERE id = of_department
        UNION ALL
        SELECT d.id, d.parent_id, d.profile_id, a.step + 1 FROM above a JOIN department d ON d.id = a.parent_id WHERE a.profile_id IS NULL AND a.step < 50
    )
    SELECT coalesce((SELECT profile_id FROM above WHERE profile_id IS NOT NULL ORDER BY step LIMIT 1), 'national')
$$;
