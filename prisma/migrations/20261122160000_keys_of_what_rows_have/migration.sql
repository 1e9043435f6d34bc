-- An act writes an entry and a submission; their indexes hold only the rows that are looked for by them.

-- for the scan alone: a settled submission is not looked for again
DROP INDEX submission_settled_attempted_at_idx;
CREATE INDEX submission_unsettled_idx ON submission (attempted_at) WHERE NOT settled;

-- one submission is applied once; an event is taken in once; a rung is recorded once per revision
DROP INDEX ledger_entry_submission_id_key;
CREATE UNIQUE INDEX ledger_entry_submission_id_key ON ledger_entry (submission_id) WHERE submission_id IS NOT NULL;
DROP INDEX ledger_entry_event_key;
CREATE UNIQUE INDEX ledger_entry_event_key ON ledger_entry (file_id, source_file_id, source_seq, source_n) WHERE source_file_id IS NOT NULL;
DROP INDEX ledger_entry_rung_key;
CREATE UNIQUE INDEX ledger_entry_rung_key ON ledger_entry (deadline_id, revision, rung) WHERE deadline_id IS NOT NULL;
