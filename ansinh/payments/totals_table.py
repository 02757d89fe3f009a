"""How lines add up, as SQL: the same SELECT fills the stored totals, checks them on locking and in ``verify money``.

``%(run)s`` is a run; NULL means every run that was locked.
"""

from collections.abc import Sequence

_RUNS = "(SELECT id FROM payments_run WHERE id = %(run)s OR %(run)s::bigint IS NULL AND locked_at IS NOT NULL)"

TOTALS = """
SELECT l.run_id, l.commune_id, l.programme, p.category, p.kind, count(*) AS part_count,
  sum(p.amount_vnd)::bigint AS total_vnd
FROM payments_line AS l JOIN payments_part AS p ON p.line_id = l.id
WHERE {of} GROUP BY 1, 2, 3, 4, 5
"""
_CATEGORIES = """
  SELECT category, sum(amount_vnd) AS amount_vnd, row_number() OVER (ORDER BY category COLLATE "C") AS place
  FROM payments_part WHERE line_id = l.id GROUP BY category
"""

RESULTS = """
SELECT run_id, month, number, commune_id, programme, category, state,
  count(*) FILTER (WHERE place = 1) AS line_count, count(*) AS category_count, sum(amount_vnd)::bigint AS total_vnd
FROM (
  SELECT l.run_id, l.month, l.number, l.commune_id, l.programme, p.category, l.state, sum(p.amount_vnd) AS amount_vnd,
    row_number() OVER (PARTITION BY l.id ORDER BY p.category COLLATE "C") AS place
  FROM payments_line AS l JOIN payments_part AS p ON p.line_id = l.id WHERE {of} GROUP BY l.id, p.category
) AS one GROUP BY 1, 2, 3, 4, 5, 6, 7
"""

# The lists of the month before are those that were locked before this run. A person whose commune went over into
# another one has not moved. Of a commune that was split, those count who were listed in villages that came here.
_OF_SPLIT = "s.villages::text[]"
# Asked once a line: as an expression it would be asked again wherever the sum is looked at.
_CURRENT = """CROSS JOIN LATERAL (
    SELECT sum(amount_vnd) AS vnd FROM payments_part WHERE line_id = l.id AND kind = 'current' OFFSET 0
  ) AS current"""
THIS_LIST = f"""
  SELECT l.run_id, l.person_id, l.programme, l.commune_id, sum(p.amount_vnd) FILTER (WHERE p.kind = 'current') AS vnd
  FROM payments_line AS l JOIN payments_part AS p ON p.line_id = l.id
  WHERE l.number = 0 AND l.run_id IN {_RUNS} GROUP BY l.id
"""
COMPARED = f"""
WITH RECURSIVE follows(unit_id, commune_id) AS (
  SELECT predecessor_id, successor_id FROM areas_succession
  UNION
  SELECT f.unit_id, s.successor_id FROM follows AS f JOIN areas_succession AS s ON s.predecessor_id = f.commune_id
), reach(run_id, unit_id, villages) AS (
  SELECT id, area_id, '{{{{}}}}'::text[] FROM payments_run WHERE number = 0 AND id IN {_RUNS}
  UNION
  SELECT reach.run_id, found.id, CASE found.villages WHEN '{{{{}}}}' THEN reach.villages ELSE found.villages END
  FROM reach CROSS JOIN LATERAL (
    SELECT u.id, '{{{{}}}}'::text[] AS villages FROM areas_unit AS u WHERE u.parent_id = reach.unit_id
    UNION SELECT s.predecessor_id, {_OF_SPLIT} FROM areas_succession AS s WHERE s.successor_id = reach.unit_id
  ) AS found
), reached AS (
  SELECT run_id, unit_id, bool_or(villages = '{{{{}}}}') AS whole, array_agg(v.village) AS villages
  FROM reach LEFT JOIN LATERAL unnest(villages) AS v (village) ON true GROUP BY 1, 2
), this AS ({{this}}), before AS (
  SELECT reach.run_id, l.person_id, l.programme, (array_agg(l.commune_id ORDER BY l.id DESC))[1] AS commune_id,
    sum(current.vnd) AS vnd
  FROM reached AS reach JOIN payments_run AS r ON r.id = reach.run_id
  JOIN payments_line AS l ON l.commune_id = reach.unit_id AND l.month = (r.month - interval '1 month')::date
    AND l.state <> 'cancelled' AND (reach.whole OR l.village = ANY (reach.villages))
  JOIN payments_run AS earlier ON earlier.id = l.run_id AND earlier.locked_at < coalesce(r.locked_at, 'infinity')
  {_CURRENT}
  GROUP BY 1, 2, 3
), compared AS (
  SELECT run_id, person_id, programme, this.commune_id, this.vnd, before.commune_id AS commune_before, before.vnd AS vnd_before,
    CASE WHEN this.commune_id <> before.commune_id THEN NOT EXISTS (
      SELECT FROM follows WHERE (follows.unit_id, follows.commune_id) = (before.commune_id, this.commune_id)
    ) ELSE false END AS moved
  FROM (SELECT * FROM this WHERE vnd IS NOT NULL) AS this
  FULL JOIN (SELECT * FROM before WHERE vnd IS NOT NULL) AS before USING (run_id, person_id, programme)
  WHERE (this.vnd, this.commune_id) IS DISTINCT FROM (before.vnd, before.commune_id)
), change AS (
  SELECT run_id, person_id, programme, one.commune_id, one.kind, one.vnd AS difference_vnd, compared.vnd_before,
    compared.vnd
  FROM compared CROSS JOIN LATERAL (
    SELECT 'start', compared.commune_id, vnd WHERE vnd_before IS NULL
    UNION ALL SELECT 'stop', commune_before, -vnd_before WHERE vnd IS NULL
    UNION ALL SELECT 'adjust', compared.commune_id, vnd - vnd_before WHERE NOT moved AND vnd <> vnd_before
    UNION ALL SELECT 'arrive', compared.commune_id, vnd WHERE moved
    UNION ALL SELECT 'leave', commune_before, -vnd_before WHERE moved
  ) AS one (kind, commune_id, vnd)
)
"""
CHANGES = (
    COMPARED.format(this=THIS_LIST)
    + """
SELECT run_id, commune_id, kind, count(*) AS line_count, sum(difference_vnd)::bigint AS difference_vnd
FROM change GROUP BY 1, 2, 3
"""
)

