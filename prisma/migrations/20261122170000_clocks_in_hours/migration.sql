-- Clocks in hours: a deadline keeps the instant from which it runs, beside the day. Null where days, months or years are counted.
ALTER TABLE deadline ADD COLUMN trigger_at timestamptz(3);
ALTER TABLE deadline ADD CONSTRAINT deadline_trigger_at_check
    CHECK (trigger_at IS NULL OR ((trigger_at AT TIME ZONE 'Asia/Shanghai')::date = trigger_on AND date_trunc('minute', trigger_at) = trigger_at));
