"""News of before a merger that is told afterwards: where people lived then, and where that place is now."""

from __future__ import annotations

from datetime import date

import pytest

from ansinh.access.public import SYSTEM, acting_as
from ansinh.areas import public as areas
from ansinh.registry import public as registry
from tests import builders
from tests.unit.flows.area_world import World, account, world

pytestmark = pytest.mark.django_db
DAY, LATER = date(2026, 1, 1), date(2026, 2, 1)
PAPER = {"document_kind": ["Giấy xác nhận"], "document_issuer": ["UBND xã"]}


@pytest.fixture
def merged() -> World:
    """The first two communes have been one since ``DAY``; some more live with the first person."""
    made = world()
    first = made.people[0]
    home = registry.Membership.objects.get(person=first).household
    wife = builders.person(first.area, name="Vì Thị Một", born="1960-01-01", sex="female", village=first.village)
    builders.fact(registry.Membership, person=wife, household=home, relation="Vợ", valid=builders.period("2023-01-01"))
    made.people.append(wife)
    units = [unit.pk for unit in made.communes[:2]]
    made.change(areas.merge_units, units=units, code="90001", name="Xã Mới", on=DAY)
    for who in made.people:
        who.refresh_from_db()
    return made


def tell(kind: str, who: registry.Person, day: str, **values: object) -> registry.ChangeRequest:
    """Draft it, send it and have it approved by whoever has to."""
    typed = {name: [str(one) for one in value] if isinstance(value, list) else [str(value)]
             for name, value in values.items()}  # fmt: skip
    clerk = account("commune_officer", who.area, DAY)
    sent = registry.draft_request(
        actor=clerk, kind=kind, person_id=who.pk, area_id=who.area_id,
        typed={**PAPER, "effective_on": [day], **typed}, on=LATER,
    )  # fmt: skip
    sent = registry.submit_request(actor=clerk, request_id=sent.pk, on=LATER)
    if sent.state == "open":
        by = account("commune_chair", who.area, DAY)
        if sent.to_area_id:
            by = account("commune_officer", areas.commune("90001", DAY), DAY)
        sent = registry.approve_request(actor=by, request_id=sent.pk, on=LATER)
    assert sent.state == "applied"
    return sent


def lived(who: registry.Person) -> list[tuple[str, str, str]]:
    """Commune, village and first day of the residences that are believed."""
    with acting_as(SYSTEM):
        rows = registry.Residence.objects.filter(person=who, retracted_at=None).order_by("valid")
        return [(row.unit.name, row.village, str(row.valid.lower)) for row in rows.select_related("unit")]


def test_a_move_within_goes_over_with_the_commune_and_is_undone_to_the_letter(merged: World) -> None:
    who = merged.people[0]
    before = lived(who)
    assert before == [("Xã 1", "Thôn Trên", "2023-01-01"), ("Xã Mới", "Thôn Trên", "2026-01-01")]
    done = tell("move_within", who, "2025-11-03", village="Thôn Dưới")
    assert lived(who) == [
        ("Xã 1", "Thôn Trên", "2023-01-01"), ("Xã 1", "Thôn Dưới", "2025-11-03"), ("Xã Mới", "Thôn Dưới", "2026-01-01"),
    ]  # fmt: skip
    who.refresh_from_db()
    assert (who.area.code, who.village) == ("90001", "Thôn Dưới")
    registry.undo_request(actor=account("commune_chair", who.area, DAY), request_id=done.pk, on=LATER)
    assert lived(who) == before


def test_a_move_into_a_commune_that_went_over_since_arrives_in_what_it_became(merged: World) -> None:
    who, second = merged.people[6], merged.communes[1]
    tell("move_commune", who, "2025-11-03", to_unit=second.pk, village="Thôn Trên")
    assert lived(who) == [
        ("Xã 4", "Thôn Trên", "2023-01-01"), ("Xã 2", "Thôn Trên", "2025-11-03"), ("Xã Mới", "Thôn Trên", "2026-01-01"),
    ]  # fmt: skip
    who.refresh_from_db()
    home = registry.Membership.objects.get(person=who, retracted_at=None).household
    assert {who.area.code, home.area.code} == {"90001"}


def test_whoever_left_before_the_merger_was_not_carried_over(merged: World) -> None:
    who, wife = merged.people[0], merged.people[-1]
    tell("move_out", who, "2025-11-03", remaining_head=wife.pk)
    rows = registry.Residence.objects.filter(person=who, retracted_at=None)
    assert [(row.unit.name, str(row.valid.upper)) for row in rows] == [("Xã 1", "2025-11-03")]
    tell("death", merged.people[3], "2025-11-03")


def test_a_household_is_parted_before_the_merger(merged: World) -> None:
    wife = merged.people[-1]
    tell("split", wife, "2025-11-03", village="Thôn Dưới", status="none")
    assert lived(wife)[1:] == [("Xã 1", "Thôn Dưới", "2025-11-03"), ("Xã Mới", "Thôn Dưới", "2026-01-01")]


def test_a_real_move_since_still_stands_in_the_way_and_what_can_be_done_is_said(merged: World) -> None:
    who = merged.people[0]
    tell("move_within", who, "2026-01-10", village="Thôn Dưới")
    with pytest.raises(registry.Unclear) as unclear:
        tell("move_within", who, "2025-11-03", village="Thôn Giữa")
    assert "từ ngày 10/01/2026, ngày thật ghi ở ô" in unclear.value.where["wrong"]["effective_on"]  # type: ignore[index]
    tell("move_within", who, "2026-01-10", village="Thôn Giữa")
    assert lived(who)[-1] == ("Xã Mới", "Thôn Giữa", "2026-01-10")
