"""Two records become one and two again: nothing is lost, nothing overlaps, and undoing gives every row back."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from ansinh.access.public import Actor, acting_as
from ansinh.areas import public as areas
from ansinh.kernel.errors import Refusal
from ansinh.kernel.period import Month
from ansinh.kernel.sealing.blind import blind
from ansinh.kernel.sealing.columns import verify_sealed
from ansinh.registry import public as registry
from ansinh.registry.models import DuplicateSearch
from tests.builders import circumstance, commune, fact, household, officer, period, person

pytestmark = pytest.mark.django_db

FACTS = (
    "identity", "residence", "membership", "paper", "circumstance", "sealed_circumstance", "disability", "pension",
    "upbringing", "payment_channel", "phone",
)  # fmt: skip


def believed(*people: int) -> dict[str, list[str]]:
    """Every row that is believed, but for its number and when it was recorded; and the rows that lists read."""
    found = {}
    with connection.cursor() as cursor:
        for name in FACTS:
            cursor.execute(
                f"SELECT (to_jsonb(f) - 'id' - 'recorded_at')::text FROM registry_{name} AS f "
                "WHERE retracted_at IS NULL"
            )
            found[name] = sorted(row for (row,) in cursor.fetchall())
        cursor.execute("SELECT to_jsonb(p)::text FROM registry_person AS p ORDER BY id")
        found["person"] = [row for (row,) in cursor.fetchall()]
    return found


def suspected(a: registry.Person, b: registry.Person) -> registry.DuplicatePair:
    """A pair as the search would write it."""
    first, second = sorted((a, b), key=lambda who: who.pk)
    search = DuplicateSearch.objects.create(
        known_at=timezone.now(), by_night=True, whole=True, weights=1, people=2, touched=2, found=1, raised=1, cleared=0
    )
    return registry.DuplicatePair.objects.create(
        first=first, second=second, first_area=first.area, second_area=second.area, tenths=55, level="sure",
        reasons=["name_same", "born_day"], search=search,
    )  # fmt: skip


def merged(
    actor: Actor,
    kept: registry.Person,
    absorbed: registry.Person,
    choices: dict[str, str] | None = None,
    both: bool = False,
) -> registry.Merge:
    pair = registry.DuplicatePair.objects.filter(
        first_id=min(kept.pk, absorbed.pk), second_id=max(kept.pk, absorbed.pk)
    ).first() or suspected(kept, absorbed)
    merge = registry.propose_merge(
        actor=actor, pair_id=pair.pk, kept_id=kept.pk, choices=choices or {}, because="cùng người", both_paid=both
    )
    return merge if both else registry.merge_people(actor=actor, merge_id=merge.pk)


@pytest.fixture
def here() -> areas.Unit:
    return commune()


@pytest.fixture
def clerk(here: areas.Unit) -> Actor:
    return officer("commune_officer", here)


def two(here: areas.Unit) -> tuple[registry.Person, registry.Person]:
    """A full record, and one that knows the year only but has an older certificate, a number and a child."""
    kept = person(here, name="Giàng Thị Dở", born="1950-05-20", village="Nậm Khắt", sex="female")
    absorbed = person(here, name="Giàng Dở", born="1950-01-01", precision="year", lives_from="2020-01-01")
    fact(registry.Disability, person=kept, degree="severe", valid=period("2024-03-01"))
    fact(registry.Disability, person=absorbed, degree="mild", valid=period("2022-01-01", "2025-01-01"))
    fact(registry.Paper, person=absorbed, kind="personal", number="015150000001", valid=period("2021-01-01"))
    fact(registry.Phone, person=absorbed, number="0912345678", valid=period("2021-01-01"))
    circumstance(kept, "marital", "widowed", "2024-01-01")
    circumstance(absorbed, "marital", "married", "2022-01-01")
    household(here, kept)
    household(here, absorbed)
    child = person(here, name="Giàng A Páo", born="2010-01-01")
    fact(registry.Upbringing, person=absorbed, child=child, valid=period("2010-01-01"))
    return kept, absorbed


def spans(model: Any, who: registry.Person, *fields: str) -> list[tuple[Any, ...]]:
    rows = model.objects.filter(person=who, retracted_at=None).order_by("valid").values_list(*fields, "valid")
    return [(*row[:-1], str(row[-1].lower), str(row[-1].upper)) for row in rows]


def test_facts_of_the_absorbed_fill_the_days_that_the_kept_leaves(here: areas.Unit, clerk: Actor) -> None:
    kept, absorbed = two(here)
    merged(clerk, kept, absorbed)
    assert spans(registry.Disability, kept, "degree") == [
        ("mild", "2022-01-01", "2024-03-01"),
        ("severe", "2024-03-01", "None"),
    ]
    assert spans(registry.SealedCircumstance, kept, "content") == [
        ("marital=married", "2022-01-01", "2024-01-01"),
        ("marital=widowed", "2024-01-01", "None"),
    ]
    assert verify_sealed().wrong == ()  # what went over is found by the slot of the record it went to
    assert spans(registry.Residence, kept, "village") == [
        ("", "2020-01-01", "2023-01-01"),
        ("Nậm Khắt", "2023-01-01", "None"),
    ]
    assert registry.Paper.objects.get(number_index=blind("number", "015150000001"), retracted_at=None).person == kept
    assert registry.Upbringing.objects.get(retracted_at=None).person_id == kept.pk
    for model in (registry.Identity, registry.Residence, registry.Paper, registry.Disability, registry.Membership):
        assert not model.objects.filter(person=absorbed, retracted_at=None).exists()
    assert registry.kept_instead_of(absorbed.pk) == kept.pk
    assert registry.records_of([kept.pk]) == [kept.pk, absorbed.pk]


def test_the_chosen_side_keeps_its_days(here: areas.Unit, clerk: Actor) -> None:
    kept, absorbed = two(here)
    offered = {c.choice: c.proposed for c in registry.conflicts(kept.pk, absorbed.pk)}
    assert offered == {
        "identity:name": "kept", "identity:born": "kept", "disability": "kept", "circumstance:marital": "kept",
        "household": "kept", "residence": "kept",
    }  # fmt: skip
    merged(clerk, kept, absorbed, {"disability": "absorbed", "identity:name": "absorbed"})
    assert spans(registry.Disability, kept, "degree") == [
        ("mild", "2022-01-01", "2025-01-01"),
        ("severe", "2025-01-01", "None"),
    ]
    kept.refresh_from_db()
    assert (kept.full_name, kept.name_fold, kept.born, kept.sex) == ("Giàng Dở", "giang do", "1950-05-20", "female")


def test_the_absorbed_is_no_longer_determined_and_was_before(here: areas.Unit, clerk: Actor) -> None:
    kept, absorbed = two(here)
    before = timezone.now()
    merged(clerk, kept, absorbed)
    month = Month(2026, 11)
    then = set(registry.facts_of_month(month, known_at=before)["person_id"])
    now = set(registry.facts_of_month(month, known_at=timezone.now())["person_id"])
    assert then - now == {absorbed.pk}
    assert now <= then


@pytest.mark.parametrize(
    "choices", [{}, {"disability": "absorbed", "residence": "absorbed", "identity:born": "absorbed"}]
)
def test_undoing_gives_every_row_back(here: areas.Unit, clerk: Actor, choices: dict[str, str]) -> None:
    kept, absorbed = two(here)
    before = believed()
    merge = merged(clerk, kept, absorbed, choices)
    assert believed() != before
    registry.undo_merge(actor=clerk, merge_id=merge.pk, because="nhầm")
    assert believed() == before
    assert registry.kept_instead_of(absorbed.pk) is None
    merged(clerk, kept, absorbed, choices)
    again = registry.Merge.objects.get(state="done")
    registry.undo_merge(actor=clerk, merge_id=again.pk, because="nhầm")
    assert believed() == before


def test_undoing_is_refused_when_something_was_recorded_since(here: areas.Unit, clerk: Actor) -> None:
    kept, absorbed = two(here)
    merge = merged(clerk, kept, absorbed)
    fact(registry.Pension, person=kept, amount_vnd=1, valid=period("2026-01-01"), recorded_at=timezone.now())
    with pytest.raises(Refusal) as refused:
        registry.undo_merge(actor=clerk, merge_id=merge.pk, because="nhầm")
    assert refused.value.code == "built_upon"


def test_a_merge_of_a_merged_record_is_undone_last_first(here: areas.Unit, clerk: Actor) -> None:
    kept, absorbed = two(here)
    third = person(here, name="Giàng Thị Dở", born="1950-05-20")
    first = merged(clerk, kept, absorbed)
    before = believed()
    second = merged(clerk, third, kept)
    assert registry.kept_instead_of(absorbed.pk) == third.pk
    with pytest.raises(Refusal, match=r"lần gộp sau|ghi tiếp"):
        registry.undo_merge(actor=clerk, merge_id=first.pk, because="nhầm")
    registry.undo_merge(actor=clerk, merge_id=second.pk, because="nhầm")
    assert believed() == before
    assert registry.kept_instead_of(absorbed.pk) == kept.pk


def test_parent_and_child_are_not_one(here: areas.Unit, clerk: Actor) -> None:
    parent, child = person(here, name="Lò Thị Ín"), person(here, name="Lò Thị Ín", born="1980-01-01")
    fact(registry.Upbringing, person=parent, child=child, valid=period("1980-01-01"))
    pair = suspected(parent, child)
    merge = registry.propose_merge(
        actor=clerk, pair_id=pair.pk, kept_id=parent.pk, choices={}, because="", both_paid=False
    )
    before = believed()
    with pytest.raises(Refusal) as refused:
        registry.merge_people(actor=clerk, merge_id=merge.pk)
    assert refused.value.code == "parent_and_child"
    assert believed() == before


def test_of_two_who_are_paid_somebody_else_approves(here: areas.Unit, clerk: Actor) -> None:
    kept, absorbed = two(here)
    merge = merged(clerk, kept, absorbed, both=True)
    chair = officer("commune_chair", here)
    with pytest.raises(Refusal) as refused:
        registry.merge_people(actor=clerk, merge_id=merge.pk)
    assert refused.value.code == "not_permitted"
    done = registry.merge_people(actor=chair, merge_id=merge.pk)
    assert (done.state, done.made_by_id, done.checked_by_id) == ("done", clerk.user_id, chair.user_id)
    with pytest.raises(IntegrityError), transaction.atomic():
        registry.Merge.objects.filter(pk=merge.pk).update(checked_by=clerk.user_id)
    with pytest.raises(IntegrityError), transaction.atomic():
        registry.Merge.objects.filter(pk=merge.pk).update(checked_by=None)


def test_a_refused_merge_leaves_the_pair_suspected(here: areas.Unit, clerk: Actor) -> None:
    kept, absorbed = two(here)
    before = believed()
    merge = merged(clerk, kept, absorbed, both=True)
    registry.refuse_merge(actor=officer("commune_chair", here), merge_id=merge.pk, because="chưa rõ")
    pair = registry.DuplicatePair.objects.get()
    assert (pair.state, pair.decided_by_id, believed()) == ("suspected", None, before)


def test_a_changed_record_is_looked_at_again_before_it_is_merged(here: areas.Unit, clerk: Actor) -> None:
    kept, absorbed = two(here)
    merge = merged(clerk, kept, absorbed, both=True)
    fact(registry.Pension, person=kept, amount_vnd=1_000, valid=period("2026-01-01"))
    fact(registry.Pension, person=absorbed, amount_vnd=2_000, valid=period("2026-01-01"))
    with pytest.raises(Refusal) as refused:
        registry.merge_people(actor=officer("commune_chair", here), merge_id=merge.pk)
    assert refused.value.code == "changed_since"


def test_a_pair_of_two_communes_is_seen_by_both_and_decided_by_the_province(here: areas.Unit, clerk: Actor) -> None:
    mine, other = person(here), person(commune(1))
    pair = suspected(mine, other)
    stranger = officer("commune_officer", commune(2))
    for actor, sees in ((clerk, 1), (officer("commune_officer", commune(1)), 1), (stranger, 0)):
        with acting_as(actor):
            assert registry.DuplicatePair.objects.count() == sees
    with acting_as(clerk):
        assert set(registry.Person.objects.filter(pk__in=[mine.pk, other.pk])) == {mine}
        with pytest.raises(Refusal) as refused:
            registry.decide_pair(actor=clerk, pair_id=pair.pk, act="different")
    assert refused.value.code == "across_communes"
    with pytest.raises(Exception, match="row-level security"), acting_as(clerk):
        registry.DuplicatePair.objects.filter(pk=pair.pk).update(because="…")
    wide = officer("province_officer", areas.province(date(2026, 1, 1)))
    with acting_as(wide):
        assert registry.decide_pair(actor=wide, pair_id=pair.pk, act="different").state == "different"


def test_the_database_refuses_pairs_that_make_no_sense(here: areas.Unit) -> None:
    a, b = person(here), person(here)
    pair = suspected(a, b)
    wrong: list[dict[str, Any]] = [
        {"first_id": b.pk, "second_id": a.pk},
        {"state": "different"},
        {"state": "nonsense"},
        {"decided_at": timezone.now()},
    ]
    for change in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            registry.DuplicatePair.objects.filter(pk=pair.pk).update(**change)
    with pytest.raises(IntegrityError), transaction.atomic():
        suspected(a, b)
    assert json.dumps(pair.reasons) == '["name_same", "born_day"]'
