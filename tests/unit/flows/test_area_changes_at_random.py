"""Any order of changes over a small world: nobody is lost, everybody is in one commune a day, undoing is exact."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from ansinh.access.public import Grant
from ansinh.areas import public as areas
from ansinh.flows import area_change
from ansinh.kernel.errors import Refusal
from ansinh.kernel.period import Month
from ansinh.oversight import queries
from ansinh.oversight.area_verification import verify_areas
from ansinh.oversight.geography import by_commune_on
from ansinh.registry import public as registry
from tests.unit.flows.area_world import CITATION, START, account, everything, list_of, on_the_rolls, world

JUNE = Month(2024, 6)
FIRST = date(2024, 7, 1)
PICK = st.integers(min_value=0, max_value=10**6)


class Changes(RuleBasedStateMachine):
    """Merges, splits, renames, moves, the end of the districts, each on a later day, and undoing of the last."""

    def __init__(self) -> None:
        super().__init__()
        self.point = transaction.atomic()
        self.point.__enter__()
        self.world = world()
        account("commune_chair", self.world.communes[0])
        account("commune_officer", self.world.communes[3])
        self.holders = set(Grant.objects.values_list("user_id", "role"))
        for who in self.world.people:
            on_the_rolls(self.world, who, since="2024-06-01")
        list_of(self.world, self.world.province, JUNE)
        self.day = FIRST
        self.code = 91000
        self.done: list[tuple[areas.Change, dict[str, list[object]]]] = []

    def teardown(self) -> None:
        """The world goes away with its transaction."""
        transaction.set_rollback(True)
        self.point.__exit__(None, None, None)

    def communes(self) -> list[areas.Unit]:
        return self.world.living(self.day)

    def carry_out(self, verb: Any, **wanted: Any) -> None:
        before = everything()
        try:
            with transaction.atomic():
                change = area_change.prepare(verb, by=self.world.maker, on=self.day, citation=CITATION, **wanted)
                change = area_change.apply(change.pk, by=self.world.checker, today=change.on).change
        except Refusal:
            assert everything() == before
            return
        self.done.append((change, before))
        self.day += timedelta(days=31)

    def new_code(self) -> str:
        self.code += 1
        return str(self.code)

    @precondition(lambda self: len(self.communes()) > 1)
    @rule(a=PICK, b=PICK, keep=st.booleans())
    def merge(self, a: int, b: int, keep: bool) -> None:
        units = self.communes()
        first, second = units[a % len(units)], units[b % len(units)]
        code = first.code if keep else self.new_code()
        self.carry_out(areas.merge_units, units=[first.pk, second.pk], code=code, name=f"Xã {code}")

    @rule(a=PICK, cut=PICK, keep=st.booleans())
    def split(self, a: int, cut: int, keep: bool) -> None:
        unit = self.communes()[a % len(self.communes())]
        places = [village for _, village, _ in registry.villages_lived_in([unit.pk], self.day)]
        at = 1 + cut % max(1, len(places) - 1)
        codes = (unit.code if keep else self.new_code(), self.new_code())
        pieces = [areas.Piece(codes[0], "Xã A", tuple(places[:at])), areas.Piece(codes[1], "Xã B", tuple(places[at:]))]
        self.carry_out(areas.split_unit, unit=unit.pk, into=pieces)

    @rule(a=PICK)
    def rename(self, a: int) -> None:
        units = areas.Unit.objects.filter(valid__contains=self.day).order_by("pk")
        unit = units[a % len(units)]
        self.carry_out(areas.rename_unit, unit=unit.pk, name=f"{unit.name[:40]} mới")

    @rule(a=PICK, b=PICK)
    def move(self, a: int, b: int) -> None:
        units, parents = self.communes(), areas.Unit.objects.filter(valid__contains=self.day).exclude(kind="commune")
        parent = parents.order_by("pk")[b % parents.count()]
        self.carry_out(areas.move_unit, unit=units[a % len(units)].pk, parent=parent.pk)

    @rule()
    def end_of_the_districts(self) -> None:
        province = areas.province(self.day, "90")
        self.carry_out(areas.end_level, province=province.pk)

    @precondition(lambda self: bool(self.done))
    @rule()
    def undo(self) -> None:
        change, before = self.done.pop()
        area_change.undo(change.pk, by=self.world.checker)
        assert everything() == before

    @invariant()
    def nothing_is_lost(self) -> None:
        assert verify_areas(self.day).findings == ()
        assert registry.Person.objects.count() == len(self.world.people)
        held = registry.Residence.objects.filter(retracted_at=None)
        for day in {START, self.day, *(change.on for change, _ in self.done)}:
            there = held.filter(valid__contains=day, unit__valid__contains=day).values_list("person_id", flat=True)
            assert sorted(there) == [who.pk for who in self.world.people]
        assert set(Grant.objects.filter(valid__contains=self.day).values_list("user_id", "role")) == self.holders

    @invariant()
    def figures_add_up_on_every_day(self) -> None:
        own = queries.by_commune(JUNE)
        for day in {START, self.day}:
            found = by_commune_on(JUNE, day)
            assert sum(figure.listed_vnd for figure in found) == sum(figure.listed_vnd for figure in own)
            assert sum(figure.people for figure in found) == len(self.world.people)


@pytest.mark.django_db
def test_changes_in_any_order() -> None:
    run_state_machine_as_test(
        Changes,
        settings=settings(
            max_examples=12, stateful_step_count=8, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
