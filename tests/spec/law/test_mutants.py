"""The tables notice every slip in the rules: each rule is changed in many small ways, and some row must then be wrong.

Mutants are made of the rules as data: a condition left out, joined the other way round or negated, a comparison off by
one or turned round, a coefficient half a unit off, a version that begins or ends a month too early or too late, a
category in the wrong group, and the rules of combination without one of their parts.
"""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Iterator

import pytest

from ansinh import legislation
from ansinh.kernel.period import Month
from ansinh.legislation import WRITTEN_BOOK, Category, LawError, RuleBook, rule_book
from ansinh.legislation.expression import Both, Compare, Either, LawRef, Node, OneOf
from ansinh.legislation.formula import AllOf, AnyOf, Condition, Formula, NoneOf, conditions_of
from ansinh.legislation.regimes_table import REGIMES, Stretch
from ansinh.legislation.rule import Band, PerChild, Version
from ansinh.legislation.rule_book import GATE
from ansinh.legislation.rules.combination import COMBINATIONS, Combination
from tests.spec.law.test_tables import ROWS, Row, shown

Mutant = tuple[str, RuleBook]
TURNED = {"<": "<=", "<=": "<", ">": ">=", ">=": ">", "==": "!=", "!=": "=="}
OPPOSITE = {"<": ">=", "<=": ">", ">": "<=", ">=": "<", "==": "!=", "!=": "=="}


def with_category(changed: Category) -> RuleBook:
    national = tuple(changed if category.code == changed.code else category for category in WRITTEN_BOOK.national)
    return RuleBook(
        WRITTEN_BOOK.amounts, WRITTEN_BOOK.readings, WRITTEN_BOOK.provinces, national, WRITTEN_BOOK.combinations
    )


def changed_formulas(formula: Formula) -> Iterator[tuple[str, Formula]]:
    """The formula with one thing wrong."""
    if isinstance(formula, Condition):
        yield f"not {formula.name}", NoneOf((formula,))
        return
    inside = "unless " if isinstance(formula, NoneOf) and not isinstance(formula.parts[0], Condition) else ""
    if len(formula.parts) > 1:
        for i, part in enumerate(formula.parts):
            yield f"{inside}without {part_name(part)}", type(formula)(formula.parts[:i] + formula.parts[i + 1 :])
        if not isinstance(formula, NoneOf):
            yield "joined otherwise", (AnyOf if isinstance(formula, AllOf) else AllOf)(formula.parts)
    if isinstance(formula, NoneOf):
        yield "no longer excluded", AllOf(formula.parts)
    for i, part in enumerate(formula.parts):
        for name, inner in changed_formulas(part):
            yield inside + name, type(formula)((*formula.parts[:i], inner, *formula.parts[i + 1 :]))


def part_name(part: Formula) -> str:
    return part.name if isinstance(part, Condition) else type(part).__name__


def changed_versions(version: Version) -> Iterator[tuple[str, Version]]:
    for name, when in changed_formulas(version.when):
        yield name, dataclasses.replace(version, when=when)
    yield from changed_measures(version)
    first, last = version.stretch.first, version.stretch.last
    for step in (-1, 1):
        yield f"first {step:+d}", dataclasses.replace(version, stretch=Stretch(moved(first, step), last))
        if last:
            yield f"last {step:+d}", dataclasses.replace(version, stretch=Stretch(first, moved(last, step)))


def changed_measures(version: Version) -> Iterator[tuple[str, Version]]:
    measure = version.measure
    if isinstance(measure, PerChild):
        for i in range(len(measure.counts)):
            counts = measure.counts[:i] + measure.counts[i + 1 :]
            if counts:
                yield f"does not count {measure.counts[i][0]}", dataclasses.replace(version, measure=PerChild(counts))
            if measure.counts[i][1]:
                counts = (*measure.counts[:i], (measure.counts[i][0], None), *measure.counts[i + 1 :])
                yield f"counts every {measure.counts[i][0]}", dataclasses.replace(version, measure=PerChild(counts))
    if not isinstance(measure, tuple):
        return
    for i, band in enumerate(measure):
        wrong = (*measure[:i], Band(band.tenths + 5, band.when), *measure[i + 1 :])
        yield f"band {i} +0.5", dataclasses.replace(version, measure=wrong)
        for name, when in changed_formulas(band.when) if band.when else ():
            wrong = (*measure[:i], Band(band.tenths, when), *measure[i + 1 :])
            yield f"band {i} {name}", dataclasses.replace(version, measure=wrong)


