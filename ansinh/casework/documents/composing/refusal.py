"""Written answer to somebody who does not get what they asked for: with the reasons, or with what is missing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from ansinh import legislation
from ansinh.access.public import Actor, Permission
from ansinh.casework.document_kinds import DocumentKind
from ansinh.casework.documents.composing.notice import complaint
from ansinh.casework.documents.content import Content, Paragraph
from ansinh.casework.documents.draft import Draft
from ansinh.casework.documents.offices import Office, issuing_unit, small
from ansinh.casework.documents.words import answering, born_words, called, lower_first, upper_first
from ansinh.kernel.errors import Refusal
from ansinh.kernel.period import Month
from ansinh.registry.public import Person

_ELIGIBLE = "eligible"


def refusal_draft(
    *, actor: Actor, person: Person, facts: Mapping[str, Any], month: Month, book: legislation.RuleBook, on: date
) -> Draft:
    """The answer about a month, from the facts that the determination would use.

    The text is the law's own (``legislation.decision_text``). Raises Refusal when the law gives something: that is a
    proposal, not a refusal.
    """
    answer = legislation.determine_one(facts, str(month), book)
    if answer["outcome"] == _ELIGIBLE:
        raise Refusal(
            "Người này đủ điều kiện hưởng theo thông tin hiện có; hãy lập đề nghị thay cho văn bản từ chối.",
            code="eligible",
        )
    paragraphs = legislation.decision_text(facts, str(month), name=person.full_name, book=book)
    office = Office(issuing_unit(person.area, on), on)
    name = actor.display_name if actor.may(Permission.DECIDE) else ""

    def write(symbol: str) -> Content:
        return _content(person, paragraphs, office, name, symbol)

    return Draft(
        kind=DocumentKind.REFUSAL,
        subject=f"refusal:{person.pk}:{month}:{legislation.facts_hash(facts, str(month))[:16]}",
        office=office,
        letters=office.letter_letters,
        area_id=person.area_id,
        write=write,
        person_id=person.pk,
    )


def _content(
    person: Person, paragraphs: list[legislation.Paragraph], office: Office, name: str, symbol: str
) -> Content:
    missing = paragraphs[0].kind == "undetermined"
    about = "bổ sung thông tin" if missing else "trả lời"
    asks = (
        "đề nghị người nhận bổ sung thông tin còn thiếu nêu trên; khi có đủ, việc xem xét được tiếp tục ngay."
        if missing
        else "xin trả lời để người nhận được biết. Khi hoàn cảnh thay đổi, có thể đề nghị xem xét lại bất cứ lúc nào."
    )
    place = ", ".join(filter(None, (person.village, small(person.area.name))))
    return Content(
        kind=DocumentKind.REFUSAL,
        head=office.head,
        place=office.place,
        on=office.on.isoformat(),
        symbol=symbol,
        title="",
        about=f"V/v {about} việc hưởng trợ giúp xã hội hằng tháng",
        to=(upper_first(answering(person, office.on)),),
        body=(
            Paragraph(
                f"{office.name} đã xem xét việc hưởng trợ giúp xã hội hằng tháng của"
                f" {lower_first(called(person, office.on))}, {born_words(person)}, cư trú tại {place}, và trả lời như"
                " sau:"
            ),
            *(Paragraph(each.text) for each in paragraphs),
            Paragraph(f"{office.name} {asks}"),
            complaint(office, "", "nội dung trả lời này"),
        ),
        recipients=("Như trên;", f"Lưu: {office.kept_by}."),
        signatures=(office.signed_for_committee(name),),
    )
