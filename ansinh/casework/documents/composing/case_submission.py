"""Tờ trình of a case: what is put before whoever decides where it is no list of proposals; what a commune sends on."""

from __future__ import annotations

from datetime import date

from ansinh.access.public import Actor
from ansinh.casework.case_policies import kind_of, procedure_of_case
from ansinh.casework.case_states import CaseState
from ansinh.casework.case_steps import last_step
from ansinh.casework.cases.kind import Outcome
from ansinh.casework.document_kinds import DocumentKind
from ansinh.casework.documents.bases import basis_lines
from ansinh.casework.documents.composing.case_person import whom
from ansinh.casework.documents.composing.submission import Asking, asking_council, asking_department
from ansinh.casework.documents.content import Content, Paragraph
from ansinh.casework.documents.deciding import deciding_unit
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
    above = step.act == "submit" and "send" not in procedure_of_case(case).acts
    asking = asking_department(Office(deciding_unit(case, step.on) if above else commune, step.on))
    return _draft(case, asking, commune.pk, f"case:{case.pk}:submission:{step.pk}", "xem xét, quyết định")


def forwarding_draft(case: Case, actor: Actor, on: date) -> Draft:
    """What the commune's chair sends to the district's department with the file (NĐ 20/2021 Đ8.1.c).

    Raises Refusal where it was neither sent on nor can be now.
    """
    act = procedure_of_case(case).acts.get("forward")
    step = last_step(case, ("forward",))
    if act is None or (step is None and CaseState(case.state) not in act.sources):
        raise Refusal("Hồ sơ ở bước này không gửi Phòng cấp huyện.", code="wrong_state")
    day = step.on if step else on
    above = Office(issuing_unit(case.area, day), day)
    asking = asking_council(Office(case.area, day), f"{above.department} {above.area_name}")
    return _draft(case, asking, case.area_id, f"case:{case.pk}:forward", f"thẩm định, trình {above.chair} quyết định")


def _draft(case: Case, asking: Asking, area_id: int, subject: str, what: str) -> Draft:
    def write(symbol: str) -> Content:
        return _content(case, asking, what, symbol)

    return Draft(
        kind=DocumentKind.SUBMISSION, subject=subject, office=asking.office, letters=asking.letters,
        area_id=area_id, write=write, person_id=case.person_id,
    )  # fmt: skip


def _about(case: Case) -> str:
    """The programme by which the bases are found; the degree of a disability has bases of its own."""
    return "disability" if kind_of(case).certifies else case.programme or "social_allowance"


def _happened(case: Case) -> list[date]:
    """The day of the event of what is given once, by whose law it is."""
    if kind_of(case).outcome is not Outcome.ONCE:
        return []
    told = str(case.asked.get("happened", ""))
    day = date.fromisoformat(told) if told else case.person.died_on
    return [day] if day else []


def _content(case: Case, asking: Asking, what: str, symbol: str) -> Content:
    office, label = asking.office, lower_first(kind_of(case).label)
    who = whom(case, case.area, office.on)
    refuse = case.suggested == Case.Suggested.REFUSE
    asks = f"trả lời không giải quyết: {label}" if refuse else f"giải quyết: {label}"
    told = [Paragraph(f"{case.because.rstrip('.')}.", "Lý do, nội dung đề xuất:")] if case.because else []
    return Content(
        kind=DocumentKind.SUBMISSION,
        head=asking.head,
        place=office.place,
        on=office.on.isoformat(),
        symbol=symbol,
        title="TỜ TRÌNH",
        about=f"Về việc đề nghị giải quyết hồ sơ số {case.symbol}",
        to=(asking.to,),
        bases=basis_lines([_about(case)], office.on, facts=_happened(case), procedure=case.procedure),
        body=(
            Paragraph(
                f"Sau khi xem xét hồ sơ số {case.symbol} nhận {day_words(case.received_on)} của {who}, {asking.who}"
                f" trình {asking.to} {what} {asks}."
            ),
            *told,
            Paragraph("Giấy tờ và thông tin đã đối chiếu được lưu trong hồ sơ điện tử kèm theo."),
            Paragraph(f"Kính trình {asking.to} {what}./."),
        ),
        recipients=("Như trên;", f"Lưu: {asking.kept_by}."),
        signatures=(asking.signature,),
    )
