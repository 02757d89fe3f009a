"""Giấy tiếp nhận hồ sơ và hẹn trả kết quả of a case: what was handed in, and when the answer is due."""

from __future__ import annotations

from datetime import date, datetime, time

from django.utils import timezone

from ansinh.access.public import Actor
from ansinh.casework.case_people import home_of
from ansinh.casework.case_policies import kind_of, procedure_of_case
from ansinh.casework.documents.composing.receipt import HandedIn, receipt_draft
from ansinh.casework.documents.draft import Draft
from ansinh.casework.models import Case


def case_receipt_draft(case: Case, actor: Actor, on: date) -> Draft:
    """The receipt; with a due day it is the appointment too."""
    kind, procedure = kind_of(case), procedure_of_case(case)
    commune = home_of(case, case.area) if case.asked_after_moving else case.area
    given = {paper.code for paper in case.papers.all() if paper.given_on is not None}
    received = timezone.localtime(case.recorded_at)
    handed_in = HandedIn(
        subject=f"case:{case.pk}",
        by=str(case.applicant.get("name") or case.person.full_name),
        about=f"{kind.label} (hồ sơ số {case.symbol})",
        papers=[(paper.label, 1) for paper in kind.papers_of(procedure.code) if paper.code in given]
        or [("Chưa nộp giấy tờ nào", 0)],
        received_at=received if received.date() == case.received_on else _day_only(case.received_on),
        taken_by=case.received_by.display_name,
        address=", ".join(filter(None, (case.person.village, commune.name))),
        due_on=case.due_on,
        person_id=case.person_id,
    )
    return receipt_draft(handed_in, commune)


def _day_only(day: date) -> datetime:
    """Recorded on another day than received: the hour is not known."""
    return timezone.make_aware(datetime.combine(day, time()))
