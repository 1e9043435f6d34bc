-- The step and the law that it was judged by; the one statement that changes the law; the one statement of a page of re-dating.

CREATE FUNCTION law_lock() RETURNS bigint LANGUAGE sql IMMUTABLE AS 'SELECT 72707370::bigint';

-- As before (ADR 1), and besides: 'moved' also when the law in force is not the one that the step was judged by; a file is
-- opened with its profile; a deadline's rule and calendar version may change (re-dating, resuming).
CREATE OR REPLACE FUNCTION write_step(step jsonb) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    next_file  jsonb := step -> 'file';
    of_file    text  := next_file ->> 'id';
    read_seq   integer := (step ->> 'readSeq')::integer;
    asked      uuid  := (step ->> 'submissionId')::uuid;
    confirmed  jsonb := step -> 'confirm';
BEGIN
    -- shared among steps, and held to the end of the statement: a change of the law waits for the steps under way, and every step after it
    -- sees the new revision here. So no deadline is armed by a law that is not in force any more, behind the back of the re-dating.
    PERFORM pg_advisory_xact_lock_shared(law_lock());
    IF (SELECT revision FROM law_state WHERE id = 1) <> coalesce((step ->> 'lawRevision')::integer, 0) THEN RETURN 'moved'; END IF;
    IF read_seq > 0 THEN
        PERFORM 1 FROM file WHERE id = of_file AND seq = read_seq AND head = step ->> 'readHead' FOR UPDATE;
        IF NOT FOUND THEN RETURN 'moved'; END IF;
    ELSIF EXISTS (SELECT FROM file WHERE id = of_file) THEN
        RETURN 'moved';
    END IF;
    IF asked IS NOT NULL THEN
        UPDATE submission SET answer = step -> 'answer' WHERE id = asked AND answer IS NULL;
        IF NOT FOUND THEN RETURN 'answered'; END IF;
    END IF;
    -- a refusal changes no record
    IF next_file ->> 'seq' IS NULL THEN RETURN 'written'; END IF;

    IF read_seq = 0 THEN
        INSERT INTO file (id, type, department_id, profile_id, lifecycle_id, source_file_id, seq, head, stage, stage_since, facts, milestones, next_due_at, last_at, opened_at, closed_at)
        SELECT f.id, f.type, f.department_id, coalesce(f.profile_id, 'national'), f.lifecycle_id, f.source_file_id, f.seq, f.head, f.stage, f.stage_since, f.facts, f.milestones, f.next_due_at, f.last_at, f.last_at, f.closed_at
        FROM jsonb_to_record(next_file) AS f (id text, type text, department_id text, profile_id text, lifecycle_id text, source_file_id text, seq integer, head text, stage text, stage_since date,
             facts jsonb, milestones jsonb, next_due_at timestamptz, last_at timestamptz, closed_at timestamptz)
        ON CONFLICT (id) DO NOTHING;
        -- nothing of this step may stay, the answer included
        IF NOT FOUND THEN RAISE EXCEPTION 'the file was opened by another step' USING ERRCODE = 'serialization_failure'; END IF;
    ELSE
        UPDATE file SET seq = f.seq, head = f.head, stage = f.stage, stage_since = f.stage_since, facts = f.facts, milestones = f.milestones,
               next_due_at = f.next_due_at, last_at = f.last_at, closed_at = f.closed_at
        FROM jsonb_to_record(next_file) AS f (seq integer, head text, stage text, stage_since date, facts jsonb, milestones jsonb, next_due_at timestamptz, last_at timestamptz, closed_at timestamptz)
        WHERE file.id = of_file;
    END IF;

    INSERT INTO ledger_entry (file_id, seq, kind, what, occurred_on, recorded_at, header, hash, salt, content, submission_id, source_file_id, source_seq, source_n, deadline_id, revision, rung)
    SELECT of_file, e.seq, e.kind, e.what, e.occurred_on, e.recorded_at, e.header, e.hash, e.salt, e.content, e.submission_id, e.source_file_id, e.source_seq, e.source_n, e.deadline_id, e.revision, e.rung
    FROM jsonb_to_recordset(step -> 'entries') AS e (seq integer, kind text, what text, occurred_on date, recorded_at timestamptz, header text, hash text, salt text, content text,
         submission_id uuid, source_file_id text, source_seq integer, source_n integer, deadline_id text, revision integer, rung text);

    -- most acts touch only some of the tables, and an INSERT of nothing is not free
    IF step -> 'deadlines' <> '[]' THEN
        INSERT INTO deadline (id, file_id, clock, rule_id, rule_version, calendar_version, revision, state, trigger_on, limit_override, fixed_date, target_date, due_date, due_at, provisional, extensions, pauses, rungs, opened_seq, closed_seq)
        SELECT d.id, of_file, d.clock, d."ruleId", d."ruleVersion", d."calendarVersion", d.revision, d.state, d."triggerOn", d."limit", d."fixedDate", d."targetDate", d."dueDate", d."dueAt", d.provisional, d.extensions, coalesce(d.pauses, '[]'), d.rungs, d."openedSeq", d."closedSeq"
        FROM jsonb_to_recordset(step -> 'deadlines') AS d (id text, clock text, "ruleId" text, "ruleVersion" text, "calendarVersion" text, revision integer, state text, "triggerOn" date, "limit" integer, "fixedDate" date,
             "targetDate" date, "dueDate" date, "dueAt" timestamptz, provisional boolean, extensions jsonb, pauses jsonb, rungs jsonb, "openedSeq" integer, "closedSeq" integer)
        ON CONFLICT (id) DO UPDATE SET rule_version = excluded.rule_version, calendar_version = excluded.calendar_version, revision = excluded.revision, state = excluded.state, trigger_on = excluded.trigger_on, target_date = excluded.target_date, due_date = excluded.due_date, due_at = excluded.due_at,
             provisional = excluded.provisional, extensions = excluded.extensions, pauses = excluded.pauses, rungs = excluded.rungs, closed_seq = excluded.closed_seq;
    END IF;

    IF step -> 'tasks' <> '[]' THEN
        INSERT INTO task (id, file_id, department_id, kind, roles, officer_ids, label, deadline_id, due_at, opened_seq, closed_seq)
        SELECT t.id, of_file, next_file ->> 'department_id', t.kind, t.roles, t."officerIds", t.label, t."deadlineId", t."dueAt", t."openedSeq", t."closedSeq"
        FROM jsonb_to_recordset(step -> 'tasks') AS t (id text, kind text, roles text[], "officerIds" text[], label jsonb, "deadlineId" text, "dueAt" timestamptz, "openedSeq" integer, "closedSeq" integer)
        ON CONFLICT (id) DO UPDATE SET due_at = excluded.due_at, closed_seq = excluded.closed_seq;
    END IF;

    IF step -> 'effects' <> '[]' THEN
        INSERT INTO effect (file_id, seq, n, to_file_id, to_type, name, payload, occurred_on, created_at)
        SELECT of_file, x.seq, x.n, x."toFileId", x."toType", x.name, x.payload, x."occurredOn", (next_file ->> 'last_at')::timestamptz
        FROM jsonb_to_recordset(step -> 'effects') AS x (seq integer, n integer, "toFileId" text, "toType" text, name text, payload jsonb, "occurredOn" date);
    END IF;

    -- an effect is confirmed exactly when the receiver's entry for its key exists
    IF confirmed IS NOT NULL AND confirmed <> 'null'::jsonb THEN
        UPDATE effect SET confirmed_at = coalesce(confirmed_at, (next_file ->> 'last_at')::timestamptz)
        WHERE file_id = confirmed ->> 'fileId' AND seq = (confirmed ->> 'seq')::integer AND n = (confirmed ->> 'n')::integer
          AND EXISTS (SELECT FROM ledger_entry e WHERE e.file_id = effect.file_id AND e.seq = effect.seq AND e.hash = confirmed ->> 'hash');
        -- a backup was restored since the step read: that entry is no more, and its effect must not be taken in
        IF NOT FOUND THEN RAISE EXCEPTION 'the effect is no longer of this record' USING ERRCODE = 'serialization_failure'; END IF;
    END IF;
    RETURN 'written';
