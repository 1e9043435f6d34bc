-- One page of re-dating: write_step for each file, in order of id, and how far the run has come. Null where the run is elsewhere by
-- now (another worker did this page): nothing is written then. A file that an act has moved is told, not written, and taken again
-- before the run goes on. A file whose last deadline passed in the page waits for nothing more, and its process is told at once.
CREATE OR REPLACE FUNCTION write_redating_page(page jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
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
                INSERT INTO redating_nudge (file_id, due_at) VALUES (one -> 'file' ->> 'id', coalesce((one -> 'file' ->> 'next_due_at')::timestamptz, (page ->> 'at')::timestamptz))
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
