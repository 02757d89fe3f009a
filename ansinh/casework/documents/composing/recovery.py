"""Thông báo thu hồi: what was paid beyond what was owed, month by month, and how it comes back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ansinh.casework.document_kinds import DocumentKind
from ansinh.casework.documents.composing.notice import complaint
from ansinh.casework.documents.content import Content, Paragraph
from ansinh.casework.documents.draft import Draft
from ansinh.casework.documents.offices import Office, issuing_unit
from ansinh.casework.documents.words import answering, called, dong_words, lower_first, programmes_words, upper_first
from ansinh.registry.public import Person


@dataclass(frozen=True)
class RecoveryNotice:
    """What is told. ``months``: (month, why, đồng still to come). ``share_percent``: of a month's amount or None.

    ``decision``: number of the signed decision, empty while there is none.
    """

    subject: str
    person: Person
    programme: str
    months: Sequence[tuple[date, str, int]]
    share_percent: int | None
    decision: str
    because: str


def recovery_draft(told: RecoveryNotice, *, signer: str, on: date) -> Draft:
    """The notice to the person, with a number of the register of notices."""
    office = Office(issuing_unit(told.person.area, on), on)

    def write(symbol: str) -> Content:
        return _content(told, office, signer, symbol)

    return Draft(
        kind=DocumentKind.NOTICE,
        subject=told.subject,
        office=office,
        letters="TB-UBND",
        area_id=told.person.area_id,
        write=write,
        person_id=told.person.pk,
    )


def _content(told: RecoveryNotice, office: Office, signer: str, symbol: str) -> Content:
    total = sum(amount for *_, amount in told.months)
    how = (
        f"mỗi tháng trừ không quá {told.share_percent}% mức hưởng của tháng vào tiền chi trả, cho đến khi đủ"
        if told.share_percent
        else "nộp lại một lần hoặc nhiều lần tại nơi chi trả; mỗi lần nộp có biên lai"
    )
    by = f" theo Quyết định số {told.decision}" if told.decision else ""
    return Content(
        kind=DocumentKind.NOTICE,
        head=office.head,
        place=office.place,
        on=office.on.isoformat(),
        symbol=symbol,
        title="THÔNG BÁO",
        about="Về việc thu hồi khoản đã chi vượt",
        to=(upper_first(answering(told.person, office.on)),),
        body=(
            Paragraph(
                f"Qua đối chiếu, {office.name} xác định đã chi cho {lower_first(called(told.person, office.on))}"
                f" {programmes_words([told.programme])} nhiều hơn mức được hưởng của các tháng sau:"
            ),
            *(Paragraph(f"- Tháng {month:%m/%Y}: {dong_words(amount)}. {why}") for month, why, amount in told.months),
            Paragraph(f"Tổng số tiền phải thu hồi: {dong_words(total)}. Lý do: {told.because.rstrip('.')}."),
            Paragraph(f"Cách thu hồi{by}: {how}."),
            complaint(office, "", "nội dung thông báo này"),
        ),
        recipients=("Như trên;", f"Lưu: {office.kept_by}."),
        signatures=(office.signed_for_committee(signer),),
    )