def moved(month: str, step: int) -> str:
    return str(Month.parse(month).plus(step))


def changed_categories(category: Category) -> Iterator[Mutant]:
    for i, version in enumerate(category.versions):
        for name, wrong in changed_versions(version):
            versions = (*category.versions[:i], wrong, *category.versions[i + 1 :])
            if not overlap(versions):  # that is refused by a test of its own
                changed = with_category(dataclasses.replace(category, versions=versions))
                yield f"{category.code} {version.stretch.first}: {name}", changed
    if category.group != "carer":
        yield f"{category.code}: paid with carers", with_category(dataclasses.replace(category, group="carer"))


def overlap(versions: tuple[Version, ...]) -> bool:
    stretches = sorted((version.stretch for version in versions), key=lambda stretch: stretch.first)
    too_early = stretches[0].first < REGIMES[0].first
    return too_early or any(a.last is None or a.last >= b.first for a, b in itertools.pairwise(stretches))


def changed_nodes(node: Node) -> Iterator[tuple[str, Node]]:
    if isinstance(node, Compare):
        yield f"{node.op} → {TURNED[node.op]}", dataclasses.replace(node, op=TURNED[node.op])
        if OPPOSITE[node.op] != TURNED[node.op]:
            yield f"{node.op} → {OPPOSITE[node.op]}", dataclasses.replace(node, op=OPPOSITE[node.op])
        if node.op in {"<=", ">="}:
            yield f"{node.op} → ==", dataclasses.replace(node, op="==")
        if isinstance(node.operand, int) and not isinstance(node.operand, LawRef) and node.op in {">", ">="}:
            yield "one more", dataclasses.replace(node, operand=node.operand + 1)
    elif isinstance(node, OneOf):
        for code in sorted(node.codes):
            yield f"without code {code}", OneOf(node.fact, node.codes - {code})
    else:
        for kind in (Either, Both):
            if kind is not type(node):
                yield kind.__name__, kind(node.left, node.right)
        yield "only the left", node.left
        yield "only the right", node.right


def changed_conditions() -> Iterator[Mutant]:
    gate = {condition.name for condition in conditions_of(GATE)}
    for condition in WRITTEN_BOOK.conditions:
        for name, node in changed_nodes(condition.node) if condition.name not in gate else ():
            wrong = dataclasses.replace(condition, node=node)
            national = tuple(
                replaced_in_category(category, condition.name, wrong) for category in WRITTEN_BOOK.national
            )
            book = RuleBook(
                WRITTEN_BOOK.amounts, WRITTEN_BOOK.readings, WRITTEN_BOOK.provinces, national, WRITTEN_BOOK.combinations
            )
            yield f"condition {condition.name}: {name}", book


def replaced_in_category(category: Category, name: str, wrong: Condition) -> Category:
    versions = []
    for version in category.versions:
        measure = version.measure
        if isinstance(measure, tuple):
            measure = tuple(Band(b.tenths, b.when and replaced(b.when, name, wrong)) for b in measure)
        if isinstance(measure, PerChild):
            counts = tuple((count, wrong if gate and gate.name == name else gate) for count, gate in measure.counts)
            measure = PerChild(counts)
        versions.append(dataclasses.replace(version, when=replaced(version.when, name, wrong), measure=measure))
    return dataclasses.replace(category, versions=tuple(versions))


def replaced(formula: Formula, name: str, wrong: Condition) -> Formula:
    if isinstance(formula, Condition):
        return wrong if formula.name == name else formula
    return type(formula)(tuple(replaced(part, name, wrong) for part in formula.parts))


def changed_combinations() -> Iterator[Mutant]:
    for i, (first, combination) in enumerate(COMBINATIONS):
        code, partners = combination.paid_beside
        for partner in partners:
            beside = (code, tuple(other for other in partners if other != partner))
            yield (
                f"{first}: not beside {partner}",
                with_combination(i, dataclasses.replace(combination, paid_beside=beside)),
            )
        exchanged = dataclasses.replace(combination, higher_of=combination.higher_of[::-1])
        if first >= "2021":
            yield f"{first}: ties to the other", with_combination(i, exchanged)
        group, ended = combination.replaces
        for other in ended:
            left = (group, tuple(each for each in ended if each != other))
            yield f"{first}: keeps {other}", with_combination(i, dataclasses.replace(combination, replaces=left))


