"""Whether the law as written down is whole: articles accounted for, boundaries with cases, values with citations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from ansinh.cli._spec_tables import FOLDER, Table, table_of
from ansinh.legislation import WRITTEN_BOOK, Category
from ansinh.legislation.calendar_days import iso_day
from ansinh.legislation.expression import parameters_of
from ansinh.legislation.formula import Condition, Formula, NoneOf
from ansinh.legislation.instruments import Instrument, load_instruments
from ansinh.legislation.one_off import WRITTEN_ONE_OFF_BOOK
from ansinh.legislation.rule import Version
from ansinh.legislation.rule_book import formulas_of

_AGE = re.compile(r"(full|under)_\d+")
_ARTICLES = re.compile(r"Điều (\d+)(?:[–-](\d+))?")
_GROUPS = (("implemented",), ("superseded", "not_computable"), ("not_yet",))


@dataclass(frozen=True)
class LawReport:
    """``instruments``: code and how many entries are implemented, excused, missing. ``findings``: sentences."""

    instruments: tuple[tuple[str, int, int, int], ...]
    findings: tuple[str, ...]


def check_law() -> LawReport:
    """Look through instruments, values and rules."""
    instruments = load_instruments()
    counted = [
        (each.code, *(sum(a.status in group for a in each.articles) for group in _GROUPS)) for each in instruments
    ]
    found = [
        *(sentence for each in instruments for sentence in _articles(each)),
        *_values(),
        *(sentence for category in WRITTEN_BOOK.categories for sentence in _boundaries(category)),
    ]
    return LawReport(tuple(counted), tuple(found))


def _articles(instrument: Instrument) -> Iterator[str]:
    for article in instrument.articles:
        if article.status == "not_yet":
            yield f"{instrument.code}, {article.article}: chưa đưa vào ({article.why})"
    named = {number for article in instrument.articles for number in numbers_in(article.article)}
    for number in range(1, (instrument.last_article or 0) + 1):
        if number not in named:
            yield f"{instrument.code}, Điều {number}: không được nhắc tới trong instruments.yaml"


def numbers_in(text: str) -> Iterator[int]:
    """The numbers of the articles that an entry names."""
    for first, last in _ARTICLES.findall(text):
        yield from range(int(first), int(last or first) + 1)


def _values() -> Iterator[str]:
    dated = {**WRITTEN_BOOK.amounts, **WRITTEN_BOOK.readings}
    dated |= {name: number.values for name, number in WRITTEN_ONE_OFF_BOOK.numbers.items()}
    dated |= {name: reading.values for name, reading in WRITTEN_ONE_OFF_BOOK.readings.items()}
    dated |= {f"{code} base": province.base for code, province in WRITTEN_BOOK.provinces.items()}
    dated |= {f"{code} social_pension": province.social_pension for code, province in WRITTEN_BOOK.provinces.items()}
    for name, values in dated.items():
        for value in values:
            if not value.citation.strip():
                yield f"{name} từ {value.first}: không có căn cứ"
    for category in WRITTEN_BOOK.categories:
        for version in category.versions:
            if not re.search(r"Điều \d+|Nghị quyết", version.citation):
                yield f"{category.code} từ {version.stretch.first}: không dẫn điều nào"


def _boundaries(category: Category) -> Iterator[str]:
    """Each version at its first and last month, each age at the day it is reached and the day before or after."""
    cases = table_of(category.programme, category.code)
    if cases is None:
        if FOLDER.exists() and category.province is None:
            yield f"{category.code}: không có bảng trường hợp"
        return
    months = {case.month for case in cases.cases}
    for version in category.versions:
        for month in filter(None, (version.stretch.first, version.stretch.last)):
            if month not in months:
                yield f"{category.code}: không có trường hợp ở tháng ranh giới {month}"
    ages = {name for version in category.versions for name in _ages(version)}
    for name in sorted(ages):
        if not _tried(name, cases):
            yield f"{category.code}: không có trường hợp ngay trước và ngay tại ranh giới {name}"


def _ages(version: Version) -> Iterator[str]:
    for formula in formulas_of(version):
        for condition in _wanted(formula):
            yield from filter(_AGE.fullmatch, parameters_of(condition.node))


def _wanted(formula: Formula) -> Iterator[Condition]:
    """Conditions that are asked for; what is excluded (unless) belongs to the tables of the other categories."""
    if isinstance(formula, Condition):
        yield formula
    elif not isinstance(formula, NoneOf):
        for part in formula.parts:
            yield from _wanted(part)


def _tried(name: str, cases: Table) -> bool:
    """Somebody is born on the last day on which the condition holds, and somebody on the first on which it does not."""
    step = timedelta(days=1 if name.startswith("full") else -1)
    born = {(case.month, (cases.defaults | case.facts).get("born", "")) for case in cases.cases}
    for month in {month for month, _ in born}:
        cut = WRITTEN_BOOK.rules(month).parameters.get(name)
        if cut is None:
            continue
        at = date.fromisoformat(iso_day(cut))
        if {(month, at.isoformat()), (month, (at + step).isoformat())} <= born:
            return True
    return False
