"""Giấy tiếp nhận hồ sơ và hẹn trả kết quả; giấy biên nhận: what was handed in, and when the answer is due."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from ansinh.areas.public import Unit
from ansinh.casework.document_kinds import DocumentKind
from ansinh.casework.documents.content import Column, Content, Letterhead, Paragraph, Signature, Table
from ansinh.casework.documents.draft import Draft
from ansinh.casework.documents.offices import COUNCIL, Office, small
from ansinh.casework.documents.words import day_words

COUNTER = "Bộ phận tiếp nhận và trả kết quả"
_PAPERS = (Column("Số TT", 8, "center"), Column("Thành phần hồ sơ", 62), Column("Số lượng", 12, "center"))


@dataclass(frozen=True)
class HandedIn:
    """What somebody handed in at a counter. ``subject`` tells it from everything else: "file:12".

    ``papers``: what they are, and how many. ``due_on`` None: nothing is answered (a receipt without an appointment).
    ``term``: the term in words with its article.
    """

    subject: str
    by: str
    about: str
    papers: Sequence[tuple[str, int]]
    received_at: datetime
    taken_by: str
    address: str = ""
    phone: str = ""
    due_on: date | None = None
    term: str = ""
    person_id: int | None = None


def receipt_draft(handed_in: HandedIn, commune: Unit) -> Draft:
    """The receipt; with a due day it is the appointment too.

    ``received_at`` is in the office's time; at midnight the hour is not known.
    """
    office = Office(commune, handed_in.received_at.date())
    kind = DocumentKind.APPOINTMENT if handed_in.due_on else DocumentKind.RECEIPT

    def write(symbol: str) -> Content:
        return _content(handed_in, office, kind, symbol)

    return Draft(
        kind=kind,
        subject=handed_in.subject,
        office=office,
        letters="TNHS",
        area_id=commune.pk,
        write=write,
        person_id=handed_in.person_id,
    )


def _content(handed_in: HandedIn, office: Office, kind: DocumentKind, symbol: str) -> Content:
    return Content(
        kind=kind,
        head=Letterhead((COUNCIL, small(office.unit.name)), (COUNTER,)),
        place=office.place,
        on=office.on.isoformat(),
        symbol=symbol,
        title="GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ" if handed_in.due_on else "GIẤY BIÊN NHẬN",
        about=handed_in.about,
        body=tuple(_lines(handed_in, office)),
        signatures=(
            Signature(("NGƯỜI NỘP",), handed_in.by, "(Ký, ghi rõ họ tên)"),
            Signature(("NGƯỜI TIẾP NHẬN",), handed_in.taken_by, "(Ký, ghi rõ họ tên)"),
        ),
    )


def _lines(handed_in: HandedIn, office: Office) -> list[Paragraph | Table]:
    at = handed_in.received_at
    lines: list[Paragraph | Table] = [Paragraph(f"{COUNTER}, {office.name}, đã tiếp nhận của: {handed_in.by}.")]
    if handed_in.address:
        lines.append(Paragraph(f"Địa chỉ: {handed_in.address}."))
    if handed_in.phone:
        lines.append(Paragraph(f"Số điện thoại: {handed_in.phone}."))
    lines += [
        Paragraph(f"Nội dung: {handed_in.about}."),
        Paragraph(
            f"Thời gian nhận: {f'{at:%H} giờ {at:%M} phút, ' if at.time() != time() else ''}{day_words(at.date())}."
        ),
        Paragraph("Giấy tờ đã nộp gồm:"),
        Table(_PAPERS, tuple((str(n), name, f"{count:02d}") for n, (name, count) in enumerate(handed_in.papers, 1))),
    ]
    if handed_in.term:
        lines.append(Paragraph(f"Thời hạn giải quyết theo quy định: {handed_in.term}."))
    if handed_in.due_on:
        lines.append(Paragraph(f"Ngày trả kết quả: {day_words(handed_in.due_on)}."))
    lines.append(Paragraph("Khi đến nhận kết quả, xin mang theo giấy này và giấy tờ tùy thân."))
    return lines
