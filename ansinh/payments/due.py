"""What is due: owed by decision less what was paid or is on its way, for every month up to the run's.

One statement over all people of the run. Differences are taken by person, programme and month, since a month that was
paid under one category and is owed under another is one month: the categories set each other off, openly, as parts.
More paid than owed for a month is an overpayment, never taken off another month in silence: by a decision to recover
it, instalments are parts of their own (``recovery``), which bring the overpaid month back to what was owed. Where the
payment of such a month then comes back itself, what had been taken back for it is ``given_back``.

Awards and lines of records that were merged are those of the person they turned out to be. Of two awards of one
category for a month, one to each record, one is owed: what was paid under the other is an overpayment like any other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db import connection

from ansinh.access.public import SYSTEM, acting_as
from ansinh.areas.public import with_parts_and_predecessors
from ansinh.payments.models import PayrollRun
from ansinh.payments.one_off_table import ONCE
from ansinh.payments.overpaid_table import BACK, INSTALMENTS, OVER
from ansinh.payments.sources_table import HOME, KNOWN, NOW
from ansinh.payments.states import RunKind
from ansinh.payments.suspended_table import HOLD

# A person belongs to the commune of the latest award; without any award, to that of the last line. Asked of those who
# ever had either in the run's communes, so that a commune's run costs what the commune has, not what the province has.
_ALIAS = "CREATE TEMP TABLE payments_alias ON COMMIT DROP AS SELECT person_id, kept_id FROM {aliases} AS named"
# The units are given as a list, so that the planner knows how few they are.
_UNITS = "WITH RECURSIVE {home} SELECT array_agg(DISTINCT unit_id) FROM home"
_NEAR = """
CREATE TEMP TABLE payments_near ON COMMIT DROP AS
WITH near AS (
  SELECT coalesce(alias.kept_id, x.person_id) AS person_id
  FROM (
    SELECT a.person_id FROM {awards} AS a WHERE a.area_id = ANY (%(units)s::bigint[])
    UNION SELECT l.person_id FROM {lines} AS l WHERE l.commune_id = ANY (%(units)s::bigint[])
  ) AS x LEFT JOIN payments_alias AS alias ON alias.person_id = x.person_id
)
SELECT person_id AS name_id, person_id FROM near
UNION SELECT alias.person_id, alias.kept_id FROM payments_alias AS alias JOIN near ON near.person_id = alias.kept_id
"""
_WHO = """
CREATE TEMP TABLE payments_who ON COMMIT DROP AS
WITH RECURSIVE {home}, latest AS (
  SELECT DISTINCT ON (n.person_id, a.programme) n.person_id, a.programme, a.area_id, NULL AS village
  FROM {awards} AS a JOIN payments_near AS n ON n.name_id = a.person_id
  WHERE lower(a.months) <= %(month)s::date
  ORDER BY n.person_id, a.programme, (n.name_id = n.person_id) DESC, lower(a.months) DESC, a.id DESC
), without_award AS (
  SELECT DISTINCT ON (n.person_id, l.programme) n.person_id, l.programme, l.commune_id, l.village
  FROM {lines} AS l JOIN payments_near AS n ON n.name_id = l.person_id
  WHERE l.state <> 'cancelled' AND NOT EXISTS (
    SELECT FROM latest WHERE latest.person_id = n.person_id AND latest.programme = l.programme)
  ORDER BY n.person_id, l.programme, l.month DESC, l.id DESC
)
SELECT x.person_id, x.programme, home.commune_id
FROM (SELECT * FROM latest UNION ALL SELECT * FROM without_award) AS x
JOIN home ON home.unit_id = x.area_id AND (home.villages = '{{}}' OR x.village = ANY (home.villages))
"""

# Under which records awards and lines of a person stand: their own, and those that were taken up by it.
_NAMES = """
CREATE TEMP TABLE payments_names ON COMMIT DROP AS
SELECT person_id AS name_id, person_id, programme FROM payments_who
UNION ALL
SELECT alias.person_id, w.person_id, w.programme
FROM payments_who AS w JOIN payments_alias AS alias ON alias.kept_id = w.person_id
"""

# Nobody is owed a month that begins after their death, whatever the decision still says. What was awarded to records
# that were taken up is asked for apart: where everybody is asked that question, the planner counts it at so much that
# it no longer tells a good join of millions from a bad one.
_OWED = """
  SELECT w.person_id, a.programme, a.category, m::date AS for_month, a.amount_vnd, a.coefficient_tenths,
         a.id AS award_id
  FROM {awards} AS a <names>
  JOIN {deaths} AS p ON p.id = w.person_id
  CROSS JOIN LATERAL generate_series(
    lower(a.months)::timestamp,
    least(%(month)s::date, upper(a.months) - 1, p.died_on)::timestamp,
    interval '1 month') AS m
  WHERE lower(a.months) <= %(month)s::date
