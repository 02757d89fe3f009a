"""Thông báo: tells the person what was decided, why, and how to object. The grounds stand here, for them alone."""

from __future__ import annotations

from datetime import date

from ansinh.areas.public import Unit
from ansinh.casework.document_kinds import DocumentKind
from ansinh.casework.documents.bases import bases_of
from ansinh.casework.documents.composing.cases import Case, read
from ansinh.casework.documents.composing.decision import (
    ABOUT,
    identified,
    level_words,
    past_words,
    reason_words,
    stretch_lines,
)
from ansinh.casework.documents.content import Content, Paragraph
from ansinh.casework.documents.draft import Draft
from ansinh.casework.documents.offices import Office, issuing_unit
from ansinh.casework.documents.words import (
    answering,
    day_words,
    lower_first,
    month_words,
    programmes_words,
    upper_first,
)
from ansinh.casework.models import Proposal
from ansinh.casework.states import Kind
from ansinh.kernel.errors import Refusal

DAYS_TO_OBJECT = 90  # Luật Khiếu nại 2011, Điều 9
_DOES = {
    Kind.START: "Được hưởng",
    Kind.ADJUST: "Được điều chỉnh mức hưởng",
    Kind.STOP: "Thôi hưởng",
    Kind.PAST: "Được điều chỉnh",
}


def notice_draft(proposal_id: int, on: date) -> Draft:
    """The notice of a decided proposal to its person. Raises Refusal when it is out of sight or not decided."""
    related = ("decision", "person__area__parent")
    found = Proposal.objects.select_related(*related).filter(pk=proposal_id).defer("facts").first()
    if found is None:
        raise Refusal("Đề nghị này ngoài địa bàn của bạn.", code="unknown_proposal")
    return notice_of(found, found.person.area, on)


def notice_of(proposal: Proposal, home: Unit, on: date) -> Draft:
    """The same of a proposal that is at hand. ``home``: the commune that has its person today."""
    if proposal.decision_id is None:
        raise Refusal("Đề nghị chưa có quyết định nên chưa có thông báo.", code="wrong_state")
    office = Office(issuing_unit(home, on), on)

    def write(symbol: str) -> Content:
        (case,) = read([proposal.pk])
        return _content(case, office, symbol)

    return Draft(
        kind=DocumentKind.NOTICE,
        subject=f"notice:{proposal.pk}",
        office=office,
        letters="TB-UBND",
        area_id=proposal.area_id,
        write=write,
        person_id=proposal.person_id,
        proposal_ids=(proposal.pk,),
    )


def _content(case: Case, office: Office, symbol: str) -> Content:
    decision, kind = case.proposal.decision, Kind(case.proposal.kind)
    words = programmes_words([case.proposal.programme])
    return Content(
        kind=DocumentKind.NOTICE,
        head=office.head,
        place=office.place,
        on=office.on.isoformat(),
        symbol=symbol,
        title="THÔNG BÁO",
        about=f"Kết quả giải quyết: {lower_first(ABOUT[kind].format(words)).removeprefix('về việc ')}",
        to=(upper_first(answering(case.person, office.on)),),
        body=(
            Paragraph(
                f"{office.name} thông báo: {day_words(decision.decided_on)}, {office.chair} đã ký Quyết định số"
                f" {decision.symbol} {lower_first(ABOUT[kind].format(words))}, trong đó có"
                f" {lower_first(identified(case, office.on))}."
            ),
            Paragraph(
                f"{_DOES[kind]} {words} {_when(case)}; {level_words(case)}.",
                "1. Kết quả:",
            ),
            *stretch_lines(case),
            Paragraph(upper_first(reason_words(case).removeprefix("Lý do: ")), "2. Lý do:"),
            complaint(office, "3. Quyền khiếu nại:", "quyết định này"),
        ),
        recipients=("Như trên;", f"Lưu: {office.kept_by}."),
        signatures=(office.signed_for_committee(decision.decided_by.display_name),),
    )


def _when(case: Case) -> str:
    if case.proposal.kind == Kind.PAST:
        return f"của các tháng {past_words(case)}"
    return f"kể từ {month_words(case.proposal.first_month)}"


def complaint(office: Office, lead: str, what: str, to: str = "") -> Paragraph:
    """How and until when to object; ``to`` empty: the chair."""
    (law,) = bases_of(["social_allowance"], office.on, "complaint")
    return Paragraph(
        f"Nếu không đồng ý với {what}, trong thời hạn {DAYS_TO_OBJECT} ngày kể từ ngày nhận được văn bản này, người"
        f" nhận có quyền khiếu nại đến {to or office.chair} theo {law.words}, hoặc khởi kiện tại Tòa án. Cần giải thích"
        " thêm, xin đến Trung tâm Phục vụ hành chính công hoặc bộ phận tiếp nhận và trả kết quả.",
        lead,
    )
