"""Quyết định: hưởng, điều chỉnh, thôi hưởng. Of one person with the reason, of several with a list and no reasons."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from ansinh.casework.document_kinds import DECISIONS, DocumentKind
from ansinh.casework.documents.bases import basis_lines
from ansinh.casework.documents.composing.case_decision import case_decision_draft
from ansinh.casework.documents.composing.cases import (
    Case,
    fact_days,
    people_table,
    procedure_of,
    read,
    stretches,
)
from ansinh.casework.documents.composing.persons import identified_person
from ansinh.casework.documents.content import Annex, Content, Paragraph
from ansinh.casework.documents.draft import Draft
from ansinh.casework.documents.offices import Office, small
from ansinh.casework.documents.words import (
    answering,
    day_words,
    dong_words,
    lower_first,
    month_words,
    people_words,
    programmes_words,
    upper_first,
)
from ansinh.casework.models import Decision, Document, DocumentProposal, Proposal, Suspension
from ansinh.casework.states import Kind
from ansinh.kernel.money import format_dong

ABOUT = {
    Kind.START: "Về việc hưởng {}",
    Kind.ADJUST: "Về việc điều chỉnh mức hưởng {}",
    Kind.STOP: "Về việc thôi hưởng {}",
    Kind.PAST: "Về việc điều chỉnh {} của các tháng đã qua",
}
_DOES = {
    Kind.START: "Cho hưởng {}",
    Kind.ADJUST: "Điều chỉnh mức hưởng {}",
    Kind.STOP: "Thôi hưởng {}",
    Kind.PAST: "Điều chỉnh {} của các tháng đã qua",
}


def decision_draft(decision: Decision) -> Draft:
    """The document of a signed decision. One over no proposals is that of a case. Raises Refusal out of sight."""
    over = Proposal.objects.filter(decision_id=decision.pk).order_by("person__name_sort", "pk")
    people = dict(over.values_list("pk", "person_id"))
    if not people:
        return case_decision_draft(decision)
    office = Office(decision.office, decision.decided_on)

    def write(symbol: str) -> Content:
        cases = read(decision_id=decision.pk)
        held = Suspension.objects.select_related("decision", "ended_by").filter(ended_by__decision=decision).first()
        asked_for = _asked_for_by(decision, cases, office)
        return decision_content(decision, cases, office, symbol, asked_for=asked_for, held=held)

    return Draft(
        kind=DocumentKind.DECISION,
        subject=f"decision:{decision.pk}",
        office=office,
        letters=DECISIONS,
        area_id=decision.commune_id,
        write=write,
        number=decision.number,
        decision_id=decision.pk,
        person_id=next(iter(people.values())) if len(people) == 1 else None,
        proposal_ids=tuple(people),
    )


def decision_content(
    decision: Decision,
    cases: Sequence[Case],
    office: Office,
    symbol: str,
    *,
    asked_for: str,
    held: Suspension | None = None,
) -> Content:
    """What the decision says; ``asked_for``: the last of its bases, who asked for it; ``held``: the suspension that it
    ends."""
    programmes = {case.proposal.programme for case in cases}
    kind, words = Kind(decision.kind), programmes_words(programmes)
    first = _first_article(decision, cases, words, held)
    articles = [*first, *_resumed(held), *_other_articles(decision, cases, office)]
    return Content(
        kind=DocumentKind.DECISION,
        head=office.head,
        place=office.place,
        on=decision.decided_on.isoformat(),
        symbol=symbol,
        title="QUYẾT ĐỊNH",
        about=_again(ABOUT[kind], held).format(words),
        authority=office.chair.upper(),
        bases=bases_over(cases, decision.decided_on, asked_for),
        resolves="QUYẾT ĐỊNH:",
        body=tuple(articles),
        recipients=("Như Điều 4;", f"Lưu: {office.kept_by}."),
        signatures=(office.signed_by_chair(decision.decided_by.display_name),),
        annex=_annex(decision, cases, office, symbol) if len(cases) > 1 else None,
    )


def _again(words: str, held: Suspension | None) -> str:
    """Who comes back after a suspension goes on receiving."""
    return words.replace(" hưởng {}", " tiếp tục hưởng {}") if held and " mức " not in words else words


def _resumed(held: Suspension | None) -> list[Paragraph]:
    if held is None:
        return []
    article = ""
    if held.ended_by and held.ended_by.procedure == "nd335_2026":
        article = " (khoản 4 Điều 9 Nghị định 335/2026/NĐ-CP)"
    since = f"Quyết định số {held.decision.symbol} {day_words(held.decision.decided_on)}"
    return [Paragraph(f"Quyết định này thay cho việc tạm dừng hưởng theo {since}, sau khi rà soát hồ sơ{article}.")]


def _first_article(
    decision: Decision, cases: Sequence[Case], words: str, held: Suspension | None = None
) -> list[Paragraph]:
    kind, since = Kind(decision.kind), month_words(decision.first_month)
    does = _again(_DOES[kind], held).format(words)
    if len(cases) > 1:
        total = sum(case.proposal.before_vnd if kind == Kind.STOP else case.proposal.after_vnd for case in cases)
        level = {Kind.STOP: "tổng mức đang hưởng mỗi tháng", Kind.PAST: "tổng số sau điều chỉnh"}.get(
            kind, "tổng mức hưởng mỗi tháng"
        )
        when = "" if kind == Kind.PAST else f", kể từ {since}"
        text = (
            f"{does} đối với {people_words(cases)} (có danh sách kèm theo){when}; {level}: {format_dong(total)} đồng."
        )
        return [Paragraph(text, "Điều 1.")]
    (case,) = cases
    when = f"các tháng {past_words(case)}" if kind == Kind.PAST else f"kể từ {since}"
    text = f"{does} đối với {lower_first(identified(case, decision.decided_on))}, {when}; {level_words(case)}."
    return [Paragraph(text, "Điều 1."), *stretch_lines(case), Paragraph(reason_words(case))]


def identified(case: Case, on: date) -> str:
    """The person with birth, number and place."""
    return identified_person(case.person, case.number, case.proposal.area.name, on)


def level_words(case: Case) -> str:
    """What changes in đồng a month."""
    proposal = case.proposal
    if proposal.kind == Kind.STOP:
        return f"mức đang hưởng: {format_dong(proposal.before_vnd)} đồng/tháng"
    if proposal.kind == Kind.PAST:
        return (
            f"tổng số đã quyết định: {format_dong(proposal.before_vnd)} đồng, tổng số được hưởng:"
            f" {dong_words(proposal.after_vnd)}"
        )
    level = f"{dong_words(proposal.after_vnd)} mỗi tháng"
    if proposal.kind == Kind.ADJUST:
        return f"mức cũ: {format_dong(proposal.before_vnd)} đồng/tháng, mức mới: {level}"
    return f"mức hưởng: {level}"


def past_words(case: Case) -> str:
    """ "05/2026, 06/2026": the months that are corrected."""
    return ", ".join(f"{month:%m/%Y}" for month in case.proposal.past_months)


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


def bases_over(cases: Sequence[Case], on: date, *more: str) -> tuple[str, ...]:
    """The legal bases of a document of a day about these people, then ``more`` lines."""
    programmes = {case.proposal.programme for case in cases}
    facts, procedure = fact_days(cases, on), procedure_of(cases)
    return basis_lines(programmes, on, *provincial_lines(cases), *more, facts=facts, procedure=procedure)


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
    asking = f"Theo đề nghị của {above}{office.preparer}"
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
        Kind.PAST: "Phần còn thiếu của các tháng tại Điều 1 được truy lĩnh trong kỳ chi trả tới; phần đã chi quá (nếu"
        " có) được xử lý theo quy định. Mức hưởng của các tháng khác giữ nguyên.",
    }
    whom = "các ông (bà) có tên trong danh sách" if len(cases) > 1 else answering(cases[0].person, decision.decided_on)
    commune = f", Chủ tịch Ủy ban nhân dân {small(decision.commune.name)}" if office.is_district else ""
    # A decision about one person gives the reason: it goes to nobody who need not know it, the payer neither.
    payer = ", đơn vị chi trả" if len(cases) > 1 else ""
    return [
        Paragraph(paying[Kind(decision.kind)], "Điều 2."),
        Paragraph("Quyết định này có hiệu lực thi hành kể từ ngày ký.", "Điều 3."),
        Paragraph(
            f"{office.executors}{commune}{payer} và {whom} chịu trách nhiệm thi hành Quyết định này.",
            "Điều 4.",
        ),
    ]


def _annex(decision: Decision, cases: Sequence[Case], office: Office, symbol: str) -> Annex:
    title = {
        Kind.START: "DANH SÁCH NGƯỜI ĐƯỢC HƯỞNG TRỢ GIÚP XÃ HỘI HẰNG THÁNG",
        Kind.ADJUST: "DANH SÁCH NGƯỜI ĐƯỢC ĐIỀU CHỈNH MỨC TRỢ GIÚP XÃ HỘI HẰNG THÁNG",
        Kind.PAST: "DANH SÁCH NGƯỜI ĐƯỢC ĐIỀU CHỈNH TRỢ GIÚP XÃ HỘI CỦA CÁC THÁNG ĐÃ QUA",
        Kind.STOP: "DANH SÁCH NGƯỜI THÔI HƯỞNG TRỢ GIÚP XÃ HỘI HẰNG THÁNG",
    }
    about = f"(Kèm theo Quyết định số {symbol} {day_words(decision.decided_on)} của {office.chair})"
    total = sum(case.proposal.before_vnd if decision.kind == Kind.STOP else case.proposal.after_vnd for case in cases)
    every = "" if decision.kind == Kind.PAST else " mỗi tháng"
    closing = f"Danh sách có {people_words(cases)}; tổng số tiền{every}: {dong_words(total)}."
    return Annex(title[Kind(decision.kind)], about, people_table(cases, decision.kind), (upper_first(closing),))
