"""The law of social assistance as typed, dated rules. Pure: no clock, no database, nothing but its own data files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ansinh.legislation.answer_room import AnswerRoom
from ansinh.legislation.articles import articles_in
from ansinh.legislation.base_steps import base_steps
from ansinh.legislation.batch import FactBatch, names_of
from ansinh.legislation.dated_values import Dated, in_force
from ansinh.legislation.determinations import NAMED_AMOUNT, OUTCOMES, Benefits, Determinations
from ansinh.legislation.draft import Draft, laid, overlaid, read_draft
from ansinh.legislation.errors import FactError, KernelError, LawError, NoLawError, NoLawForTitleError, RuleSetError
from ansinh.legislation.explain import because
from ansinh.legislation.explanation import proposal_reasons
from ansinh.legislation.explanation.case import answer_of, case_of, coefficient_text
from ansinh.legislation.explanation.certificates import Difference, Verification, certificate_of, verify
from ansinh.legislation.explanation.changes import WhatWouldChange, changes_of
from ansinh.legislation.explanation.figures import value_text
from ansinh.legislation.explanation.paragraphs import Paragraph, decision_paragraphs
from ansinh.legislation.facts_table import FACTS, FactColumn
from ansinh.legislation.kernel_choice import determine
from ansinh.legislation.law import Law
from ansinh.legislation.one_person import full_row, hash_of
from ansinh.legislation.published import BOOKS_KEPT, book_with, check_laid, draft_of, text_of
from ansinh.legislation.rule import Category
from ansinh.legislation.rule_book import GATE, RuleBook
from ansinh.legislation.rules import PROGRAMMES
from ansinh.legislation.written_book import WRITTEN_BOOK, WRITTEN_CATEGORIES

__all__ = [
    "BOOKS_KEPT",
    "FACTS",
    "HORIZON_MONTHS",
    "NAMED_AMOUNT",
    "OUTCOMES",
    "PROGRAMMES",
    "WRITTEN_BOOK",
    "WRITTEN_CATEGORIES",
    "AnswerRoom",
    "Benefits",
    "Category",
    "Dated",
    "Determinations",
    "Difference",
    "Draft",
    "FactBatch",
    "FactColumn",
    "FactError",
    "KernelError",
    "Law",
    "LawError",
    "NoLawError",
    "NoLawForTitleError",
    "Paragraph",
    "RuleBook",
    "RuleSetError",
    "Verification",
    "WhatWouldChange",
    "adjust_reason",
    "base_steps",
    "book_with",
    "certificate",
    "check_laid",
    "citation",
    "coefficient_text",
    "condition_text",
    "decision_text",
    "decode",
    "determine_batch",
    "determine_one",
    "draft_of",
    "explain",
    "facts_hash",
    "full_facts",
    "in_force",
    "laid",
    "law_of",
    "law_version",
    "names_of",
    "overlaid",
    "read_draft",
    "start_reason",
    "stop_reason",
    "text_of",
    "value_text",
    "verify_certificate",
    "what_would_change",
]

HORIZON_MONTHS = 120  # how far ahead what_would_change looks


def law_of(month: str, province: str = "15", book: RuleBook = WRITTEN_BOOK) -> Law:
    """The law of a month "YYYY-MM" in a province. Raises NoLawError before the first regime."""
    return book.law(month, province)


def law_version(month: str, book: RuleBook = WRITTEN_BOOK) -> str:
    """A short hash of all that is in force in a month; equal hashes mean the same law. Raises NoLawError."""
    return book.version(month)


def determine_batch(
    batch: FactBatch,
    month: str,
    book: RuleBook = WRITTEN_BOOK,
    *,
    kernel: str | None = None,
    room: AnswerRoom | None = None,
) -> Determinations:
    """Answers for many people in one month. Raises NoLawError.

    ``kernel``: "numpy", "compiled" (by Numba; the same answers) or "auto"; None: as ANSINH_KERNEL says, otherwise
    "auto". Raises KernelError for "compiled" without Numba. ``room``: memory to answer in, whose earlier answers are
    gone then; for callers who ask month after month.
    """
    return determine(batch, book.rules(month), kernel, room)


def determine_one(facts: Mapping[str, object], month: str, book: RuleBook = WRITTEN_BOOK) -> dict[str, object]:
    """The answer about one person: the row of results of the contract, without ``because``.

    ``facts`` by the names of FACTS; absent names take their defaults, None is not known. Raises FactError, NoLawError.
    """
    return {"person_id": facts.get("person_id"), "month": month} | answer_of(case_of(facts, month, book))


def explain(facts: Mapping[str, object], month: str, book: RuleBook = WRITTEN_BOOK) -> list[dict[str, object]]:
    """Every category of the month with its criteria; see explain.because. Raises FactError, NoLawError."""
    return because(facts, book.rules(month), GATE)


def certificate(facts: Mapping[str, object], month: str, book: RuleBook = WRITTEN_BOOK) -> dict[str, object]:
    """All that one answer rests on, sealed; see explanation/certificates.py. Raises FactError, NoLawError."""
    return certificate_of(facts, month, book)


def verify_certificate(sealed: Mapping[str, object], book: RuleBook = WRITTEN_BOOK) -> Verification:
    """Recompute a certificate from its own facts and say what differs. Raises LawError when it is none."""
    return verify(sealed, book)


def decision_text(
    facts: Mapping[str, object],
    month: str,
    *,
    name: str | None = None,
    public: bool = False,
    book: RuleBook = WRITTEN_BOOK,
) -> list[Paragraph]:
    """The text of a decision or refusal, in paragraphs. ``public``: fit for posting, without name or grounds.

    Raises FactError, NoLawError.
    """
    return decision_paragraphs(case_of(facts, month, book), name=name, public=public)


def what_would_change(
    facts: Mapping[str, object], month: str, *, horizon_months: int = HORIZON_MONTHS, book: RuleBook = WRITTEN_BOOK
) -> WhatWouldChange:
    """The nearest month, and the single facts, with which the answer is another. Raises FactError, NoLawError."""
    return changes_of(facts, month, horizon_months, book)


def start_reason(facts: Mapping[str, object], month: str, codes: Sequence[str], book: RuleBook = WRITTEN_BOOK) -> str:
    """Why these benefits are due; empty when the facts do not give them. Raises FactError, NoLawError."""
    return proposal_reasons.start_reason(case_of(facts, month, book), codes)


def adjust_reason(
    amounts_vnd: tuple[int, int],
    bases_vnd: tuple[int, int],
    former: Sequence[str],
    codes: Sequence[str],
    book: RuleBook = WRITTEN_BOOK,
) -> str:
    """Why an amount changes; pairs are (before, after)."""
    return proposal_reasons.adjust_reason(amounts_vnd, bases_vnd, former, codes, book)


def stop_reason(
    facts: Mapping[str, object],
    month: str,
    former: Sequence[str],
    instead: Sequence[str],
    book: RuleBook = WRITTEN_BOOK,
) -> str:
    """Why former benefits end; ``instead``: what is paid from now on. Raises FactError, NoLawError."""
    return proposal_reasons.stop_reason(facts, month, former, instead, book)


def full_facts(facts: Mapping[str, object], month: str) -> dict[str, object]:
    """All columns of the contract for one person, defaults filled in; the same whatever is published beside the law.

    Raises FactError, NoLawError.
    """
    return full_row(facts, month, WRITTEN_BOOK.rules(month))


def facts_hash(facts: Mapping[str, object], month: str | None = None) -> str:
    """SHA-256 of the full row of facts as canonical JSON. ``month`` may stand among the facts."""
    return hash_of(full_facts(facts, month or str(facts.get("month"))))


def citation(category: str, month: str, book: RuleBook = WRITTEN_BOOK) -> str:
    """The article of a category in a month. Raises NoLawError, and RuleSetError when it is not in force then."""
    book.rules(month)
    version = book.category(category).version(month)
    if version is None:
        raise RuleSetError(f"{category} không có hiệu lực trong tháng {month}")
    return version.citation


def condition_text(i: int, book: RuleBook = WRITTEN_BOOK) -> str:
    """The Vietnamese words of the condition at bit ``i`` of the masks."""
    return book.conditions[i].text_vi


def decode(true_mask: int, known_mask: int, month: str, book: RuleBook = WRITTEN_BOOK) -> list[dict[str, object]]:
    """The conditions used in a month, with their words and article, and whether each held (None: not known).

    ``book``: the one that made the masks; another may have its conditions at other bits.
    """
    rules = book.rules(month)
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
