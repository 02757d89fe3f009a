"""What samples tell of all that was paid: how often it did not arrive as our lists say, and how people find it.

A line that both the province and the commune asked about counts once, by the later answer. Whoever was not reached is
no answer; how many they are is told beside every rate.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.db import connection

from ansinh.payments.proportions import Proportion, stratified

_STRATA = """
WITH chosen AS (
  SELECT s.id, s.run_id FROM payments_sample AS s
  WHERE s.month BETWEEN %(first)s AND %(last)s AND (%(office)s = '' OR s.office = %(office)s)
), answer AS (
  SELECT DISTINCT ON (d.line_id) d.line_id, c.told, c.satisfaction
  FROM chosen JOIN payments_sampled AS d ON d.sample_id = chosen.id
  JOIN payments_sample_contact AS c ON c.sampled_id = d.id AND c.told <> 'unreached'
  WHERE NOT EXISTS (SELECT FROM payments_sample_contact AS x WHERE x.corrects_id = c.id)
  ORDER BY d.line_id, c.id DESC
), drawn AS (
  SELECT chosen.run_id, t.commune_id, t.channel, d.line_id, max(t.paid_lines) AS paid_lines,
    bool_and(d.state = 'silent') AS silent
  FROM chosen JOIN payments_sample_stratum AS t ON t.sample_id = chosen.id
  JOIN payments_sampled AS d ON d.stratum_id = t.id GROUP BY 1, 2, 3, 4
)
SELECT u.code, u.name, d.channel, greatest(max(d.paid_lines), count(*)) AS paid, count(*) AS drawn,
  count(a.line_id) AS asked, count(*) FILTER (WHERE d.silent AND a.line_id IS NULL) AS silent,
  count(*) FILTER (WHERE a.told = 'part'), count(*) FILTER (WHERE a.told = 'none'),
  count(*) FILTER (WHERE a.told = 'wrong_person'), count(a.satisfaction),
  count(*) FILTER (WHERE a.satisfaction >= 4), coalesce(sum(a.satisfaction), 0)
FROM drawn AS d JOIN areas_unit AS u ON u.id = d.commune_id LEFT JOIN answer AS a USING (line_id)
GROUP BY d.run_id, u.id, d.channel ORDER BY u.code, d.channel, d.run_id
"""


@dataclass(frozen=True, slots=True)
class Stratum:
    """A run, commune and channel: lines paid, drawn, answered, silent; answers of each kind that differ; of those who
    said how they find it (``rated``) the satisfied (4 and 5), and the marks added up."""

    code: str
    commune: str
    channel: str
    paid: int
    drawn: int
    asked: int
    silent: int
    part: int
    none: int
    wrong: int
    rated: int
    satisfied: int
    marks: int

    @property
    def discrepant(self) -> int:
        """Answers that differ from our lists."""
        return self.part + self.none + self.wrong


@dataclass(frozen=True, slots=True)
class Rate:
    """Some strata together: what was counted, the weighted shares with their intervals, the weighted mean mark."""

    key: str
    name: str
    paid: int
    drawn: int
    asked: int
    silent: int
    part: int
    none: int
    wrong: int
    discrepancy: Proportion
    satisfied: Proportion
    mark: float | None
    unheard: int
    """Lines paid where nobody answered: nothing is known of them."""

    @property
    def discrepant(self) -> int:
        """Answers that differ from our lists."""
        return self.part + self.none + self.wrong


@dataclass(frozen=True, slots=True)
class Rates:
    """The whole in sight, its communes and its channels."""

    whole: Rate
    communes: tuple[Rate, ...]
    channels: tuple[Rate, ...]


def rates(first: date, last: date, office: str = "") -> Rates:
    """From one month to another (both included), of one office's samples or of all; as far as one sees."""
    names: dict[str, Any] = {"first": first, "last": last, "office": office}
    with connection.cursor() as cursor:
        cursor.execute(_STRATA, names)
        strata = [Stratum(row[0], row[1], row[2], *(int(n) for n in row[3:])) for row in cursor.fetchall()]
    return Rates(
        rate_of("", "", strata),
        _by(strata, lambda one: (one.code, one.commune)),
        _by(strata, lambda one: (one.channel, one.channel)),
    )


def _by(strata: Iterable[Stratum], key: Callable[[Stratum], tuple[str, str]]) -> tuple[Rate, ...]:
    return tuple(rate_of(*of, list(some)) for of, some in groupby(sorted(strata, key=key), key=key))


def rate_of(key: str, name: str, strata: Sequence[Stratum]) -> Rate:
    """Strata together, each weighing as many lines as were paid in it."""
    rated = [one for one in strata if one.rated]
    stands = sum(one.paid for one in rated)
    return Rate(
        key=key,
        name=name,
        **{
            field: sum(getattr(one, field) for one in strata)
            for field in ("paid", "drawn", "asked", "silent", "part", "none", "wrong")
        },
        discrepancy=stratified((one.discrepant, one.asked, one.paid) for one in strata),
        satisfied=stratified((one.satisfied, one.rated, one.paid) for one in strata),
        mark=sum(one.paid * one.marks / one.rated for one in rated) / stands if stands else None,
        unheard=sum(one.paid for one in strata if not one.asked),
    )
