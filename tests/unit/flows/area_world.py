"""A made-up small province for changes of its areas: two districts, five communes, people in named villages."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateRange

from ansinh.access import public as access
from ansinh.areas import public as areas
from ansinh.casework.public import Award, Decision, Proposal
from ansinh.flows import area_change
from ansinh.intake.public import SourceFile
from ansinh.kernel.period import Month
from ansinh.payments import public as payments
from ansinh.registry import public as registry
from tests import builders

START = date(2023, 1, 1)
CITATION = "Nghị quyết 01/NQ-THU"


def unit(code: str, name: str, kind: str, parent: areas.Unit | None = None) -> areas.Unit:
    """A unit since the beginning of the world."""
    return areas.Unit.objects.create(code=code, name=name, kind=kind, parent=parent, valid=DateRange(START, None))


@dataclass
class World:
    """The province with who prepares and who applies."""

    province: areas.Unit
    districts: list[areas.Unit]
    communes: list[areas.Unit]
    maker: access.Actor
    checker: access.Actor
    people: list[registry.Person] = field(default_factory=list)

    def change(self, verb: Any, **wanted: Any) -> areas.Change:
        """Prepare and apply."""
        wanted = {"citation": CITATION, **wanted}
        change = area_change.prepare(verb, by=self.maker, **wanted)
        return area_change.apply(change.pk, by=self.checker, today=change.on).change

    def living(self, on: date, kind: str = "commune") -> list[areas.Unit]:
        """The units of a level on a day."""
        return areas.units_of(on, kind)


def account(role: str, area: areas.Unit, since: date = START) -> access.Actor:
    """Somebody with a role in an area since the beginning."""
    name = f"{role}.{area.code}.{access.User.objects.count()}"
    user = access.open_account(
        username=name, display_name=name, password=None, role=role, area=area, since=since, by=None
    )
    return access.actor_of(user, since)


def world() -> World:
    """Communes 90001 to 90005, the first three in district 901, with two villages each and a person in each village."""
    province = unit("90", "Tỉnh Thử", "province")
    districts = [unit(f"90{i}", f"Huyện {i}", "district", province) for i in (1, 2)]
    communes = [unit(f"9000{i}", f"Xã {i}", "commune", districts[i > 3]) for i in range(1, 6)]
    made = World(
        province, districts, communes, account("province_officer", province), account("province_leader", province)
    )
    for commune in communes:
        for village in ("Thôn Trên", "Thôn Dưới"):
            who = builders.person(commune, name=f"Lò {commune.code} {village}", village=village)
            made.people.append(who)
            builders.household(commune, who)
    registry.Household.objects.filter(village="").update(village="Thôn Trên")
    return made


def on_the_rolls(made: World, who: registry.Person, *, vnd: int = 500_000, since: str = "2024-01-01") -> Award:
    """A decided allowance in the person's commune."""
    maker, checker = made.maker.user_id, made.checker.user_id
    number = builders.next_number(who.area, 2024)
    decision = Decision.objects.create(
        commune=who.area, office=who.area, year=2024, number=number, kind="start",
        decided_on=date(2024, 1, 5), first_month=since,
        people=1, monthly_vnd=vnd, prepared_by_id=maker, decided_by_id=checker,
    )  # fmt: skip
    return Award.objects.create(
        person=who, area=who.area, programme="social_allowance", category="elderly_80", base_vnd=500_000,
        amount_vnd=vnd, months=builders.period(since), decision=decision,
    )  # fmt: skip


def open_proposal(who: registry.Person) -> Proposal:
    """A proposal that nobody has decided."""
    return Proposal.objects.create(
        run_id=1, month="2024-06-01", person=who, area=who.area, programme="social_pension", kind="start",
        first_month="2024-06-01", before_vnd=0, after_vnd=500_000, reason="thử", citation="thử", law_version="thử",
        facts_hash="", facts={},
    )  # fmt: skip


def list_of(made: World, area: areas.Unit, month: Month) -> payments.PayrollRun:
    """A list of an area, drawn, approved, sent out."""
    run = payments.open_run(actor=made.maker, month=month, area=area, pay_on=month.first)
    locked = payments.lock_run(actor=made.maker, run_id=run.pk)
    payments.approve_run(actor=made.checker, run_id=run.pk, manifest_sha256=locked.manifest_sha256, on=month.first)
    return run


def everything() -> dict[str, list[object]]:
    """All that is believed about areas, people, files and rights."""
    plain = {
        "units": areas.Unit.objects.filter(withdrawn=False).values_list("pk", "code", "name", "parent_id", "valid"),
        "steps": areas.Succession.objects.values_list("predecessor_id", "successor_id", "on"),
        "shares": areas.VillageShare.objects.values_list("predecessor_id", "village", "people"),
        "hard": areas.Hardship.objects.values_list("unit_id", "village", "valid", "citation"),
        "classes": areas.Classification.objects.values_list("unit_id", "village", "kind", "value", "valid"),
        "people": registry.Person.objects.values_list("pk", "area_id", "village"),
        "households": registry.Household.objects.values_list("pk", "area_id", "village"),
        "lives": registry.Residence.objects.filter(retracted_at=None).values_list(
            "person_id", "unit_id", "village", "valid"
        ),
        "grants": access.Grant.objects.values_list("user_id", "role", "area_id", "valid"),
        "offices": payments.PayingOffice.objects.values_list("area_id", "name", "valid"),
        "files": SourceFile.objects.values_list("pk", "area_id"),
    }
    return {name: sorted(rows, key=repr) for name, rows in plain.items()}
