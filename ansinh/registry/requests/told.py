"""Kinds that tell several circumstances of a person; those that are left empty stay as the registry has them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from ansinh.registry.requests.kind import About, Change
from ansinh.registry.requests.memberships import circumstance

KEEP = "Để trống: giữ như sổ đang ghi."


def told_circumstances(codes: Sequence[str]) -> Callable[[About], list[Change]]:
    """The changes of a kind whose fields are named as the circumstances that they tell."""

    def changes(about: About) -> list[Change]:
        found = [(code, about.values.get(code)) for code in codes]
        return [circumstance(about.person_id or 0, code, value, about.day) for code, value in found if value]

    return changes


def something_told(codes: Sequence[str]) -> Callable[[About], Mapping[str, str]]:
    """The check that not all of them are empty."""

    def checks(about: About) -> Mapping[str, str]:
        return {} if any(about.values.get(code) for code in codes) else {codes[0]: "Hãy điền ít nhất một mục."}

    return checks


def years_at(about: About) -> int:
    """Full years of the person on the day of the news; an inexact birth reads as the first day that it may be."""
    year, month, day = (int(part) for part in about.person["born_on"].split("-"))
    return about.day.year - year - ((about.day.month, about.day.day) < (month, day))
