"""Person facts of a month as known on a day: one set-based query over the whole registry.

The columns are those of the contract of person facts. Which days of a month make a fact true of it stands in
circumstance_table; here for the typed tables: poverty is the highest status of any day of the month, a certificate of
disability the latest of the month (a change of degree adjusts from its month), a pension counts when it was drawn the
whole month. ``?`` marks what is known to be unknown and becomes null.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import polars
from django.db import connection

from ansinh.kernel.copy_rows import read_frame
from ansinh.kernel.period import Month
from ansinh.registry.circumstance_table import FLAG, KINDS, Kind
from ansinh.registry.sealed_circumstances import with_sealed

UNKNOWN = "?"
MANY = 2_000
"""So many people at once are joined by hashing and sorting, never one by one."""
_BELIEVED = "{t}.recorded_at <= %(known_at)s AND ({t}.retracted_at IS NULL OR {t}.retracted_at > %(known_at)s)"


def _believed(table: str) -> str:
    return _BELIEVED.format(t=table)


def _default(kind: Kind) -> str:
    """What holds where nothing is recorded; of sealed kinds too, whose rows come afterwards (sealed_circumstances)."""
    if kind.code == "marital":
        return f"CASE WHEN person.born_on > %(first)s::date - interval '18 years' THEN 'single' ELSE '{UNKNOWN}' END"
    if kind.values == FLAG:
        return "'no'"
    return {"father": "'caring'", "mother": "'caring'", "support": "'present'"}.get(
        kind.code, "'no'" if kind.code == "studying" else "'none'"
    )


def _pivot(kind: Kind) -> str:
    return f"max(value) FILTER (WHERE kind = '{kind.code}') AS {kind.code}"


_WHOLE_MONTH = ", ".join(f"'{kind.code}'" for kind in KINDS if kind.counts == "whole_month")
# Of the rows of a kind that count for the month, the latest.
_CIRCUMSTANCE = f"""
SELECT DISTINCT ON (person_id, kind) person_id, kind, coalesce(value, '{UNKNOWN}') AS value
FROM registry_circumstance AS c
WHERE c.valid && %(month)s::daterange AND {_believed("c")}
  AND (kind NOT IN ({_WHOLE_MONTH}) OR valid @> %(month)s::daterange) {{only}}
ORDER BY person_id, kind, lower(valid) DESC
"""

# The kind of a sealed row is not to be seen here: all rows that may count go along with the person, the latest first.
_SEALED = f"""
SELECT person_id, string_agg((CASE WHEN valid @> %(month)s::daterange THEN '+' ELSE '-' END) || content, ' '
  ORDER BY lower(valid) DESC NULLS LAST) AS rows
FROM registry_sealed_circumstance AS c
WHERE c.valid && %(month)s::daterange AND {_believed("c")} {{only}} GROUP BY person_id
"""

_CHILDREN = f"""
SELECT u.person_id,
  count(*) FILTER (WHERE c.born_on > %(first)s::date - interval '16 years') AS under_16,
  count(*) FILTER (WHERE c.born_on <= %(first)s::date - interval '16 years'
    AND c.born_on > %(first)s::date - interval '22 years' AND s.studying = 'yes') AS from_16_studying,
  count(*) FILTER (WHERE c.born_on <= %(first)s::date - interval '22 years' AND s.studying = 'yes') AS over_22_studying,
  count(*) FILTER (WHERE c.born_on > %(first)s::date - interval '36 months') AS under_36_months,
  bool_or(s.studying = '{UNKNOWN}' AND c.born_on <= %(first)s::date - interval '16 years') AS study_unknown
FROM (SELECT DISTINCT person_id, child_id FROM registry_upbringing AS r
      WHERE r.valid && %(month)s::daterange AND {_believed("r")} {{only}}) AS u
JOIN registry_identity AS c ON c.person_id = u.child_id AND {_believed("c")}
  AND c.born_on < %(end)s::date AND (c.died_on IS NULL OR c.died_on >= %(first)s::date)
