"""Tờ trình: what is put before whoever decides, of one kind in one commune."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date

from ansinh.casework.document_kinds import DocumentKind
from ansinh.casework.documents.bases import basis_lines
from ansinh.casework.documents.composing.cases import Case, people_table, read
from ansinh.casework.documents.composing.decision import provincial_lines
from ansinh.casework.documents.content import Annex, Content, Letterhead, Paragraph, Signature
from ansinh.casework.documents.draft import Draft
from ansinh.casework.documents.offices import COUNCIL, Office, issuing_unit, small
from ansinh.casework.documents.words import day_words, dong_words, month_words, people_words, programmes_words
from ansinh.casework.models import Proposal
from ansinh.casework.states import Kind, State
from ansinh.kernel.errors import Refusal

_ASKS = {
    Kind.START: "cho hưởng",
    Kind.ADJUST: "điều chỉnh mức hưởng",
    Kind.STOP: "thôi hưởng",
    Kind.PAST: "điều chỉnh các tháng đã qua của",
}
_FIGURE = {
    Kind.START: lambda case: case.proposal.after_vnd,
    Kind.ADJUST: lambda case: case.proposal.after_vnd - case.proposal.before_vnd,
    Kind.STOP: lambda case: case.proposal.before_vnd,
    Kind.PAST: lambda case: case.proposal.after_vnd - case.proposal.before_vnd,
}
_FIGURE_WORDS = {
    Kind.START: "Tổng mức hưởng mỗi tháng",
    Kind.ADJUST: "Chênh lệch mỗi tháng",
    Kind.STOP: "Tổng mức thôi chi mỗi tháng",
    Kind.PAST: "Chênh lệch của các tháng",
}


def submission_draft(proposal_ids: Sequence[int], on: date) -> Draft:
    """The submission of proposals that were submitted. Raises Refusal for others, and for several kinds or communes."""
    found = list(Proposal.objects.select_related("area__parent").filter(pk__in=list(proposal_ids)).defer("facts"))
    if not found or len(found) != len(set(proposal_ids)):
        raise Refusal("Có đề nghị không tồn tại hoặc ngoài địa bàn của bạn.", code="unknown_proposal")
    return submission_of(found, on)


def submission_of(proposals: Sequence[Proposal], on: date) -> Draft:
    """The same of proposals that are at hand, with their communes; there is at least one."""
    if {each.state for each in proposals} - {State.SUBMITTED, State.DECIDED}:
        raise Refusal("Chỉ in tờ trình cho các đề nghị đã trình.", code="wrong_state")
    if len({(each.area_id, each.kind) for each in proposals}) > 1:
        raise Refusal("Mỗi tờ trình là của một xã và một loại đề nghị.", code="several_kinds")
    commune = proposals[0].area
    asked = Office(issuing_unit(commune, on), on)
    by_council = asked.is_district  # a commune asks the district; since July 2025 its department asks its own chair
    office = Office(commune, on)
    letters = "TTr-UBND" if by_council else f"TTr-{asked.department_letters}"
    ids = sorted(each.pk for each in proposals)

    def write(symbol: str) -> Content:
        return _content(read(ids), office, asked, symbol)

    return Draft(
        kind=DocumentKind.SUBMISSION,
        subject=f"submission:{hashlib.sha256(repr(ids).encode()).hexdigest()[:40]}",
        office=office,
        letters=letters,
        area_id=commune.pk,
        write=write,
        person_id=proposals[0].person_id if len(proposals) == 1 else None,
        proposal_ids=tuple(ids),
    )


def _content(cases: Sequence[Case], office: Office, asked: Office, symbol: str) -> Content:
    kind = Kind(cases[0].proposal.kind)
    programmes = {case.proposal.programme for case in cases}
    words, months = programmes_words(programmes), sorted({case.proposal.first_month for case in cases})
    since = month_words(months[0]) + (f" đến {month_words(months[-1])}" if len(months) > 1 else "")
    head, signature = asking_office(office, asked)
    total = sum(_FIGURE[kind](case) for case in cases)
    amount = dong_words(abs(total)) if total >= 0 else f"giảm {dong_words(-total)}"
    who = office.name if asked.is_district else asked.department
    return Content(
        kind=DocumentKind.SUBMISSION,
        head=head,
        place=office.place,
        on=office.on.isoformat(),
        symbol=symbol,
        title="TỜ TRÌNH",
        about=f"Về việc đề nghị {_ASKS[kind]} {words}",
        to=(asked.chair,),
        bases=basis_lines(programmes, office.on, *provincial_lines(cases)),
        body=(
            Paragraph(
                f"Sau khi rà soát, đối chiếu thông tin với quy định hiện hành, {who} trình {asked.chair} xem xét, quyết"
                f" định {_ASKS[kind]} {words} đối với {people_words(cases)} (có danh sách kèm theo), thời gian tính từ"
                f" {since}."
            ),
            Paragraph(f"{_FIGURE_WORDS[kind]}: {amount}."),
            Paragraph(
                "Lý do, căn cứ và thông tin đã dùng để xác định của từng người được lưu trong hồ sơ điện tử kèm theo."
            ),
            Paragraph(f"Kính trình {asked.chair} xem xét, quyết định./."),
        ),
        recipients=("Như trên;", f"Lưu: {'VT' if asked.is_district else asked.department_letters}."),
        signatures=(signature,),
        annex=Annex(
            "DANH SÁCH ĐỀ NGHỊ",
            f"(Kèm theo Tờ trình số {symbol} {day_words(office.on)})",
            people_table(cases, kind),
        ),
    )


def asking_office(office: Office, asked: Office) -> tuple[Letterhead, Signature]:
    """Whose submission it is: a commune's that asks its district, else that of the department."""
    if asked.is_district:
        return office.head, office.signed_for_committee("")
    head = Letterhead((COUNCIL, small(office.unit.name)), (asked.department,))
    return head, Signature(("TRƯỞNG PHÒNG",), "")
