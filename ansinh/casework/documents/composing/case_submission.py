"""Tờ trình of a case: what is put before whoever decides where it is no list of proposals."""

from __future__ import annotations

from datetime import date

from ansinh.access.public import Actor
from ansinh.casework.case_policies import kind_of
from ansinh.casework.case_steps import last_step
from ansinh.casework.document_kinds import DocumentKind
from ansinh.casework.documents.bases import basis_lines
from ansinh.casework.documents.composing.cases import numbers_of
from ansinh.casework.documents.composing.persons import identified_person
from ansinh.casework.documents.composing.submission import asking_office
from ansinh.casework.documents.content import Content, Paragraph
from ansinh.casework.documents.draft import Draft
from ansinh.casework.documents.offices import Office, issuing_unit
from ansinh.casework.documents.words import day_words, lower_first
from ansinh.casework.models import Case
from ansinh.kernel.errors import Refusal

SUBMITS = ("submit", "take_up", "present")


def case_submission_draft(case: Case, actor: Actor, on: date) -> Draft:
    """Raises Refusal for a case that was not submitted."""
    step = last_step(case, SUBMITS)
    if step is None:
        raise Refusal("Hồ sơ chưa trình.", code="wrong_state")
    commune = case.to_area if step.act == "take_up" and case.to_area else case.area
    # Presented to its own chair for the review at the commune (NĐ 20/2021 Đ8.1.b), submitted to whoever signs.
    asked = Office(commune if step.act == "present" else issuing_unit(commune, step.on), step.on)
    office = Office(commune, step.on)
    letters = "TTr-UBND" if asked.is_district else f"TTr-{asked.department_letters}"

    def write(symbol: str) -> Content:
        return _content(case, office, asked, symbol)

    return Draft(
        kind=DocumentKind.SUBMISSION, subject=f"case:{case.pk}:submission:{step.pk}", office=office, letters=letters,
        area_id=commune.pk, write=write, person_id=case.person_id,
    )  # fmt: skip


def _content(case: Case, office: Office, asked: Office, symbol: str) -> Content:
    head, signature = asking_office(office, asked)
    label = lower_first(kind_of(case).label)
    number = numbers_of([case.person_id]).get(case.person_id, "")
    who = lower_first(identified_person(case.person, number, case.area.name, office.on))
    refuse = case.suggested == Case.Suggested.REFUSE
    asks = f"trả lời không giải quyết: {label}" if refuse else f"giải quyết: {label}"
    told = [Paragraph(f"{case.because.rstrip('.')}.", "Lý do, nội dung đề xuất:")] if case.because else []
    by = office.name if asked.is_district else asked.department
    return Content(
        kind=DocumentKind.SUBMISSION,
        head=head,
        place=office.place,
        on=office.on.isoformat(),
        symbol=symbol,
        title="TỜ TRÌNH",
        about=f"Về việc đề nghị giải quyết hồ sơ số {case.symbol}",
        to=(asked.chair,),
        bases=basis_lines([case.programme or "social_allowance"], office.on),
        body=(
            Paragraph(
                f"Sau khi xem xét hồ sơ số {case.symbol} nhận {day_words(case.received_on)} của {who}, {by} trình"
                f" {asked.chair} xem xét, quyết định {asks}."
            ),
            *told,
            Paragraph("Giấy tờ và thông tin đã đối chiếu được lưu trong hồ sơ điện tử kèm theo."),
            Paragraph(f"Kính trình {asked.chair} xem xét, quyết định./."),
        ),
        recipients=("Như trên;", f"Lưu: {'VT' if asked.is_district else asked.department_letters}."),
        signatures=(signature,),
    )
