"""Quyết định trợ cấp một lần: mai táng, trợ giúp khẩn cấp; its number is the next of the register of decisions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ansinh.areas.public import Unit
from ansinh.casework.document_kinds import DECISIONS, DocumentKind
from ansinh.casework.documents.bases import basis_lines
from ansinh.casework.documents.content import Content, Paragraph
from ansinh.casework.documents.draft import Draft
from ansinh.casework.documents.offices import Office, issuing_unit
from ansinh.casework.documents.words import day_words, dong_words, lower_first
from ansinh.kernel.errors import Refusal


@dataclass(frozen=True)
class OneOffGrant:
    """What is granted once. ``what``: "hỗ trợ chi phí mai táng"; ``who``: whom the event befell, with birth and place.

    ``paid_to`` receives it. ``goods``: what is given in kind ("gạo", "15 kg"). ``programme``: "one_off", or
    "social_pension" for the funeral of somebody on it; ``procedure``: of its file. ``reason`` and ``citation``: of
    ``legislation.one_off``.
    """

    subject: str
    what: str
    who: str
    paid_to: str
    happened: date
    amount_vnd: int
    reason: str
    citation: str
    programme: str = "one_off"
    goods: Sequence[tuple[str, str]] = ()
    person_id: int | None = None
    procedure: str = ""


def one_off_draft(grant: OneOffGrant, commune: Unit, *, signer: str, on: date) -> Draft:
    """The decision of a grant. Raises Refusal when nothing is granted."""
    if grant.amount_vnd <= 0 and not grant.goods:
        raise Refusal("Không có khoản nào để quyết định.", code="nothing_granted")
    office = Office(issuing_unit(commune, on), on)

    def write(symbol: str) -> Content:
        return _content(grant, office, signer, symbol)

    return Draft(
        kind=DocumentKind.DECISION,
        subject=grant.subject,
        office=office,
        letters=DECISIONS,
        area_id=commune.pk,
        write=write,
        person_id=grant.person_id,
    )


def _content(grant: OneOffGrant, office: Office, signer: str, symbol: str) -> Content:
    goods = ", ".join(f"{name}: {amount}" for name, amount in grant.goods)
    money = f"số tiền {dong_words(grant.amount_vnd)}" if grant.amount_vnd else ""
    given = "; ".join(filter(None, (money, f"hiện vật: {goods}" if goods else "")))
    return Content(
        kind=DocumentKind.DECISION,
        head=office.head,
        place=office.place,
        on=office.on.isoformat(),
        symbol=symbol,
        title="QUYẾT ĐỊNH",
        about=f"Về việc {lower_first(grant.what)}",
        authority=office.chair.upper(),
        bases=basis_lines(
            [grant.programme],
            office.on,
            f"Theo đề nghị của {office.preparer}",
            facts=[grant.happened],
            procedure=grant.procedure,
        ),
        resolves="QUYẾT ĐỊNH:",
        body=(
            Paragraph(
                f"Trợ giúp một lần, {lower_first(grant.what)}, đối với {grant.who}; sự việc xảy ra"
                f" {day_words(grant.happened)}; {given}. Người nhận: {grant.paid_to}.",
                "Điều 1.",
            ),
            Paragraph(f"Lý do: {grant.reason.rstrip('.')}. Căn cứ: {grant.citation}."),
            Paragraph("Kinh phí do ngân sách nhà nước bảo đảm theo phân cấp.", "Điều 2."),
            Paragraph("Quyết định này có hiệu lực thi hành kể từ ngày ký.", "Điều 3."),
            Paragraph(
                f"{office.executors} và {grant.paid_to} chịu trách nhiệm thi hành Quyết định này.",
                "Điều 4.",
            ),
        ),
        recipients=("Như Điều 4;", f"Lưu: {office.kept_by}."),
        signatures=(office.signed_by_chair(signer),),
    )
