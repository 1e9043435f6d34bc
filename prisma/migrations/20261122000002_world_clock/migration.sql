-- World time = real time + one offset (design: the world clock). In production the offset is zero and cannot be anything else.
CREATE TABLE world_clock (
    id           smallint PRIMARY KEY CHECK (id = 1),
    is_rehearsal boolean NOT NULL,
    offset_ms    bigint NOT NULL,
    -- who moves it, and until when the claim holds without being renewed
    moving_by    uuid,
    moving_until timestamptz(3),
    CHECK (is_rehearsal OR offset_ms = 0)
);
INSERT INTO world_clock (id, is_rehearsal, offset_ms) VALUES (1, false, 0);

CREATE FUNCTION world_offset_ms() RETURNS double precision LANGUAGE sql VOLATILE AS
    'SELECT offset_ms::double precision FROM world_clock WHERE id = 1';

CREATE FUNCTION world_now() RETURNS timestamptz LANGUAGE sql VOLATILE AS
    'SELECT clock_timestamp() + offset_ms * interval ''1 millisecond'' FROM world_clock WHERE id = 1';

-- A world becomes a rehearsal before its first file, or never: a real file cannot be moved in time.
CREATE FUNCTION world_clock_is_decided_before_the_first_file() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.is_rehearsal IS DISTINCT FROM OLD.is_rehearsal AND EXISTS (SELECT FROM file) THEN
        RAISE EXCEPTION 'files exist: this world cannot become a rehearsal, or stop being one' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.offset_ms < OLD.offset_ms AND EXISTS (SELECT FROM file) THEN
        RAISE EXCEPTION 'world time never runs backwards' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER world_clock_decided BEFORE UPDATE ON world_clock
    FOR EACH ROW EXECUTE FUNCTION world_clock_is_decided_before_the_first_file();
