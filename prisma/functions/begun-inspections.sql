-- The inspections of an enterprise that began, by whatever department, the latest first: what its yearly number is counted by (inspection-annual-frequency-cap).
-- At most 500, far more than a year may hold.
CREATE OR REPLACE FUNCTION begun_inspections(of_enterprise text) RETURNS TABLE (id text, department_id text, started_on text) LANGUAGE sql STABLE AS $$
    SELECT f.id, f.department_id, f.facts #>> '{visit,startedOn}' FROM file f
    WHERE f.type = 'inspection' AND f.facts #>> '{target,uscc}' = of_enterprise AND f.facts #>> '{visit,startedOn}' IS NOT NULL
    ORDER BY 3 DESC, 1 LIMIT 500
$$;
