-- The one statement that changes the law. Under the lock of its single row it checks that nobody was first ('moved'), then writes the
-- change, its entry in the chain of the law, and what the change puts in force ('written').
CREATE OR REPLACE FUNCTION write_law(step jsonb) RETURNS text LANGUAGE plpgsql AS $$
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
