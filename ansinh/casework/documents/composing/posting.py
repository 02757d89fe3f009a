"""Niêm yết công khai: who is being considered, where the procedure of the day has it.

It says of everybody the same few things: name, year of birth, village, programme. No amount, coefficient, category,
article or reason stands in it, since of some people one of them would tell what may not be told (HIV: NĐ 20/2021
Đ8.1.b), and none is left out, since that would tell it too.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from ansinh.areas.public import Unit
from ansinh.casework.document_kinds import DocumentKind
from ansinh.casework.documents.composing.cases import SHORT, Case, read
from ansinh.casework.documents.content import Annex, Column, Content, Paragraph, Table
from ansinh.casework.documents.draft import Draft
from ansinh.casework.documents.offices import Office
from ansinh.casework.documents.words import day_words, people_words, upper_first
from ansinh.casework.models import Proposal
from ansinh.casework.states import Kind, State
from ansinh.kernel.errors import Refusal
from ansinh.legislation import timing
from ansinh.legislation.deadlines import DEADLINES
from ansinh.registry.public import Person

COLUMNS = (
    Column("Số TT", 8, "center"),
    Column("Họ và tên", 36),
    Column("Năm sinh", 14, "center"),
    Column("Nơi ở", 36),
    Column("Chế độ đề nghị", 30),
)


def posting_days(on: date, received_on: date | None = None) -> int:
    """How many working days the procedure of the day has a posting for; 0: it has none."""
    procedure = timing.procedure_of("social_allowance", decided_on=on, received_on=received_on)
    return max(
        (
            step.posting_days
            for deadline in DEADLINES
            if deadline.procedure == procedure.code and deadline.kind == "monthly_allowance"
            for step in deadline.steps
        ),
        default=0,
    )


def waiting_to_be_posted(commune: Unit) -> list[int]:
    """The proposals to start that were submitted in a commune and not decided."""
    found = Proposal.objects.filter(area=commune, kind=Kind.START, state=State.SUBMITTED)
    return list(found.order_by("pk").values_list("pk", flat=True))


def posting_draft(commune: Unit, proposal_ids: Sequence[int], on: date, *, received_on: date | None = None) -> Draft:
    """The list of a commune to be posted. Raises Refusal where the procedure has no posting, and when nobody waits."""
    days = posting_days(on, received_on)
    if not days:
        raise Refusal(
            "Thủ tục của ngày %(on)s không còn niêm yết công khai danh sách.", code="no_posting", on=f"{on:%d/%m/%Y}"
        )
    cases = [case for case in read(proposal_ids) if case.proposal.area_id == commune.pk]
    if not cases:
        raise Refusal("Không có đề nghị nào cần niêm yết.", code="nothing_chosen")
    office = Office(commune, on)

    def write(symbol: str) -> Content:
        return posting_content(cases, office, days, symbol)

    return Draft(
        kind=DocumentKind.POSTING,
        subject=f"posting:{commune.pk}:{on}",
        office=office,
        letters="TB-UBND",
        area_id=commune.pk,
        write=write,
        proposal_ids=tuple(case.proposal.pk for case in cases),
    )


def posting_content(cases: Sequence[Case], office: Office, days: int, symbol: str) -> Content:
    """What is posted."""
    return Content(
        kind=DocumentKind.POSTING,
        head=office.head,
        place=office.place,
        on=office.on.isoformat(),
        symbol=symbol,
        title="THÔNG BÁO",
        about="Niêm yết công khai kết quả xét duyệt trợ giúp xã hội hằng tháng",
        body=(
            Paragraph(
                f"{office.name} niêm yết công khai danh sách {people_words(cases)} đề nghị hưởng trợ giúp xã hội"
                f" hằng tháng (kèm theo) tại trụ sở, trong {days:02d} ngày làm việc kể từ {day_words(office.on)}."
            ),
            Paragraph(
                f"Ý kiến về danh sách xin gửi đến {office.name} trong thời gian niêm yết; ý kiến được xem xét và kết"
                " luận bằng văn bản."
            ),
        ),
        recipients=("Niêm yết tại trụ sở;", f"Lưu: {office.kept_by}."),
        signatures=(office.signed_for_committee(""),),
        annex=posted_list([(case.person, case.proposal.programme) for case in cases], office, symbol),
    )


def posted_list(posted: Iterable[tuple[Person, str]], office: Office, symbol: str) -> Annex:
    """The annex: people with the programme they ask for, in the order given."""
    return Annex(
        "DANH SÁCH NIÊM YẾT CÔNG KHAI",
        f"(Kèm theo Thông báo số {symbol} {day_words(office.on)} của {office.name})",
        Table(COLUMNS, tuple(_row(number, *each) for number, each in enumerate(posted, 1))),
    )


def _row(number: int, person: Person, programme: str) -> tuple[str, ...]:
    asked = upper_first(SHORT.get(programme, "trợ giúp xã hội"))
    return str(number), person.full_name, str(person.born_on.year), person.village, asked
