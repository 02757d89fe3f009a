"""Quyết định that ends a case otherwise than by proposals: tạm dừng, trợ cấp một lần, tiếp nhận chi trả, giải quyết."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from django.db.models import QuerySet

from ansinh.access.public import SYSTEM, acting_as
from ansinh.casework.document_kinds import DECISIONS, DocumentKind
from ansinh.casework.documents.bases import BENEFITS, basis_lines
from ansinh.casework.documents.composing.case_person import whom
from ansinh.casework.documents.composing.one_off import OneOffGrant, one_off_draft
from ansinh.casework.documents.content import Content, Paragraph
from ansinh.casework.documents.draft import Draft
from ansinh.casework.documents.offices import Office, small
from ansinh.casework.documents.words import (
    PROGRAMMES,
    answering,
    born_words,
    called,
    day_words,
    lower_first,
    month_words,
)
from ansinh.casework.models import Award, Case, Decision, OneOffAward, Suspension
from ansinh.casework.queries_cases import case_of_decision
from ansinh.casework.states import DecisionKind
from ansinh.kernel.errors import Refusal
from ansinh.legislation import one_off, timing
from ansinh.registry.public import Person

_ANY = "social_allowance"


def case_decision_draft(decision: Decision) -> Draft:
    """The document of a case's decision. Raises Refusal out of sight, and for a kind that has no form yet."""
    case = case_of_decision(decision.pk)
    if case is None or decision.kind not in (*_SAYS, DecisionKind.ONCE):
        raise Refusal(
            "Quyết định này ngoài địa bàn của bạn, hoặc loại này chưa có mẫu văn bản.", code="unknown_decision"
        )
    if decision.kind == DecisionKind.ONCE:
        return _once(decision, case)
    office = Office(decision.office, decision.decided_on)
    about, told = _SAYS[DecisionKind(decision.kind)](decision, case)

    def write(symbol: str) -> Content:
        return _content(decision, case, office, about, told, symbol)

    return Draft(
        kind=DocumentKind.DECISION,
        subject=f"decision:{decision.pk}",
        office=office,
        letters=DECISIONS,
        area_id=decision.commune_id,
        write=write,
        number=decision.number,
        decision_id=decision.pk,
        person_id=case.person_id,
    )


def _whom(decision: Decision, case: Case) -> str:
    return whom(case, decision.commune, decision.decided_on)


def _programme(case: Case) -> str:
    return PROGRAMMES.get(case.programme, "trợ giúp xã hội hằng tháng")


def _pause(decision: Decision, case: Case) -> tuple[str, list[str]]:
    held = Suspension.objects.get(decision=decision)
    ground = next(
        g
        for g in timing.SUSPENSION_GROUNDS
        if g.code == held.ground and case.procedure in g.procedures and case.programme in g.programmes
    )
    return f"Về việc tạm dừng hưởng {_programme(case)}", [
        f"Tạm dừng hưởng {_programme(case)} đối với {_whom(decision, case)}, kể từ"
        f" {month_words(decision.first_month)}.",
        f"Lý do: {ground.text_vi}. Căn cứ: {ground.article}.",
    ]


def _leave(decision: Decision, case: Case) -> tuple[str, list[str]]:
    to = small(case.to_area.name) if case.to_area else "nơi cư trú mới"
    return f"Về việc thôi chi trả {_programme(case)} do chuyển nơi cư trú", [
        f"Thôi chi trả {_programme(case)} tại {small(decision.commune.name)} đối với {_whom(decision, case)}, kể từ"
        f" {month_words(decision.first_month)}, để chuyển đến chi trả tại {to}.",
        f"Hồ sơ được gửi kèm Quyết định này đến Ủy ban nhân dân {to} để tiếp tục giải quyết.",
        *_moving_along(Award.objects.filter(retracted_by=decision), decision, case),
    ]


def _arrive(decision: Decision, case: Case) -> tuple[str, list[str]]:
    return f"Về việc chi trả {_programme(case)} tại nơi cư trú mới", [
        f"Tiếp nhận và chi trả {_programme(case)} đối với {_whom(decision, case)}, kể từ"
        f" {month_words(decision.first_month)}, theo mức đang hưởng tính lại theo mức của địa phương nơi cư trú mới.",
        *_moving_along(Award.objects.filter(decision=decision), decision, case),
    ]


