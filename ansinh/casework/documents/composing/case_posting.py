"""Danh sách niêm yết of the files that a commune posted on a day: until which, and where (NĐ 20/2021 Đ8.1.b).

Of everybody the same few things, as in ``posting``: nobody is left out and nothing tells why.
"""

from __future__ import annotations

import hashlib
from datetime import date

from ansinh.access.public import Actor
from ansinh.casework.case_people import with_people
from ansinh.casework.case_policies import procedure_of_case
from ansinh.casework.case_steps import last_step
from ansinh.casework.cases.clock import calendar
from ansinh.casework.document_kinds import DocumentKind
from ansinh.casework.documents.composing.posting import posted_list
from ansinh.casework.documents.content import Content, Paragraph
from ansinh.casework.documents.draft import Draft
from ansinh.casework.documents.offices import Office
from ansinh.casework.documents.words import day_words
from ansinh.casework.models import Case, CaseStep
from ansinh.kernel.errors import Refusal

EXAMINED = ("kết quả xét duyệt trợ giúp xã hội", "đã được xét duyệt hồ sơ trợ giúp xã hội")
BY_COUNCIL = (
    "kết luận của Hội đồng xác định mức độ khuyết tật",
    "đã có kết luận của Hội đồng xác định mức độ khuyết tật",
)


def case_posting_draft(case: Case, actor: Actor, on: date) -> Draft:
    """The list of the day on which the case was posted, with all files of its commune posted that day."""
    step = last_step(case, ("post",))
    if step is None:
        raise Refusal("Hồ sơ không niêm yết.", code="wrong_state")
    same_day = CaseStep.objects.filter(
        act="post", on=step.on, case__area=case.area, case__procedure=case.procedure, undone=None
    )
    found = Case.objects.filter(pk__in=same_day.values("case_id"))
    cases = sorted(with_people(list(found)), key=lambda each: (each.person.name_sort, each.pk))
    days = _posted_for(case)
    until = calendar().after(step.on, days)
    office = Office(case.area, step.on)
    ids = sorted(each.pk for each in cases)

    def write(symbol: str) -> Content:
        return _content(cases, office, (days, until), symbol)

    return Draft(
        kind=DocumentKind.POSTING, subject=f"posting:{hashlib.sha256(repr(ids).encode()).hexdigest()[:40]}",
        office=office, letters="TB-UBND", area_id=case.area_id, write=write, case_ids=tuple(ids),
    )  # fmt: skip


def _posted_for(case: Case) -> int:
    """Working days: those of the law, or all of the stage within which the conclusion is posted (TT 01/2019 Đ6.1)."""
    stages = procedure_of_case(case).steps
    said = max((stage.posting_days for stage in stages), default=0)
    return said or next(stage.days or 0 for stage in stages if stage.code == "certificate")


def _content(cases: list[Case], office: Office, term: tuple[int, date], symbol: str) -> Content:
    days, until = term
    about, done = BY_COUNCIL if cases[0].flow == "disability" else EXAMINED
    villages = sorted({case.person.village for case in cases if case.person.village})
    also = f" và nhà văn hóa {', '.join(villages)}" if villages else ""
    return Content(
        kind=DocumentKind.POSTING,
        head=office.head,
        place=office.place,
        on=office.on.isoformat(),
        symbol=symbol,
        title="THÔNG BÁO",
        about=f"Niêm yết công khai {about}",
        body=(
            Paragraph(f"{office.name} niêm yết công khai danh sách {len(cases):02d} người {done} (kèm theo)."),
            Paragraph(
                f"{days:02d} ngày làm việc, từ {day_words(office.on)} đến hết {day_words(until)}.",
                "Thời gian niêm yết:",
            ),
            Paragraph(f"trụ sở {office.name}{also}.", "Nơi niêm yết:"),
            Paragraph(
                f"Ý kiến, khiếu nại về danh sách xin gửi đến {office.name} trong thời gian niêm yết; được xem xét, kết"
                " luận và công khai bằng văn bản."
            ),
        ),
        recipients=("Niêm yết tại nơi ghi trên;", f"Lưu: {office.kept_by}."),
        signatures=(office.signed_for_committee(""),),
        annex=posted_list([(case.person, case.programme) for case in cases], office, symbol),
    )
