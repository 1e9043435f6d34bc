-- What the application's role may do, and nothing else. Applied after every migration, in one transaction, always as a whole:
-- a right that is not written here is taken away. :"app" stands for the role (also for `psql -v app=ROLE -f grants.sql`).
-- The owner's role migrates, loads departments, officers, accounts and the register of targets, and erases; it is not used by the running program.

REVOKE ALL ON SCHEMA public FROM PUBLIC;
REVOKE ALL ON ALL TABLES IN SCHEMA public FROM PUBLIC, :"app";
REVOKE ALL ON FUNCTION write_step(jsonb), ledger_entry_is_append_only(), world_now(), world_offset_ms(), world_clock_is_decided_before_the_first_file(),
    law_lock(), profile_of_department(text), begun_inspections(text), write_law(jsonb), write_redating_page(jsonb) FROM PUBLIC, :"app";
REVOKE ALL ON SCHEMA public FROM :"app";

GRANT USAGE ON SCHEMA public TO :"app";
GRANT SELECT ON ALL TABLES IN SCHEMA public TO :"app";
GRANT EXECUTE ON FUNCTION write_step(jsonb), world_now(), world_offset_ms(),
    law_lock(), profile_of_department(text), begun_inspections(text), write_law(jsonb), write_redating_page(jsonb) TO :"app";

-- The ledger: what is written stays (R-AU).
GRANT INSERT ON ledger_entry TO :"app";

-- The record, written by the step. What identifies a row, and what a person sent, never changes.
GRANT INSERT,
      UPDATE (seq, head, stage, stage_since, facts, milestones, next_due_at, last_at, closed_at) ON file TO :"app";
GRANT INSERT,
      UPDATE (rule_version, calendar_version, revision, state, trigger_on, trigger_at, target_date, due_date, due_at, provisional, extensions, pauses, rungs, closed_seq) ON deadline TO :"app";
GRANT INSERT, UPDATE (officer_ids, due_at, closed_seq) ON task TO :"app";
GRANT INSERT, UPDATE (confirmed_at) ON effect TO :"app";
GRANT INSERT, UPDATE (answer, settled, attempted_at) ON submission TO :"app";
GRANT INSERT, UPDATE (detail, closed_at, closed_by, reason) ON incident TO :"app";

-- The sweep: its lease, its figures, and the trimming of old ones. What it found stays in incidents.
GRANT INSERT, DELETE, UPDATE (lease_until, finished_at, outcome, figures, remembered) ON sweep TO :"app";

-- The clock of a rehearsal can be moved; whether a world is one is the owner's matter.
GRANT UPDATE (offset_ms, moving_by, moving_until) ON world_clock TO :"app";

-- The morning's digests, their delivery, and what the outside world took while there is no gateway.
GRANT INSERT, UPDATE (attempted_at, attempts, delivered_at, receipt) ON digest TO :"app";
GRANT INSERT ON digest_run TO :"app";
GRANT INSERT, UPDATE (times) ON notice_taken TO :"app";

-- Signing in and out. Who has an account, and its password, is the owner's matter.
GRANT INSERT, UPDATE (refresh_token_hash, expires_at, ended_at) ON session TO :"app";
GRANT UPDATE (failed_attempts, locked_until) ON account TO :"app";

-- The officer's own address of due dates: made, made anew, revoked; never deleted.
GRANT INSERT, UPDATE (secret_hash, made_at, revoked_at) ON calendar_feed TO :"app";
-- The life of the law. What was drafted is never altered: it is withdrawn and drafted anew. The chain of the law is append-only.
GRANT INSERT,
      UPDATE (state, preview_revision, preview, previewed_by, previewed_at, approved_by, approved_at, revision, in_effect_at, withdrawn_by, withdrawn_at, withdrawn_reason) ON law_change TO :"app";
GRANT INSERT ON law_entry TO :"app";
GRANT UPDATE (revision, seq, head, release) ON law_state TO :"app";
GRANT INSERT, DELETE ON law_preview_item TO :"app";
GRANT INSERT, UPDATE (cursor, files_checked, deadlines_changed, last_page_at, finished_at, claimed_by, claimed_until) ON redating TO :"app";
GRANT INSERT, UPDATE (due_at), DELETE ON redating_nudge TO :"app";
GRANT UPDATE (profile_id) ON department TO :"app";
