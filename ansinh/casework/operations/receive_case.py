"""Receiving a case at the counter: its number, its procedure, its papers, its due day."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from django.db import connection, transaction
from django.db.models import Max

from ansinh.access.public import SYSTEM, Actor, acting_as
from ansinh.casework.case_policies import check_may_receive
from ansinh.casework.case_states import LIVE_CASES, CaseState
from ansinh.casework.cases.kind import CaseKind, Outcome, Starter
from ansinh.casework.cases.kinds import CASE_KINDS
from ansinh.casework.cases.procedure import CaseProcedure, procedure_at_receipt
from ansinh.casework.forms.clean import Wrong, day_of
from ansinh.casework.models import Case, CasePaper, CaseStep, Suspension
from ansinh.casework.operations.join_form import join_form
from ansinh.casework.operations.step_case import set_clock
from ansinh.casework.queries_cases import programmes_received
from ansinh.casework.queries_moved import paying_commune
from ansinh.kernel import audit
from ansinh.kernel.errors import Refusal
from ansinh.registry.public import Person, kept_instead_of

LONGEST_NAME, LONGEST_TEXT = 120, 2_000
REPEATABLE = ("complaint", "appeal", "grievance", "own_data")


class Unclear(Refusal):
    """``where["wrong"]``: what is wrong, by field."""

    def __init__(self, wrong: Mapping[str, str]) -> None:
        super().__init__("Chưa tiếp nhận được: hãy xem các ô có lỗi.", code="unclear", wrong=dict(wrong))


@transaction.atomic
def receive_case(
    *,
    actor: Actor,
    kind: str,
    person_id: int,
    received_on: date,
    on: date,
    starter: str,
    programme: str = "",
    applicant: Mapping[str, str] | None = None,
    asked: Mapping[str, str] | None = None,
    papers: Collection[str] = (),
    follows: int | None = None,
    form_ids: Collection[int] = (),
) -> Case:
    """Take a case in, with the forms that were filled in for it.

    Raises Unclear with what is wrong by field, Refusal when it cannot be taken in at all.
    """
    declared = CASE_KINDS[kind]
    person = Person.objects.filter(pk=person_id).first()
    if person is None:
        raise Refusal("Không có người này trong địa bàn của bạn.", code="unknown_person")
    check_may_receive(actor, person.area_id, declared)
    values = _cleaned(declared, asked or {}, applicant or {})
    if wrong := _wrong(declared, person, received_on, on, starter, programme, values):
        raise Unclear(wrong)
    before, procedure = _followed(declared, person, follows), procedure_at_receipt(declared, programme, received_on, on)
    _check_only_one(declared, person, programme)
    case = Case(
        kind=kind, programme=programme, procedure=procedure.code, flow=procedure.flow, person=person,
        **_in_charge(procedure, person, actor, on), register_id=person.area_id, year=received_on.year,
        number=_next_number(person.area_id, received_on.year), received_on=received_on,
        received_by_id=actor.user_id, starter=starter,
        **values, state=CaseState.RECEIVED, due_by_law=procedure.by_law, follows=before,
    )  # fmt: skip
    _write(case, declared, papers)
    _join_forms(actor, case, form_ids)
    audit.record(
        actor=actor, action="case.receive", object_kind="case", object_id=case.pk, area_id=case.register_id,
        details={"kind": kind, "procedure": procedure.code},
    )  # fmt: skip
    return case


def _in_charge(procedure: CaseProcedure, person: Person, actor: Actor, on: date) -> dict[str, int | None]:
    """The commune that takes it in; of somebody who has moved already the one that pays, since its chair ends that
    first (NĐ 335/2026 Đ8.3): nobody there has taken it on yet."""
    payer = paying_commune(person, on) if "take_up" in procedure.acts else None
    if payer is None:
        return {"area_id": person.area_id, "owner_id": actor.user_id}
    return {"area_id": payer.pk, "to_area_id": person.area_id}


def _join_forms(actor: Actor, case: Case, form_ids: Collection[int]) -> None:
    for form_id in form_ids:
        join_form(actor=actor, form_id=form_id, case_id=case.pk)


def _write(case: Case, kind: CaseKind, papers: Collection[str]) -> None:
    """The case with its first line of history and its checklist."""
    set_clock(case, [])
    case.save()
    CaseStep.objects.create(case=case, act="receive", after=case.state, on=case.received_on, by_id=case.received_by_id)
    CasePaper.objects.bulk_create(
        CasePaper(
            case=case,
            code=paper.code,
            given_on=case.received_on if paper.code in papers else None,
            taken_by_id=case.received_by_id if paper.code in papers else None,
        )
        for paper in kind.papers_of(case.procedure)
    )


def _next_number(area_id: int, year: int) -> int:
    """Numbers run without gaps a commune and year: the lock is held until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('case numbers'), %s)", [area_id])
    last = Case.objects.filter(register_id=area_id, year=year).aggregate(last=Max("number"))["last"]
    return int(last or 0) + 1


