"""How documents speak of people, days, months and amounts."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from ansinh.kernel.money import format_dong, in_words_vi
from ansinh.registry.public import Person

GROWN = 18
PROGRAMMES = {
    "social_allowance": "trợ cấp xã hội hằng tháng",
    "social_pension": "trợ cấp hưu trí xã hội",
    "care_support": "hỗ trợ kinh phí chăm sóc, nuôi dưỡng hằng tháng",
    "facility_care": "trợ cấp nuôi dưỡng hằng tháng tại cơ sở trợ giúp xã hội",
    "provincial": "trợ cấp hằng tháng theo chính sách của tỉnh",
}
"""As they stand in titles and sentences of documents: never a category."""


def called(person: Person, on: date) -> str:
    """ "Ông Nguyễn Văn A"; below 18 "Cháu"; where the sex is not known "Ông (bà)"."""
    if on.year - person.born_on.year < GROWN:
        return f"Cháu {person.full_name}"
    title = {"male": "Ông", "female": "Bà"}.get(person.sex or "", "Ông (bà)")
    return f"{title} {person.full_name}"


def answering(person: Person, on: date) -> str:
    """Who carries a decision out on the person's side: they themselves, their guardian, or the family of the dead."""
    if person.died_on is not None:
        return f"gia đình {lower_first(called(person, on))}"
    name = called(person, on)
    return f"người giám hộ của {lower_first(name)}" if name.startswith("Cháu ") else lower_first(name)


def lower_first(text: str) -> str:
    """Without a capital, as the address stands within a sentence."""
    return f"{text[:1].lower()}{text[1:]}"


def born_words(person: Person) -> str:
    """ "sinh ngày 05/01/1940", "sinh tháng 01/1940" or "sinh năm 1940": no more exact than it is known."""
    day = person.born_on
    return {"day": f"sinh ngày {day:%d/%m/%Y}", "month": f"sinh tháng {day:%m/%Y}"}.get(
        person.born_precision, f"sinh năm {day.year}"
    )


def born_figure(person: Person) -> str:
    """The same in a column."""
    return born_words(person).rpartition(" ")[2]


def month_words(month: date) -> str:
    """ "tháng 01 năm 2026"."""
    return f"tháng {month.month:02d} năm {month.year}"


def day_words(day: date) -> str:
    """ "ngày 05 tháng 01 năm 2026", as NĐ 30/2020 writes days."""
    number = f"{day.month:02d}" if day.month <= 2 else str(day.month)
    return f"ngày {day.day:02d} tháng {number} năm {day.year}"


def dong_words(amount: int) -> str:
    """ "810.000 đồng (bằng chữ: Tám trăm mười nghìn đồng)"."""
    return f"{format_dong(amount)} đồng (bằng chữ: {in_words_vi(amount)})"


def coefficient_words(tenths: int | None) -> str:
    """ "1,5"; nothing where an amount has no coefficient."""
    return "" if tenths is None else f"{tenths // 10},{tenths % 10}"


def programmes_words(programmes: Collection[str]) -> str:
    """The programmes in the order of the law, joined."""
    return ", ".join(words for code, words in PROGRAMMES.items() if code in programmes)


def upper_first(text: str) -> str:
    """With a capital."""
    return f"{text[:1].upper()}{text[1:]}"


def people_words(people: Sequence[object]) -> str:
    """ "12 người", below ten with a nought."""
    return f"{len(people):02d} người"
