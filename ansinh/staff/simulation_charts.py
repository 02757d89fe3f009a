"""What the charts of simulations draw, and the rows of their tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars
from django.utils.translation import gettext

from ansinh.areas.public import Unit
from ansinh.kernel.period import Month
from ansinh.legislation import PROGRAMMES
from ansinh.oversight.models import OutlookMonth
from ansinh.oversight.simulations.outlook import Outlook
from ansinh.oversight.simulations.reform import CHANGES, GAIN, LOSE, SAME, Reform

MOST_BARS = 12
NOW, DRAFT = "Hiện nay", "Theo dự thảo"


@dataclass(frozen=True)
class Side:
    """People, and đồng a month before and after."""

    people: int = 0
    before_vnd: int = 0
    after_vnd: int = 0

    @property
    def difference_vnd(self) -> int:
        """đồng a month more (or less, below 0)."""
        return self.after_vnd - self.before_vnd

    @property
    def year_vnd(self) -> int:
        """The difference of twelve such months."""
        return 12 * self.difference_vnd


def sides_of(found: Reform) -> dict[str, Side]:
    """The people of a reform by what becomes of them; "gain", "lose" and "all" add up."""
    rows = {
        row["change"]: (row["people"], row["before_vnd"], row["after_vnd"])
        for row in found.changes.group_by("change")
        .agg(polars.col("people", "before_vnd", "after_vnd").sum())
        .to_dicts()
    }

    def added(codes: Sequence[str]) -> Side:
        picked = [rows[code] for code in codes if code in rows]
        return Side(*(sum(row[place] for row in picked) for place in range(3)))

    sides = {code: added([code]) for code in (*CHANGES, SAME)}
    return sides | {"gain": added(GAIN), "lose": added(LOSE), "all": added(list(rows))}


def communes_of_reform(found: Reform, units: Sequence[Unit]) -> list[dict[str, Any]]:
    """The communes with name, code, people and difference, largest change first."""
    by_id = {unit.pk: unit for unit in units}
    rows = [
        row
        | {
            "name": by_id[row["area_id"]].name if row["area_id"] in by_id else str(row["area_id"]),
            "code": by_id[row["area_id"]].code if row["area_id"] in by_id else "",
            "difference_vnd": row["after_vnd"] - row["before_vnd"],
        }
        for row in found.communes.to_dicts()
    ]
    return sorted(rows, key=lambda row: (-abs(row["difference_vnd"]), row["name"]))


def categories_of_reform(found: Reform) -> list[dict[str, Any]]:
    """The categories with their words, largest change first, then the most expensive."""
    rows = [
        row
        | {
            "label": found.labels.get(row["category"], row["category"]),
            "programme_label": PROGRAMMES.get(row["programme"], row["programme"]),
            "difference_vnd": row["after_vnd"] - row["before_vnd"],
        }
        for row in found.categories.to_dicts()
    ]
    return sorted(rows, key=lambda row: (-abs(row["difference_vnd"]), -row["before_vnd"], row["category"]))


def beside(found: Sequence[Reform]) -> list[tuple[str, int, list[int]]]:
    """The categories of several reforms: words, đồng now (by the first), and what each would add in a month."""
    rows = [{row["category"]: row for row in categories_of_reform(one)} for one in found]
    codes = dict.fromkeys(code for one in rows for code in one)
    added = {code: [one[code]["difference_vnd"] if code in one else 0 for one in rows] for code in codes}
    return [
        (
            next(one[code]["label"] for one in rows if code in one),
            rows[0].get(code, {}).get("before_vnd", 0),
            differences,
        )
        for code, differences in sorted(added.items(), key=lambda pair: -max(map(abs, pair[1])))
        if any(differences)
    ]


def reform_charts(
    categories: Sequence[Mapping[str, Any]], communes: Sequence[Mapping[str, Any]], years: Sequence[Mapping[str, Any]],
    people_url: str,
) -> dict[str, Any]:  # fmt: skip
    """Categories that change as bars lying, years as bars standing, communes on the map."""
    changed = [row for row in categories if row["difference_vnd"]][:MOST_BARS]
    return {
        "unit": gettext("đồng"),
        "signed": True,
        "places": [
            {
                "code": row["code"],
                "name": row["name"],
                "value": row["difference_vnd"],
                "url": f"{people_url}?xa={row['code']}" if people_url else "",
            }
            for row in communes
            if row["code"]
        ],
        "drawings": [
            _pairs("chart-categories", "rows", [row["label"] for row in changed], changed),
            _pairs("chart-years", "bars", [str(row["year"]) for row in years], years),
        ],
    }


def _pairs(place: str, kind: str, labels: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    return {
        "id": place,
        "kind": kind,
        "labels": labels,
        "series": [
            {"name": NOW, "values": [row["before_vnd"] for row in rows]},
            {"name": DRAFT, "values": [row["after_vnd"] for row in rows]},
        ],
    }


@dataclass(frozen=True)
class OutlookYear:
    """A calendar year of an outlook: its months, đồng by law, and the people of its last month by programme."""

    year: int
    months: int
    now_vnd: int
    draft_vnd: int | None
    people: Mapping[str, int]

    @property
    def difference_vnd(self) -> int:
        """What the draft adds."""
        return (self.draft_vnd or 0) - self.now_vnd


def programmes_in(found: Sequence[Outlook]) -> list[str]:
    """The programmes that anybody is expected in, in the order of the law."""
    held = {code for one in found for code in one.months["programme"].unique()}
    return [code for code in PROGRAMMES if code in held]


def outlook_years(found: Sequence[Outlook]) -> list[OutlookYear]:
    """The calendar years of an outlook; the people are those of the last one given (with the draft, if any)."""
    first, years = found[0].first, found[0].years
    by_year: dict[int, list[Month]] = {}
    for month in first.until(first.plus(12 * years)):
        by_year.setdefault(month.year, []).append(month)
    totals = [
        dict(one.months.group_by(polars.col("month").dt.year()).agg(polars.col("amount_vnd").sum()).iter_rows())
        for one in found
    ]
    people = {(row["month"], row["programme"]): row["people"] for row in found[-1].months.to_dicts()}
    return [
        OutlookYear(
            year,
            len(months),
            totals[0].get(year, 0),
            totals[1].get(year, 0) if len(found) > 1 else None,
            {code: people.get((months[-1].first, code), 0) for code in programmes_in(found)},
        )
        for year, months in by_year.items()
    ]


def outlook_months(found: Sequence[Outlook]) -> list[tuple[Month, int, int | None]]:
    """Each month with its đồng now and, with a draft, by the draft."""
    totals = [
        dict(one.months.group_by("month").agg(polars.col("amount_vnd").sum()).iter_rows()) for one in found
    ]  # fmt: skip
    first = found[0].first
    return [
        (month, totals[0].get(month.first, 0), totals[1].get(month.first, 0) if len(found) > 1 else None)
        for month in first.until(first.plus(12 * found[0].years))
    ]


def outlook_charts(found: Sequence[Outlook]) -> dict[str, Any]:
    """Cost by month: areas by programme, and with a draft a line of each law."""
    first = found[0].first
    months = [month.first for month in first.until(first.plus(12 * found[0].years))]
    by_month = [{(row["month"], row["programme"]): row["amount_vnd"] for row in one.months.to_dicts()} for one in found]
    programmes = programmes_in(found)
    areas = [
        {"name": PROGRAMMES[code], "values": [by_month[-1].get((month, code), 0) for month in months], "area": True}
        for code in programmes
    ]
    totals = [
        {"name": label, "values": [sum(side.get((month, code), 0) for code in programmes) for month in months]}
        for label, side in zip(OutlookMonth.Law.labels, by_month, strict=False)
    ]
    labels = [Month.of(month).vietnamese for month in months]
    drawings = [{"id": "chart-areas", "kind": "lines", "labels": labels, "series": areas}]
    if len(found) > 1:
        drawings.append({"id": "chart-laws", "kind": "lines", "labels": labels, "series": totals})
    return {"unit": gettext("đồng"), "places": [], "drawings": drawings}
