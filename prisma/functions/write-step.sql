-- The one statement that writes a record (ADR 0001). Under the locks of the file's row and of the submission's row it checks
-- that both are still what the step read; otherwise it writes nothing and says so, and the step starts over.
--   'moved'     another step was first (the sequence or the head is not what was read), the law in force has changed, or a number that the
--               act counted over other files is not what it was
--   'answered'  somebody stored the submission's answer in the meantime
--   'written'   everything is written
CREATE OR REPLACE FUNCTION write_step(step jsonb) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    next_file  jsonb := step -> 'file';
    of_file    text  := next_file ->> 'id';
    read_seq   integer := (step ->> 'readSeq')::integer;
    asked      uuid  := (step ->> 'submissionId')::uuid;
    confirmed  jsonb := step -> 'confirm';
    counted    jsonb := step -> 'counted';
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
    -- two starts at one instant must not both pass the yearly number of an enterprise: the count is taken by a statement that begins when the lock is held
    IF counted IS NOT NULL AND counted <> 'null'::jsonb THEN
        PERFORM pg_advisory_xact_lock(hashtextextended('inspections of ' || (counted ->> 'inspectionsOf'), 0));
        IF (SELECT count(*) FROM begun_inspections(counted ->> 'inspectionsOf')) <> (counted ->> 'seen')::integer THEN RETURN 'moved'; END IF;
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
        INSERT INTO deadline (id, file_id, clock, rule_id, rule_version, calendar_version, revision, state, trigger_on, trigger_at, limit_override, fixed_date, target_date, due_date, due_at, provisional, extensions, pauses, rungs, opened_seq, closed_seq)
        SELECT d.id, of_file, d.clock, d."ruleId", d."ruleVersion", d."calendarVersion", d.revision, d.state, d."triggerOn", d."triggerAt", d."limit", d."fixedDate", d."targetDate", d."dueDate", d."dueAt", d.provisional, d.extensions, coalesce(d.pauses, '[]'), d.rungs, d."openedSeq", d."closedSeq"
        FROM jsonb_to_recordset(step -> 'deadlines') AS d (id text, clock text, "ruleId" text, "ruleVersion" text, "calendarVersion" text, revision integer, state text, "triggerOn" date, "triggerAt" timestamptz, "limit" integer, "fixedDate" date,
             "targetDate" date, "dueDate" date, "dueAt" timestamptz, provisional boolean, extensions jsonb, pauses jsonb, rungs jsonb, "openedSeq" integer, "closedSeq" integer)
        ON CONFLICT (id) DO UPDATE SET rule_version = excluded.rule_version, calendar_version = excluded.calendar_version, revision = excluded.revision, state = excluded.state, trigger_on = excluded.trigger_on, trigger_at = excluded.trigger_at, target_date = excluded.target_date, due_date = excluded.due_date, due_at = excluded.due_at,
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
