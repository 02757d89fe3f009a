"""Somebody moves late in a month: who pays which month, once and never not at all, whatever the lists had got to."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.utils import timezone

from ansinh.access import public as access
from ansinh.casework import public as casework
from ansinh.determination import public as determination
from ansinh.flows.send_move import send_move
from ansinh.kernel.period import Month
from ansinh.payments import public as payments
from ansinh.registry import public as registry
from tests.builders import fact, household, period, person
from tests.unit.casework.test_case_endings import Desk, at
from tests.unit.payments.payroll import Office, award, locked, office, parts, released

pytestmark = pytest.mark.django_db
OCTOBER, NOVEMBER, DECEMBER = Month(2026, 10), Month(2026, 11), Month(2026, 12)
TOLD, SENT, TAKEN = date(2026, 10, 26), date(2026, 10, 28), date(2026, 11, 12)


def peopled(index: int) -> Office:
    """A commune in which somebody else is paid too, so that its lists are never empty."""
    found = office(index)
    award(found, person(found.area, name="Người Ở Lại", born="1940-01-01"), first="2026-10-01")
    return found


@pytest.fixture
def old(db: None) -> Office:
    return peopled(0)


@pytest.fixture
def new(old: Office) -> Office:
    return peopled(1)


def receiving(at_office: Office, name: str = "Lò Thị Chuyển") -> registry.Person:
    who = person(at_office.area, name=name, born="1990-01-01", village="Bản Cũ")
    fact(registry.Disability, person=who, degree="severe", certified_on=date(2026, 3, 1), valid=period("2026-03-01"))
    award(at_office, who, 810_000, "2026-10-01", category="disability", coefficient_tenths=15)
    return who


def told(old: Office, new: Office, who: registry.Person, movers: list[int]) -> registry.ChangeRequest:
    typed = {
        "effective_on": [TOLD.isoformat()], "to_unit": [str(new.area.pk)], "village": ["Bản Mới"],
        "movers": [str(one) for one in movers], "document_kind": ["Xác nhận thông tin về cư trú"],
        "document_issuer": ["Công an xã"],
    }  # fmt: skip
    with access.acting_as(old.maker):
        made = registry.draft_request(
            actor=old.maker, kind="move_commune", person_id=who.pk, area_id=old.area.pk, typed=typed, on=TOLD
        )
        return registry.submit_request(actor=old.maker, request_id=made.pk, on=TOLD)


def sent(old: Office, new: Office, who: registry.Person, movers: list[int] | None = None) -> casework.Case:
    """The file at the old commune, up to the signature of its chair on 28 October."""
    desk = Desk(old.maker, old.chair)
    case = desk.receive(who, "move_commune", TOLD)
    request = told(old, new, who, movers or [])
    with access.acting_as(old.maker):
        casework.link_news(actor=old.maker, case_id=case.pk, request_id=request.pk)
    desk.submit(case, TOLD)
    with access.acting_as(old.chair):
        return send_move(actor=old.chair, case_id=case.pk, on=SENT)


def taken_up(new: Office, case: casework.Case, on: date = TAKEN) -> casework.Case:
    desk = Desk(new.maker, new.chair)
    desk.submit(case, on, act="take_up")
    return desk.decide(case, on)


def paid(who: registry.Person) -> list[tuple[int, str, int]]:
    """Who paid which month how much: (commune, month, đồng), of all lists that stand."""
    found = payments.LinePart.objects.filter(line__person=who).exclude(line__state="cancelled")
    rows = found.order_by("for_month", "pk").values_list("line__commune_id", "for_month", "amount_vnd")
    return [(commune, f"{month:%Y-%m}", amount) for commune, month, amount in rows]


def test_before_the_old_commune_has_a_list_the_new_one_pays_from_the_month_of_the_signature(
    old: Office, new: Office
) -> None:
    who = receiving(old)
    case = sent(old, new, who)
    assert case.left_by is not None
    assert case.left_by.first_month == OCTOBER.first
    done = taken_up(new, case)
    assert done.decision is not None
    assert done.decision.first_month == OCTOBER.first, "from the month with which the old place ended, not of signing"
    locked(old, OCTOBER)
    locked(new, NOVEMBER)
    locked(old, NOVEMBER)
    assert paid(who) == [(new.area.pk, "2026-10", 810_000), (new.area.pk, "2026-11", 810_000)]


@pytest.mark.parametrize("draw", [locked, released], ids=["listed", "handed over"])
def test_what_the_old_commune_has_on_a_list_it_pays_and_the_new_one_begins_after(
    old: Office, new: Office, draw: Callable[[Office, Month], object]
) -> None:
    who = receiving(old)
    draw(old, OCTOBER)
    case = sent(old, new, who)
    assert case.left_by is not None
    assert case.left_by.first_month == NOVEMBER.first
    said = " ".join(casework.decision_draft(case.left_by).write("02/QĐ-UBND").texts())
    assert "kể từ tháng 11 năm 2026" in said
    done = taken_up(new, case)
    assert done.decision is not None
    assert "kể từ tháng 11 năm 2026" in " ".join(casework.decision_draft(done.decision).write("02/QĐ-UBND").texts())
    for at_office in (old, new):
        for month in (NOVEMBER, DECEMBER):
            locked(at_office, month)
    assert paid(who) == [
        (old.area.pk, "2026-10", 810_000), (new.area.pk, "2026-11", 810_000), (new.area.pk, "2026-12", 810_000),
    ]  # fmt: skip


def test_a_list_of_the_next_month_is_paid_by_who_drew_it(old: Office, new: Office) -> None:
    """NĐ 335 Đ28.4: the list of November stands before 25 October."""
    who = receiving(old)
    locked(old, OCTOBER)
    locked(old, NOVEMBER)
    case = sent(old, new, who)
    assert case.left_by is not None
    assert case.left_by.first_month == DECEMBER.first
    taken_up(new, case)
    locked(new, NOVEMBER)
    locked(new, DECEMBER)
    assert paid(who) == [
        (old.area.pk, "2026-10", 810_000), (old.area.pk, "2026-11", 810_000), (new.area.pk, "2026-12", 810_000),
    ]  # fmt: skip


def test_while_the_new_commune_has_not_decided_nobody_pays_and_nothing_is_proposed_then_it_pays_all(
    old: Office, new: Office
) -> None:
    who = receiving(old)
    locked(old, OCTOBER)
    case = sent(old, new, who)
    locked(old, NOVEMBER)
    locked(new, NOVEMBER)
    assert [month for _, month, _ in paid(who)] == ["2026-10"]
    run = determination.determine_month(month=DECEMBER, known_at=at(date(2026, 11, 30)))
    casework.propose_changes(run=run, past={NOVEMBER: [who.pk]})  # late news asks about November too
    assert not casework.Proposal.objects.filter(person=who, state__in=casework.LIVE).exists()
    taken_up(new, case, date(2026, 12, 3))
    drawn = locked(new, DECEMBER)
    mine = [(month, kind) for month, category, kind, _ in parts(drawn.run_id) if category == "disability"]
    assert mine == [("2026-11", "arrears"), ("2026-12", "current")]
    assert [month for _, month, _ in paid(who)] == ["2026-10", "2026-11", "2026-12"]


def test_a_list_that_is_taken_back_after_the_move_is_drawn_again_by_the_old_commune(old: Office, new: Office) -> None:
    who = receiving(old)
    first = locked(old, OCTOBER)
    taken_up(new, sent(old, new, who))
    payments.cancel_run(actor=old.maker, run_id=first.run_id, because="Sai ngày chi", on=TAKEN)
    locked(old, OCTOBER, 1)
    locked(new, NOVEMBER)
    assert paid(who) == [(old.area.pk, "2026-10", 810_000), (new.area.pk, "2026-11", 810_000)]


def test_who_moves_along_is_paid_by_the_new_commune_too_and_named(old: Office, new: Office) -> None:
    who, mother = receiving(old), receiving(old, "Lò Thị Mẹ")
    household(old.area, who, mother)
    locked(old, OCTOBER)
    case = sent(old, new, who, [mother.pk])
    assert case.left_by is not None
    assert "Lò Thị Mẹ" in " ".join(casework.decision_draft(case.left_by).write("02/QĐ-UBND").texts())
    taken_up(new, case)
    locked(old, NOVEMBER)
    locked(new, NOVEMBER)
    for one in (who, mother):
        assert paid(one) == [(old.area.pk, "2026-10", 810_000), (new.area.pk, "2026-11", 810_000)]


def test_leaving_the_province_is_paid_through_the_month_and_stops_with_the_next(old: Office) -> None:
    who = receiving(old)
    locked(old, OCTOBER)
    typed = {"effective_on": [SENT.isoformat()], "document_kind": ["Đơn"], "document_issuer": ["Công an xã"]}
    with access.acting_as(old.maker):
        made = registry.draft_request(
            actor=old.maker, kind="move_out", person_id=who.pk, area_id=old.area.pk, typed=typed, on=SENT
        )
        registry.submit_request(actor=old.maker, request_id=made.pk, on=SENT)
    with access.acting_as(old.chair):
        registry.approve_request(actor=old.chair, request_id=made.pk, on=SENT)
    known = timezone.now()
    found = {}
    for month in (OCTOBER, NOVEMBER):
        casework.propose_changes(run=determination.determine_month(month=month, known_at=known))
        live = casework.Proposal.objects.filter(person=who, state__in=casework.LIVE)
        found[month] = [(one.kind, one.first_month, one.area_id) for one in live]
    assert found == {OCTOBER: [], NOVEMBER: [("stop", NOVEMBER.first, old.area.pk)]}


@pytest.mark.parametrize(("ended", "first"), [("", DECEMBER), ("2026-11-01", NOVEMBER), ("2026-12-01", DECEMBER)])
def test_who_comes_from_another_province_goes_on_from_the_month_with_which_it_ended_there(
    old: Office, ended: str, first: Month
) -> None:
    """NĐ 335/2026 Đ8.3; who never received elsewhere begins with the signature."""
    newcomer = person(old.area, name="Đặng Văn Đến", born="1990-01-01")
    fact(
        registry.Disability, person=newcomer, degree="severe", certified_on=date(2024, 3, 1), valid=period("2026-10-20")
    )
    desk = Desk(old.maker, old.chair)
    asked = {"ended_elsewhere": ended}
    case = desk.receive(newcomer, "new", date(2026, 11, 27), programme="social_allowance", asked=asked)
    desk.step(case, "check", date(2026, 11, 30))
    desk.submit(case, date(2026, 11, 30))
    done = desk.decide(case, date(2026, 12, 3))
    assert done.decision is not None
    assert done.decision.first_month == first.first
    locked(old, DECEMBER)
    assert sum(amount for _, _, amount in paid(newcomer)) == 810_000 * (DECEMBER.number - first.number + 1)
