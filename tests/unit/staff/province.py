"""A made-up province for the screens: two communes with people, awards and proposals, and somebody in each role."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.test import Client

from ansinh.access.public import Actor, User
from ansinh.areas.public import Unit, province
from ansinh.casework.public import Award, Decision, Proposal
from ansinh.registry.public import Paper, Person
from tests import builders
from tests.builders import period

CANARY = "<script>document.title='hỏng'</script>"


@dataclass
class Province:
    """What the tests look at: ``own`` is the officer's commune, ``other`` another one."""

    own: Unit
    other: Unit
    here: Person
    there: Person
    proposal: Proposal
    foreign_proposal: Proposal
    actors: dict[str, Actor]

    def client(self, role: str, *, purpose: bool = True) -> Client:
        """A browser in which the holder of a role has signed in (and a wide role has named its purpose)."""
        client = Client()
        client.force_login(User.objects.get(pk=self.actors[role].user_id))
        if purpose:
            session = client.session
            session["purpose"] = "Kiểm tra theo kế hoạch số 12"
            session.save()
        return client


def award(person: Person, maker: Actor, checker: Actor, number: int, since: str = "2026-01-01") -> Award:
    """A decided allowance from 2026-01 on, or from another month."""
    decision = Decision.objects.create(
        commune=person.area, office=person.area, year=2026, number=number, kind="start", decided_on=date(2026, 1, 5),
        first_month=date(2026, 1, 1), people=1, monthly_vnd=810_000, prepared_by_id=maker.user_id,
        decided_by_id=checker.user_id,
    )  # fmt: skip
    return Award.objects.create(
        person=person, area=person.area, programme="social_allowance", category="disability", coefficient_tenths=15,
        base_vnd=540_000, amount_vnd=810_000, months=period(since), decision=decision,
    )  # fmt: skip


def proposal(person: Person, **more: Any) -> Proposal:
    """A live proposal to stop an allowance."""
    fields: dict[str, Any] = {
        "run_id": 1, "month": date(2026, 11, 1), "person": person, "area": person.area, "programme": "social_allowance",
        "kind": "stop", "first_month": date(2026, 11, 1), "before_vnd": 810_000, "after_vnd": 0,
        "reason": "Không còn đáp ứng.", "citation": "Điều 8", "law_version": "x", "facts_hash": "y", "facts": {},
    }  # fmt: skip
    return Proposal.objects.create(**(fields | more))


def make_province() -> Province:
    """Write it into the test database."""
    own, other = builders.commune(0), builders.commune(1)
    whole = province(date(2026, 1, 1))
    places = dict.fromkeys(("commune_officer", "commune_chair", "commune_account_holder", "commune_accountant"), own)
    roles = (*places, "province_officer", "province_leader", "auditor", "payer", "administrator")
    actors = {role: builders.officer(role, places.get(role, whole)) for role in roles}
    here = builders.person(own, name="Giàng A Páo", village="Bản Trong", ethnicity="Mông", sex="male")
    there = builders.person(other, name="Giàng A Ngoài", village="Bản Ngoài", sex="male")
    builders.person(own, name=f"{CANARY} Sùng", village="Bản Trong")
    builders.household(own, here)
    builders.fact(Paper, person=here, kind="personal", number="015050000001", valid=period("2021-01-01"))
    builders.fact(Paper, person=there, kind="personal", number="015050000002", valid=period("2021-01-01"))
    builders.circumstance(here, "hiv", "yes", "2024-01-01")
    award(here, actors["commune_officer"], actors["commune_chair"], 1)
    award(there, actors["commune_officer"], actors["commune_chair"], 1)
    return Province(own, other, here, there, proposal(here), proposal(there), actors)


def waiting_at(desk: Any) -> list[Any]:
    """What a desk's answer says that waits, for this person and for others."""
    return [*desk.context["mine"], *desk.context["others"]]
