"""When the answer changes by the passing of time alone: birthdays, days already recorded, and changes of the law.

Between two changes of the law only conditions about days move, and each of them moves in one direction as months go
by. So the months to look at are those in which the law changes and those in which one of this person's conditions
does, found by halving; between them nothing can change (proven month by month in the tests).

All other facts are taken to stay as they are, the numbers of children and the marks of earlier allowances too.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from ansinh.legislation.calendar_days import month_number
from ansinh.legislation.calendar_days import month_text as iso_month
from ansinh.legislation.combining import Line
from ansinh.legislation.compiled import CompiledRule, MonthRules
from ansinh.legislation.dated_values import in_force
from ansinh.legislation.determinations import NAMED_AMOUNT
from ansinh.legislation.errors import NoLawForTitleError
from ansinh.legislation.explanation.case import Case, case_of
from ansinh.legislation.explanation.figures import dong, label_text, lower_first, month_text
from ansinh.legislation.explanation.outcomes import outcome_text, total_of
from ansinh.legislation.explanation.paragraphs import base_used
from ansinh.legislation.explanation.phrases import age_of, clause
from ansinh.legislation.expression import Compare, LawRef, holds, leaves, parameters_of
from ansinh.legislation.formula import Condition, conditions_of
from ansinh.legislation.law import parameters_of_month
from ansinh.legislation.regimes_table import REGIMES
from ansinh.legislation.rule_book import RuleBook, formulas_of
from ansinh.legislation.rules import PROGRAMMES

# Where the state of marriage is not given, it is not known from 18 on: that moves with the months too.
_MARRIAGE_BY_AGE = Compare("born", "<=", LawRef("full_18"))


@dataclass(frozen=True, slots=True)
class TimeChange:
    """The nearest month with another answer. ``because``: what moved; amounts in đồng, 0 when undetermined."""

    month: str
    outcome: str
    before_vnd: int
    after_vnd: int
    because: tuple[str, ...]
    text: str


Answer = tuple[str, tuple[tuple[str, int, int, int], ...]]


def answer_key(case: Case) -> Answer:
    """What counts as the answer: the outcome and the lines (category, tenths, base, amount)."""
    return case.outcome, tuple((line[0].category.code, *line[1:]) for line in case.paid)


def next_change(facts: Mapping[str, object], case: Case, horizon_months: int) -> TimeChange | None:
    """The nearest later month, within the horizon, in which the answer is another.

    None when there is none, or when an older law, which is not written down, would have to answer before.
    """
    before = answer_key(case)
    for number in candidate_months(case, month_number(case.month), horizon_months):
        try:
            later = case_of(facts, iso_month(number), case.book)
        except NoLawForTitleError:
            return None
        if answer_key(later) != before:
            return _described(case_of(facts, iso_month(number - 1), case.book), later)
    return None


def candidate_months(case: Case, first: int, horizon_months: int) -> Iterator[int]:
    """The later months (numbers) in which anything about this person can change, in order."""
    last = first + horizon_months
    turns = [*(number for number in months_of_change(case.book) if first < number <= last), last + 1]
    start = first
    for turn in turns:
        yield from sorted(_moves(case, start, turn - 1))
        if turn <= last:
            yield turn
        start = turn


def months_of_change(book: RuleBook) -> list[int]:
    """Every month in which something in the book begins or has just ended, as numbers."""
    months = [month_number(regime.first) for regime in REGIMES]
    months += [month_number(first) for first, _ in book.combinations]
    dated = [*book.amounts.values(), *book.readings.values()]
    dated += [own for each in book.provinces.values() for own in (each.base, each.social_pension)]
    months += [month_number(value.first) for values in dated for value in values]
    for category in book.categories:
        for version in category.versions:
            months.append(month_number(version.stretch.first))
            if version.stretch.last is not None:
                months.append(month_number(version.stretch.last) + 1)
    return sorted(set(months))


def _moves(case: Case, first: int, last: int) -> set[int]:
    """The months after ``first``, up to ``last``, in which a comparison with a dated parameter turns.

    Within these months the law is the same. Cut-off days only grow, so a comparison turns at most once.
    """
    nodes = [condition.node for condition in case.book.rules(iso_month(first)).conditions]
    found = set()
    for leaf in {_MARRIAGE_BY_AGE, *(leaf for node in nodes for leaf in leaves(node))}:
        value = case.values[leaf.fact]
        if value is None or not isinstance(leaf, Compare) or not isinstance(leaf.operand, LawRef):
            continue
        at = partial(_holds_in, leaf, value, case.book)
        if at(first) != at(last):
            found.add(first + 1 + bisect_left(range(first + 1, last), True, key=partial(_differs, at, at(first))))
    return found


def _holds_in(leaf: Compare, value: int, book: RuleBook, number: int) -> bool:
    month = iso_month(number)
    national = {name: in_force(values, month) for name, values in book.amounts.items()}
    readings = {name: in_force(values, month) for name, values in book.readings.items()}
    return holds(leaf, value, parameters_of_month(month, parameters_of(leaf), national, readings))


def _differs(at: Callable[[int], bool], before: bool, number: int) -> bool:
    return at(number) != before


def _described(previous: Case, later: Case) -> TimeChange:
    because = tuple(dict.fromkeys(_causes(previous, later)))
    why = f", {'; '.join(because)}" if because else ""
    text = f"Từ tháng {month_text(later.month)}{why}: {outcome_text(previous, later)}."
    return TimeChange(later.month, later.outcome, total_of(previous), total_of(later), because, text)


def _causes(previous: Case, later: Case) -> Iterator[str]:
    """What moved in the categories whose lines differ, or, when it cannot be told, whose titles do."""
    if previous.values["marital"] != later.values["marital"]:
        yield "đủ 18 tuổi, tình trạng hôn nhân chưa ghi nhận"
    old, new = _by_code(previous.rules), _by_code(later.rules)
    before, after = ({line[0].category.code: line for line in case.paid} for case in (previous, later))
    for code in dict.fromkeys([*new, *old]):
        lines = before.get(code), after.get(code)
        first, second = (line and line[1:] for line in lines)
        if first != second or _title_moved(old.get(code), new.get(code), previous, later):
            yield from _causes_of(old.get(code), new.get(code), lines, previous, later)


def _title_moved(old: CompiledRule | None, new: CompiledRule | None, previous: Case, later: Case) -> bool:
    if previous.combined is not None and later.combined is not None:
        return False
    return (old and previous.holds(old)) != (new and later.holds(new))


def _causes_of(
    old: CompiledRule | None,
    new: CompiledRule | None,
    lines: tuple[Line | None, Line | None],
    previous: Case,
    later: Case,
) -> Iterator[str]:
    if old is None or new is None:
        rule = new or old
        assert rule is not None  # noqa: S101  # the code is of one of the two months
        label = label_text(rule.category.label_vi)
        yield f"có quy định mới về {label}" if new else f"quy định về {label} hết hiệu lực"
        return
    yield from _moved(new, previous, later)
    if old.version is not new.version:
        yield f"áp dụng {new.version.citation}"
    if lines[0] and lines[1] and lines[0][2] != lines[1][2]:
        yield _amount_cause(lines[0], lines[1], later)


def _moved(rule: CompiledRule, previous: Case, later: Case) -> Iterator[str]:
    gate = [condition for condition in later.rules.conditions if condition.name in ("born", "alive")]
    for condition in dict.fromkeys([*gate, *(c for f in formulas_of(rule.version) for c in conditions_of(f))]):
        then, now = previous.held(condition), later.held(condition)
        if then is not None and now is not None and then != now:
            yield _moved_text(condition, now, later)


def _moved_text(condition: Condition, now: bool, later: Case) -> str:
    age = age_of(condition)
    if age is None:
        return clause(condition, now, later)
    return f"đủ {age[1]} tuổi" if age[0] == "full" else f"đã qua tháng tròn {age[1]} tuổi"


def _amount_cause(old: Line, new: Line, later: Case) -> str:
    if new[1] == NAMED_AMOUNT:
        return f"{lower_first(PROGRAMMES[new[0].category.programme])} từ {dong(old[2])} thành {dong(new[2])}/tháng"
    base = base_used(later)
    source = f" ({base.citation})" if base else ""
    return f"mức chuẩn từ {dong(old[2])} thành {dong(new[2])}{source}"


def _by_code(rules: MonthRules) -> dict[str, CompiledRule]:
    return {rule.category.code: rule for rule in rules.rules}
