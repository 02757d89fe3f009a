"""Figures in the units of any day: a list belongs to the communes of its month, and those to what they were or became.

A commune that went over whole is added up from the stored totals. Where that does not decide it (a split on the way, or
back over a merger) each line goes by the village it was listed in, and where the village does not tell, by where the
person lived on the day asked for. Nothing is divided by shares; what nobody can tell stands apart, so that the sum of
all rows is the sum of the lists whatever day is asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from ansinh.areas.public import Lineage, Unit, lineage
from ansinh.kernel.period import Month
from ansinh.oversight.queries import MONTHS, Figure, by_category, by_commune_ids, by_month, figures_of

Pair = tuple[int, str]
"""A commune of the lists and a village in it."""

_LINES = """
FROM payments_line AS l WHERE l.state <> 'cancelled' AND l.commune_id = ANY (%(communes)s::bigint[])
  AND (%(first)s::date IS NULL OR l.month BETWEEN %(first)s AND %(last)s)
"""
_UNTOLD = """
JOIN unnest(%(untold_communes)s::bigint[], %(untold_villages)s::text[]) AS untold (commune_id, village)
  ON (untold.commune_id, untold.village) = (l.commune_id, l.village)
LEFT JOIN registry_residence AS r ON r.person_id = l.person_id AND r.retracted_at IS NULL AND r.valid @> %(day)s::date
"""
# A person is counted once a commune and month, with the first line.
_COUNTED = f"""
SELECT l.commune_id, l.village, l.person_id, l.amount_vnd, l.state,
  row_number() OVER (PARTITION BY l.commune_id, l.month, l.person_id ORDER BY l.id) = 1 AS first {_LINES}
"""
_SUMS = """
count(*) FILTER (WHERE first), coalesce(sum(l.amount_vnd), 0)::bigint,
  coalesce(sum(l.amount_vnd) FILTER (WHERE l.state = 'paid'), 0)::bigint,
  count(*) FILTER (WHERE l.state IN ('returned', 'unknown')),
  coalesce(sum(l.amount_vnd) FILTER (WHERE l.state IN ('returned', 'unknown')), 0)::bigint
"""
_BY_VILLAGE = f"SELECT l.commune_id, l.village, NULL::bigint, {_SUMS} FROM ({_COUNTED}) AS l GROUP BY 1, 2"  # noqa: S608
_BY_RESIDENCE = f"""
SELECT l.commune_id, l.village, r.unit_id, {_SUMS} FROM ({_COUNTED}) AS l {_UNTOLD} GROUP BY 1, 2, 3
"""  # noqa: S608 - our own names


@dataclass(frozen=True)
class Slice:
    """What some lines of one commune add up to: people counted once, đồng listed, received, not received."""

    commune: int
    village: str
    lived_in: int | None
    people: int
    listed_vnd: int
    paid_vnd: int
    unpaid_lines: int
    unpaid_vnd: int


@dataclass(frozen=True)
class Geography:
    """The units of a day, seen from the lists of other days."""

    day: date
    steps: Lineage

    def unit_of(self, piece: Slice) -> int:
        """The unit of the day that lines belong to; minus the commune's id when nobody can tell."""
        found = self.steps.on(piece.commune, self.day, piece.village)
        if found is None and piece.lived_in is not None and piece.lived_in in self.steps.related(piece.commune):
            found = piece.lived_in if self.steps.lives(piece.lived_in, self.day) else None
        return -piece.commune if found is None else found

    def undecided(self, communes: Iterable[int]) -> list[int]:
        """The communes of which the villages have to be asked."""
        return sorted(commune for commune in communes if self.steps.on(commune, self.day) is None)

    def untold(self, pairs: Iterable[Pair]) -> list[Pair]:
        """The villages that do not decide it either."""
        return sorted(pair for pair in pairs if self.steps.on(pair[0], self.day, pair[1]) is None)


