"""The statements that find what a source changed.

A list that says again what was known retracts a fact and records it anew, in two pieces. Only days on which another
content is believed than before count: per content, days added less days taken back, and the other way round. What is
sealed is told apart by a keyed hash of its value (``alike``: sealed, hash), since the same value is sealed in two ways.
"""

# table: the content that the law can see
_CONTENT = {
    "residence": "f.unit_id, f.village",
    "membership": "f.household_id, NULL",
    "disability": "degree.hash, certified.hash",
    "pension": "f.amount_vnd, NULL",
    "circumstance": "f.kind, f.value",
    "sealed_circumstance": "content.hash, NULL",
    "upbringing": "f.child_id, NULL",
}
_ALIKE = {
    "disability": "LEFT JOIN alike AS degree ON degree.sealed = f.degree "
    "LEFT JOIN alike AS certified ON certified.sealed = f.certified_on",
    "sealed_circumstance": "LEFT JOIN alike AS content ON content.sealed = f.content",
}
_TOUCHED = "(f.source_id = %(source)s OR f.retracted_by_id = %(source)s)"
_SIDES = "f.source_id = %(source)s AS added, f.retracted_by_id IS NOT DISTINCT FROM %(source)s AS removed"


def _personal(table: str, content: str) -> str:
    return (
        f"SELECT '{table}' AS kind, f.person_id, ROW({content})::text AS content, f.valid, {_SIDES} "
        f"FROM registry_{table} AS f {_ALIKE.get(table, '')} WHERE {_TOUCHED}"
    )


# Birth, sex and citizenship count for every day; a death from its own day on.
_IDENTITY = f"""
SELECT 'identity', f.person_id, ROW(f.born_on, f.born_precision, f.sex, f.citizen)::text, '(,)'::daterange, {_SIDES}
FROM registry_identity AS f WHERE {_TOUCHED}
UNION ALL
SELECT 'death', f.person_id, f.died_on::text, daterange(f.died_on, NULL), {_SIDES}
FROM registry_identity AS f WHERE {_TOUCHED} AND f.died_on IS NOT NULL
"""
_PERSONAL = " UNION ALL ".join(_personal(table, content) for table, content in _CONTENT.items())
# A status of poverty is everybody's who belongs to the household; what a child is and does counts for who raises it.
# Days on which nobody lived anywhere are nobody's.
SEALED = f"""
SELECT degree FROM registry_disability AS f WHERE {_TOUCHED} AND degree <> ''
UNION SELECT certified_on FROM registry_disability AS f WHERE {_TOUCHED} AND certified_on <> ''
UNION SELECT content FROM registry_sealed_circumstance AS f WHERE {_TOUCHED}
"""
CHANGED = f"""
WITH alike AS (SELECT * FROM unnest(%(sealed)s::text[], %(hashes)s::text[]) AS a (sealed, hash)), touched AS ({_PERSONAL} UNION ALL {_IDENTITY}),
own AS (
  SELECT kind, person_id, content, coalesce(range_agg(valid) FILTER (WHERE added), '{{}}') AS added,
    coalesce(range_agg(valid) FILTER (WHERE removed), '{{}}') AS removed
  FROM touched GROUP BY 1, 2, 3
), status AS (
  SELECT household_id, status, coalesce(range_agg(valid) FILTER (WHERE added), '{{}}') AS added,
    coalesce(range_agg(valid) FILTER (WHERE removed), '{{}}') AS removed
  FROM (SELECT f.household_id, f.status, f.valid, {_SIDES} FROM registry_poverty AS f WHERE {_TOUCHED}) AS p
  GROUP BY 1, 2
), days AS (
  SELECT kind, content, person_id, unnest((added - removed) + (removed - added)) AS days FROM own
), everybody AS (
  SELECT person_id, days FROM days
  UNION ALL
  SELECT u.person_id, d.days * u.valid FROM days AS d JOIN registry_upbringing AS u ON u.child_id = d.person_id
  WHERE d.kind IN ('identity', 'death') OR (d.kind = 'circumstance' AND d.content LIKE '(studying,%%')
  UNION ALL
  SELECT m.person_id, d.days * m.valid
  FROM (SELECT household_id, unnest((added - removed) + (removed - added)) AS days FROM status) AS d
  JOIN registry_membership AS m USING (household_id)
), lived AS (
  SELECT r.person_id, range_agg(r.valid) AS days FROM registry_residence AS r
  WHERE r.person_id IN (SELECT person_id FROM everybody) GROUP BY 1
)
SELECT e.person_id, lower(x) AS since, upper(x) AS until
FROM (SELECT person_id, range_agg(days) AS days FROM everybody WHERE NOT isempty(days) GROUP BY 1) AS e
JOIN lived USING (person_id) CROSS JOIN LATERAL unnest(e.days * lived.days) AS x
"""
IDENTIFIED = f"""
SELECT f.person_id FROM registry_identity AS f WHERE {_TOUCHED}
UNION SELECT f.person_id FROM registry_paper AS f WHERE {_TOUCHED}
"""
HEARD = (
    "SELECT min(at) FROM ("
    + " UNION ALL ".join(
        f"SELECT min(CASE WHEN f.source_id = %(source)s THEN f.recorded_at ELSE f.retracted_at END) AS at "
        f"FROM registry_{table} AS f WHERE {_TOUCHED}"
        for table in (*_CONTENT, "identity", "poverty")
    )
    + ") AS heard"
)