END $$;

-- The one statement that changes the law. Under the lock of its single row it checks that nobody was first ('moved'), then writes the
-- change, its entry in the chain of the law, and what the change puts in force ('written').
CREATE FUNCTION write_law(step jsonb) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    makes integer := (step ->> 'revision')::integer;
BEGIN
    IF makes IS NOT NULL THEN PERFORM pg_advisory_xact_lock(law_lock()); END IF;
    PERFORM 1 FROM law_state WHERE id = 1 AND seq = (step ->> 'readSeq')::integer AND head = step ->> 'readHead' FOR UPDATE;
    IF NOT FOUND THEN RETURN 'moved'; END IF;

    INSERT INTO law_change (id, kind, subject, content, transition, reason, state, drafted_by, drafted_at, preview_revision, preview, previewed_by, previewed_at,
           approved_by, approved_at, revision, in_effect_at, withdrawn_by, withdrawn_at, withdrawn_reason)
    SELECT c.id, c.kind, c.subject, c.content, c.transition, c.reason, c.state, c."draftedBy", c."draftedAt", c."previewRevision", c.preview, c."previewedBy", c."previewedAt",
           c."approvedBy", c."approvedAt", c.revision, c."inEffectAt", c."withdrawnBy", c."withdrawnAt", c."withdrawnReason"
    FROM jsonb_to_record(step -> 'change') AS c (id uuid, kind text, subject text, content jsonb, transition text, reason text, state text, "draftedBy" text, "draftedAt" timestamptz,
           "previewRevision" integer, preview jsonb, "previewedBy" text, "previewedAt" timestamptz, "approvedBy" text, "approvedAt" timestamptz, revision integer, "inEffectAt" timestamptz,
           "withdrawnBy" text, "withdrawnAt" timestamptz, "withdrawnReason" text)
    ON CONFLICT (id) DO UPDATE SET state = excluded.state, preview_revision = excluded.preview_revision, preview = excluded.preview, previewed_by = excluded.previewed_by,
           previewed_at = excluded.previewed_at, approved_by = excluded.approved_by, approved_at = excluded.approved_at, revision = excluded.revision, in_effect_at = excluded.in_effect_at,
           withdrawn_by = excluded.withdrawn_by, withdrawn_at = excluded.withdrawn_at, withdrawn_reason = excluded.withdrawn_reason;

    INSERT INTO law_entry (seq, what, occurred_on, recorded_at, header, hash, salt, content, change_id)
    SELECT e.seq, e.what, e.occurred_on, e.recorded_at, e.header, e.hash, e.salt, e.content, (step -> 'change' ->> 'id')::uuid
    FROM jsonb_to_record(step -> 'entry') AS e (seq integer, what text, occurred_on date, recorded_at timestamptz, header text, hash text, salt text, content text);

    UPDATE law_state SET seq = (step -> 'entry' ->> 'seq')::integer, head = step -> 'entry' ->> 'hash', revision = coalesce(makes, revision),
           release = coalesce(step ->> 'release', release) WHERE id = 1;

    IF step ->> 'departmentId' IS NOT NULL THEN
        UPDATE department SET profile_id = step ->> 'profileId' WHERE id = step ->> 'departmentId';
    END IF;
    IF (step ->> 'redates')::boolean THEN
        INSERT INTO redating (change_id, revision, files_in_all, started_at)
        SELECT (step -> 'change' ->> 'id')::uuid, makes, (step ->> 'filesInAll')::integer, (step ->> 'at')::timestamptz;
    END IF;
    RETURN 'written';
