"""Tờ trình: what is put before whoever decides, of one kind in one commune."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ansinh.casework.document_kinds import DocumentKind
from ansinh.casework.documents.composing.cases import Case, people_table, read
from ansinh.casework.documents.composing.decision import bases_over
from ansinh.casework.documents.content import Annex, Content, Letterhead, Paragraph, Signature
from ansinh.casework.documents.draft import Draft
from ansinh.casework.documents.offices import COUNCIL, OFFICIAL, Office, issuing_unit
from ansinh.casework.documents.words import (
    day_words,
    dong_words,
    month_words,
    people_words,
    programmes_words,
    upper_first,
)
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


@dataclass(frozen=True)
class Asking:
    """Who submits, and to whom. ``office``: in whose register it stands; ``who`` and ``to`` as within a sentence."""

    office: Office
    to: str
    head: Letterhead
    who: str
    letters: str
    kept_by: str
    signature: Signature


def asking_council(office: Office, to: str) -> Asking:
    """A commune that asks above itself."""
    return Asking(office, to, office.head, office.name, "TTr-UBND", "VT", office.signed_for_committee(""))


def asking_department(office: Office) -> Asking:
    """What prepares for an office asks its own chair: its department, in a commune before July 2025 the official."""
    who, letters = office.department or upper_first(OFFICIAL), office.department_letters
    if not office.department:
        return Asking(office, office.chair, office.head, who, "TTr", "VT", Signature(("NGƯỜI TRÌNH",)))
    head = Letterhead((COUNCIL, office.area_name), (who,))
    signs = Signature(("GIÁM ĐỐC" if office.is_province else "TRƯỞNG PHÒNG",))
    return Asking(office, office.chair, head, who, f"TTr-{letters}", letters, signs)


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
    # A month's proposals go from the commune to the district; a file was sent on, and the department there submits it.
    by_council = asked.is_district and proposals[0].case_id is None
    asking = asking_council(Office(commune, on), asked.chair) if by_council else asking_department(asked)
    ids = sorted(each.pk for each in proposals)

    def write(symbol: str) -> Content:
        return _content(read(ids), asking, symbol)

    return Draft(
        kind=DocumentKind.SUBMISSION,
        subject=f"submission:{hashlib.sha256(repr(ids).encode()).hexdigest()[:40]}",
        office=asking.office,
        letters=asking.letters,
        area_id=commune.pk,
        write=write,
        person_id=proposals[0].person_id if len(proposals) == 1 else None,
        proposal_ids=tuple(ids),
    )


def _content(cases: Sequence[Case], asking: Asking, symbol: str) -> Content:
    kind, office = Kind(cases[0].proposal.kind), asking.office
    programmes = {case.proposal.programme for case in cases}
    words, months = programmes_words(programmes), sorted({case.proposal.first_month for case in cases})
    since = month_words(months[0]) + (f" đến {month_words(months[-1])}" if len(months) > 1 else "")
    total = sum(_FIGURE[kind](case) for case in cases)
    amount = dong_words(abs(total)) if total >= 0 else f"giảm {dong_words(-total)}"
    return Content(
        kind=DocumentKind.SUBMISSION,
        head=asking.head,
        place=office.place,
        on=office.on.isoformat(),
        symbol=symbol,
        title="TỜ TRÌNH",
        about=f"Về việc đề nghị {_ASKS[kind]} {words}",
        to=(asking.to,),
        bases=bases_over(cases, office.on),
        body=(
            Paragraph(
                f"Sau khi rà soát, đối chiếu thông tin với quy định hiện hành, {asking.who} trình {asking.to} xem xét,"
                f" quyết định {_ASKS[kind]} {words} đối với {people_words(cases)} (có danh sách kèm theo), thời gian"
                f" tính từ {since}."
            ),
            Paragraph(f"{_FIGURE_WORDS[kind]}: {amount}."),
            Paragraph(
                "Lý do, căn cứ và thông tin đã dùng để xác định của từng người được lưu trong hồ sơ điện tử kèm theo."
            ),
            Paragraph(f"Kính trình {asking.to} xem xét, quyết định./."),
        ),
        recipients=("Như trên;", f"Lưu: {asking.kept_by}."),
        signatures=(asking.signature,),
        annex=Annex(
            "DANH SÁCH ĐỀ NGHỊ",
            f"(Kèm theo Tờ trình số {symbol} {day_words(office.on)})",
            people_table(cases, kind),
        ),
    )
