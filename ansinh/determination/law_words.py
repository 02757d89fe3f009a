"""Rules in the words of the law: criteria as lists, coefficients with what they come to in đồng."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext

from ansinh.kernel.money import format_dong
from ansinh.legislation import RuleBook
from ansinh.legislation.articles import articles_in
from ansinh.legislation.dated_values import Dated
from ansinh.legislation.facts_table import fact
from ansinh.legislation.formula import AllOf, AnyOf, Condition, Formula, NoneOf
from ansinh.legislation.rule import FixedAmount, NamedAmount, PerChild, Version

AMOUNTS = {"base": "Mức chuẩn trợ giúp xã hội", "social_pension": "Mức trợ cấp hưu trí xã hội"}
_JOINED = {
    AllOf: "tất cả các điều kiện",
    AnyOf: "một trong các điều kiện",
    NoneOf: "không thuộc trường hợp nào sau đây",
}


@dataclass(frozen=True)
class Criterion:
    """A condition with its article, or (then without one) how the ``parts`` are joined."""

    text: str
    article: str = ""
    parts: tuple[Criterion, ...] = ()


def criteria_of(formula: Formula, month: str) -> tuple[Criterion, ...]:
    """The conditions of a formula, all of which are needed, with their articles of the month."""
    return tuple(_criterion(part, month) for part in _needed(formula))


def _needed(formula: Formula) -> Iterator[Formula]:
    """What is needed, joined by "all of" however deep."""
    if isinstance(formula, AllOf):
        for part in formula.parts:
            yield from _needed(part)
    else:
        yield formula


def _criterion(formula: Formula, month: str) -> Criterion:
    if isinstance(formula, Condition):
        return Criterion(formula.text_vi, articles_in(formula.article, month))
    return Criterion(_JOINED[type(formula)], parts=tuple(_criterion(part, month) for part in formula.parts))


def formula_in_words(formula: Formula, month: str) -> str:
    """The same as a nested list of lines."""
    return "\n".join(line for part in criteria_of(formula, month) for line in _lines(part, 0))


def _lines(criterion: Criterion, depth: int) -> list[str]:
    margin = "  " * depth
    if not criterion.parts:
        return [f"{margin}- {criterion.text} ({criterion.article})"]
    return [
        f"{margin}- {criterion.text}:",
        *(line for part in criterion.parts for line in _lines(part, depth + 1)),
    ]


def measure_in_month(book: RuleBook, version: Version, month: str, province: str) -> tuple[str, str]:
    """The coefficient or coefficients, and đồng a month, as a province pays them in a month; "" where there is none."""
    law, measure = book.law(month, province), version.measure
    if isinstance(measure, NamedAmount):
        return "", format_dong(law.social_pension_vnd or 0)
    if isinstance(measure, FixedAmount):
        return "", format_dong(measure.vnd)
    if isinstance(measure, PerChild):
        each = gettext("%(measure)s mỗi con")
        return each % {"measure": "1,0"}, each % {"measure": format_dong(law.base_vnd)}
    tenths = sorted({band.tenths for band in measure})
    ends = list(dict.fromkeys((tenths[0], tenths[-1])))
    return (
        " – ".join(f"{end // 10},{end % 10}" for end in ends),
        " – ".join(format_dong(end * law.base_vnd // 10) for end in ends),
    )


def measure_in_words(book: RuleBook, version: Version) -> str:
    """The coefficient or amount, with the amounts in đồng by the national bases of the version's months."""
    measure = version.measure
    if isinstance(measure, NamedAmount):
        return f"{AMOUNTS[measure.value]}: {_history(book.amounts[measure.value], version)}."
    if isinstance(measure, FixedAmount):
        return f"{format_dong(measure.vnd)} đồng một tháng."
    bases = _history(book.amounts["base"], version)
    if isinstance(measure, PerChild):
        counted = [
            fact(name).label_vi.lower() + (f" (khi {gate.text_vi})" if gate else "") for name, gate in measure.counts
        ]
        return f"Hệ số 1,0 cho mỗi con trong: {'; '.join(counted)}. Mức chuẩn: {bases}."
    lines = []
    for band in measure:
        when = _short(band.when) if band.when else ("mọi trường hợp" if len(measure) == 1 else "còn lại")
        amounts = ", ".join(
            f"{format_dong(band.tenths * int(base.value) // 10)}" for base in _within(book.amounts["base"], version)
        )
        lines.append(f"- hệ số {band.tenths // 10},{band.tenths % 10} ({amounts} đồng): {when}")
    return "\n".join([*lines, "", f"Mức chuẩn: {bases}."])


def amounts_in_words(book: RuleBook, instrument: str) -> str:
    """The amounts that an instrument sets."""
    return "\n".join(
        f"- {AMOUNTS[name]}: {format_dong(int(value.value))} đồng từ tháng {value.first} ({value.citation})"
        for name, values in book.amounts.items()
        for value in values
        if instrument in value.citation
    )


def _within(values: tuple[Dated, ...], version: Version) -> list[Dated]:
    """The dated values that hold in some month of the version."""
    ends = [*(value.first for value in values[1:]), "9999-12"]
    first, last = version.stretch.first, version.stretch.last or "9999-11"
    return [value for value, end in zip(values, ends, strict=True) if value.first <= last and end > first]


def _history(values: tuple[Dated, ...], version: Version) -> str:
    first = version.stretch.first
    return "; ".join(
        f"{format_dong(int(value.value))} đồng từ {max(value.first, first)}" for value in _within(values, version)
    )


def _short(formula: Formula) -> str:
    if isinstance(formula, Condition):
        return formula.text_vi
    joined = {AllOf: " và ", AnyOf: " hoặc ", NoneOf: " hoặc "}[type(formula)].join(map(_short, formula.parts))
    return f"không ({joined})" if isinstance(formula, NoneOf) else joined