def _cleaned(kind: CaseKind, asked: Mapping[str, str], applicant: Mapping[str, str]) -> dict[str, Any]:
    def plain(text: str, longest: int) -> str:
        return text.strip()[:longest]

    said = {field.name: plain(asked.get(field.name, ""), LONGEST_TEXT) for field in kind.asked}
    return {
        "asked": said | {field.name: _day_or_text(said[field.name]) for field in kind.asked if field.type == "day"},
        "applicant": {name: plain(applicant.get(name, ""), LONGEST_NAME) for name in ("name", "relation", "phone")},
    }


def _wrong(
    kind: CaseKind,
    person: Person,
    received_on: date,
    on: date,
    starter: str,
    programme: str,
    values: dict[str, Any],
) -> dict[str, str]:
    wrong = {}
    if starter not in kind.starters_for(dead=person.died_on is not None):
        wrong["starter"] = "Chọn ai là người nộp."
    elif starter not in (Starter.PERSON, Starter.OFFICE) and not values["applicant"]["name"]:
        wrong["name"] = "Ghi họ tên người nộp."
    if kind.programmes and programme not in kind.programmes:
        wrong["programme"] = "Chọn chế độ."
    elif kind.about_receiving and programme not in programmes_received(person.pk, on.replace(day=1)):
        wrong["programme"] = "Người này không đang hưởng chế độ này."
    elif kind.outcome is Outcome.RESUME and not _suspended(person, programme):
        wrong["programme"] = "Chế độ này của người này không đang tạm dừng."
    if received_on > on:
        wrong["received_on"] = "Ngày nhận không được sau hôm nay."
    if kind.about_dead and person.died_on is None:
        wrong["person"] = "Sổ chưa ghi người này chết; hãy báo tử trước."
    if person.died_on is not None and received_on < person.died_on and kind.about_dead:
        wrong["received_on"] = "Ngày nhận trước ngày chết."
    if values["asked"].get("happened", "") > received_on.isoformat():
        wrong["happened"] = "Ngày xảy ra không được sau ngày nhận."
    if kept_instead_of(person.pk) is not None:
        wrong["person"] = "Hồ sơ nhân thân này đã gộp; hãy mở hồ sơ được giữ lại."
    return wrong | _wrong_fields(kind, values["asked"])


def _suspended(person: Person, programme: str) -> bool:
    return Suspension.objects.filter(person=person, programme=programme, ended_by=None).exists()


def _wrong_fields(kind: CaseKind, asked: Mapping[str, str]) -> dict[str, str]:
    wrong = {}
    for field in kind.asked:
        text = asked[field.name]
        if not text:
            if field.required:
                wrong[field.name] = "Phải ghi ô này."
        elif field.type == "choice" and text not in dict(field.choices):
            wrong[field.name] = "Chọn một mục trong danh sách."
        elif field.type in ("money", "number") and not (text.isascii() and text.isdigit() and len(text) <= 9):
            wrong[field.name] = "Chỉ ghi chữ số."
        elif field.type == "day" and (told := _wrong_day(text)):
            wrong[field.name] = told
    return wrong


def _day_or_text(text: str) -> str:
    """YYYY-MM-DD of a day however it was typed; what is no day as it is, to be told."""
    return text if _wrong_day(text) else day_of(text)


def _wrong_day(text: str) -> str:
    try:
        day_of(text)
    except Wrong as wrong:
        return str(wrong)
    return ""


def _followed(kind: CaseKind, person: Person, follows: int | None) -> Case | None:
    """The case that this one is about."""
    if follows is None:
        return None
    before = Case.objects.filter(pk=follows, person=person).first()
    if before is None or (kind.follows and before.kind not in kind.follows):
        raise Refusal("Không có hồ sơ trước như vậy của người này.", code="unknown_case")
    return before


def _check_only_one(kind: CaseKind, person: Person, programme: str) -> None:
    with acting_as(SYSTEM):  # also in the commune they came from
        live = Case.objects.filter(person=person, kind=kind.code, programme=programme, state__in=LIVE_CASES).first()
    if live is not None and kind.code not in REPEATABLE:
        raise Refusal(
            "Người này đang có hồ sơ cùng loại số %(symbol)s chưa giải quyết xong.",
            code="one_live",
            case=live.pk,
            symbol=live.symbol,
        )
