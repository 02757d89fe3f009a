"""The form of a rule: a category and its versions by stretch of months."""

from __future__ import annotations

from dataclasses import dataclass

from ansinh.legislation.formula import Condition, Formula
from ansinh.legislation.regimes_table import Stretch


@dataclass(frozen=True, slots=True)
class Band:
    """A coefficient in tenths that applies when its condition holds; bands are tried in order."""

    tenths: int
    when: Formula | None


@dataclass(frozen=True, slots=True)
class PerChild:
    """Coefficient 1.0 for every child counted: facts of kind count, each with a condition that must hold, or None."""

    counts: tuple[tuple[str, Condition | None], ...]


@dataclass(frozen=True, slots=True)
class NamedAmount:
    """The law names an amount (a value of values/*.yaml) instead of a coefficient."""

    value: str


@dataclass(frozen=True, slots=True)
class FixedAmount:
    """A resolution names the amount itself, đồng a month."""

    vnd: int


Measure = tuple[Band, ...] | PerChild | NamedAmount | FixedAmount


@dataclass(frozen=True, slots=True)
class Version:
    """What the law says of a category in a stretch of months.

    ``paid_from_title``: the text itself has the benefit paid from the month in which the title began, however late it
    is decided; otherwise the procedure of the decision says from when (timing/).
    """

    stretch: Stretch
    citation: str
    when: Formula
    measure: Measure
    paid_from_title: bool = False


@dataclass(frozen=True, slots=True)
class Category:
    """A title to a benefit.

    ``group``: categories of one group compete (highest only) or combine as rules/combination.py says.
    ``province``: GSO code for a category of a province's own resolution, None for a national one.
    ``exclusive_with``: codes of categories which the law says cannot hold together with this one.
    """

    code: str
    programme: str
    label_vi: str
    group: str
    versions: tuple[Version, ...]
    province: str | None = None
    exclusive_with: tuple[str, ...] = ()

    def version(self, month: str) -> Version | None:
        """The version in force in a month, or None."""
        return next((version for version in self.versions if version.stretch.covers(month)), None)


def flat(coefficient: str) -> tuple[Band, ...]:
    """One coefficient, written as in the decree: flat("1.5")."""
    return (Band(_tenths(coefficient), None),)


def bands(*pairs: tuple[str, Formula | None]) -> tuple[Band, ...]:
    """Coefficients by condition, tried in order; the last condition is None ("otherwise")."""
    return tuple(Band(_tenths(coefficient), when) for coefficient, when in pairs)


def _tenths(coefficient: str) -> int:
    whole, _, tenth = coefficient.partition(".")
    if not (whole.isdigit() and len(tenth) == 1 and tenth.isdigit()):
        raise ValueError(
            f"hệ số {coefficient!r} phải có đúng một chữ số thập phân, ví dụ 1.5 (not a coefficient with one decimal)"
        )
    return int(whole) * 10 + int(tenth)
