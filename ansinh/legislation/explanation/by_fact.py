"""Which single fact, if it were otherwise, would turn the answer: every class of values of every fact is tried.

Values of one class cannot be told apart by any condition (FactClasses), so one of each stands for all. Counts of
children also measure an amount: of them the numbers up to CHILDREN_TRIED and the neighbours are tried.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from ansinh.legislation.articles import articles_in
from ansinh.legislation.calendar_days import iso_day, last_born_to_be_full, month_number
from ansinh.legislation.compiled import FactClasses
from ansinh.legislation.errors import NoLawForTitleError
from ansinh.legislation.explanation.alternatives_table import ALTERNATIVES, Alternatives
from ansinh.legislation.explanation.case import Case, case_from
from ansinh.legislation.explanation.figures import day, dong, upper_first
from ansinh.legislation.explanation.outcomes import EFFECTS, effect_of, outcome_text, total_of
from ansinh.legislation.facts_table import MOST_CHILDREN, NO_DATE, fact
from ansinh.legislation.formula import conditions_of
from ansinh.legislation.one_person import decoded
from ansinh.legislation.rule_book import GATE
from ansinh.legislation.unknowns import CHILDREN_TRIED


@dataclass(frozen=True, slots=True)
class FactChange:
    """A fact with another value and what then follows.

    ``effect``: starts (eligible now), raises, lowers, ends (no benefit any more), refused (undetermined, then none).
    ``values`` in the words of the contract, each with this effect; of numbers the nearest. ``total_vnd``: then.
    """

    fact: str
    values: tuple[object, ...]
    effect: str
    total_vnd: int
    text: str
    article: str


def fact_changes(case: Case) -> list[FactChange]:
    """The changes that make sense for this person: those that bring more first, then those that bring less."""
    found = []
    for name, told in ALTERNATIVES.items():
        classes = case.rules.facts.get(name)
        if (classes is not None or name in case.rules.count_facts) and _concerns(told, case):
            found += _changes_of(name, told, classes, case)
    return sorted(found, key=lambda change: EFFECTS.index(change.effect))


def with_value(case: Case, name: str, code: int | None) -> Case:
    """The same person with one fact changed."""
    profile, rules = case.profile, case.rules
    true, known, counts = profile.true, profile.known, profile.counts
    classes = rules.facts.get(name)
    if classes is not None:
        true, known = true & ~classes.bits, known & ~classes.bits
        if code is not None:
            true, known = true | classes.true_bits[class_of(classes, code)], known | classes.bits
    if name in rules.count_facts:
        place = rules.count_facts.index(name)
        counts = (*counts[:place], -1 if code is None else code, *counts[place + 1 :])
    changed = replace(profile, true=true, known=known, counts=counts)
    if changed == profile:
        return case
    return case_from(case.month, case.book, rules, {**case.values, name: code}, changed)


def class_of(classes: FactClasses, code: int) -> int:
    """The class of a coded value."""
    if classes.column.values or classes.column.kind == "yes_no":
        return code + 1
    return 1 + sum(code >= cut for cut in classes.cuts)


def _changes_of(name: str, told: Alternatives, classes: FactClasses | None, case: Case) -> list[FactChange]:
    count, amount = classes is None or classes.column.kind == "count", classes and classes.column.kind == "amount"
    found: dict[tuple[str, int], list[tuple[int, str, Case]]] = {}
    nearest: set[tuple[str, int]] = set()
    for code, words in _told_values(name, told, classes, case):
        try:
            after = with_value(case, name, code)
        except NoLawForTitleError:  # an older law, which is not written down, would have to answer
            continue
        effect = effect_of(case, after)
        if effect is None:
            continue
        # Of an amount that is not known every answer is told; it has few classes.
        step = (effect, total_of(after) if amount and case.values[name] is None else 0)
        if (count or amount) and step in nearest:
            continue
        if effect == "refused" and case.values[name] is not None:
            continue  # what is known already is not what the answer waits for
        nearest.add(step)
        found.setdefault((effect, total_of(after)), []).append((code, words, after))
    return [_described(name, effect, values, case) for (effect, _), values in found.items()]


def _told_values(name: str, told: Alternatives, classes: FactClasses | None, case: Case) -> Iterator[tuple[int, str]]:
    """Coded values that make sense, with their words; numbers from the nearest on."""
    now = case.values[name]
    words = {**told.now, **(told.when_unknown if now is None else {})}
    if classes is None or classes.column.kind == "count":
        yield from _counts(words, classes, now)
    elif classes.column.kind == "amount":
        yield from _amounts(words, classes, now)
    elif classes.column.kind == "date_or_none":
        # Only a certificate of a day after the month could have been given earlier.
        last = classes.cuts[0] - 1
        if now is not None and last < now < NO_DATE:
            yield last, words["earlier"].replace("{value}", day(iso_day(last)))
    else:
        for code in classes.representatives:
            key = str(decoded(classes.column, code))
            if code != now and key in words:
                yield code, words[key]


def _counts(words: Mapping[str, str], classes: FactClasses | None, now: int | None) -> Iterator[tuple[int, str]]:
    here = now or 0
    values = {*range(CHILDREN_TRIED), max(here - 1, 0), min(here + 1, MOST_CHILDREN)}
    values |= set(classes.representatives) if classes else set()
    for value in sorted(values - {now}, key=lambda value: (abs(value - here), value)):
        kind = "none" if value == 0 else "more" if value > here else "fewer"
        yield value, words[kind].replace("{value}", str(value))


def _amounts(words: Mapping[str, str], classes: FactClasses, now: int | None) -> Iterator[tuple[int, str]]:
    own = None if now is None else class_of(classes, now)
    by_class = list(enumerate(zip(classes.representatives, (*classes.representatives[1:], None), strict=True), 1))
    for place, (first, beyond) in sorted(by_class, key=lambda each: abs(each[0] - (own or 1))):
        if place == own:
            continue
        if first == 0:
            yield first, words["none"]
        elif own is None or place > own:
            yield first, words["any" if first == 1 else "more"].replace("{value}", dong(first))
        else:
            yield first, words["fewer"].replace("{value}", dong(beyond or first))


def _concerns(told: Alternatives, case: Case) -> bool:
    """Whether the fact means anything at this age and for this sex."""
    born, number = case.values["born"], month_number(case.month)
    if told.sex and case.value("sex") not in (None, told.sex):
        return False
    if born is None:
        return True
    return born <= last_born_to_be_full(number, told.from_age) and born > last_born_to_be_full(number, told.to_age + 1)


def _described(name: str, effect: str, values: list[tuple[int, str, Case]], before: Case) -> FactChange:
    """Values with one and the same effect as one change."""
    after = values[0][2]
    words = " hoặc ".join([values[0][1], *(text.removeprefix("nếu ") for _, text, _ in values[1:])])
    column = fact(name)
    text = f"{upper_first(words)}: {outcome_text(before, after)}."
    own = tuple(decoded(column, code) for code, _, _ in values)
    return FactChange(name, own, effect, total_of(after), text, _articles(name, effect, before, after))


def _articles(name: str, effect: str, before: Case, after: Case) -> str:
    """The articles of what is gained, or lost; of a bar to everything, and where no line moves, of the fact itself."""
    moved = (after.paid, before.paid) if effect in ("starts", "raises") else (before.paid, after.paid)
    cited = [line[0].version.citation for line in moved[0] if line not in moved[1]]
    bars_all = any(each.fact == name for each in conditions_of(GATE))
    if bars_all or not cited:
        own = [each for each in before.rules.conditions if each.fact == name]
        cited = [articles_in(each.article, before.month) for each in own if before.held(each) != after.held(each)]
    return "; ".join(dict.fromkeys(cited))
