"""The law with texts laid over it that are not written in this package: published by an installation, or from files.

A text is a draft as canonical JSON, so that it can be hashed, stored and handed to another process.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from ansinh.legislation.draft import Draft, laid, read_draft
from ansinh.legislation.errors import RuleSetError
from ansinh.legislation.regimes_table import REGIMES
from ansinh.legislation.rule_book import RuleBook
from ansinh.legislation.written_book import WRITTEN_BOOK

_UNSTORABLE = re.compile("[\ud800-\udfff]")
BOOKS_KEPT = 8  # sets of texts; a compiled month is some hundred kilobytes


def text_of(draft: Mapping[str, object]) -> str:
    """A draft as canonical JSON. Raises RuleSetError for a value that is neither text, number, day, list nor table."""
    named = {str(name): value for name, value in draft.items()}
    try:
        text = json.dumps(
            named, ensure_ascii=False, sort_keys=True, default=_plain, separators=(",", ":"), allow_nan=False
        )
    except (ValueError, TypeError) as error:  # not a number, a table within itself, names of several kinds
        raise RuleSetError(f"văn bản không ghi lại được: {error}") from error
    if "\\u0000" in text or _UNSTORABLE.search(text):
        raise RuleSetError("văn bản có ký tự không ghi lại được")
    return text


def draft_of(text: str) -> Draft:
    """The draft of a text. Raises RuleSetError."""
    return read_draft(json.loads(text))


@lru_cache(maxsize=BOOKS_KEPT)
def book_with(texts: tuple[str, ...]) -> RuleBook:
    """The written law with these texts over it, in order of their first months; those of one month as they are given.

    Raises LawError naming the text and the place in it that means nothing.
    """
    return laid(WRITTEN_BOOK, map(draft_of, texts)) if texts else WRITTEN_BOOK


def check_laid(texts: tuple[str, ...], first: str) -> RuleBook:
    """``book_with``, when every month from ``first`` on can be compiled. Raises LawError."""
    book = book_with(texts)
    for month in sorted({first, *(month for month in _beginnings(book) if month > first)}):
        book.rules(month)
    return book


def _beginnings(book: RuleBook) -> set[str]:
    """The months in which something begins to hold."""
    dated = [*book.amounts.values(), *book.readings.values()]
    dated += [values for own in book.provinces.values() for values in (own.base, own.social_pension)]
    firsts = {value.first for values in dated for value in values} | {regime.first for regime in REGIMES}
    return firsts | {version.stretch.first for category in book.categories for version in category.versions}


def _plain(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise RuleSetError(f"{value!r}: chỉ nhận chữ, số, ngày, danh sách và bảng")
