-- 检查对象名录库: who can be drawn. The register of officers is the table officer itself (roles, certificate).
CREATE TABLE register_target (
    -- 统一社会信用代码 (GB 32100): the shape only; the check characters are checked where rows are loaded and drawn
    uscc              text PRIMARY KEY CHECK (uscc ~ '^[0-9A-HJ-NP-RTUW-Y]{2}[0-9]{6}[0-9A-HJ-NP-RTUW-Y]{10}$'),
    name              text NOT NULL CHECK (length(btrim(name)) BETWEEN 1 AND 200),
    department_id     text NOT NULL REFERENCES department (id),
    category          text NOT NULL CHECK (length(btrim(category)) > 0),
    industry          text,
    credit_risk_class text NOT NULL CHECK (credit_risk_class IN ('A', 'B', 'C', 'D')),
    address           text,
    active            boolean NOT NULL DEFAULT true
);
CREATE INDEX register_target_department_id_category_idx ON register_target (department_id, category);
