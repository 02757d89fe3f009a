"""How figures, days, months and facts are written in Vietnamese documents."""

from __future__ import annotations

from collections.abc import Mapping

from ansinh.legislation.explanation.values_table import DEFAULT_WORDS, FACT_WORDS
from ansinh.legislation.facts_table import FactColumn


def dong(amount: int) -> str:
    """1.234.567 đồng."""
    return f"{amount:,}".replace(",", ".") + " đồng"


def coefficient(tenths: int) -> str:
    """25 → 2,5."""
    return f"{tenths // 10},{tenths % 10}"


def day(iso: object) -> str:
    """2026-12-31 → 31/12/2026."""
    return "/".join(reversed(str(iso)[:10].split("-")))


def birth_text(given: str) -> str:
    """ "sinh ngày 15/03/1952", or as far as it is known: "sinh tháng 03/1952", "sinh năm 1952"."""
    known = {4: "năm", 7: "tháng"}.get(len(given), "ngày")
    return f"sinh {known} {day(given)}"


def month_text(month: str) -> str:
    """2026-11 → 11/2026."""
    return "/".join(reversed(month.split("-")))


def value_text(column: FactColumn, value: object) -> str:
    """A fact's value in the words of the contract, in words that people read."""
    if value is None:
        return "không có" if column.kind == "date_or_none" else "chưa rõ"
    if column.kind == "yes_no":
        return "có" if value else "không"
    if "date" in column.kind:
        return day(value)
    if column.kind == "amount" and isinstance(value, int):
        return dong(value)
    if column.kind != "choice":
        return str(value)
    words: Mapping[str, str] = FACT_WORDS.get(column.name, DEFAULT_WORDS)
    return words[str(value)]


def label_text(label: str) -> str:
    """A category's name as it continues a sentence."""
    return lower_first(label).replace(": ", " – ")


def lower_first(text: str) -> str:
    """The text as it continues a sentence."""
    return text[:1].lower() + text[1:]


def upper_first(text: str) -> str:
    """The text as it begins a sentence."""
    return text[:1].upper() + text[1:]