_TOTAL_KEY = ("run_id", "commune_id", "programme", "category", "kind")
_RESULT_KEY = ("run_id", "commune_id", "programme", "category", "state")
_CHANGE_KEY = ("run_id", "commune_id", "kind")
_RESULT_COLUMNS = "run_id, month, number, commune_id, programme, category, state, line_count, category_count, total_vnd"

FILL_TOTALS = (
    "INSERT INTO payments_total (run_id, commune_id, programme, category, kind, part_count, total_vnd)"
    + TOTALS.format(of=f"l.run_id IN {_RUNS}")
)
FILL_RESULTS = f"INSERT INTO payments_result ({_RESULT_COLUMNS})" + RESULTS.format(of=f"l.run_id IN {_RUNS}")
FILL_CHANGES = "INSERT INTO payments_change (run_id, commune_id, kind, line_count, difference_vnd)" + CHANGES


def _differing(table: str, kept: str, counted: str, key: Sequence[str], figures: Sequence[str]) -> str:
    """Rows in which what is kept is not what is counted now: key, kept figure, counted figure (the last ones)."""
    both = [[f"{side}.{name}" for name in figures] for side in ("kept", "counted")]
    return f"""
    SELECT {", ".join(key)}, kept.{figures[-1]}, counted.{figures[-1]}
    FROM (SELECT * FROM {table} WHERE {kept}) AS kept FULL JOIN ({counted}) AS counted USING ({", ".join(key)})
    WHERE ({", ".join(both[0])}) IS DISTINCT FROM ({", ".join(both[1])}) ORDER BY 1, 2 LIMIT 50
    """


DIFFERING_TOTALS = _differing(
    "payments_total", "true", TOTALS.format(of="true"), _TOTAL_KEY, ("part_count", "total_vnd")
)
DIFFERING_RESULTS = _differing(
    "payments_result",
    "true",
    RESULTS.format(of="true"),
    _RESULT_KEY,
    ("month", "number", "line_count", "category_count", "total_vnd"),
)
# Once a list of the month before that was locked earlier has been cancelled, nobody can tell from the lines whether it
# still counted on the day of locking: such a run is left out.
_TOLD = """
run_id NOT IN (
  SELECT r.id FROM payments_run AS r JOIN payments_run AS gone ON gone.month = (r.month - interval '1 month')::date
    AND gone.state = 'cancelled' AND gone.locked_at < r.locked_at)
"""
DIFFERING_CHANGES = _differing(
    "payments_change",
    _TOLD,
    f"SELECT * FROM ({CHANGES.replace('%(run)s', 'NULL')}) AS every WHERE {_TOLD}",
    _CHANGE_KEY,
    ("line_count", "difference_vnd"),
)

BEGIN_RESULTS_SQL = f"""
CREATE OR REPLACE FUNCTION payments_begin_results() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp SET plan_cache_mode = force_custom_plan AS $$
DECLARE wrong bigint;
BEGIN
  SELECT coalesce(kept.commune_id, counted.commune_id) INTO wrong
  FROM (SELECT * FROM payments_total WHERE run_id = NEW.id) AS kept
  FULL JOIN ({TOTALS.format(of="l.run_id = NEW.id")}) AS counted USING ({", ".join(_TOTAL_KEY)})
  WHERE (kept.part_count, kept.total_vnd) IS DISTINCT FROM (counted.part_count, counted.total_vnd) LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'payroll totals of commune % are not the sum of the parts', wrong USING ERRCODE = 'check_violation';
  END IF;
  PERFORM FROM payments_line AS l JOIN payments_part AS p ON p.line_id = l.id
  WHERE l.run_id = NEW.id AND p.list_month <> NEW.month;
  IF FOUND THEN
    RAISE EXCEPTION 'payroll run %: a part names another month than its line', NEW.id USING ERRCODE = 'check_violation';
  END IF;
  INSERT INTO payments_result ({_RESULT_COLUMNS}) {RESULTS.format(of="l.run_id = NEW.id")};
  RETURN NULL;
END $$;
"""

