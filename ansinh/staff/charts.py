"""What the charts draw: plain numbers and words; how it looks stands in charts.js."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext

from ansinh.kernel.period import Month
from ansinh.oversight.queries import Figure
from ansinh.staff.words import TABLES

_FIELD = {"tien": "listed_vnd", "nhan": "paid_vnd", "nguoi": "people"}


def chart_data(
    months: Sequence[dict[str, Any]], places: Sequence[Figure], measure: str, chosen: str
) -> dict[str, object]:
    """The bars by month stacked by programme, and the value of each commune's code."""
    field = _FIELD[measure]
    ordered = sorted(months, key=lambda row: row["month"])
    programmes = [code for code in TABLES["programme"] if any(code in row["by"] for row in ordered)]
    return {
        "people": measure == "nguoi",
        "unit": gettext("người") if measure == "nguoi" else gettext("đồng"),
        "chosen": chosen,
        "months": [f"{row['month']:%Y-%m}" for row in ordered],
        "labels": [Month.of(row["month"]).vietnamese for row in ordered],
        "series": [
            {
                "name": TABLES["programme"][code],
                "values": [getattr(row["by"][code], field) if code in row["by"] else 0 for row in ordered],
            }
            for code in programmes
        ],
        "places": [{"code": place.key[0], "name": place.key[1], "value": getattr(place, field)} for place in places],
    }
