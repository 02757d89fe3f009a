"""Answers when facts are not known: exact, by trying the values that they may have.

Two completions with different amounts make an event undetermined, and a fact is missing when changing it alone, under
some values of the other unknown facts, changes the amount. Under which title the same amount is given does not count.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from ansinh.legislation.facts_table import LARGEST, PROVINCE_CODES
from ansinh.legislation.formula import conditions_of, terms_of
from ansinh.legislation.one_off.amounts import Known, Line
from ansinh.legislation.one_off.book import DayRules, OneOffBook
from ansinh.legislation.one_off.errors import NoLawForEventError
from ansinh.legislation.one_off.evaluate import condition_held, given, held_titles
from ansinh.legislation.one_off.event_columns_table import EVENT_FACTS
from ansinh.legislation.one_off.kind import Times, facts_of_title
from ansinh.legislation.one_person import Values

Array = npt.NDArray[Any]
Options = dict[str, tuple[int, ...]]  # unknown facts, and values to try


@dataclass(frozen=True, slots=True)
class Answer:
    """``lines`` given, or the facts ``missing``."""

    lines: tuple[Line, ...]
    missing: tuple[str, ...] = ()


def answer(values: Values, rules: DayRules, book: OneOffBook) -> Answer:
    """What the law gives; kept when facts are missing, since the same gaps come again and again.

    Raises NoLawForEventError when a title rests on law that is not written down.
    """
    judged = _unknown_of_conditions(values, rules)
    measured = _unknown_of_amounts(values, rules, book)
    if not judged and not measured:
        return Answer(tuple(given(_decided(values, rules), _known(values), rules, book)))
    key = tuple(values.values())
    if key not in rules.answers:
        rules.answers[key] = _by_trying(values, judged, measured, rules, book)
    found = rules.answers[key]
    assert isinstance(found, Answer)  # noqa: S101  # nothing else is kept
    return found


def _by_trying(values: Values, judged: Options, measured: Options, rules: DayRules, book: OneOffBook) -> Answer:
    patterns = _patterns(values, judged, rules)
    distinct, pattern = np.unique(patterns, return_inverse=True)
    completions = [
        _known({**values, **dict(zip(measured, choice, strict=True))})
        for choice in itertools.product(*measured.values())
    ]
    numbers: dict[object, int] = {}
    summaries = (_summary(_bools(int(held), rules), facts, rules, book) for held in distinct for facts in completions)
    table = np.array([numbers.setdefault(summary, len(numbers)) for summary in summaries])
    names = [*judged, *measured]
    sizes = [len(options) for options in (*judged.values(), *measured.values())]
    answers = table.reshape(len(distinct), -1)[pattern].reshape(sizes)
    changing = {n for i, n in enumerate(names) if bool((answers != answers.take([0], axis=i)).any())}
    if changing:
        return Answer((), tuple(name for name in EVENT_FACTS if name in changing))
    return Answer(tuple(given(_bools(int(patterns[0]), rules), completions[0], rules, book)))


def _patterns(values: Values, judged: Options, rules: DayRules) -> Array:
    """For each completion of the facts that conditions look at, the titles that hold, as bits."""
    known = sum(
        1 << rules.bits[condition.name] for condition in rules.conditions if condition_held(condition, values, rules)
    )
    true = np.full(1, known, dtype=np.uint64)
    for name, options in judged.items():
        held = dict(zip(*_classes(name, rules), strict=True))
        own = np.array([held[option] for option in options], dtype=np.uint64)
        true = (true[:, None] | own[None, :]).ravel()
    found = np.zeros(math.prod(len(options) for options in judged.values()), dtype=np.uint64)
    for place, (_, version) in enumerate(rules.titles):
        holding = np.zeros(len(found), dtype=bool)
        for wanted, unwanted in terms_of(version.when, dict(rules.bits)):
            holding |= (true & np.uint64(wanted | unwanted)) == np.uint64(wanted)
        found |= holding.astype(np.uint64) << np.uint64(place)
    return found


def _unknown_of_conditions(values: Values, rules: DayRules) -> Options:
    """Unknown facts that decide about a title which is still open, with one value of each class."""
    open_titles = [v for (_, v), held in zip(rules.titles, held_titles(values, rules), strict=True) if held is None]
    relevant = {condition.fact for version in open_titles for condition in conditions_of(version.when)}
    found = {}
    for name in rules.classes:
        if name in relevant and values[name] is None:
            by_class: dict[int, int] = {}
            for value, true in zip(*_classes(name, rules), strict=True):
                by_class.setdefault(true, value)
            if len(by_class) > 1:
                found[name] = tuple(by_class.values())
    return found


def _classes(name: str, rules: DayRules) -> tuple[Sequence[int], Sequence[int]]:
    """A value of each class and its bits; the youngest first, so that an unknown age comes last."""
    classes = rules.classes[name]
    values, bits = classes.representatives, classes.true_bits[1:]
    return (values[::-1], bits[::-1]) if "date" in classes.column.kind else (values, bits)


def _unknown_of_amounts(values: Values, rules: DayRules, book: OneOffBook) -> Options:
    """Unknown facts on which the amount of a possible title rests.

    Amounts never fall when a number grows, so none, one and the largest show whether they change.
    """
    relevant = {
        fact
        for (title, version), held in zip(rules.titles, held_titles(values, rules), strict=True)
        if held is not False
        for fact in facts_of_title(title, version)
    }
    found = {}
    for name in sorted(relevant):
        if values[name] is None:
            most = LARGEST.get(EVENT_FACTS[name].kind, 0)
            found[name] = _provinces(rules, book) if name == "province" else (0, 1, most)
    return {name: options for name, options in found.items() if len(options) > 1}


def _provinces(rules: DayRules, book: OneOffBook) -> tuple[int, ...]:
    bases = {(v.measure.base, v.measure.reading) for _, v in rules.titles if isinstance(v.measure, Times)}
    distinct: dict[tuple[int, ...], int] = {}
    for code in range(len(PROVINCE_CODES)):
        key = tuple(int(book.base(base, reading, rules.day, code).value) for base, reading in sorted(bases))
        distinct.setdefault(key, code)
    return tuple(distinct.values())


def _decided(values: Values, rules: DayRules) -> list[bool]:
    return [bool(held) for held in held_titles(values, rules)]


def _bools(pattern: int, rules: DayRules) -> list[bool]:
    return [bool(pattern >> place & 1) for place in range(len(rules.titles))]


def _known(values: Values) -> Known:
    """Facts that no amount rests on may stay unknown; they are never looked at."""
    return {name: value if value is not None else 0 for name, value in values.items()}


def _summary(held: Sequence[bool], facts: Known, rules: DayRules, book: OneOffBook) -> object:
    """What two completions are compared by: amounts and how binding they are."""
    try:
        lines = given(held, facts, rules, book)
    except NoLawForEventError as error:
        return str(error)
    return tuple((line.multiple, line.base_vnd, line.quantity, line.amount_vnd, line.kg, line.bound) for line in lines)
