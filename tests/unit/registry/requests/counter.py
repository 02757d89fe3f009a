"""A counter for tests: a commune with a household, somebody who brings news, somebody who approves it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from ansinh.access.public import Actor
from ansinh.areas.public import Unit
from ansinh.registry import public as registry
from tests import builders
from tests.builders import period

ON = date(2026, 11, 25)
PAPER = {
    "document_kind": ["Giấy tờ thử"],
    "document_number": ["12"],
    "document_on": ["2026-11-20"],
    "document_issuer": ["UBND xã"],
}


@dataclass
class Counter:
    """``head``, ``wife`` and ``child`` are one household of ``area``; ``other`` is another commune."""

    area: Unit
    other: Unit
    maker: Actor
    checker: Actor
    receiver: Actor
    head: registry.Person
    wife: registry.Person
    child: registry.Person
    home: registry.Household

    def draft(self, kind: str, who: registry.Person | None, day: str, **values: Any) -> registry.ChangeRequest:
        """A draft with its document; values as text, or lists of it."""
        typed: dict[str, Sequence[str]] = {**PAPER, "effective_on": [day]}
        for name, value in values.items():
            typed[name] = [str(one) for one in value] if isinstance(value, list) else [str(value)]
        return registry.draft_request(
            actor=self.maker, kind=kind, person_id=who and who.pk, area_id=self.area.pk, typed=typed, on=ON
        )

    def send(self, kind: str, who: registry.Person | None, day: str, **values: Any) -> registry.ChangeRequest:
        """A request put before somebody else, or recorded at once where nobody has to approve it."""
        drafted = self.draft(kind, who, day, **values)
        return registry.submit_request(actor=self.maker, request_id=drafted.pk, on=ON)

    def done(self, kind: str, who: registry.Person | None, day: str, **values: Any) -> registry.ChangeRequest:
        """A request that is in the registry."""
        sent = self.send(kind, who, day, **values)
        if sent.state == "open":
            by = self.receiver if sent.to_area_id else self.checker
            sent = registry.approve_request(actor=by, request_id=sent.pk, on=ON)
        assert sent.state == "applied"
        return sent


def counter() -> Counter:
    """Write it into the test database."""
    area, other = builders.commune(0), builders.commune(1)
    head = builders.person(area, name="Giàng A Páo", born="1950-03-01", sex="male", village="Bản Trong")
    wife = builders.person(area, name="Sùng Thị Mỷ", born="1955-03-01", sex="female", village="Bản Trong")
    child = builders.person(area, name="Giàng A Lử", born="2015-03-01", sex="male", village="Bản Trong")
    home = builders.household(area, head, wife, child)
    builders.fact(registry.Upbringing, person=head, child=child, valid=period("2023-01-01"))
    builders.fact(registry.Poverty, household=home, status="poor", valid=period("2026-01-01"))
    return Counter(
        area,
        other,
        builders.officer("commune_officer", area),
        builders.officer("commune_chair", area),
        builders.officer("commune_officer", other),
        head,
        wife,
        child,
        home,
    )


def held(model: Any, day: str, **fields: Any) -> Any:
    """The believed fact that holds on a day; None without one."""
    return model.objects.filter(retracted_at=None, valid__contains=date.fromisoformat(day), **fields).first()


def believed() -> dict[str, list[tuple[Any, ...]]]:
    """Everything that the registry believes now, without row numbers and times."""
    skipped = {"id", "recorded_at", "retracted_at", "retracted_by"}
    found = {}
    for model in (
        registry.Identity, registry.Residence, registry.Membership, registry.Paper, registry.Poverty,
        registry.Disability, registry.Circumstance, registry.SealedCircumstance,
        registry.Pension, registry.Upbringing, registry.PaymentChannel, registry.Phone,
    ):  # fmt: skip
        names = [f.attname for f in model._meta.concrete_fields if f.name not in skipped]
        found[model.__name__] = sorted(model.objects.filter(retracted_at=None).values_list(*names), key=repr)
    found["Person"] = sorted(
        registry.Person.objects.filter(
            pk__in=registry.Identity.objects.filter(retracted_at=None).values("person_id")
        ).values_list(*(f.attname for f in registry.Person._meta.concrete_fields)),
        key=repr,
    )
    return found