END $$;

-- One page of re-dating: write_step for each file, in order of id, and how far the run has come. Null where the run is elsewhere by
-- now (another worker did this page): nothing is written then. A file that an act has moved is told, not written, and taken again
-- before the run goes on.
CREATE FUNCTION write_redating_page(page jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
    one     jsonb;
    result  text;
    moved   jsonb := '[]';
    written integer := 0;
BEGIN
    PERFORM 1 FROM redating WHERE change_id = (page ->> 'changeId')::uuid AND cursor = page ->> 'from' AND finished_at IS NULL FOR UPDATE;
    IF NOT FOUND THEN RETURN NULL; END IF;
    FOR one IN SELECT value FROM jsonb_array_elements(page -> 'steps') LOOP
        result := write_step(one);
        IF result = 'written' THEN
            written := written + (one ->> 'redated')::integer;
            IF (one ->> 'nudge')::boolean THEN
                INSERT INTO redating_nudge (file_id, due_at) VALUES (one -> 'file' ->> 'id', (one -> 'file' ->> 'next_due_at')::timestamptz)
                ON CONFLICT (file_id) DO UPDATE SET due_at = least(redating_nudge.due_at, excluded.due_at);
            END IF;
        ELSE
            moved := moved || to_jsonb(one -> 'file' ->> 'id');
        END IF;
    END LOOP;
    UPDATE redating SET deadlines_changed = deadlines_changed + written, last_page_at = (page ->> 'at')::timestamptz,
           cursor = CASE WHEN moved = '[]' THEN page ->> 'upTo' ELSE cursor END,
           files_checked = CASE WHEN moved = '[]' THEN files_checked + (page ->> 'files')::integer ELSE files_checked END
    WHERE change_id = (page ->> 'changeId')::uuid;
    RETURN moved;
END $$;