LEFT JOIN circumstance AS s ON s.person_id = u.child_id
GROUP BY u.person_id
"""


# Those asked about and the children they raise: nobody else's facts are read.
_ASKED = """wanted AS (
  {asked} UNION SELECT u.child_id FROM registry_upbringing AS u JOIN ({asked}) AS parent ON parent.id = u.person_id
), """
_BY_AREA = "SELECT person_id AS id FROM registry_residence WHERE unit_id = ANY (%(areas)s::bigint[])"
_BY_PERSON = "SELECT unnest(%(people)s::bigint[]) AS id"


def _query(*, by_area: bool, by_person: bool) -> str:
    pivots = ",\n  ".join(_pivot(kind) for kind in KINDS if not kind.sealed)
    columns = ",\n  ".join(
        f"{_default(kind)} AS {kind.code}"
        if kind.sealed
        else f"coalesce(circumstance.{kind.code}, {_default(kind)}) AS {kind.code}"
        for kind in KINDS
    )
    restricted = by_area or by_person
    asked = _ASKED.format(asked=_BY_PERSON if by_person else _BY_AREA) if restricted else ""
    only = "AND person_id IN (SELECT id FROM wanted)" if restricted else ""
    lives = " AND r.unit_id = ANY (%(areas)s::bigint[])" if by_area else ""
    lives += " AND r.person_id = ANY (%(people)s::bigint[])" if by_person else ""
    return f"""
WITH RECURSIVE {asked}place AS (
  SELECT id, 0 AS height, code, parent_id FROM areas_unit WHERE kind = 'commune'
  UNION ALL
  SELECT place.id, height + 1, up.code, up.parent_id FROM place JOIN areas_unit AS up ON up.id = place.parent_id
), province AS (SELECT DISTINCT ON (id) id, code FROM place ORDER BY id, height DESC),
residence AS (
  SELECT DISTINCT ON (person_id) person_id, unit_id, village FROM registry_residence AS r
  WHERE r.valid && %(month)s::daterange AND {_believed("r")} {lives}
  ORDER BY person_id, lower(r.valid) DESC
), circumstance AS (
  SELECT person_id,
  {pivots}
  FROM ({_CIRCUMSTANCE.format(only=only)}) AS latest GROUP BY person_id
), sealed AS (
{_SEALED.format(only=only)}
), household AS (
  SELECT DISTINCT ON (person_id) person_id, household_id FROM registry_membership AS m
  WHERE m.valid && %(month)s::daterange AND {_believed("m")} {only} ORDER BY person_id, lower(m.valid) DESC
), poverty AS (
  SELECT household_id,
    max(CASE status WHEN 'poor' THEN 3 WHEN 'near_poor' THEN 1 WHEN 'none' THEN 0 ELSE 2 END) AS level
  FROM registry_poverty AS p WHERE p.valid && %(month)s::daterange AND {_believed("p")}
    {"AND household_id IN (SELECT household_id FROM household)" if restricted else ""} GROUP BY household_id
), disability AS (
  SELECT DISTINCT ON (person_id) person_id, coalesce(degree, '{UNKNOWN}') AS degree, certified_on
  FROM registry_disability AS d WHERE d.valid && %(month)s::daterange AND {_believed("d")} {only}
  ORDER BY person_id, lower(d.valid) DESC
), pension AS (
  SELECT person_id, max(amount_vnd) AS amount, bool_or(amount_vnd IS NULL) AS unknown
  FROM registry_pension AS p WHERE p.valid @> %(month)s::daterange AND {_believed("p")} {only} GROUP BY person_id
), hardship AS (
  SELECT DISTINCT unit_id, village FROM areas_hardship AS h WHERE h.valid && %(month)s::daterange
), children AS ({_CHILDREN.format(only=only)})
SELECT person.person_id, residence.unit_id AS area_id, province.code AS province,
  (whole.unit_id IS NOT NULL OR part.unit_id IS NOT NULL)::text AS hard_area,
  CASE person.born_precision WHEN 'year' THEN to_char(person.born_on, 'YYYY')
    WHEN 'month' THEN to_char(person.born_on, 'YYYY-MM') ELSE to_char(person.born_on, 'YYYY-MM-DD') END AS born,
  person.died_on AS died, person.sex, coalesce(person.citizen::text, '{UNKNOWN}') AS citizen,
  CASE poverty.level WHEN 3 THEN 'poor' WHEN 2 THEN '{UNKNOWN}' WHEN 1 THEN 'near_poor' ELSE 'none' END AS poverty,
  {columns},
  coalesce(children.under_16, 0) AS children_under_16,
  CASE WHEN study_unknown THEN NULL ELSE coalesce(children.from_16_studying, 0) END AS children_16_22_studying,
  CASE WHEN study_unknown THEN NULL ELSE coalesce(children.over_22_studying, 0) END AS children_over_22_studying,
  CASE WHEN pension.unknown THEN NULL ELSE coalesce(pension.amount, 0) END AS pension_vnd,
  coalesce(disability.degree, 'none') AS disability, disability.certified_on AS disability_certified,
  coalesce(children.under_36_months, 0) AS children_under_36_months, sealed.rows AS sealed
