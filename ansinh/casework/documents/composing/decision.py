"""Quyết định: hưởng, điều chỉnh, thôi hưởng. Of one person with the reason, of several with a list and no reasons."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from ansinh.casework.document_kinds import DECISIONS, DocumentKind
from ansinh.casework.documents.bases import basis_lines
from ansinh.casework.documents.composing.cases import Case, people_table, read, stretches
from ansinh.casework.documents.content import Annex, Content, Paragraph
from ansinh.casework.documents.draft import Draft
from ansinh.casework.documents.offices import Office, small
from ansinh.casework.documents.words import (
    answering,
    born_words,
    called,
    day_words,
    dong_words,
    lower_first,
    month_words,
    people_words,
    programmes_words,
    upper_first,
)
from ansinh.casework.models import Decision, Document, DocumentProposal
from ansinh.casework.states import Kind
from ansinh.kernel.errors import Refusal
from ansinh.kernel.money import format_dong

ABOUT = {
    Kind.START: "Về việc hưởng {}",
    Kind.ADJUST: "Về việc điều chỉnh mức hưởng {}",
    Kind.STOP: "Về việc thôi hưởng {}",
}
OLD_DIGITS = 9
_DOES = {Kind.START: "Cho hưởng {}", Kind.ADJUST: "Điều chỉnh mức hưởng {}", Kind.STOP: "Thôi hưởng {}"}


def decision_draft(decision: Decision) -> Draft:
    """The document of a signed decision. Raises Refusal when the acting person sees none of its people."""
    cases = read(decision_id=decision.pk)
    if not cases:
        raise Refusal("Quyết định này ngoài địa bàn của bạn.", code="unknown_decision")
    office = Office(decision.office, decision.decided_on)

    def write(symbol: str) -> Content:
        return decision_content(decision, cases, office, symbol)

    return Draft(
        kind=DocumentKind.DECISION,
        subject=f"decision:{decision.pk}",
        office=office,
        letters=DECISIONS,
        area_id=decision.commune_id,
        write=write,
        number=decision.number,
        decision_id=decision.pk,
        person_id=cases[0].person.pk if len(cases) == 1 else None,
        proposal_ids=tuple(case.proposal.pk for case in cases),
    )


def decision_content(decision: Decision, cases: Sequence[Case], office: Office, symbol: str) -> Content:
    """What the decision says."""
    programmes = {case.proposal.programme for case in cases}
    kind, words = Kind(decision.kind), programmes_words(programmes)
    articles = [*_first_article(decision, cases, words), *_other_articles(decision, cases, office)]
    return Content(
        kind=DocumentKind.DECISION,
        head=office.head,
        place=office.place,
        on=decision.decided_on.isoformat(),
        symbol=symbol,
        title="QUYẾT ĐỊNH",
        about=ABOUT[kind].format(words),
        authority=office.chair.upper(),
        bases=basis_lines(
            programmes, decision.decided_on, *provincial_lines(cases), _asked_for_by(decision, cases, office)
        ),
        resolves="QUYẾT ĐỊNH:",
        body=tuple(articles),
        recipients=("Như Điều 4;", f"Lưu: VT, {office.department_letters}."),
        signatures=(office.signed_by_chair(decision.decided_by.display_name),),
        annex=_annex(decision, cases, office, symbol) if len(cases) > 1 else None,
    )


def _first_article(decision: Decision, cases: Sequence[Case], words: str) -> list[Paragraph]:
    kind, since = Kind(decision.kind), month_words(decision.first_month)
    does = _DOES[kind].format(words)
    if len(cases) > 1:
        total = sum(case.proposal.before_vnd if kind == Kind.STOP else case.proposal.after_vnd for case in cases)
        level = "tổng mức đang hưởng" if kind == Kind.STOP else "tổng mức hưởng"
        text = (
            f"{does} đối với {people_words(cases)} (có danh sách kèm theo), kể từ {since};"
            f" {level}: {format_dong(total)} đồng/tháng."
        )
        return [Paragraph(text, "Điều 1.")]
    (case,) = cases
    text = f"{does} đối với {lower_first(identified(case, decision.decided_on))}, kể từ {since}; {level_words(case)}."
    return [Paragraph(text, "Điều 1."), *stretch_lines(case), Paragraph(reason_words(case))]


def identified(case: Case, on: date) -> str:
    """The person with birth, number and place."""
    kind = "số định danh cá nhân" if len(case.number) > OLD_DIGITS else "số chứng minh nhân dân"
    number = f", {kind} {case.number}" if case.number else ""
    place = ", ".join(filter(None, (case.person.village, small(case.proposal.area.name))))
    return f"{called(case.person, on)}, {born_words(case.person)}{number}, cư trú tại {place}"


def level_words(case: Case) -> str:
    """What changes in đồng a month."""
    proposal = case.proposal
    if proposal.kind == Kind.STOP:
        return f"mức đang hưởng: {format_dong(proposal.before_vnd)} đồng/tháng"
    level = f"{dong_words(proposal.after_vnd)} mỗi tháng"
    if proposal.kind == Kind.ADJUST:
        return f"mức cũ: {format_dong(proposal.before_vnd)} đồng/tháng, mức mới: {level}"
    return f"mức hưởng: {level}"


def stretch_lines(case: Case) -> list[Paragraph]:
    """The months of each amount, where it was another one in between."""
    found = stretches(case)
    if len(found) < 2:
        return []
    return [
        Paragraph(f"- Từ {month_words(first)}{_until(end)}: {format_dong(vnd)} đồng/tháng{';' if end else '.'}")
        for first, end, vnd in found
    ]


def _until(end: date | None) -> str:
    return f" đến hết {month_words(end - timedelta(days=1))}" if end else " trở đi"


def reason_words(case: Case) -> str:
    """The reason in the law's words, and the article."""
    return f"Lý do: {case.proposal.reason.rstrip('.')}. Căn cứ: {case.proposal.citation}."