"""
_OWN = _OWED.replace("<names>", "JOIN payments_who AS w ON (w.person_id, w.programme) = (a.person_id, a.programme)")
_TAKEN_UP = _OWED.replace(
    "<names>",
    "JOIN payments_alias AS named ON named.person_id = a.person_id "
    "JOIN payments_who AS w ON (w.person_id, w.programme) = (named.kept_id, a.programme)",
)
_DUE = """
CREATE TEMP TABLE payments_due ON COMMIT DROP AS
WITH owed AS (
  <own>
  UNION ALL
  <taken up>
    AND NOT EXISTS (
      SELECT FROM {awards} AS o WHERE o.months @> m::date
        AND (o.programme, o.category) = (a.programme, a.category)
        AND (o.person_id = w.person_id OR (o.id < a.id AND o.person_id IN (
          SELECT other.person_id FROM payments_alias AS other WHERE other.kept_id = w.person_id))))
), drawn AS (
  SELECT person_id, programme, category, for_month, sum(amount_vnd) AS amount_vnd, bool_or(came_back) AS came_back
  FROM (
    SELECT w.person_id, w.programme, p.category, p.for_month,
           CASE WHEN l.state IN ('returned', 'cancelled', 'held') THEN 0 ELSE p.amount_vnd END AS amount_vnd,
           l.state IN ('returned', 'held') AS came_back
    FROM payments_part AS p JOIN {lines} AS l ON l.id = p.line_id
    JOIN payments_names AS w ON (w.name_id, w.programme) = (l.person_id, l.programme)
    WHERE p.for_month <= %(month)s::date
    UNION ALL
    SELECT w.person_id, w.programme, r.category, o.for_month, -r.amount_vnd, false
    FROM {refunds} AS r JOIN payments_overpayment AS o ON o.id = r.overpayment_id
    JOIN payments_names AS w ON (w.name_id, w.programme) = (o.person_id, o.programme)
  ) AS moved GROUP BY 1, 2, 3, 4
), difference AS (
  SELECT person_id, programme, category, for_month, o.award_id, o.coefficient_tenths,
         coalesce(o.amount_vnd, 0) - coalesce(d.amount_vnd, 0) AS amount_vnd, coalesce(d.came_back, false) AS came_back
  FROM owed AS o FULL JOIN drawn AS d USING (person_id, programme, category, for_month)
  WHERE coalesce(o.amount_vnd, 0) <> coalesce(d.amount_vnd, 0)
)
SELECT d.person_id, d.programme, w.commune_id, d.category, d.for_month, d.award_id, d.coefficient_tenths,
       d.amount_vnd::bigint AS amount_vnd,
       (sum(d.amount_vnd) OVER (PARTITION BY d.person_id, d.programme, d.for_month))::bigint AS month_vnd,
       CASE WHEN d.amount_vnd < 0 THEN 'set_off' WHEN d.award_id IS NULL THEN 'given_back'
            WHEN d.for_month = %(month)s::date THEN 'current'
            WHEN d.came_back THEN 'carried_over' ELSE 'arrears' END AS kind,
       NULL::bigint AS overpayment_id
FROM difference AS d JOIN payments_who AS w USING (person_id, programme)
""".replace("<own>", _OWN).replace("<taken up>", _TAKEN_UP)

# Months of lines that are held back, and what a correction leaves to the other runs: this month and what came back.
_HELD = """
DELETE FROM payments_due AS d USING {holds} AS h, payments_part AS p, payments_line AS l, payments_names AS w
WHERE l.id = h.line_id AND p.line_id = l.id AND (w.name_id, w.programme) = (l.person_id, l.programme)
  AND (d.person_id, d.programme, d.for_month) = (w.person_id, w.programme, p.for_month) AND d.month_vnd > 0
"""
# A run for one way of being paid leaves out whoever is paid otherwise on its pay day.
_OTHER_CHANNELS = """
DELETE FROM payments_due AS d WHERE month_vnd > 0 AND %(channel)s <> coalesce((
  SELECT c.kind FROM {channels} AS c WHERE c.person_id = d.person_id AND c.valid @> %(pay_on)s::date LIMIT 1),
  'post_office')
"""
_CORRECTION = """
DELETE FROM payments_due AS d WHERE month_vnd > 0 AND EXISTS (
  SELECT FROM payments_due AS o WHERE (o.person_id, o.programme, o.for_month) = (d.person_id, d.programme, d.for_month)
    AND o.kind IN ('current', 'carried_over'))
