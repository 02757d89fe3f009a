"""Somebody moved by news alone: the commune where they live takes the file in, the one that pays ends first."""

from __future__ import annotations

from datetime import date

import pytest

from ansinh.access import public as access
from ansinh.areas import public as areas
from ansinh.casework import public as casework
from ansinh.casework.documents.offices import small
from ansinh.determination import public as determination
from ansinh.flows.send_move import send_move
from ansinh.kernel.errors import Refusal
from ansinh.kernel.period import Month
from ansinh.registry import public as registry
from tests.builders import commune, household, person
from tests.unit.casework.test_case_endings import Desk, at
from tests.unit.flows.test_move_and_pay import DECEMBER, NOVEMBER, OCTOBER, new, old, paid, receiving, taken_up, told
from tests.unit.payments.payroll import Office, award, locked

__all__ = ["new", "old"]
pytestmark = pytest.mark.django_db
MOVED, ASKED, SENT, TAKEN = date(2026, 10, 26), date(2026, 11, 5), date(2026, 11, 9), date(2026, 11, 12)


def moved(old: Office, new: Office, movers: list[registry.Person] | None = None) -> registry.Person:
    """Who receives in the old commune and lives in the new one, by news that the new one has taken up."""
    who = receiving(old)
    along = movers or []
    if along:
        household(old.area, who, *along)
    request = told(old, new, who, [one.pk for one in along])
    with access.acting_as(new.chair):
        registry.approve_request(actor=new.chair, request_id=request.pk, on=MOVED)
    return registry.Person.objects.get(pk=who.pk)


def asked(new: Office, who: registry.Person) -> casework.Case:
    return Desk(new.maker, new.chair).receive(who, "move_commune", ASKED)


def sent(old: Office, case: casework.Case) -> casework.Case:
    Desk(old.maker, old.chair).submit(case, ASKED)
    with access.acting_as(old.chair):
        return send_move(actor=old.chair, case_id=case.pk, on=SENT)


def test_the_file_is_received_where_they_live_and_waits_where_they_are_paid(old: Office, new: Office) -> None:
    who = moved(old, new)
    case = asked(new, who)
    assert (case.register_id, case.area_id, case.to_area_id) == (new.area.pk, old.area.pk, new.area.pk)
    assert case.owner_id is None, "nobody of the old commune has taken it on yet"
    assert case.received_by_id == new.maker.user_id
    for actor in (old.maker, new.maker):
        with access.acting_as(actor):
            seen = casework.queries_cases.case_of(case.pk)
            assert seen is not None
            assert seen.person.full_name == who.full_name
            assert {act.name for act in casework.acts_within(seen, actor, [])} == (
                {"ask", "submit", "withdraw"} if actor is old.maker else set()
            )


def test_the_old_commune_ends_and_the_new_one_pays_every_month_once(old: Office, new: Office) -> None:
    who = moved(old, new)
    locked(old, OCTOBER)
    locked(old, NOVEMBER)
    case = sent(old, asked(new, who))
    assert case.left_by is not None
    assert case.left_by.first_month == DECEMBER.first
    with access.acting_as(old.chair):
        said = " ".join(casework.decision_draft(case.left_by).write("02/QĐ-UBND").texts())
    assert "kể từ tháng 12 năm 2026" in said
    assert f"Lò Thị Chuyển, sinh ngày 01/01/1990, cư trú tại Bản Mới, {small(new.area.name)}" in said
    done = taken_up(new, case, TAKEN)
    assert done.state == "decided"
    assert done.decision is not None
    assert (done.decision.kind, done.decision.commune_id) == ("arrive", new.area.pk)
    for at_office in (old, new):
        locked(at_office, DECEMBER)
    assert paid(who) == [
        (old.area.pk, "2026-10", 810_000), (old.area.pk, "2026-11", 810_000), (new.area.pk, "2026-12", 810_000),
    ]  # fmt: skip
    assert casework.paying_commune(who, date(2026, 12, 1)) is None


