-- 催办: a task that a manager's urging opened, beside those of the stage and of the ladder.
ALTER TABLE task DROP CONSTRAINT task_kind_check;
ALTER TABLE task ADD CONSTRAINT task_kind_check CHECK (kind IN ('act', 'reminder', 'urge'));