def with_combination(place: int, combination: Combination) -> RuleBook:
    combinations = (*COMBINATIONS[:place], (COMBINATIONS[place][0], combination), *COMBINATIONS[place + 1 :])
    return RuleBook(
        WRITTEN_BOOK.amounts, WRITTEN_BOOK.readings, WRITTEN_BOOK.provinces, WRITTEN_BOOK.national, combinations
    )


CASES: dict[str, list[Row]] = {}
for row in ROWS:
    CASES.setdefault(row.table.rpartition("/")[2].removesuffix(".md"), []).append(row)


def is_noticed(name: str, book: RuleBook) -> bool:
    """Whether some row is answered otherwise; rows of the category itself are asked first."""
    own = CASES.get(name.split(maxsplit=1)[0].rstrip(":"), [])
    return any(answered(row, book) != row.expected for row in [*own, *(row for row in ROWS if row not in own)])


def answered(row: Row, book: RuleBook) -> str:
    try:
        return shown(legislation.determine_one(row.facts, row.month, book))
    except legislation.NoLawForTitleError as error:
        return f"! {error.category}"
    except LawError:
        return "refused"


# Changes that change nobody's answer, and why.
HIDDEN_BY_HIGHEST_ONLY = "whoever is excluded here has a higher allowance, and only the highest is paid"
EQUAL_PENSION = "from 75 on the other category gives the same amount and comes first"
NO_CHILD_COUNTED = "a title without a child that counts comes to nothing"
ALONE = "nobody holds it beside a title that it competes with"
SAME_ANSWER: dict[str, tuple[tuple[str, ...], str]] = {
    "elderly_80": (("unless ", "without NoneOf"), HIDDEN_BY_HIGHEST_ONLY),
    "elderly_hard_area": (("unless ", "without NoneOf"), HIDDEN_BY_HIGHEST_ONLY),
    "small_child_hard_area 2021-07": (("unless ",), HIDDEN_BY_HIGHEST_ONLY),
    "small_child_hard_area 2026-10": (("unless ",), HIDDEN_BY_HIGHEST_ONLY),
    "small_child_hard_area": (("paid with carers",), ALONE),
    "hiv_adult": (("without full_16",), HIDDEN_BY_HIGHEST_ONLY),
    "pension_70_poor": (("without under_75",), EQUAL_PENSION),
    "condition under_75": ((">= → >",), EQUAL_PENSION),
    "single_parent 2026-10": (
        ("without AnyOf", "without had_single_parent_allowance", "joined otherwise"),
        NO_CHILD_COUNTED,
    ),
}


def changes_nothing(name: str) -> bool:
    """Whether a mutant is known to give everybody the same answer."""
    what, _, change = name.partition(": ")
    found = SAME_ANSWER.get(what) or SAME_ANSWER.get(what.split(maxsplit=1)[0])
    return found is not None and change.startswith(found[0])


MUTANTS = {
    "categories": [mutant for category in WRITTEN_BOOK.national for mutant in changed_categories(category)],
    "conditions": list(changed_conditions()),
    "combinations": list(changed_combinations()),
}


@pytest.mark.parametrize("kind", MUTANTS)
def test_every_mutant_is_noticed(kind: str) -> None:
    asked = [(name, book) for name, book in MUTANTS[kind] if not changes_nothing(name)]
    assert [name for name, book in asked if not is_noticed(name, book)] == []
    assert len(asked) > 0.85 * len(MUTANTS[kind])


@pytest.mark.parametrize("condition", list(conditions_of(GATE)), ids=lambda condition: condition.name)
def test_every_slip_in_the_gate_is_noticed(condition: Condition, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, node in changed_nodes(condition.node):
        wrong = replaced(GATE, condition.name, dataclasses.replace(condition, node=node))
        monkeypatch.setattr(rule_book, "GATE", wrong)
        assert is_noticed(name, RuleBook(WRITTEN_BOOK.amounts, WRITTEN_BOOK.readings, WRITTEN_BOOK.provinces))
