"""The manual by article: each instrument's articles in order, with the rules, amounts and cases that carry them out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ansinh.cli._spec_tables import table_of
from ansinh.cli.reference_pages.markdown import code, page, table
from ansinh.determination.public import amounts_in_words, formula_in_words, measure_in_words
from ansinh.legislation import WRITTEN_BOOK, WRITTEN_CATEGORIES, Category
from ansinh.legislation.instruments import Article, Instrument, load_instruments
from ansinh.legislation.one_off import BOUNDS, KINDS, Kind
from ansinh.legislation.rule import Version

STATUS = {
    "implemented": "đã đưa vào phần mềm",
    "not_yet": "chưa đưa vào",
    "superseded": "đã hết hiệu lực",
    "not_computable": "không tính bằng máy",
}
ONE_OFF_KINDS = {kind.code: kind for kind in KINDS}
_NUMBERS = re.compile(r"Điều (\d+)")
SOURCES = {"read": "đã đọc văn bản", "summary": "chỉ đọc bài tóm tắt", "knowledge": "theo hiểu biết, chưa đọc văn bản"}


def law_index() -> str:
    """All instruments with how much of each is carried out."""
    rows = []
    for instrument in load_instruments():
        counts = [sum(article.status == status for article in instrument.articles) for status in STATUS]
        period = f"{instrument.first} – {instrument.last or 'nay'}"
        name = f"[{instrument.code}](law/{slug(instrument)}.md)"
        rows.append((name, instrument.title_vi, period, SOURCES[instrument.source], *counts))
    heads = ["Văn bản", "Về", "Hiệu lực", "Nguồn", *STATUS.values()]
    return page("Luật theo điều khoản", "Mỗi dòng là một văn bản; số là số mục điều, khoản.", table(heads, rows))


def law_page(instrument: Instrument) -> str:
    """One instrument, article by article."""
    head = (
        f"{instrument.title_vi}. Hiệu lực từ {instrument.first} đến {instrument.last or 'nay'}; "
        f"{SOURCES[instrument.source]}."
    )
    shown: set[str] = set()
    parts = [part for article in instrument.articles for part in _article(instrument, article, shown)]
    return page(instrument.code, head, *parts)


def slug(instrument: Instrument) -> str:
    """The name of an instrument's page: 20/2021/NĐ-CP → 20-2021-nd-cp."""
    plain = instrument.code.lower().replace("đ", "d")
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def _article(instrument: Instrument, article: Article, shown: set[str]) -> Iterator[str]:
    yield f"## {article.article}: {STATUS[article.status]}"
    if article.why:
        yield article.why[:1].upper() + article.why[1:] + "."
    names = [name.strip() for name in article.where.split(",") if name.strip()]
    for name in names:
        if name in WRITTEN_CATEGORIES and name not in shown:
            shown.add(name)
            yield from _category(WRITTEN_CATEGORIES[name], instrument)
        elif name in WRITTEN_CATEGORIES:
            yield f"{WRITTEN_CATEGORIES[name].label_vi} ({code(name)}): xem ở trên."
        elif name in ONE_OFF_KINDS:
            yield from _one_off(ONE_OFF_KINDS[name], instrument, article)
        elif name == "values/amounts.yaml":
            yield amounts_in_words(WRITTEN_BOOK, instrument.code)
        else:
            yield f"Nằm ở {code(name)}."


def _category(category: Category, instrument: Instrument) -> Iterator[str]:
    yield f"### {category.label_vi} ({code(category.code)})"
    for version in category.versions:
        if instrument.code in version.citation or _law_name(instrument) in version.citation:
            yield from _version(category, version)


def _one_off(kind: Kind, instrument: Instrument, article: Article) -> Iterator[str]:
    """The titles to a kind of one-off benefit that rest on the articles of an entry."""
    yield f"### {kind.label_vi} ([{kind.code}](../one-off.md))"
    numbers = set(_NUMBERS.findall(article.article))
    rows = [
        (title.label_vi, version.days.first, version.days.last or "nay", BOUNDS[version.bound], version.citation)
        for title in kind.titles
        for version in title.versions
        if instrument.code in version.citation and (not numbers or numbers & set(_NUMBERS.findall(version.citation)))
    ]
    if rows:
        yield table(["Trường hợp", "Từ ngày", "Đến ngày", "Mức", "Căn cứ"], rows)


def _law_name(instrument: Instrument) -> str:
    return {"41/2024/QH15": "Luật Bảo hiểm xã hội 2024", "51/2010/QH12": "Luật Người khuyết tật"}.get(
        instrument.code, instrument.code
    )


def _version(category: Category, version: Version) -> Iterator[str]:
    stretch = version.stretch
    yield f"Tháng hưởng {stretch.first} đến {stretch.last or 'nay'}. Căn cứ: {version.citation}."
    yield "Điều kiện:\n\n" + formula_in_words(version.when, stretch.first)
    yield "Mức:\n\n" + measure_in_words(WRITTEN_BOOK, version)
    cases = table_of(category.programme, category.code)
    rows = [case for case in cases.cases if stretch.covers(case.month)] if cases else []
    if rows and cases:
        given = " ".join(f"{name}={value}" for name, value in cases.defaults.items())
        yield f"Ví dụ (mọi dòng có {code(given)}):" if given else "Ví dụ:"
        yield table(
            ["Trường hợp", "Tháng", "Dữ kiện", "Được hưởng"],
            [(case.words, case.month, code(case.shown_facts), case.expected) for case in rows],
        )
