"""Keeping what decisions and lists of a month do not have in common: the count, who changed since, and what notes it.

A month is counted whole by the worker. From then on triggers note the people whose awards, lines or merges were written
by a transaction that the count did not see; those are counted anew whenever somebody looks. So the answer is today's.
"""

from ansinh.oversight.reconciliation_table import DECIDED

MOST = 1000
"""People whom a statement is noted for by name, and who are counted anew while a page waits; beyond, the month is."""

_NOTE = f"""
CREATE FUNCTION {{name}}() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  WITH found AS (SELECT DISTINCT person_id, months FROM ({{whose}}) AS written),
    many AS (SELECT count(*) > {MOST} AS so FROM (SELECT FROM found LIMIT {MOST} + 1) AS near)
  INSERT INTO oversight_reconciled_change (person_id, months, written_by)
  SELECT person_id, months, pg_current_xact_id()::text::bigint FROM found, many WHERE NOT so
  UNION ALL
  SELECT NULL, daterange(min(lower(months)), CASE WHEN NOT bool_or(upper_inf(months)) THEN max(upper(months)) END),
    pg_current_xact_id()::text::bigint
  FROM found, many WHERE so HAVING count(*) > 0;
  RETURN NULL;
END $$;
"""
_ON = """
CREATE TRIGGER {name}_{act} AFTER {act} ON {table} REFERENCING {seen} TABLE AS written
  FOR EACH STATEMENT EXECUTE FUNCTION {name}();
"""
_AWARDS = "SELECT person_id, months FROM written"
_MONTH = "SELECT person_id, daterange(month, (month + interval '1 month')::date) AS months FROM written"
_MERGED = """
SELECT who AS person_id, daterange('-infinity', NULL) AS months
FROM written CROSS JOIN LATERAL unnest(ARRAY[kept_id, absorbed_id]) AS who
"""


def _noted(name: str, table: str, whose: str, *acts: str) -> str:
    made = _NOTE.format(name=name, whose=whose)
    return made + "".join(
        _ON.format(name=name, act=act.lower(), table=table, seen="OLD" if act == "DELETE" else "NEW") for act in acts
    )


# Parts are written with their line and never again; of a line only its cancelling makes a difference here.
NOTE_SQL = "".join(
    (
        _noted("oversight_award_changed", "casework_award", _AWARDS, "INSERT", "UPDATE"),
        _noted("oversight_line_drawn", "payments_line", _MONTH, "INSERT"),
        _noted("oversight_line_cancelled", "payments_line", f"{_MONTH} WHERE state = 'cancelled'", "UPDATE"),
        _noted("oversight_records_merged", "registry_merge", _MERGED, "INSERT", "UPDATE", "DELETE"),
    )
)

CLUSTER = "(SELECT system_identifier::text FROM pg_control_system())"
UNSEEN = "NOT pg_visible_in_snapshot(c.written_by::text::xid8, m.snapshot::pg_snapshot)"
# A month that was counted in this server, without a change since that names nobody: when, and who changed.
STANDING = f"""
SELECT m.counted_at, (
    SELECT coalesce(array_agg(DISTINCT c.person_id), '{{}}') FROM oversight_reconciled_change AS c
    WHERE c.months @> m.month AND {UNSEEN})
FROM oversight_reconciled_month AS m
WHERE m.month = %(month)s AND m.cluster = {CLUSTER} AND NOT EXISTS (
  SELECT FROM oversight_reconciled_change AS c WHERE c.person_id IS NULL AND c.months @> m.month AND {UNSEEN})
"""
# All records of those who changed: who they turned out to be, and everybody taken up by the same.
NAMED = """
WITH kept AS (
  SELECT id AS person_id FROM unnest(%(changed)s::bigint[]) AS id
  UNION SELECT kept_id FROM registry_alias WHERE person_id = ANY (%(changed)s)
)
SELECT person_id FROM kept UNION SELECT a.person_id FROM registry_alias AS a JOIN kept ON kept.person_id = a.kept_id
"""
_OF_NAMED = "AND {side}.person_id = ANY (%(named)s)"
OF_CHANGED = DECIDED.format(of_due=_OF_NAMED.format(side="a"), of_listed=_OF_NAMED.format(side="l"))
FOUND = f"""
SELECT code, area_id, programme, due_vnd, listed_vnd, person_id, award_id FROM oversight_discrepancy
WHERE month = %(month)s AND (%(areas)s::bigint[] IS NULL OR area_id = ANY (%(areas)s)) AND person_id <> ALL (%(named)s)
UNION ALL
SELECT code, area_id, programme, due_vnd, listed_vnd, person_id, award_id FROM ({OF_CHANGED}) AS anew WHERE code <> 'same'
"""

ONE_AT_A_TIME = "SELECT pg_advisory_xact_lock(7262033)"  # any number: one count or clearing away at a time
FORGET = "DELETE FROM oversight_discrepancy WHERE month = %(month)s"
# One statement, so that the count and what it says it saw are of one moment.
KEEP = f"""
WITH seen AS (
  INSERT INTO oversight_reconciled_month (month, snapshot, cluster)
  SELECT %(month)s, pg_current_snapshot()::text, {CLUSTER}
  ON CONFLICT (month) DO UPDATE
  SET snapshot = excluded.snapshot, cluster = excluded.cluster, counted_at = statement_timestamp()
)
INSERT INTO oversight_discrepancy (month, person_id, area_id, programme, category, code, due_vnd, listed_vnd, award_id)
SELECT %(month)s, person_id, area_id, programme, category, code, due_vnd, listed_vnd, award_id
FROM ({DECIDED.format(of_due="", of_listed="")}) AS counted WHERE code <> 'same'
"""
# Months with lists that were never counted, or of which something changed since.
TO_COUNT = f"""
SELECT DISTINCT r.month FROM payments_run AS r LEFT JOIN oversight_reconciled_month AS m ON m.month = r.month
WHERE r.state <> 'cancelled' AND (m.id IS NULL OR m.cluster <> {CLUSTER} OR EXISTS (
  SELECT FROM oversight_reconciled_change AS c WHERE c.months @> m.month AND {UNSEEN})) ORDER BY 1
"""
CLEAR_AWAY = f"""
DELETE FROM oversight_reconciled_change AS c WHERE NOT EXISTS (
  SELECT FROM oversight_reconciled_month AS m WHERE c.months @> m.month AND {UNSEEN})
"""
