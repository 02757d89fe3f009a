"""What lines and parts rest on, looked up once for all rows of a statement, as SQL for the migration.

A foreign key looks up row by row, and locks each row that it finds, lest somebody deletes it meanwhile. Runs, lines and
awards are append-only: no row of them is ever deleted, emptied out or given another id, by the owner neither, so that
what was there when a row was written stays there. Communes could go; those of a list are held until the transaction
ends, and from then on by the list's shares, whose foreign keys are ordinary ones: a list with a line in a commune of
which it has no share cannot be locked. The person of a line, and what few rows have, keep ordinary foreign keys.
"""

_REFUSED = """
  IF wrong IS NOT NULL THEN
    RAISE EXCEPTION '{words}', wrong USING ERRCODE = 'foreign_key_violation';
  END IF;
"""

LINES_REST_SQL = f"""
CREATE OR REPLACE FUNCTION payments_line_only_into_draft() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE runs bigint[]; communes bigint[]; wrong bigint;
BEGIN
  SELECT array_agg(DISTINCT a.run_id), array_agg(DISTINCT a.commune_id) INTO runs, communes
  FROM (SELECT run_id, commune_id FROM added GROUP BY 1, 2) AS a;
  SELECT a.id INTO wrong FROM unnest(runs) AS a (id) LEFT JOIN payments_run AS r ON r.id = a.id WHERE r.id IS NULL LIMIT 1;
  {_REFUSED.format(words="payments_line: there is no run %")}
  IF EXISTS (SELECT FROM payments_run WHERE id = ANY (runs) AND state <> 'draft') THEN
    RAISE EXCEPTION 'payments_line: the run is locked, its list cannot grow' USING ERRCODE = 'restrict_violation';
  END IF;
  PERFORM FROM areas_unit WHERE id = ANY (communes) FOR KEY SHARE;
  SELECT a.id INTO wrong FROM unnest(communes) AS a (id) LEFT JOIN areas_unit AS u ON u.id = a.id WHERE u.id IS NULL LIMIT 1;
  {_REFUSED.format(words="payments_line: there is no commune %")}
  RETURN NULL;
END $$;
"""

PARTS_REST_SQL = f"""
CREATE OR REPLACE FUNCTION payments_part_only_into_draft() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE runs bigint[]; wrong bigint;
BEGIN
  SELECT array_agg(a.run_id), min(a.line_id) FILTER (WHERE a.run_id IS NULL) INTO runs, wrong FROM (
    SELECT l.run_id, min(added.line_id) AS line_id
    FROM added LEFT JOIN payments_line AS l ON l.id = added.line_id GROUP BY 1) AS a;
  {_REFUSED.format(words="payments_part: there is no line %")}
  IF EXISTS (SELECT FROM payments_run WHERE id = ANY (runs) AND state <> 'draft') THEN
    RAISE EXCEPTION 'payments_part: the run is locked, its list cannot grow' USING ERRCODE = 'restrict_violation';
  END IF;
  SELECT added.award_id INTO wrong FROM added LEFT JOIN casework_award AS a ON a.id = added.award_id
  WHERE a.id IS NULL AND added.award_id IS NOT NULL LIMIT 1;
  {_REFUSED.format(words="payments_part: there is no award %")}
  RETURN NULL;
END $$;
"""

# For ``verify money``, which believes nobody: what rests on something that is not there, and on what.
ORPHANS = """
SELECT l.id, 'payments_run', l.run_id FROM payments_line AS l LEFT JOIN payments_run AS r ON r.id = l.run_id
WHERE r.id IS NULL
UNION ALL
SELECT l.id, 'areas_unit', l.commune_id FROM payments_line AS l LEFT JOIN areas_unit AS u ON u.id = l.commune_id
WHERE u.id IS NULL
UNION ALL
SELECT p.line_id, 'payments_line', p.line_id FROM payments_part AS p LEFT JOIN payments_line AS l ON l.id = p.line_id
WHERE l.id IS NULL
UNION ALL
SELECT p.line_id, 'casework_award', p.award_id FROM payments_part AS p LEFT JOIN casework_award AS a ON a.id = p.award_id
WHERE a.id IS NULL AND p.award_id IS NOT NULL
ORDER BY 1, 2 LIMIT 50
"""
