"""The law of social assistance as typed, dated rules. Pure: no clock, no database, nothing but its own data files."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from ansinh.legislation.articles import articles_in
from ansinh.legislation.batch import FactBatch, names_of
from ansinh.legislation.determinations import NAMED_AMOUNT, NOT_ELIGIBLE, OUTCOMES, Benefits, Determinations
from ansinh.legislation.draft import Draft, overlaid, read_draft
from ansinh.legislation.errors import FactError, LawError, NoLawError, NoLawForTitleError, RuleSetError
from ansinh.legislation.explain import because
from ansinh.legislation.facts_table import FACTS, FactColumn
from ansinh.legislation.kernel import determine
from ansinh.legislation.law import Law
from ansinh.legislation.one_person import coded, full_row, hash_of, lines_of, profile_of, resolved
from ansinh.legislation.rule import Category
from ansinh.legislation.rule_book import GATE, RuleBook, load_book
from ansinh.legislation.rules import PROGRAMMES
from ansinh.legislation.unwritten import refuse_unwritten

__all__ = [
    "BOOK",
    "CATEGORIES",
    "FACTS",
    "NAMED_AMOUNT",
    "OUTCOMES",
    "PROGRAMMES",
    "Benefits",
    "Category",
    "Determinations",
    "Draft",
    "FactBatch",
    "FactColumn",
    "FactError",
    "Law",
    "LawError",
    "NoLawError",
    "NoLawForTitleError",
    "RuleBook",
    "RuleSetError",
    "citation",
    "coefficient_text",
    "condition_text",
    "decode",
    "determine_batch",
    "determine_one",
    "explain",
    "facts_hash",
    "full_facts",
    "law_of",
    "law_version",
    "names_of",
    "overlaid",
    "read_draft",
]

BOOK: RuleBook = load_book()
# In order: the position is the ``category`` of Determinations, the order of lines, and how ties are settled.
CATEGORIES: Mapping[str, Category] = {category.code: category for category in BOOK.categories}


def law_of(month: str, province: str = "15") -> Law:
    """The law of a month "YYYY-MM" in a province. Raises NoLawError before the first regime."""
    return BOOK.law(month, province)


def law_version(month: str) -> str:
    """A short hash of all that is in force in a month; equal hashes mean the same law. Raises NoLawError."""
    return BOOK.version(month)


def determine_batch(batch: FactBatch, month: str, book: RuleBook = BOOK) -> Determinations:
    """Answers for many people in one month. Raises NoLawError."""
    return determine(batch, book.rules(month))


def determine_one(facts: Mapping[str, object], month: str, book: RuleBook = BOOK) -> dict[str, object]:
    """The answer about one person: the row of results of the contract, without ``because``.

    ``facts`` by the names of FACTS; absent names take their defaults, None is not known. Raises FactError, NoLawError.
    """
    rules = book.rules(month)
    given = {name: value for name, value in facts.items() if name not in {"person_id", "month"}}
    profile = profile_of(coded(given, rules), rules)
    resolution = resolved(profile, rules)
    row: dict[str, object] = {"person_id": facts.get("person_id"), "month": month}
    if resolution.missing:
        return row | {
            "outcome": "undetermined",
            "total_vnd": None,
            "benefits": [],
            "missing": list(names_of(resolution.missing)),
        }
    paid = lines_of(resolution.completed, rules)
    if not paid:
        true, known = np.array([[profile.true], [profile.known]], dtype=np.uint64)
        refuse_unwritten(np.array([NOT_ELIGIBLE]), true, known, rules)
    benefits = [
        {
            "programme": rule.category.programme,
            "category": rule.category.code,
            "coefficient": coefficient_text(tenths),
            "base_vnd": base,
            "amount_vnd": amount,
            "citation": rule.version.citation,
        }
        for rule, tenths, base, amount in paid
    ]
    return row | {
        "outcome": "eligible" if benefits else "not_eligible",
        "total_vnd": sum(line[3] for line in paid),
        "benefits": benefits,
        "missing": [],
    }


def coefficient_text(tenths: int) -> str | None:
    """A coefficient in tenths as decimal text ("2.5"); None where the law names an amount."""
    return None if tenths == NAMED_AMOUNT else f"{tenths // 10}.{tenths % 10}"


def explain(facts: Mapping[str, object], month: str, book: RuleBook = BOOK) -> list[dict[str, object]]:
    """Every category of the month with its criteria; see explain.because. Raises FactError, NoLawError."""
    return because(facts, book.rules(month), GATE)


def full_facts(facts: Mapping[str, object], month: str) -> dict[str, object]:
    """All columns of the contract for one person, defaults filled in. Raises FactError, NoLawError."""
    return full_row(facts, month, BOOK.rules(month))


def facts_hash(facts: Mapping[str, object], month: str | None = None) -> str:
    """SHA-256 of the full row of facts as canonical JSON. ``month`` may stand among the facts."""
    return hash_of(full_facts(facts, month or str(facts.get("month"))))


def citation(category: str, month: str) -> str:
    """The article of a category in a month. Raises NoLawError, and RuleSetError when it is not in force then."""
    BOOK.rules(month)
    version = CATEGORIES[category].version(month)
    if version is None:
        raise RuleSetError(f"{category} không có hiệu lực trong tháng {month}")
    return version.citation


def condition_text(i: int) -> str:
    """The Vietnamese words of the condition at bit ``i`` of the masks."""
    return BOOK.conditions[i].text_vi


def decode(true_mask: int, known_mask: int, month: str) -> list[dict[str, object]]:
    """The conditions used in a month, with their words and article, and whether each held (None: not known)."""
    rules = BOOK.rules(month)
    found: list[dict[str, object]] = []
    for condition in rules.conditions:
        bit = 1 << rules.bits[condition.name]
        found.append(
            {
                "condition": condition.name,
                "text": condition.text_vi,
                "article": articles_in(condition.article, month),
                "fact": condition.fact,
                "held": bool(true_mask & bit) if known_mask & bit else None,
            }
        )
    return found
