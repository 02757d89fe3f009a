"""The law of one month: regime, amounts and cut-off days, worked out once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ansinh.legislation.calendar_days import (
    first_born_to_be_under,
    first_day,
    last_born_to_be_full,
    month_number,
)
from ansinh.legislation.dated_values import Dated, Province, in_force
from ansinh.legislation.errors import NoLawError, RuleSetError
from ansinh.legislation.facts_table import NO_DATE, PROVINCE_CODES
from ansinh.legislation.regimes_table import REGIMES, Regime

_AGE = re.compile(r"(full|under)_(\d+)")


@dataclass(frozen=True, slots=True)
class Law:
    """What holds in a month for residents of a province.

    ``base_vnd`` and ``social_pension_vnd``: đồng a month, the higher of the national and the province's; the latter
    is None before the social pension existed. ``parameters``: cut-off days (days since 1970-01-01) and amounts that
    conditions compare with. ``categories``: codes in force.
    """

    month: str
    province: str
    regime: str
    regime_vi: str
    base_vnd: int
    base_citation: str
    social_pension_vnd: int | None
    parameters: Mapping[str, int]
    categories: tuple[str, ...]


def regime_of(month: str) -> Regime:
    """The regime of a month. Raises NoLawError before the first."""
    month_number(month)
    found = [regime for regime in REGIMES if regime.first <= month]
    if not found:
        raise NoLawError(month, REGIMES[0].first)
    return found[-1]


def parameters_of_month(
    month: str, names: Iterable[str], amounts: Mapping[str, Dated | None], readings: Mapping[str, Dated | None]
) -> dict[str, int]:
    """The parameters which the conditions of a month name. Raises RuleSetError for a name that means nothing."""
    number = month_number(month)
    words = {name: dated.value for name, dated in readings.items() if dated}
    kept = 1 if words.get("title_under_age_ends") == "month_after_birthday" else 0
    found = {"month_start": first_day(number), "month_end": first_day(number + 1) - 1}
    # Above NO_DATE nothing lies: then no certificate without a day is accepted.
    found["undated_certificate"] = NO_DATE if words.get("certificate_without_date") == "counts" else NO_DATE + 1
    pension = amounts.get("social_pension")
    if pension is not None:
        bars_when_lower = words.get("pension_below_social_pension") != "does_not_bar"
        found["pension_bar_vnd"] = 1 if bars_when_lower else int(pension.value)
    for name in names:
        match = _AGE.fullmatch(name)
        if match and match[1] == "full":
            found[name] = last_born_to_be_full(number, int(match[2]))
        elif match:
            found[name] = first_born_to_be_under(number, int(match[2]), kept)
        elif name not in found:
            raise RuleSetError(f"{month}: no parameter of the law is called {name}")
    return found


def higher(national: Dated | None, own: Dated | None) -> Dated | None:
    """The province's amount when it is higher than the national one (Đ4.3.a)."""
    if national is None or own is None:
        return national
    return own if int(own.value) > int(national.value) else national


def amounts_by_province(
    name: str, month: str, national: Dated | None, provinces: Mapping[str, Province]
) -> dict[str, Dated | None]:
    """The amount of that name in force in each province."""
    found: dict[str, Dated | None] = {}
    for code in PROVINCE_CODES:
        province = provinces.get(code)
        own = in_force(province.base if name == "base" else province.social_pension, month) if province else None
        found[code] = higher(national, own)
    return found