def _moving_along(awards: QuerySet[Award], decision: Decision, case: Case) -> list[str]:
    """Who of the household receives as well and goes along."""
    ids = set(awards.values_list("person_id", flat=True)) - {case.person_id}
    with acting_as(SYSTEM):  # they may have gone by now
        found = list(Person.objects.filter(pk__in=ids).order_by("name_sort", "pk"))
    names = [f"{lower_first(called(each, decision.decided_on))}, {born_words(each)}" for each in found]
    return [f"Quyết định này áp dụng cả đối với người cùng chuyển đang hưởng: {'; '.join(names)}."] if names else []


def _settle(decision: Decision, case: Case) -> tuple[str, list[str]]:
    """What was complained of, the answer, and what is still open to the person (Luật Khiếu nại 2011 Đ31, Đ40)."""
    again = case.kind == "appeal"
    above = "" if again else "khiếu nại lần hai đến Chủ tịch Ủy ban nhân dân tỉnh, hoặc "
    asked = [str(case.asked.get(name, "")).strip().rstrip(".") for name in ("about", "wanted")]
    return f"Về việc giải quyết khiếu nại ({'lần hai' if again else 'lần đầu'})", [
        f"Giải quyết khiếu nại của {_whom(decision, case)}, hồ sơ số {case.symbol} nhận {day_words(case.received_on)}.",
        f"Nội dung khiếu nại: {asked[0]}. Yêu cầu: {asked[1]}.",
        f"Kết luận, nội dung giải quyết: {case.because.rstrip('.')}.",
        f"Nếu không đồng ý với Quyết định này, người khiếu nại có quyền {above}khởi kiện tại Tòa án.",
    ]


_SAYS: dict[DecisionKind, Callable[[Decision, Case], tuple[str, list[str]]]] = {
    DecisionKind.PAUSE: _pause,
    DecisionKind.LEAVE: _leave,
    DecisionKind.ARRIVE: _arrive,
    DecisionKind.SETTLE: _settle,
}


_GIVEN = {kind.code: kind.label_vi for kind in one_off.KINDS}


def _once(decision: Decision, case: Case) -> Draft:
    """What is given once, under the number that the decision has."""
    given = OneOffAward.objects.get(decision=decision)
    on_pension = given.title.endswith("pension") or "176/2025" in given.citation
    grant = OneOffGrant(
        subject=f"decision:{decision.pk}",
        what=_GIVEN.get(given.kind, "trợ giúp một lần"),
        who=_whom(decision, case),
        paid_to=f"ông (bà) {given.payee}" if given.payee else answering(case.person, decision.decided_on),
        happened=given.happened_on,
        amount_vnd=given.amount_vnd,
        reason="Đủ điều kiện theo quy định của ngày xảy ra sự việc",
        citation=given.citation,
        programme="social_pension" if on_pension else "one_off",
        person_id=case.person_id,
        procedure=case.procedure,
    )
    draft = one_off_draft(grant, decision.commune, signer=decision.decided_by.display_name, on=decision.decided_on)
    return replace(
        draft,
        office=Office(decision.office, decision.decided_on),
        number=decision.number,
        decision_id=decision.pk,
    )


def _content(decision: Decision, case: Case, office: Office, about: str, told: list[str], symbol: str) -> Content:
    first, *more = told
    return Content(
        kind=DocumentKind.DECISION,
        head=office.head,
        place=office.place,
        on=office.on.isoformat(),
        symbol=symbol,
        title="QUYẾT ĐỊNH",
        about=about,
        authority=office.chair.upper(),
        bases=basis_lines(
            [case.programme or _ANY],
            office.on,
            f"Theo đề nghị của {office.preparer}",
            uses=("complaint", *BENEFITS) if decision.kind == DecisionKind.SETTLE else BENEFITS,
            procedure=case.procedure,
        ),
        resolves="QUYẾT ĐỊNH:",
        body=(
            Paragraph(first, "Điều 1."),
            *(Paragraph(text) for text in more),
            Paragraph("Quyết định này có hiệu lực thi hành kể từ ngày ký.", "Điều 2."),
            Paragraph(
                f"{office.executors} và {answering(case.person, office.on)} chịu trách nhiệm thi hành Quyết định này.",
                "Điều 3.",
            ),
        ),
        recipients=("Như Điều 3;", f"Lưu: {office.kept_by}."),
        signatures=(office.signed_by_chair(decision.decided_by.display_name),),
    )
