"""The one text-maker: why somebody has a benefit, has none, or cannot be told, in sentences an officer signs.

For decisions and refusals (DOCX, PDF, HTML), for the reasons of proposals, and for public posting. What is posted says
of everybody the programme, the amount and the article of the whole benefit, and nothing else: no criterion, no
category, no missing fact. So nobody can be told from others by what is left out (HIV: NĐ 20/2021 Đ8.1.b).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ansinh.legislation.articles import articles_in
from ansinh.legislation.batch import names_of
from ansinh.legislation.calendar_days import month_number
from ansinh.legislation.calendar_days import month_text as iso_month
from ansinh.legislation.combining import Line, Step
from ansinh.legislation.dated_values import Dated, in_force
from ansinh.legislation.determinations import NAMED_AMOUNT
from ansinh.legislation.explanation.case import Case
from ansinh.legislation.explanation.figures import birth_text, dong, label_text, lower_first, month_text, upper_first
from ansinh.legislation.explanation.measure import amount_text
from ansinh.legislation.explanation.near import NearMiss, holding_by_default, near_misses, unmet_of
from ansinh.legislation.explanation.phrases import age_of, clause, clauses, reasons_for
from ansinh.legislation.explanation.values_table import HOW_TO_SUPPLY
from ansinh.legislation.facts_table import fact
from ansinh.legislation.law import regime_of
from ansinh.legislation.rules import PROGRAMMES
from ansinh.legislation.rules.combination_articles import COMBINATION_RULES

GROWN = 18  # below, nobody is addressed as Ông, Bà or held against a pension
_WITHIN_ARTICLE = re.compile(r"((điểm \w+|khoản \d+),? )+(?=Điều)")
_GIVES = {
    "allowance": "được hưởng trợ cấp xã hội hằng tháng",
    "pension": "được hưởng trợ cấp hưu trí xã hội",
    "carer": "hộ gia đình, cá nhân chăm sóc, nuôi dưỡng được hỗ trợ kinh phí chăm sóc, nuôi dưỡng hằng tháng",
    "parent": "được hỗ trợ kinh phí chăm sóc hằng tháng",
    "facility": "được hưởng trợ cấp nuôi dưỡng hằng tháng tại cơ sở trợ giúp xã hội",
}
_PROVINCIAL = "được hưởng chính sách của tỉnh"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """``kind``: entitlement, combination, total, base, refusal, near, undetermined, missing, open, public."""

    kind: str
    text: str


def decision_paragraphs(case: Case, *, name: str | None = None, public: bool = False) -> list[Paragraph]:
    """The text of a decision or refusal about one person and month. ``name`` is left out when ``public``."""
    if public:
        return _public(case)
    if case.outcome == "undetermined":
        return _undetermined(case, name)
    if case.outcome == "not_eligible":
        return _refusal(case, name)
    return _entitled(case, name)


def who(case: Case, name: str | None) -> str:
    """ "Ông Nguyễn Văn A"; under 18 "Cháu"; where the sex is not known "Ông (bà)"."""
    title = "Cháu" if _is_young(case) else {"male": "Ông", "female": "Bà"}.get(str(case.value("sex")), "Ông (bà)")
    return f"{title} {name}" if name else title


def entitlement(line: Line, case: Case, *, subject: str = "", cited: bool = True) -> str:
    """Why one benefit is due and how much it is; without a subject it begins with the first reason."""
    rule = line[0]
    young = _is_young(case)
    spoken = [(each, holds) for each, holds in reasons_for(rule.version.when, case) if holds or not young]
    reasons = ", ".join(clauses(spoken, case))
    said = frozenset(each.fact for each, _ in spoken)
    if subject and not any(age_of(each) for each, _ in spoken) and case.born_given:
        subject += f" ({birth_text(case.born_given)})"
    gives = _PROVINCIAL if rule.category.programme == "provincial" else _GIVES[rule.category.group]
    article = f" theo {rule.version.citation.replace('; ', ', ')}" if cited else ""
    level = "mức hỗ trợ" if rule.category.group in ("carer", "parent") else "mức hưởng"
    text = f"{subject} {reasons}, nên {gives}{article}; {level}: {amount_text(line, case, said)}."
    return upper_first(text.strip())


def unmet_text(miss: NearMiss, case: Case) -> str:
    """The criteria that are not met, joined; an age not yet reached with the month in which it will be."""
    parts = clauses(((each, holds) for each, holds in miss.unmet), case)
    waiting = [age[1] for each, holds in miss.unmet if not holds and (age := age_of(each)) and age[0] == "full"]
    if waiting and case.value("born") is not None:
        parts.append(f"đủ {max(waiting)} tuổi từ tháng {month_text(_month_of_birthday(case, max(waiting)))}")
    return "; ".join(parts)


def why_not(case: Case, codes: Sequence[str]) -> str:
    """Why categories do not hold (any more); empty when they are not in the law of the month or do hold."""
    if case.failed_gate:
        return "; ".join(_gate_text(case))
    defaults = holding_by_default(case)
    misses = [NearMiss(rule, unmet_of(rule, case, defaults)) for rule in case.rules_of(codes)]
    return "; ".join(dict.fromkeys(unmet_text(miss, case) for miss in misses if miss.unmet))


def _entitled(case: Case, name: str | None) -> list[Paragraph]:
    subject = who(case, name)
    found = [Paragraph("entitlement", entitlement(line, case, subject=subject)) for line in case.paid]
    found += [Paragraph("combination", step_text(step, case)) for step in case.steps]
    if len(case.paid) > 1:
        total = sum(line[3] for line in case.paid)
        found.append(Paragraph("total", f"Tổng mức hưởng hằng tháng: {dong(total)}."))
    if any(line[1] != NAMED_AMOUNT for line in case.paid):
        found.append(Paragraph("base", base_text(case)))
    return found


def step_text(step: Step, case: Case) -> str:
    """One step of the combination: what is left out, or paid beside, by which rule."""
    rule = COMBINATION_RULES[step.rule]
    by = f"{rule.text(case.month)}, theo {articles_in(rule.article, case.month)}"
    if not step.dropped:
        return f"{upper_first(by)}."
    left_out = "; ".join(
        f"{label_text(line[0].category.label_vi)} (mức {dong(line[3])}/tháng)" for line in step.dropped
    )
    equal = "; hai mức bằng nhau" if {line[3] for line in (*step.kept, *step.dropped)} == {step.kept[0][3]} else ""
    return f"Cũng thuộc diện {left_out} nhưng không hưởng thêm{equal}: {by}."


def base_text(case: Case) -> str:
    """The base amount that was used, with its source; of a province also the national one below it."""
    national, used = in_force(case.book.amounts["base"], case.month), base_used(case)
    assert national is not None and used is not None  # noqa: S101, PT018  # every regime has a base amount
    if used == national:
        return f"Mức chuẩn trợ giúp xã hội: {dong(int(used.value))}/tháng ({used.citation})."
    rule = COMBINATION_RULES["provincial_base"]
    return (
        f"Mức chuẩn trợ giúp xã hội của tỉnh: {dong(int(used.value))}/tháng ({used.citation}), cao hơn mức chuẩn chung"
        f" {dong(int(national.value))}/tháng nên được áp dụng, theo {articles_in(rule.article, case.month)}."
    )


def base_used(case: Case) -> Dated | None:
    """The base amount of the person's province; the national one where the province is not known."""
    code = case.value("province")
    return in_force(case.book.amounts["base"], case.month) if code is None else case.rules.base_by_province[str(code)]


