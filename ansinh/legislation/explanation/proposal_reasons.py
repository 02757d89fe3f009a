"""Why a benefit starts, changes or stops, in one sentence without the name (the article stands beside it)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ansinh.legislation.explanation.case import Case, case_of
from ansinh.legislation.explanation.figures import dong, upper_first
from ansinh.legislation.explanation.paragraphs import entitlement, why_not
from ansinh.legislation.rule_book import RuleBook


def start_reason(case: Case, codes: Sequence[str]) -> str:
    """Why these benefits are due; empty when the facts do not give them."""
    lines = [line for line in case.paid if line[0].category.code in codes]
    return " ".join(entitlement(line, case, cited=False) for line in lines)


def stop_reason(
    facts: Mapping[str, object], month: str, former: Sequence[str], instead: Sequence[str], book: RuleBook
) -> str:
    """Why former benefits end: another is paid instead, or which condition is no longer met.

    No facts at all: somebody who did not live here in the month.
    """
    if instead:
        return f"Chuyển sang hưởng: {_labels(instead, book)} (mức cao hơn hoặc theo chế độ mới)."
    if not facts:
        return "Không còn cư trú trên địa bàn."
    case = case_of(facts, month, book)
    if not case.rules_of(former):
        return "Nhóm đối tượng không còn trong quy định."
    why = why_not(case, former)
    return f"{upper_first(why)}." if why else "Không còn đủ điều kiện của nhóm đối tượng."


def adjust_reason(
    amounts_vnd: tuple[int, int],
    bases_vnd: tuple[int, int],
    former: Sequence[str],
    codes: Sequence[str],
    book: RuleBook,
) -> str:
    """Why an amount changes; pairs are (before, after)."""
    change = f"Mức hưởng thay đổi từ {dong(amounts_vnd[0])} thành {dong(amounts_vnd[1])}/tháng"
    if former == codes and bases_vnd[0] != bases_vnd[1]:
        return f"{change} do mức chuẩn thay đổi từ {dong(bases_vnd[0])} thành {dong(bases_vnd[1])}."
    if former == codes:
        return f"{change} do hệ số thay đổi ({_labels(codes, book)})."
    return f"{change}: {_labels(former, book)} → {_labels(codes, book)}."


def _labels(codes: Sequence[str], book: RuleBook) -> str:
    return "; ".join(book.labels.get(code, code) for code in codes)
