"""An event is undetermined if, and only if, what is not known can change what is given; what is named can change it."""

from __future__ import annotations

import itertools
import random

import pytest

from ansinh.legislation.one_off import EVENT_COLUMNS, KINDS, NoLawForEventError, one_off
from tests.unit.legislation.one_off.events import DAYS, NOT_FACTS, event, values_of

FACTS = {column.name: column for column in EVENT_COLUMNS if column.name not in NOT_FACTS}
MOST_TRIED = 3_000


def summary(facts: dict[str, object]) -> object:
    """What may not depend on an unknown fact: amounts and how binding they are."""
    try:
        found = one_off(facts)
    except NoLawForEventError as error:
        return str(error)
    names = ("multiple", "base_vnd", "quantity", "amount_vnd", "kg", "bound")
    return (found["outcome"], [tuple(line[name] for name in names) for line in found["benefits"]])  # type: ignore[attr-defined]


def facts_that_matter(facts: dict[str, object], unknown: list[str]) -> list[str]:
    """By trying everything."""
    options = [values_of(FACTS[name], str(facts["happened"])) for name in unknown]
    answers = {
        choice: summary(facts | dict(zip(unknown, choice, strict=True))) for choice in itertools.product(*options)
    }
    found = []
    for i, name in enumerate(unknown):
        groups: dict[tuple[object, ...], list[object]] = {}
        for choice, answer in answers.items():
            groups.setdefault(choice[:i] + choice[i + 1 :], []).append(answer)
        if any(answer != group[0] for group in groups.values() for answer in group):
            found.append(name)
    return found


@pytest.mark.parametrize("kind", [kind.code for kind in KINDS])
@pytest.mark.parametrize("seed", range(25))
def test_missing_is_exact(kind: str, seed: int) -> None:
    chance = random.Random(f"{kind} {seed}")
    first = next(each.first for each in KINDS if each.code == kind)
    happened = chance.choice([day for day in DAYS if day >= first])
    facts = event(chance, kind, happened)
    used = [name for name in FACTS if name in used_by(kind)]
    unknown = sorted(chance.sample(used, min(len(used), chance.choice((1, 2, 3, 4)))), key=list(FACTS).index)
    with_gaps = facts | dict.fromkeys(unknown)
    matter = facts_that_matter(facts, unknown)
    if matter:
        found = one_off(with_gaps)
        assert (found["outcome"], found["missing"]) == ("undetermined", matter)
        assert (found["amount_vnd"], found["kg"], found["benefits"]) == (None, None, [])
    else:
        assert summary(with_gaps) == summary(facts)


def used_by(kind: str) -> set[str]:
    from_code = next(each for each in KINDS if each.code == kind)
    return from_code.facts()


@pytest.mark.parametrize("kind", [kind.code for kind in KINDS])
def test_nothing_known_at_all(kind: str) -> None:
    found = one_off({"kind": kind, "happened": "2026-11-15", **dict.fromkeys(FACTS)})
    assert found["outcome"] == "undetermined"
    assert set(found["missing"]) <= used_by(kind)  # type: ignore[call-overload]


def test_facts_of_other_kinds_do_not_matter() -> None:
    for kind in KINDS:
        chance = random.Random(kind.code)
        others = [name for name in FACTS if name not in kind.facts()]
        for _ in range(20):
            facts = event(chance, kind.code, "2026-11-15")
            changed = {name: chance.choice([None, *values_of(FACTS[name], "2026-11-15")]) for name in others}
            try:
                expected = one_off(facts)
            except NoLawForEventError:
                continue  # common medicine after NĐ 20
            assert one_off(facts | changed) == expected