def geography(day: date) -> Geography:
    """The units of a day with all steps that lead there."""
    return Geography(day, lineage())


def slices(where: Geography, communes: Sequence[int], first: date | None, last: date | None) -> list[Slice]:
    """The lines of undecided communes by village, and by residence where the village does not tell."""
    asked = {"communes": list(communes), "first": first, "last": last, "day": where.day}
    with connection.cursor() as cursor:
        cursor.execute(_BY_VILLAGE, asked)
        found = [Slice(*row) for row in cursor.fetchall()]
        untold = set(where.untold({(piece.commune, piece.village) for piece in found}))
        if not untold:
            return found
        told = [piece for piece in found if (piece.commune, piece.village) not in untold]
        cursor.execute(_BY_RESIDENCE, {**asked, **_arrays(sorted(untold))})
        return told + [Slice(*row) for row in cursor.fetchall()]


def _arrays(pairs: Sequence[Pair]) -> dict[str, Any]:
    return {"untold_communes": [c for c, _ in pairs], "untold_villages": [v for _, v in pairs]}


def by_commune_on(month: Month, day: date, *, area_ids: Sequence[int] | None = None) -> list[Figure]:
    """Figures of a month by unit of a day: key (code, name), both empty for people of whom nobody can tell the unit."""
    where = geography(day)
    figures = {figure.key[0]: figure for figure in by_commune_ids(month, area_ids=area_ids)}
    asked = where.undecided(figures)
    sums: dict[int, list[int]] = {}
    for commune, figure in figures.items():
        if commune not in asked:
            unit = where.steps.on(commune, day) or -commune
            _add(sums, unit, (figure.people, figure.listed_vnd, figure.paid_vnd))
    for piece in slices(where, asked, month.first, month.first) if asked else ():
        _add(sums, where.unit_of(piece), (piece.people, piece.listed_vnd, piece.paid_vnd))
    return _named(sums)


def _add(sums: dict[int, list[int]], unit: int, figures: Sequence[int]) -> None:
    total = sums.setdefault(unit, [0] * len(figures))
    for place, figure in enumerate(figures):
        total[place] += figure


def _named(sums: Mapping[int, Sequence[int]]) -> list[Figure]:
    units = Unit.objects.in_bulk([unit for unit in sums if unit > 0])
    named = [Figure((units[u].code, units[u].name), *figures) for u, figures in sums.items() if u > 0]
    unknown = [figures for unit, figures in sums.items() if unit < 0]
    if unknown:
        named.append(Figure(("", ""), *(sum(column) for column in zip(*unknown, strict=True))))
    return sorted(named, key=lambda figure: -figure.listed_vnd)


_MONEY = """
SELECT commune_id, coalesce(sum(line_count) FILTER (WHERE state IN ('returned', 'unknown')), 0)::bigint,
  coalesce(sum(total_vnd) FILTER (WHERE state IN ('returned', 'unknown')), 0)::bigint,
  sum(total_vnd)::bigint, coalesce(sum(total_vnd) FILTER (WHERE state = 'paid'), 0)::bigint
FROM payments_result WHERE state <> 'cancelled' GROUP BY 1
"""
_NAMES = ("unpaid_lines", "unpaid_vnd", "listed_vnd", "paid_vnd")


def money_by_unit(day: date) -> dict[int, dict[str, int]]:
    """Everything ever listed, by unit of a day (minus a commune's id: of that commune, nobody can tell which unit)."""
    where = geography(day)
    with connection.cursor() as cursor:
        cursor.execute(_MONEY)
        rows = {commune: figures for commune, *figures in cursor.fetchall()}
    asked = where.undecided(rows)
    sums: dict[int, list[int]] = {}
    for commune, figures in rows.items():
        if commune not in asked:
            _add(sums, where.steps.on(commune, day) or -commune, figures)
    for piece in slices(where, asked, None, None) if asked else ():
        _add(
            sums,
            where.unit_of(piece),
            (piece.unpaid_lines, piece.unpaid_vnd, piece.listed_vnd, piece.paid_vnd),
        )
    return {unit: dict(zip(_NAMES, figures, strict=True)) for unit, figures in sums.items()}