FROM residence
JOIN registry_identity AS person ON person.person_id = residence.person_id AND {_believed("person")}
  AND person.born_on < %(end)s::date
JOIN province ON province.id = residence.unit_id
LEFT JOIN hardship AS whole ON whole.unit_id = residence.unit_id AND whole.village = ''
LEFT JOIN hardship AS part ON part.unit_id = residence.unit_id AND part.village = residence.village
LEFT JOIN circumstance ON circumstance.person_id = residence.person_id
LEFT JOIN sealed ON sealed.person_id = residence.person_id
LEFT JOIN household ON household.person_id = residence.person_id
LEFT JOIN poverty ON poverty.household_id = household.household_id
LEFT JOIN disability ON disability.person_id = residence.person_id
LEFT JOIN pension ON pension.person_id = residence.person_id
LEFT JOIN children ON children.person_id = residence.person_id
ORDER BY residence.person_id
"""


_INTEGERS = (
    "children_under_16",
    "children_16_22_studying",
    "children_over_22_studying",
    "pension_vnd",
    "children_under_36_months",
)
_FLAGS = ("hard_area", "citizen", *(kind.code for kind in KINDS if kind.values == FLAG))
_DATES = ("died", "disability_certified")
_SCHEMA: dict[str, type[polars.DataType]] = {
    "person_id": polars.Int64,
    "area_id": polars.Int64,
    **dict.fromkeys(("province", "hard_area", "born", "died", "sex", "citizen", "poverty"), polars.String),
    **dict.fromkeys((kind.code for kind in KINDS), polars.String),
    **dict.fromkeys(_INTEGERS[:-1], polars.Int64),
    "disability": polars.String,
    "disability_certified": polars.String,
    "children_under_36_months": polars.Int64,
    "sealed": polars.String,
}
_YES = ("yes", "true")


def facts_of_month(
    month: Month,
    *,
    known_at: datetime,
    area_ids: Sequence[int] | None = None,
    person_ids: Sequence[int] | None = None,
) -> polars.DataFrame:
    """The facts of every resident of a month as known at a moment, one row a person in the order of ids.

    Columns: those of the contract of person facts, with ``area_id`` (the commune lived in) beside them; text columns
    hold the contract's codes, flags are Boolean, null means not known. ``area_ids`` or ``person_ids`` restrict it.
    """
    parameters = {
        "month": f"[{month.first},{month.end})",
        "first": month.first,
        "end": month.end,
        "known_at": known_at,
        "areas": list(area_ids) if area_ids is not None else None,
        "people": list(person_ids) if person_ids is not None else None,
    }
    query = _query(by_area=area_ids is not None, by_person=person_ids is not None)
    with connection.cursor() as cursor:
        many = len(person_ids or ()) > MANY
        if many:  # of some kinds of facts the planner expects one row; a loop over tens of thousands is quadratic
            cursor.execute("SET LOCAL enable_nestloop = off")
        frame = read_frame(cursor, query, _SCHEMA, parameters)
        if many:
            cursor.execute("SET LOCAL enable_nestloop = on")
    frame = with_sealed(frame, UNKNOWN)
    texts = [name for name, kind in _SCHEMA.items() if kind == polars.String and name != "sealed"]
    known = frame.with_columns(polars.col(texts).replace(UNKNOWN, None))
    return known.with_columns(
        *(polars.col(flag).is_in(_YES).alias(flag) for flag in _FLAGS),
        *(polars.col(day).str.to_date("%Y-%m-%d") for day in _DATES),
    )
