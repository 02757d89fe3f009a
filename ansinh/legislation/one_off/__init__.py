"""One-off benefits as dated law: funerals, injuries, houses, rice, people under emergency protection, facilities.

An event belongs to the law of its day. Pure, as the package around it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import date

from ansinh.legislation.errors import FactError
from ansinh.legislation.one_off.because import because
from ansinh.legislation.one_off.book import DayRules, OneOffBook, load_one_off_book
from ansinh.legislation.one_off.errors import NoLawForEventError
from ansinh.legislation.one_off.evaluate import coded_event
from ansinh.legislation.one_off.event_columns_table import EVENT_COLUMNS, EVENT_FACTS
from ansinh.legislation.one_off.kind import BOUNDS, Kind
from ansinh.legislation.one_off.kinds import KINDS
from ansinh.legislation.one_off.unknown_facts import Answer, answer
from ansinh.legislation.one_person import Values, code_value
from ansinh.legislation.rule_book import RuleBook

__all__ = [
    "BOUNDS",
    "EVENT_COLUMNS",
    "KINDS",
    "WRITTEN_ONE_OFF_BOOK",
    "Kind",
    "NoLawForEventError",
    "OneOffBook",
    "explain_event",
    "one_off",
    "one_off_book_with",
]

WRITTEN_ONE_OFF_BOOK: OneOffBook = load_one_off_book()


def one_off_book_with(book: RuleBook) -> OneOffBook:
    """The law of one-off benefits with the base amounts of another book, those of its provinces included."""
    return replace(WRITTEN_ONE_OFF_BOOK, amounts=book.amounts, provinces=book.provinces)


def one_off(
    facts: Mapping[str, object], book: OneOffBook = WRITTEN_ONE_OFF_BOOK, *, explain: bool = False
) -> dict[str, object]:
    """The answer about one event: the row of results of the contract; with ``explain`` also ``because``.

    ``facts`` by the names of EVENT_COLUMNS; absent names take their defaults, None is not known. Raises FactError,
    NoLawForEventError.
    """
    rules, values = _read(facts, book)
    found = answer(values, rules, book)
    row: dict[str, object] = {
        "event_id": facts.get("event_id"),
        "kind": rules.kind.code,
        "happened": rules.day.isoformat(),
        **_outcome(found),
        "benefits": [asdict(line) for line in found.lines],
        "missing": list(found.missing),
    }
    return row | {"because": because(values, found, rules, book)} if explain else row


def explain_event(facts: Mapping[str, object], book: OneOffBook = WRITTEN_ONE_OFF_BOOK) -> list[dict[str, object]]:
    """Every title of the event's kind with its criteria; see because.because. Raises FactError, NoLawForEventError."""
    rules, values = _read(facts, book)
    return because(values, answer(values, rules, book), rules, book)


def _outcome(found: Answer) -> dict[str, object]:
    if found.missing:
        return {"outcome": "undetermined", "amount_vnd": None, "kg": None}
    amounts = [line.amount_vnd for line in found.lines if line.amount_vnd is not None]
    weights = [line.kg for line in found.lines if line.kg is not None]
    return {
        "outcome": "eligible" if found.lines else "not_eligible",
        "amount_vnd": sum(amounts) if amounts or not found.lines else None,
        "kg": sum(weights) if weights else None,
    }


def _read(facts: Mapping[str, object], book: OneOffBook) -> tuple[DayRules, Values]:
    for name in ("kind", "happened"):
        if facts.get(name) is None:
            raise FactError(name, None, "thiếu giá trị bắt buộc (required)")
        code_value(EVENT_FACTS[name], facts[name])
    rules = book.rules(str(facts["kind"]), date.fromisoformat(str(facts["happened"])))
    return rules, coded_event(facts, rules)
