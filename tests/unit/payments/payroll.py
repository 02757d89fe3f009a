"""Short ways to awards and payroll runs for the tests of payments."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models.functions import Now

from ansinh.access.public import Actor
from ansinh.areas.public import Unit
from ansinh.casework.models import Award, Decision
from ansinh.kernel.period import Month
from ansinh.payments import public as payments
from ansinh.registry.public import Identity, Person
from tests import builders

NOVEMBER = Month(2026, 11)
PAY_DAY = date(2026, 11, 10)


@dataclass(frozen=True)
class Office:
    """A commune with the people who make, approve, hand over and (``holder``) authorise its payroll."""

    area: Unit
    maker: Actor
    chair: Actor
    accountant: Actor
    holder: Actor


def office(index: int = 0, *, pays: bool = True) -> Office:
    """The office of one of today's communes; with ``pays`` an account that its banks pay from is set."""
    area = builders.commune(index)
    if pays:
        builders.paying_office(area)
    roles = ("commune_officer", "commune_chair", "commune_accountant", "commune_account_holder")
    return Office(area, *(builders.officer(role, area) for role in roles))


def decision(at: Office, months: int = 1) -> Decision:
    """A signed decision of the commune."""
    return Decision.objects.create(
        commune=at.area, office=at.area, year=2026, number=builders.next_number(at.area, 2026), kind="start",
        decided_on=date(2026, 10, 20),
        first_month=date(2026, months, 1), people=1, monthly_vnd=1, prepared_by_id=at.maker.user_id,
        decided_by_id=at.chair.user_id,
    )  # fmt: skip


def office_of_three() -> Office:
    """An office with three people who receive different amounts."""
    at = office()
    for n, amount in enumerate((540_000, 1_080_000, 1_350_000)):
        award(at, builders.person(at.area, name=f"Lò Thị {'ABC'[n]}"), amount=amount)
    return at


def award(
    at: Office, who: Person, amount: int = 540_000, first: str = "2026-11-01", end: str | None = None, **fields: Any
) -> Award:
    """An amount a month from a month on."""
    values = {"programme": "social_allowance", "category": "elderly_80", "coefficient_tenths": 10} | fields
    return Award.objects.create(
        person=who, area=fields.pop("area", at.area), base_vnd=540_000, amount_vnd=amount,
        months=builders.period(first, end), decision=decision(at), **{k: v for k, v in values.items() if k != "area"},
    )  # fmt: skip


def died(who: Person, on: date) -> None:
    """What was believed is retracted, the death is recorded now."""
    Identity.objects.filter(person=who).update(retracted_at=Now(), retracted_by=builders.source())
    names = {name: getattr(who, name) for name in ("full_name", "born_on", "born_precision")}
    Identity.objects.create(person=who, died_on=on, source=builders.source(), **names)
    Person.objects.filter(pk=who.pk).update(died_on=on)


def retract(at: Office, given: Award) -> None:
    """A later decision takes an award back."""

    Award.objects.filter(pk=given.pk).update(retracted_at=Now(), retracted_by=decision(at))


def locked(at: Office, month: Month = NOVEMBER, number: int = 0) -> payments.Locked:
    """A run that is drawn and frozen."""
    run = payments.open_run(
        actor=at.maker, month=month, area=at.area, pay_on=month.first.replace(day=10), number=number
    )
    return payments.lock_run(actor=at.maker, run_id=run.pk)


def released(at: Office, month: Month = NOVEMBER, number: int = 0) -> payments.PayrollRun:
    """A run that was approved and handed to the payer."""
    drawn = locked(at, month, number)
    on = month.first.replace(day=9)
    payments.approve_run(actor=at.chair, run_id=drawn.run_id, manifest_sha256=drawn.manifest_sha256, on=on)
    authorised(at, drawn, on)
    return payments.release_run(actor=at.accountant, run_id=drawn.run_id, on=on)


def authorised(at: Office, drawn: payments.Locked, on: date = PAY_DAY) -> payments.PayrollRun:
    """An approved run whose payment was authorised."""
    return payments.authorise_run(actor=at.holder, run_id=drawn.run_id, manifest_sha256=drawn.manifest_sha256, on=on)


def lines(run_id: int) -> list[payments.PayrollLine]:
    """The lines of a run in the order of their keys."""
    return list(payments.PayrollLine.objects.filter(run_id=run_id).order_by("key"))


def parts(run_id: int) -> list[tuple[str, str, str, int]]:
    """(month, category, kind, đồng) of a run's parts, in order."""
    found = payments.LinePart.objects.filter(line__run_id=run_id).order_by("for_month", "category")
    return [(f"{p.for_month:%Y-%m}", p.category, p.kind, p.amount_vnd) for p in found]
