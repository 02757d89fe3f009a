"""What the coming years cost: the people of a month grow older, die and are born; the law changes as it is written.

An estimate for planning, not a determination: everybody counts with the chance of being alive.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from importlib import resources
from typing import Any

import numpy
import polars
import yaml
from numpy.typing import NDArray

from ansinh import legislation
from ansinh.determination import public as determination
from ansinh.kernel.errors import Refusal
from ansinh.kernel.period import Month
from ansinh.oversight.models.simulation import MOST_YEARS
from ansinh.registry import public as registry

PER_YEAR = 100_000
_SHARE = 1_000_000  # chances of being alive as parts of a million: sums stay exact integers


@dataclass(frozen=True)
class Assumptions:
    """Deaths in a year per 100,000 by age (men, women), births as percent of the infants there are, and their words."""

    by_age: Mapping[int, tuple[int, int]]
    births_percent: int
    words: tuple[str, ...]


@dataclass(frozen=True)
class Outlook:
    """``months``: month, programme, people (expected), amount_vnd (expected, rounded to đồng), where there are any."""

    first: Month
    years: int
    asked: int
    assumptions: Assumptions
    months: polars.DataFrame


def shipped_assumptions() -> dict[str, Any]:
    """The file of the package as it is written."""
    shipped = resources.files("ansinh.oversight.simulations") / "assumptions.yaml"
    text: dict[str, Any] = yaml.safe_load(shipped.read_text(encoding="utf-8"))
    return text


def read_assumptions(text: Mapping[str, Any] | None = None) -> Assumptions:
    """The assumptions of a file, or those of the package. Raises Refusal for what is no rate."""
    text = shipped_assumptions() if text is None else text
    try:
        by_age = {int(age): (int(men), int(women)) for age, (men, women) in text["deaths"]["by_age"].items()}
        percent = int(text["births"]["per_year_percent"])
        words = (text["deaths"]["source"], text["births"]["source"], *text["unchanged"])
    except (KeyError, TypeError, ValueError) as error:
        raise Refusal("Tệp giả định thiếu hoặc sai: %(error)s", code="bad_assumptions", error=str(error)) from error
    rates = [rate for pair in by_age.values() for rate in pair]
    if min(by_age, default=-1) != 0 or not all(0 <= rate <= PER_YEAR for rate in rates) or not 0 <= percent <= 1000:
        raise Refusal(
            "Tệp giả định: tuổi bắt đầu từ 0, tỷ suất chết từ 0 đến 100.000, sinh từ 0 đến 1000 %.",
            code="bad_assumptions",
        )
    return Assumptions(dict(sorted(by_age.items())), percent, tuple(map(str, words)))


def outlook(
    first: Month,
    *,
    years: int,
    known_at: datetime,
    assumptions: Assumptions,
    area_ids: Sequence[int] | None = None,
    book: legislation.RuleBook | None = None,
) -> Outlook:
    """Expected people and đồng of each month for 1 to 10 years from ``first`` on, by programme.

    ``book`` None: the law in force as known at ``known_at``.
    """
    book = book or determination.law_in_force(known_at=known_at)
    frame = registry.facts_of_month(first, known_at=known_at, area_ids=area_ids)
    return project(frame, first, years=years, assumptions=assumptions, books=(book,))[0]


def project(
    frame: polars.DataFrame,
    first: Month,
    *,
    years: int,
    assumptions: Assumptions,
    books: Sequence[legislation.RuleBook],
    told: Callable[[int, int], None] = lambda done, total: None,
) -> list[Outlook]:
    """An outlook by each of the books over the same people, without the database. Raises Refusal for other years."""
    if not 1 <= years <= MOST_YEARS:
        raise Refusal("Chỉ dự báo từ 1 đến %(most_years)s năm.", code="bad_years", years=years, most_years=MOST_YEARS)
    everyone, share = _with_births(frame, first, years, assumptions.births_percent)
    batch = determination.encode_frame(everyone.drop("area_id"))
    born = _months_since_epoch(everyone["born"].str.pad_end(10, "0"))
    women = (everyone["sex"] == "female").fill_null(False).to_numpy()
    rates = _monthly_rates(assumptions)
    alive = numpy.ones(everyone.height)
    rows: list[list[dict[str, object]]] = [[] for _ in books]
    room = legislation.AnswerRoom()
    for done, month in enumerate(first.until(first.plus(12 * years)), start=1):
        age = (month.year * 12 + month.number - 1 - born) // 12
        weight = numpy.rint(alive * share * _SHARE).astype(numpy.int64)
        for kept, book in zip(rows, books, strict=True):
            kept += _expected(legislation.determine_batch(batch, str(month), book, room=room), month, weight, book)
        in_table = numpy.clip(age, 0, len(rates) - 1)
        alive = alive * numpy.where(age < 0, 1.0, 1.0 - rates[in_table, women.astype(numpy.int8)])
        told(done, 12 * years)
    schema = {"month": polars.Date, "programme": polars.String, "people": polars.Int64, "amount_vnd": polars.Int64}
    return [Outlook(first, years, frame.height, assumptions, polars.DataFrame(kept, schema=schema)) for kept in rows]


def _expected(
    found: legislation.Determinations, month: Month, weight: NDArray[numpy.int64], book: legislation.RuleBook
) -> list[dict[str, object]]:
    lines = found.benefits
    programmes = list(legislation.PROGRAMMES)
    of_category = numpy.array([programmes.index(category.programme) for category in book.categories])
    rows: list[dict[str, object]] = []
    for position, programme in enumerate(programmes):
        own = of_category[lines.category] == position
        people = weight[numpy.unique(lines.row[own])]
        tens = (lines.amount_vnd[own] // 10 * weight[lines.row[own]]).sum()
        if len(people):
            rows.append(
                {
                    "month": month.first,
                    "programme": programme,
                    "people": int(people.sum()) // _SHARE,
                    "amount_vnd": int(tens) // (_SHARE // 10),
                }
            )
    return rows


def _with_births(
    frame: polars.DataFrame, first: Month, years: int, percent: int
) -> tuple[polars.DataFrame, NDArray[numpy.float64]]:
    """The people, and for every year to come those born in the last twelve months once more, a year younger each."""
    year_ago = f"{first.minus(11)}-01"
    whole_day = polars.col("born").str.len_chars() == 10
    infants = frame.filter(whole_day & (polars.col("born") >= year_ago) & polars.col("died").is_null())
    later = []
    for year in range(1, years + 1):
        moved = (polars.col("born").str.slice(0, 4).cast(polars.Int32) + year).cast(polars.String)
        day = polars.col("born").str.slice(4).replace("-02-29", "-02-28")
        later.append(infants.with_columns(born=moved + day))
    everyone = polars.concat([frame, *later])
    share = numpy.concatenate([numpy.ones(frame.height), numpy.full(infants.height * years, percent / 100)])
    return everyone, share


def _months_since_epoch(born: polars.Series) -> NDArray[numpy.int64]:
    year = born.str.slice(0, 4).cast(polars.Int64)
    number = born.str.slice(5, 2).cast(polars.Int64, strict=False).fill_null(1)
    return (year * 12 + number.clip(1, 12) - 1).to_numpy()


def _monthly_rates(assumptions: Assumptions) -> NDArray[numpy.float64]:
    """Chance of dying within a month, by age in years (0 to 120) and sex (men, women)."""
    yearly = numpy.zeros((121, 2))
    for age, pair in assumptions.by_age.items():
        yearly[age:] = numpy.array(pair) / PER_YEAR
    rates: NDArray[numpy.float64] = 1 - (1 - yearly) ** (1 / 12)
    return rates