@dataclass(frozen=True)
class Chosen:
    """The lists' communes and villages that belong to one unit of a day."""

    unit: int
    day: date
    whole: tuple[int, ...]
    pairs: tuple[Pair, ...]
    untold: tuple[Pair, ...]


def chosen_unit(unit: int, day: date, *, first: date, last: date) -> Chosen:
    """What the lists of some months hold of a unit of a day."""
    where = geography(day)
    related = where.steps.related(unit)
    whole = tuple(sorted(one for one in related if where.steps.on(one, day) == unit))
    asked = {"communes": where.undecided(related), "first": first, "last": last}
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT DISTINCT l.commune_id, l.village {_LINES}", asked)
        pairs = sorted(cursor.fetchall()) if asked["communes"] else []
    mine = tuple(pair for pair in pairs if where.steps.on(pair[0], day, pair[1]) == unit)
    return Chosen(unit, day, whole, mine, tuple(where.untold(pairs)))


_MINE = """
FROM payments_line AS l WHERE l.state <> 'cancelled' AND l.month BETWEEN %(first)s AND %(last)s AND (
  l.commune_id = ANY (%(whole)s::bigint[])
  OR (l.commune_id, l.village) IN (SELECT * FROM unnest(%(communes)s::bigint[], %(villages)s::text[]))
  OR (l.commune_id, l.village) IN (SELECT * FROM unnest(%(untold_communes)s::bigint[], %(untold_villages)s::text[]))
    AND EXISTS (SELECT FROM registry_residence AS r WHERE r.person_id = l.person_id AND r.retracted_at IS NULL
      AND r.valid @> %(day)s::date AND r.unit_id = %(unit)s))
"""
_MONTHS_OF = f"""
SELECT l.month, l.programme, count(*) FILTER (WHERE l.number = 0), sum(l.amount_vnd)::bigint,
  coalesce(sum(l.amount_vnd) FILTER (WHERE l.state = 'paid'), 0)::bigint {_MINE} GROUP BY 1, 2 ORDER BY 1, 2
"""
_CATEGORIES_OF = f"""
SELECT l.programme, p.category, count(DISTINCT l.person_id), sum(p.amount_vnd)::bigint,
  coalesce(sum(p.amount_vnd) FILTER (WHERE l.state = 'paid'), 0)::bigint
FROM (SELECT l.* {_MINE}) AS l JOIN payments_part AS p ON p.line_id = l.id GROUP BY 1, 2 ORDER BY 4 DESC
"""  # noqa: S608 - our own names


def _given(chosen: Chosen, first: date, last: date) -> dict[str, Any]:
    return {
        "first": first,
        "last": last,
        "whole": list(chosen.whole),
        "communes": [c for c, _ in chosen.pairs],
        "villages": [v for _, v in chosen.pairs],
        "unit": chosen.unit,
        "day": chosen.day,
        **_arrays(chosen.untold),
    }


def by_month_of(chosen: Chosen, last: Month, *, months: int = MONTHS) -> list[Figure]:
    """As `queries.by_month`, of one unit of a day."""
    if not chosen.pairs and not chosen.untold:
        return by_month(last, area_ids=chosen.whole, months=months)
    return figures_of(_MONTHS_OF, 2, _given(chosen, last.minus(months - 1).first, last.first))


def by_category_of(chosen: Chosen, month: Month) -> list[Figure]:
    """As `queries.by_category`, of one unit of a day."""
    if not chosen.pairs and not chosen.untold:
        return by_category(month, area_ids=chosen.whole)
    return figures_of(_CATEGORIES_OF, 2, _given(chosen, month.first, month.first))