def test_until_the_file_is_signed_the_old_commune_goes_on_paying(old: Office, new: Office) -> None:
    who = moved(old, new)
    asked(new, who)
    locked(old, OCTOBER)
    locked(new, OCTOBER)
    assert paid(who) == [(old.area.pk, "2026-10", 810_000)]


def test_who_moved_along_asks_for_themselves(old: Office, new: Office) -> None:
    mother = receiving(old, "Lò Thị Mẹ")
    who = moved(old, new, [mother])
    taken_up(new, sent(old, asked(new, who)), TAKEN)
    payers = [casework.paying_commune(registry.Person.objects.get(pk=one.pk), TAKEN) for one in (who, mother)]
    assert payers == [None, areas.Unit.objects.get(pk=old.area.pk)]
    taken_up(new, sent(old, asked(new, registry.Person.objects.get(pk=mother.pk))), TAKEN)
    locked(new, DECEMBER)
    assert {commune for one in (who, mother) for commune, _, _ in paid(one)} == {new.area.pk}


def test_who_has_moved_on_since_is_not_sent_to_where_they_no_longer_live(old: Office, new: Office) -> None:
    who = moved(old, new)
    case = asked(new, who)
    registry.Person.objects.filter(pk=who.pk).update(area=commune(2))
    with pytest.raises(Refusal, match="đã chuyển tiếp") as refused:
        sent(old, case)
    assert refused.value.code == "moved_on"
    assert casework.paying_commune(registry.Person.objects.get(pk=who.pk), ASKED) is not None, "paid as before"


def test_a_file_of_the_commune_they_came_from_is_named_instead(old: Office, new: Office) -> None:
    who = receiving(old)
    first = Desk(old.maker, old.chair).receive(who, "move_commune", MOVED)
    registry.Person.objects.filter(pk=who.pk).update(area=new.area)
    with pytest.raises(Refusal, match="đang có hồ sơ cùng loại") as refused:
        asked(new, who)
    assert refused.value.where["symbol"] == first.symbol


def test_whom_their_own_commune_pays_or_nobody_moves_as_before(old: Office, new: Office) -> None:
    who = receiving(old)
    assert casework.paying_commune(who, ASKED) is None
    case = Desk(old.maker, old.chair).receive(who, "move_commune", ASKED)
    assert (case.area_id, case.to_area_id, case.owner_id) == (old.area.pk, None, old.maker.user_id)


@pytest.mark.parametrize(("end", "goes_on"), [("2026-12-01", False), ("2027-01-01", True), (None, True)])
def test_what_ends_with_this_month_is_nobodys_next(old: Office, new: Office, end: str | None, goes_on: bool) -> None:
    """Asked on the last day of November: awarded through November, through December, until further notice."""
    who = person(new.area, name="Lò Thị Chuyển", born="1990-01-01")
    award(old, who, 810_000, "2026-10-01", end)
    assert casework.paying_commune(who, date(2026, 11, 30)) == (old.area if goes_on else None)


def test_a_commune_that_went_over_is_what_it_became(old: Office, new: Office) -> None:
    step = areas.Succession.objects.filter(predecessor__kind="commune", successor__valid__contains=ASKED).first()
    assert step is not None
    heir = areas.Unit.objects.get(pk=step.successor_id)
    at_home, gone = person(heir, name="Lò Thị Ở"), person(new.area, name="Lò Thị Đi")
    for who in (at_home, gone):
        award(old, who, 810_000, "2026-10-01", area=step.predecessor)
    assert heir != new.area
    assert casework.paying_commune(at_home, ASKED) is None
    assert casework.paying_commune(gone, ASKED) == heir


def test_the_month_proposes_nothing_for_who_is_paid_elsewhere(old: Office, new: Office) -> None:
    who = moved(old, new)
    run = determination.determine_month(month=Month(2026, 11), known_at=at(date(2026, 11, 20)))
    casework.propose_changes(run=run)
    assert not casework.Proposal.objects.filter(person=who, state__in=casework.LIVE).exists()