def provincial_lines(cases: Sequence[Case]) -> list[str]:
    """What the province's own benefits rest on."""
    own = {case.proposal.citation for case in cases if case.proposal.programme == "provincial"}
    return [f"Căn cứ {citation}" for citation in sorted(own)]


def _asked_for_by(decision: Decision, cases: Sequence[Case], office: Office) -> str:
    ids = [case.proposal.pk for case in cases]
    submitted = (
        DocumentProposal.objects.filter(
            proposal_id__in=ids, document__kind=DocumentKind.SUBMISSION, document__cancelled_at=None
        )
        .order_by("-document_id")
        .values_list("document_id", flat=True)
        .first()
    )
    above = f"Chủ tịch Ủy ban nhân dân {small(decision.commune.name)} và " if office.is_district else ""
    asking = f"Theo đề nghị của {above}Trưởng {office.department}"
    if submitted is None:
        return asking
    paper = Document.objects.select_related("registered").get(pk=submitted)
    return f"{asking} tại Tờ trình số {paper.symbol} {day_words(paper.on)}"


def _other_articles(decision: Decision, cases: Sequence[Case], office: Office) -> list[Paragraph]:
    since = month_words(decision.first_month)
    paying = {
        Kind.START: "Kinh phí do ngân sách nhà nước bảo đảm theo phân cấp; việc chi trả thực hiện hằng tháng qua đơn vị"
        " chi trả, kể cả phần truy lĩnh của các tháng đã qua (nếu có).",
        Kind.ADJUST: f"Mức hưởng tại Điều 1 thay thế mức hưởng theo các quyết định trước đây kể từ {since}; phần chênh"
        " lệch của các tháng đã qua (nếu có) được truy lĩnh hoặc xử lý theo quy định.",
        Kind.STOP: f"Đơn vị chi trả dừng chi trả kể từ {since}; khoản đã chi của các tháng sau đó (nếu có) được xử lý"
        " theo quy định.",
    }
    whom = "các ông (bà) có tên trong danh sách" if len(cases) > 1 else answering(cases[0].person, decision.decided_on)
    office_hall = f"Chánh Văn phòng Hội đồng nhân dân và {office.name}"
    commune = f", Chủ tịch Ủy ban nhân dân {small(decision.commune.name)}" if office.is_district else ""
    return [
        Paragraph(paying[Kind(decision.kind)], "Điều 2."),
        Paragraph("Quyết định này có hiệu lực thi hành kể từ ngày ký.", "Điều 3."),
        Paragraph(
            f"{office_hall}, Trưởng {office.department}{commune}, đơn vị chi trả và {whom} chịu trách nhiệm thi hành"
            " Quyết định này.",
            "Điều 4.",
        ),
    ]


def _annex(decision: Decision, cases: Sequence[Case], office: Office, symbol: str) -> Annex:
    title = {
        Kind.START: "DANH SÁCH NGƯỜI ĐƯỢC HƯỞNG TRỢ GIÚP XÃ HỘI HẰNG THÁNG",
        Kind.ADJUST: "DANH SÁCH NGƯỜI ĐƯỢC ĐIỀU CHỈNH MỨC TRỢ GIÚP XÃ HỘI HẰNG THÁNG",
        Kind.STOP: "DANH SÁCH NGƯỜI THÔI HƯỞNG TRỢ GIÚP XÃ HỘI HẰNG THÁNG",
    }
    about = f"(Kèm theo Quyết định số {symbol} {day_words(decision.decided_on)} của {office.chair})"
    total = sum(case.proposal.before_vnd if decision.kind == Kind.STOP else case.proposal.after_vnd for case in cases)
    closing = f"Danh sách có {people_words(cases)}; tổng số tiền mỗi tháng: {dong_words(total)}."
    return Annex(title[Kind(decision.kind)], about, people_table(cases, decision.kind), (upper_first(closing),))
