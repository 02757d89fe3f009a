"""A small world of people who are recorded, taken for one another, merged, told apart and undone in any order."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection, transaction
from django.utils import timezone
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from ansinh.intake import public as intake
from ansinh.kernel.errors import Refusal
from ansinh.registry import public as registry
from tests.builders import circumstance, commune, fact, household, officer, period, person
from tests.unit.registry.test_merge import FACTS, believed, suspected

pytestmark = [pytest.mark.django_db(transaction=False), pytest.mark.promise]

NAMES = ("Giàng A Páo", "Giàng Páo", "Sùng Thị Dở")
STARTS = ("2020-01-01", "2022-07-01", "2024-03-01", "2025-07-01")
DAYS = (date(2021, 1, 1), date(2023, 1, 1), date(2024, 6, 1), date(2026, 1, 1))


def rows(statement: str, *values: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, list(values))
        return cursor.fetchall()


class World(RuleBasedStateMachine):
    """What the machine knows by itself: who was born into it, who stands for whom, what each merge began from."""

    @initialize()
    def begin(self) -> None:
        self.areas = [commune(0), commune(1)]
        self.clerk = officer("province_officer", self.areas[0])
        self.people: list[registry.Person] = []
        self.stands_for: dict[int, int] = {}
        self.done: list[tuple[int, dict[str, list[str]]]] = []
        self.said: set[tuple[int, str, date]] = set()
        self.number = 0
        self.lists: dict[int, list[registry.Person]] = {}
        self.gone: set[int] = set()
        for _ in range(3):
            self.arrive(0, NAMES[0], STARTS[0])

    def living(self) -> list[registry.Person]:
        return [who for who in self.people if who.pk not in self.stands_for and who.pk not in self.gone]

    @rule(area=st.integers(0, 1), name=st.sampled_from(NAMES), since=st.sampled_from(STARTS))
    def arrive(self, area: int, name: str, since: str) -> None:
        """A list brings somebody in."""
        who = person(self.areas[area], name=name, lives_from=since, recorded_at=timezone.now())
        household(self.areas[area], who, since=since)
        self.people.append(who)

    @rule(area=st.integers(0, 1), names=st.lists(st.sampled_from(NAMES), min_size=1, max_size=2))
    def list_brings(self, area: int, names: list[str]) -> None:
        """A commune's list brings newcomers, as accepting it writes them."""
        number = 1 + intake.SourceFile.objects.count()
        file = intake.SourceFile.objects.create(
            area=self.areas[area], name=f"{number}.xlsx", sha256=f"{number:064x}", size_bytes=1, received_on=DAYS[0]
        )
        source = registry.Source.objects.create(kind="import", reference=file.name, file_id=file.pk)
        came = []
        for place, name in enumerate(names):
            now = timezone.now()
            who = person(self.areas[area], name=name, lives_from=STARTS[1], recorded_at=now, told_by=source)
            intake.Row.objects.create(
                file=file, area=self.areas[area], position=place, sheet="A", row_number=place + 2, month=DAYS[0],
                status="new", decision="accepted", person_id=who.pk, full_name=name,
            )  # fmt: skip
            came.append(who)
        self.people += came
        self.lists[file.pk] = came

    @precondition(lambda self: bool(self.lists))
    @rule(at=st.integers(0, 9))
    def undo_a_list(self, at: int) -> None:
        """Refused while one of its people stands in a merge or is known further; else they are gone, and only they."""
        file_id = list(self.lists)[at % len(self.lists)]
        people = {who.pk for who in self.lists[file_id]}
        file = intake.SourceFile.objects.get(pk=file_id)
        merged = people & (set(self.stands_for) | set(self.stands_for.values()))
        further = sum(
            rows(
                f"SELECT count(*) FROM registry_{name} AS f JOIN registry_source AS s ON s.id = f.source_id "
                "WHERE f.person_id = ANY (%s) AND f.retracted_at IS NULL AND s.file_id IS DISTINCT FROM %s",
                list(people), file_id,
            )[0][0]
            for name in FACTS
        )  # fmt: skip
        before = believed()
        try:
            with transaction.atomic():
                registry.undo_import(actor=self.clerk, file=file)
        except Refusal as refused:
            if not (merged or further):
                raise AssertionError(f"refused although nothing rests on it: {refused.code}") from refused
            assert believed() == before
            return
        assert not merged
        assert not further
        others = {who.pk for who in self.living()} - people
        assert self._about(believed(), others) == self._about(before, others)
        self.gone |= people
        del self.lists[file_id]

    @rule(at=st.integers(0, 9), degree=st.sampled_from(["mild", "severe"]), since=st.sampled_from(STARTS))
    def certify(self, at: int, degree: str, since: str) -> None:
        """Somebody who has no certificate yet gets one."""
        who = self.living()[at % len(self.living())]
        if not registry.Disability.objects.filter(person=who, retracted_at=None).exists():
            fact(registry.Disability, person=who, degree=degree, valid=period(since), recorded_at=timezone.now())

    @rule(at=st.integers(0, 9), since=st.sampled_from(STARTS), value=st.sampled_from(["married", "widowed"]))
    def marry(self, at: int, since: str, value: str) -> None:
        who = self.living()[at % len(self.living())]
        if not registry.SealedCircumstance.objects.filter(person=who, retracted_at=None).exists():
            circumstance(who, "marital", value, since, recorded_at=timezone.now())

    @rule(at=st.integers(0, 9))
    def register_number(self, at: int) -> None:
        who = self.living()[at % len(self.living())]
        if not registry.Paper.objects.filter(person=who, retracted_at=None).exists():
            self.number += 1
            fact(registry.Paper, person=who, kind="personal", number=f"{self.number:012d}", valid=period("2021-01-01"),
                 recorded_at=timezone.now())  # fmt: skip

    @precondition(lambda self: len(self.living()) > 1)
    @rule(a=st.integers(0, 9), b=st.integers(0, 9), mine=st.booleans(), which=st.integers(0, 9))
    def merge(self, a: int, b: int, mine: bool, which: int) -> None:
        living = self.living()
        kept, absorbed = living[a % len(living)], living[b % len(living)]
        if kept == absorbed:
            return
        before = believed()
        pair = self._pair(kept, absorbed)
        if pair.state not in ("suspected", "unsure"):
            return
        open_now = registry.conflicts(kept.pk, absorbed.pk)
        choices = {open_now[which % len(open_now)].choice: "kept" if mine else "absorbed"} if open_now else {}
        wanted = registry.propose_merge(
            actor=self.clerk, pair_id=pair.pk, kept_id=kept.pk, choices=choices, because="", both_paid=False
        )
        assert believed() == before
        registry.merge_people(actor=self.clerk, merge_id=wanted.pk)
        self.stands_for[absorbed.pk] = kept.pk
        self.done.append((wanted.pk, before))

    @precondition(lambda self: bool(self.done))
    @rule()
    def undo_the_last(self) -> None:
        """Exact when nothing came after it; else refused, and then nothing changed."""
        merge_id, before = self.done[-1]
        merge = registry.Merge.objects.get(pk=merge_id)
        touched = sum(
            rows(
                f"SELECT count(*) FROM registry_{name} WHERE person_id IN (%s, %s) AND recorded_at > %s "
                "AND source_id <> %s",
                merge.kept_id, merge.absorbed_id, merge.done_at, merge.source_id,
            )[0][0]
            for name in FACTS
        )  # fmt: skip
        now = believed()
        try:
            with transaction.atomic():
                registry.undo_merge(actor=self.clerk, merge_id=merge_id, because="")
        except Refusal as refused:
            if not touched:
                raise AssertionError("refused although nothing came after it") from refused
            assert believed() == now
            self.done.clear()
            return
        assert not touched
        mine = {merge.kept_id, merge.absorbed_id}
        assert self._about(believed(), mine) == self._about(before, mine)
        del self.stands_for[merge.absorbed_id]
        self.done.pop()

    @rule(a=st.integers(0, 9), b=st.integers(0, 9), act=st.sampled_from(["different", "unsure", "reopen"]))
    def decide(self, a: int, b: int, act: str) -> None:
        """Deciding alone never changes what is believed."""
        living = self.living()
        first, second = living[a % len(living)], living[b % len(living)]
        if first == second:
            return
        before = believed()
        pair = self._pair(first, second)
        try:
            with transaction.atomic():
                registry.decide_pair(actor=self.clerk, pair_id=pair.pk, act=act)
        except Refusal as refused:
            if refused.code != "wrong_state":
                raise
        assert believed() == before

    def _pair(self, a: registry.Person, b: registry.Person) -> registry.DuplicatePair:
        found = registry.DuplicatePair.objects.filter(first_id=min(a.pk, b.pk), second_id=max(a.pk, b.pk)).first()
        return found or suspected(a, b)

    @staticmethod
    def _about(dump: dict[str, list[str]], people: set[int]) -> dict[str, list[str]]:
        marks = [f'"person_id": {who},' for who in people] + [f'"id": {who},' for who in people]
        marks += [f'"person_id": {who}}}' for who in people]
        return {table: [row for row in found if any(mark in row for mark in marks)] for table, found in dump.items()}

    @invariant()
    def everybody_lives_in_one_valid_place_each_day(self) -> None:
        for day in DAYS:
            twice = rows(
                "SELECT person_id, count(*) FROM registry_residence WHERE retracted_at IS NULL AND valid @> %s "
                "GROUP BY 1 HAVING count(*) > 1", day,
            )  # fmt: skip
            assert twice == []
        alive = {who.pk for who in self.living()}
        assert {p for (p,) in rows("SELECT person_id FROM registry_residence WHERE retracted_at IS NULL")} == alive
        assert {p for (p,) in rows("SELECT person_id FROM registry_identity WHERE retracted_at IS NULL")} == alive
        outside = rows(
            "SELECT r.id FROM registry_residence AS r JOIN areas_unit AS u ON u.id = r.unit_id "
            "WHERE r.retracted_at IS NULL AND u.kind <> 'commune'"
        )
        assert outside == []

    @invariant()
    def nothing_is_lost(self) -> None:
        """Whatever day somebody was said to live somewhere, who stands for them now lives somewhere on it."""
        for who in self.people:
            if who.pk in self.gone:
                continue
            stands = who.pk
            while stands in self.stands_for:
                stands = self.stands_for[stands]
            assert registry.kept_instead_of(who.pk) == (None if stands == who.pk else stands)
            missing = rows(
                "SELECT 1 FROM registry_residence AS r "
                "JOIN registry_source AS s ON s.id = r.source_id AND s.kind <> 'merge' "
                "WHERE r.person_id = %s AND NOT (datemultirange(r.valid) <@ "
                "(SELECT range_agg(valid) FROM registry_residence WHERE person_id = %s AND retracted_at IS NULL))",
                who.pk, stands,
            )  # fmt: skip
            assert missing == []
        numbers = rows("SELECT number FROM registry_paper WHERE retracted_at IS NULL")
        assert len(numbers) == len(set(numbers))


def test_merging_and_undoing_in_any_order() -> None:
    """Each sequence in a transaction of its own, rolled back at its end."""

    class Rolled(World):
        def __init__(self) -> None:
            super().__init__()
            self.block = transaction.atomic()
            self.block.__enter__()

        def teardown(self) -> None:
            transaction.set_rollback(True)
            self.block.__exit__(None, None, None)

    run_state_machine_as_test(
        Rolled,
        settings=settings(
            max_examples=8,
            stateful_step_count=12,
            deadline=None,
            phases=[Phase.explicit, Phase.reuse, Phase.generate],
            suppress_health_check=list(HealthCheck),
        ),
    )
