"""Poor, near-poor or neither, by income and deprivation; undetermined when it cannot be told, with the reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ansinh.legislation.errors import FactError
from ansinh.legislation.poverty.standards import Area, Ruling, Standard, standard_of

Status = Literal["none", "near_poor", "poor", "undetermined"]


@dataclass(frozen=True, slots=True)
class Classification:
    """``missing``: facts that would be needed. ``because``: each test with its measure, and whether it held."""

    status: Status
    standard: Standard
    missing: tuple[str, ...]
    reason_vi: str
    because: tuple[Criterion, ...]


@dataclass(frozen=True, slots=True)
class Criterion:
    """One of the two tests; ``held`` None: cannot be told."""

    text_vi: str
    held: bool | None


def classify(
    month: str, *, area: Area | None, income_vnd: int | None, members: int, deprivations: int | None
) -> Classification:
    """The status of a household in a month "YYYY-MM".

    ``income_vnd``: of the whole household, đồng a month; ``members``: people it is divided by. The division is never
    rounded. ``deprivations``: number of indicators that the household lacks. None is not known.
    Raises FactError for values that cannot be, NoLawError before the first standard.
    """
    standard = standard_of(month)
    _check(standard, area, income_vnd, members, deprivations)
    at_most = _at_most(standard, area, income_vnd, members)
    enough = {True, False} if deprivations is None else {deprivations >= standard.poor_from}
    rulings = {standard.ruling(low, many) for low in at_most for many in enough}
    missing = _missing(rulings, at_most, area, income_vnd, deprivations)
    status, reason = _outcome(standard, rulings, missing)
    lines = " / ".join(f"{_money(standard.lines_vnd[a])} ({n})" for a, n in _AREA_NAMES if area in (None, a))
    because = (
        Criterion(f"thu nhập bình quân đầu người từ {lines} đồng/tháng trở xuống", _one(at_most)),
        Criterion(f"thiếu hụt từ {standard.poor_from} trong {standard.indicators} chỉ số trở lên", _one(enough)),
    )
    return Classification(status, standard, missing, reason, because)


_AREA_NAMES: tuple[tuple[Area, str], ...] = (("rural", "nông thôn"), ("urban", "thành thị"))
_WORDS: dict[Ruling, str] = {
    "none": "Không thuộc hộ nghèo, hộ cận nghèo",
    "near_poor": "Hộ cận nghèo",
    "poor": "Hộ nghèo",
}
_FACT_WORDS = {"area": "khu vực", "income_vnd": "thu nhập", "deprivations": "số chỉ số thiếu hụt"}


def _at_most(standard: Standard, area: Area | None, income_vnd: int | None, members: int) -> set[bool]:
    """Whether the income is at or below the line: both answers when it depends on what is not known."""
    if income_vnd is None:
        return {True, False}
    lines = standard.lines_vnd.values() if area is None else [standard.lines_vnd[area]]
    return {income_vnd <= line * members for line in lines}


def _missing(
    rulings: set[Ruling], at_most: set[bool], area: Area | None, income_vnd: int | None, deprivations: int | None
) -> tuple[str, ...]:
    if len(rulings) == 1:
        return ()
    wanted = {
        "area": area is None and len(at_most) > 1,
        "income_vnd": income_vnd is None,
        "deprivations": deprivations is None and True in at_most,
    }
    return tuple(name for name, is_wanted in wanted.items() if is_wanted)


def _outcome(standard: Standard, rulings: set[Ruling], missing: tuple[str, ...]) -> tuple[Status, str]:
    if missing:
        return "undetermined", f"Chưa biết: {', '.join(_FACT_WORDS[name] for name in missing)}."
    (ruling,) = rulings
    if ruling == "unknown":
        return "undetermined", standard.note_vi
    return ruling, f"{_WORDS[ruling]} theo {standard.article}."


def _check(
    standard: Standard, area: Area | None, income_vnd: int | None, members: int, deprivations: int | None
) -> None:
    if area not in (None, "rural", "urban"):
        raise FactError("area", area, "chỉ nhận rural hoặc urban")
    if income_vnd is not None and (type(income_vnd) is not int or income_vnd < 0):
        raise FactError("income_vnd", income_vnd, "phải là số đồng nguyên, không âm")
    if type(members) is not int or members < 1:
        raise FactError("members", members, "hộ phải có ít nhất một người")
    if deprivations is not None and (type(deprivations) is not int or not 0 <= deprivations <= standard.indicators):
        raise FactError("deprivations", deprivations, f"phải từ 0 đến {standard.indicators}")


def _one(answers: set[bool]) -> bool | None:
    return next(iter(answers)) if len(answers) == 1 else None


def _money(vnd: int) -> str:
    return f"{vnd:,}".replace(",", ".")