def _refusal(case: Case, name: str | None) -> list[Paragraph]:
    birth = f" ({birth_text(case.born_given)})" if case.born_given else ""
    subject = f"{who(case, name)}{birth}"
    what = f"hưởng trợ giúp xã hội hằng tháng của tháng {month_text(case.month)}."
    if case.failed_gate:
        article = articles_in(case.failed_gate[0].article, case.month)
        why = f"Lý do: {'; '.join(_gate_text(case))} ({article})."
        return [Paragraph("refusal", f"{subject} không thuộc diện {what}"), Paragraph("near", why)]
    found = [Paragraph("refusal", f"{subject} chưa đủ điều kiện {what}")]
    misses = near_misses(case)
    if not misses:
        count, law = len(case.rules.rules), regime_of(case.month).label_vi
        nothing = (
            f"Theo thông tin đã có, không thuộc nhóm nào trong {count} nhóm đối tượng được hưởng hằng tháng ({law})."
        )
        return [*found, Paragraph("near", nothing)]
    return found + [Paragraph("near", _near_text(miss, case)) for miss in misses]


def _near_text(miss: NearMiss, case: Case) -> str:
    label, citation = upper_first(label_text(miss.rule.category.label_vi)), miss.rule.version.citation
    return f"{label} ({citation}): chưa được hưởng vì {unmet_text(miss, case)}."


def _undetermined(case: Case, name: str | None) -> list[Paragraph]:
    head = (
        f"Chưa đủ thông tin để xác định quyền hưởng trợ giúp xã hội hằng tháng của {lower_first(who(case, name))}"
        f" trong tháng {month_text(case.month)}."
    )
    found = [Paragraph("undetermined", head)]
    for missing in names_of(case.missing):
        how = HOW_TO_SUPPLY.get(missing, "bổ sung thông tin này")
        found.append(Paragraph("missing", f"Còn thiếu: {lower_first(fact(missing).label_vi)}. Cách bổ sung: {how}."))
    bits = sum(case.rules.facts[missing].bits for missing in names_of(case.missing) if missing in case.rules.facts)
    labels = [
        f"{label_text(rule.category.label_vi)} ({rule.version.citation})"
        for rule in case.rules.rules
        if case.held(rule.version.when) is None and any((wanted | unwanted) & bits for wanted, unwanted in rule.terms)
    ]
    if labels:
        found.append(Paragraph("open", f"Thông tin này quyết định: {'; '.join(labels)}."))
    return found


def _public(case: Case) -> list[Paragraph]:
    if case.outcome == "undetermined":
        return [Paragraph("public", f"Tháng {month_text(case.month)}: chưa xác định được, đang bổ sung thông tin.")]
    if not case.paid:
        return [
            Paragraph("public", f"Tháng {month_text(case.month)}: chưa đủ điều kiện hưởng trợ giúp xã hội hằng tháng.")
        ]
    return [
        Paragraph(
            "public",
            f"Tháng {month_text(case.month)}: {lower_first(PROGRAMMES[line[0].category.programme])} theo"
            f" {_whole_articles(line[0].version.citation)}; mức hưởng: {_bare_amount(line)}.",
        )
        for line in case.paid
    ]


def _whole_articles(citation: str) -> str:
    return _WITHIN_ARTICLE.sub("", citation.split("; ", maxsplit=1)[0])


def _bare_amount(line: Line) -> str:
    return f"{dong(line[3])}/tháng"


def _gate_text(case: Case) -> list[str]:
    return [clause(each, each.name == "imprisoned", case) for each in case.failed_gate]


def _is_young(case: Case) -> bool:
    born = case.value("born")
    return born is not None and month_number(case.month) - month_number(str(born)[:7]) < 12 * GROWN


def _month_of_birthday(case: Case, years: int) -> str:
    return iso_month(month_number(str(case.value("born"))[:7]) + 12 * years)
