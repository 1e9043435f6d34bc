-- Public data that plans, cases and exemptions are tried out on: what authorities published, each row with its source.
-- Loaded by the owner's role from CSV files; the application only reads it. Money in fen; a date may be known to the month
-- or the year only and is then kept as that: '2017-04' is no day.

CREATE TABLE data_source (
    id                 text PRIMARY KEY CHECK (id ~ '^S[0-9]{2,4}$'),
    title              text NOT NULL,
    url                text CHECK (url ~ '^https?://'),
    publisher          text NOT NULL,
    document_date      text CHECK (document_date ~ '^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$'),
    -- as the list of sources gives it, where it is no date
    document_date_text text,
    public_status      text NOT NULL,
    -- found at another address than the authority's own
    is_mirror          boolean NOT NULL,
    note               text
);

-- 随机抽查事项清单, of one department or of several together
CREATE TABLE inspection_matter (
    id                        text PRIMARY KEY CHECK (id ~ '^[MJ][0-9]{3,}$'),
    source_id                 text NOT NULL REFERENCES data_source (id),
    is_joint                  boolean NOT NULL,
    list_name                 text NOT NULL,
    category                  text,
    matter                    text NOT NULL,
    inspection_object         text NOT NULL,
    matter_level              text CHECK (matter_level IN ('general', 'key')),
    method                    text,
    inspection_subject        text,
    lead_department           text,
    participating_departments text[] NOT NULL,
    admin_level               text,
    legal_basis               text,
    ratio_text                text,
    ratio_percent             numeric(7, 4) CHECK (ratio_percent > 0 AND ratio_percent <= 100),
    ratio_bound               text CHECK (ratio_bound IN ('exact', 'at_least')),
    frequency                 text,
    planned_time              text,
    note                      text,
    CHECK ((ratio_percent IS NULL) = (ratio_bound IS NULL)),
    CHECK (lead_department IS NOT NULL OR NOT is_joint)
);
CREATE INDEX inspection_matter_source_id_idx ON inspection_matter (source_id);

CREATE TABLE plan_task_sample (
    id                        text PRIMARY KEY CHECK (id ~ '^T[0-9]{3,}$'),
    source_id                 text NOT NULL REFERENCES data_source (id),
    plan_name                 text NOT NULL,
    plan_year                 integer CHECK (plan_year BETWEEN 2000 AND 2999),
    region                    text,
    task_no                   text,
    task_name                 text NOT NULL,
    matter                    text,
    object_range              text,
    ratio_text                text NOT NULL,
    ratio_percent             numeric(7, 4) CHECK (ratio_percent > 0 AND ratio_percent <= 100),
    ratio_bound               text CHECK (ratio_bound IN ('exact', 'at_least')),
    object_count              integer CHECK (object_count > 0),
    frequency                 text,
    planned_time              text,
    lead_department           text,
    participating_departments text[] NOT NULL,
    draw_type                 text CHECK (draw_type IN ('directed', 'non_directed')),
    organisation_mode         text,
    note                      text,
    CHECK ((ratio_percent IS NULL) = (ratio_bound IS NULL)),
    CHECK (ratio_percent IS NOT NULL OR object_count IS NOT NULL)
);
CREATE INDEX plan_task_sample_source_id_idx ON plan_task_sample (source_id);

-- Published penalties. The facts and the sums are real; the party is invented.
CREATE TABLE penalty_sample (
    id                     text PRIMARY KEY CHECK (id ~ '^P[0-9]{3,5}$'),
    source_id              text NOT NULL REFERENCES data_source (id),
    decision_no            text,
    authority              text,
    party_name             text NOT NULL,
    -- none for a natural person
    party_uscc             text UNIQUE CHECK (party_uscc ~ '^[0-9A-HJ-NP-RTUW-Y]{2}[0-9]{6}[0-9A-HJ-NP-RTUW-Y]{10}$'),
    party_type             text,
    party_count            integer NOT NULL CHECK (party_count > 0),
    violation              text NOT NULL,
    facts                  text NOT NULL,
    legal_basis            text,
    outcome                text NOT NULL CHECK (outcome IN ('penalty', 'no_penalty', 'correction_only')),
    penalty_kinds          text[] NOT NULL,
    -- true: a correction was ordered; null: the source does not say
    correction_ordered     boolean,
    fine_fen               bigint CHECK (fine_fen >= 0),
    confiscated_gains_fen  bigint CHECK (confiscated_gains_fen >= 0),
    confiscated_goods      text,
    other_measures         text,
    decided_on             text CHECK (decided_on ~ '^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$'),
    published_on           text CHECK (published_on ~ '^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$'),
    publicity_until        date,
    payment_days           integer CHECK (payment_days > 0),
    note                   text
);
CREATE INDEX penalty_sample_source_id_idx ON penalty_sample (source_id);

-- 裁量权基准: one tier of one violation, as a range in money or as multiples of a base
CREATE TABLE discretion_tier (
    id                 text PRIMARY KEY CHECK (id ~ '^B[0-9]{3,}$'),
    source_id          text NOT NULL REFERENCES data_source (id),
    benchmark_name     text NOT NULL,
    violation          text NOT NULL,
    legal_basis        text NOT NULL,
    tier_text          text NOT NULL,
    -- only where the printed tier is one of the four
    tier               text CHECK (tier IN ('mitigated', 'lenient', 'ordinary', 'heavier')),
    circumstances      text NOT NULL,
    min_fine_fen       bigint CHECK (min_fine_fen >= 0),
    max_fine_fen       bigint CHECK (max_fine_fen >= min_fine_fen),
    min_multiple       numeric(9, 4) CHECK (min_multiple >= 0),
    max_multiple       numeric(9, 4) CHECK (max_multiple >= min_multiple),
    multiple_base      text,
    other_sanctions    text,
    cites_repealed_law boolean NOT NULL,
    note               text,
    CHECK ((min_fine_fen IS NULL) = (max_fine_fen IS NULL)),
    CHECK ((min_multiple IS NULL) = (max_multiple IS NULL) AND (min_multiple IS NULL) = (multiple_base IS NULL)),
    CHECK (min_fine_fen IS NOT NULL OR min_multiple IS NOT NULL)
);
CREATE INDEX discretion_tier_source_id_idx ON discretion_tier (source_id);

-- 免罚、首违不罚清单
CREATE TABLE no_penalty_item (
    id             text PRIMARY KEY CHECK (id ~ '^N[0-9]{3,}$'),
    source_id      text NOT NULL REFERENCES data_source (id),
    list_name      text NOT NULL,
    item_no        text,
    treatment      text NOT NULL CHECK (treatment IN ('none', 'lenient', 'mitigated')),
    violation      text NOT NULL,
    -- never empty: an exemption without its condition would exempt everybody
    condition      text NOT NULL,
    condition_kind text NOT NULL CHECK (condition_kind IN ('first_violation', 'timely_correction', 'other')),
    legal_basis    text,
    authority      text NOT NULL,
    -- published for comment only; not in force
    is_draft       boolean NOT NULL,
    note           text
);
CREATE INDEX no_penalty_item_source_id_idx ON no_penalty_item (source_id);

-- Rows that could not be used, with the reason, as of the last load of their file.
CREATE TABLE import_problem (
    file   text NOT NULL,
    line   integer NOT NULL,
    code   text NOT NULL,
    field  text NOT NULL,
    row_id text NOT NULL,
    zh     text NOT NULL,
    en     text NOT NULL,
    PRIMARY KEY (file, line, code, field)
);