"""

# While the tables stand: whether one of these runs has to do with the people and communes that were drawn.
_TOUCHED = """
WITH RECURSIVE {home}
SELECT EXISTS (
  SELECT FROM payments_line AS l JOIN payments_near AS n ON n.name_id = l.person_id WHERE l.run_id = ANY (%(runs)s)
) OR EXISTS (
  SELECT FROM payments_line AS l JOIN home ON home.unit_id = l.commune_id WHERE l.run_id = ANY (%(runs)s)
)
"""

_PREVIEW_ONCE = """
SELECT commune_id, count(*), sum(amount_vnd)::bigint, 0 FROM payments_once GROUP BY 1 ORDER BY 1
"""
_PREVIEW = """
SELECT commune_id, count(DISTINCT (person_id, programme)), sum(amount_vnd)::bigint,
       coalesce(sum(amount_vnd) FILTER (WHERE kind IN ('arrears', 'carried_over')), 0)::bigint
FROM payments_due WHERE month_vnd > 0 GROUP BY 1 ORDER BY 1
"""


def draw_due(cursor: Any, run: PayrollRun, known_at: datetime | None = None) -> None:
    """Fill the temporary tables ``payments_due``, ``_near``, ``_who``, ``_names``, ``_alias``, ``_back``, ``_over``.

    With ``known_at`` (the run is locked) as they were filled at that moment. They stay until ``drop_due`` or the end of
    the transaction. Needs a role that sees every area: a person's months in another commune count too.
    """
    names, sources = _named(run, known_at)
    cursor.execute(_UNITS.format(**sources), names)
    names["units"] = cursor.fetchone()[0] or []
    for table, statement in (("alias", _ALIAS), ("near", _NEAR), ("who", _WHO), ("names", _NAMES), ("due", _DUE)):
        cursor.execute(statement.format(**sources), names)
        cursor.execute(f"ANALYZE payments_{table}")
    cursor.execute(_HELD.format(**sources), names)
    if run.suspended_held:
        cursor.execute(HOLD.format(**sources), names)
    if run.kind == RunKind.CORRECTION:
        cursor.execute(_CORRECTION)
    if run.channel:
        cursor.execute(_OTHER_CHANNELS.format(**sources), names)
    for statement in (BACK, OVER):
        cursor.execute(statement.format(**sources), names)


def touched_by(cursor: Any, run: PayrollRun, runs: Sequence[int]) -> bool:
    """Whether one of ``runs`` has a line of the people, or in the communes, of which ``draw_due`` has just drawn."""
    names, sources = _named(run, None)
    cursor.execute(_TOUCHED.format(**sources), names | {"runs": list(runs)})
    return bool(cursor.fetchone()[0])


def draw_once(cursor: Any, run: PayrollRun, known_at: datetime | None = None) -> None:
    """Fill the temporary table ``payments_once`` for a run of what is given once; ``known_at`` as for ``draw_due``."""
    names, sources = _named(run, known_at)
    cursor.execute(ONCE.format(**sources), names)


def _named(run: PayrollRun, known_at: datetime | None) -> tuple[dict[str, Any], dict[str, str]]:
    names = {
        "run": run.pk,
        "month": run.month,
        "reach": sorted(with_parts_and_predecessors([run.area_id])),
        "channel": run.channel,
        "pay_on": run.pay_on,
        "known_at": known_at,
        "locked_at": run.locked_at,
    }
    return names, {"home": HOME} | asdict(NOW if known_at is None else KNOWN)


def add_instalments(cursor: Any, run: PayrollRun, known_at: datetime | None = None, *, anew: bool = False) -> None:
    """Add to ``payments_due`` what is kept back this month of those whose overpayments are being recovered.

    ``anew``: overpayments were recorded since ``draw_due``.
    """
    names = {"run": run.pk, "month": run.month, "known_at": known_at, "locked_at": run.locked_at}
    sources = asdict(NOW if known_at is None else KNOWN)
    for statement in (("DROP TABLE payments_back", BACK) if anew else ()) + (INSTALMENTS,):
        cursor.execute(statement.format(**sources), names)


def drop_due(cursor: Any) -> None:
    """Remove the temporary tables."""
    cursor.execute(
        "DROP TABLE payments_over, payments_back, payments_due, payments_names, payments_who, payments_near,"
        " payments_alias"
    )


def preview(run: PayrollRun) -> list[tuple[int, int, int, int]]:
    """What locking a draft would draw, by commune: (commune id, lines, đồng, of it arrears and carried over).

    Figures only, over the run's whole area, whoever asks.
    """
    with acting_as(SYSTEM), connection.cursor() as cursor:
        if run.kind == RunKind.ONE_OFF:
            draw_once(cursor, run)
            cursor.execute(_PREVIEW_ONCE)
            once = [(int(a), int(b), int(c), 0) for a, b, c, _ in cursor.fetchall()]
            cursor.execute("DROP TABLE payments_once")
            return once
        draw_due(cursor, run)
        add_instalments(cursor, run)
        cursor.execute(_PREVIEW)
        rows = [(int(a), int(b), int(c), int(d)) for a, b, c, d in cursor.fetchall()]
        drop_due(cursor)
    return rows