# Where all of a list's lines in a state go over into one that none is in, as when it is released, its rows go over as
# they are; a list that is moved in pieces is counted line by line.
MOVE_RESULTS_SQL = f"""
CREATE OR REPLACE FUNCTION payments_move_results() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp SET plan_cache_mode = force_custom_plan AS $$
DECLARE whole record;
BEGIN
  SELECT min(l.run_id) AS run_id, min(before.state) AS was, min(l.state) AS became, count(*) AS lines INTO whole
  FROM after AS l JOIN before ON before.id = l.id AND before.state <> l.state
  HAVING (min(l.run_id), min(before.state), min(l.state)) = (max(l.run_id), max(before.state), max(l.state));
  IF FOUND AND whole.lines = (
    SELECT sum(line_count) FROM payments_result WHERE run_id = whole.run_id AND state = whole.was
  ) AND NOT EXISTS (
    SELECT FROM payments_result WHERE run_id = whole.run_id AND state = whole.became
  ) THEN
    UPDATE payments_result SET state = whole.became WHERE run_id = whole.run_id AND state = whole.was;
    RETURN NULL;
  END IF;
  MERGE INTO payments_result AS r USING (
    SELECT l.run_id, l.month, l.number, l.commune_id, l.programme, p.category, moved.state,
      coalesce(sum(moved.sign) FILTER (WHERE p.place = 1), 0) AS line_count, sum(moved.sign) AS category_count,
      sum(moved.sign * p.amount_vnd) AS total_vnd
    FROM after AS l JOIN before ON before.id = l.id AND before.state <> l.state
    CROSS JOIN LATERAL ({_CATEGORIES}) AS p
    CROSS JOIN LATERAL (VALUES (before.state, -1), (l.state, 1)) AS moved (state, sign)
    GROUP BY 1, 2, 3, 4, 5, 6, 7
  ) AS d ON ({", ".join(f"r.{name}" for name in _RESULT_KEY)}) = ({", ".join(f"d.{name}" for name in _RESULT_KEY)})
  WHEN MATCHED AND r.category_count + d.category_count = 0 THEN DELETE
  WHEN MATCHED THEN UPDATE SET line_count = r.line_count + d.line_count,
    category_count = r.category_count + d.category_count, total_vnd = r.total_vnd + d.total_vnd
  WHEN NOT MATCHED THEN INSERT ({_RESULT_COLUMNS}) VALUES (d.run_id, d.month, d.number, d.commune_id, d.programme,
    d.category, d.state, d.line_count, d.category_count, d.total_vnd);
  RETURN NULL;
END $$;
"""

# Nobody but these functions writes payments_result: the application may only read it. Each call is planned anew: a plan
# kept from a list of ten lines takes minutes over one of forty thousand.
FOLLOW_SQL = f"""
{BEGIN_RESULTS_SQL}
ALTER FUNCTION payments_check_run_state() SET plan_cache_mode = force_custom_plan;
CREATE TRIGGER payments_run_begins_results AFTER UPDATE ON payments_run
  FOR EACH ROW WHEN (OLD.state = 'draft' AND NEW.state = 'locked') EXECUTE FUNCTION payments_begin_results();

{MOVE_RESULTS_SQL}
CREATE TRIGGER payments_line_moves_results AFTER UPDATE ON payments_line
  REFERENCING OLD TABLE AS before NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION payments_move_results();
"""

# Lists that were locked before totals were kept; then no commune had been split yet. Deferred checks run at once: tables with checks that wait cannot be
# altered by the rest of the migration.
FILL_SQL = f"""
ALTER TABLE payments_line DISABLE TRIGGER payments_line_no_update;
UPDATE payments_line AS l SET again = true FROM (
  SELECT id, row_number() OVER (PARTITION BY person_id, month ORDER BY id) AS place
  FROM payments_line WHERE state <> 'cancelled'
) AS counted WHERE counted.id = l.id AND counted.place > 1;
ALTER TABLE payments_line ENABLE TRIGGER payments_line_no_update;
ALTER TABLE payments_part DISABLE TRIGGER payments_part_no_update;
UPDATE payments_part AS p SET list_month = l.month FROM payments_line AS l WHERE l.id = p.line_id;
ALTER TABLE payments_part ENABLE TRIGGER payments_part_no_update;
{FILL_TOTALS.replace("%(run)s", "NULL")};
{FILL_RESULTS.replace("%(run)s", "NULL")};
{FILL_CHANGES.replace("%(run)s", "NULL").replace(_OF_SPLIT, "'{}'::text[]")};
SET CONSTRAINTS ALL IMMEDIATE;
ANALYZE payments_line, payments_part, payments_result;
"""
