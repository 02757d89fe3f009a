"""What is given once, from the counter to the money: each award is what a plain computation gives, and is paid once.

People of random histories die, are hurt and lose their houses on either side of 5 October 2026, when NĐ 335 begins;
what comes back is drawn again.
"""

from __future__ import annotations

import random
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from ansinh.access import public as access
from ansinh.casework import public as casework
from ansinh.demo.post_office import Shares, answers_of_made_up_payers
from ansinh.flows import monthly_cycle
from ansinh.flows.monthly_cycle import Cycle, run_month
from ansinh.kernel.errors import Refusal
from ansinh.kernel.period import Month
from ansinh.payments import public as payments
from ansinh.registry import public as registry
from tests import builders
from tests.promises.flows.made_histories import Histories
from tests.promises.flows.plain_law import ALLOWANCE, PENSION, Told, decide
from tests.promises.flows.plain_once import given_once
from tests.promises.flows.test_law_to_the_dong import decided
from tests.unit.casework.test_case_endings import Desk
from tests.unit.flows.test_monthly_cycle import cycle, staff  # noqa: F401 - a fixture

pytestmark = [pytest.mark.django_db, pytest.mark.promise]
START, MONTHS = Month(2026, 10), 3
PAYERS = Shares(not_collected=0.3, silent=0)
LIVE = ("queued", "sent", "paid", "unknown")
ANSWER = {True: "yes", False: "no"}


class Counter:
    """The counters of both communes. ``owed``: đồng by award; ``buried``: whose funeral was asked for.

    ``open``: files without a ground, which stay open: nobody has two of a kind.
    """

    def __init__(self, dice: random.Random, told: Histories) -> None:
        self.dice, self.told = dice, told
        self.desks = [
            Desk(builders.officer("commune_officer", unit), builders.officer("commune_chair", unit))
            for unit in told.today
        ]
        self.owed: dict[int, int] = {}
        self.refused = 0
        self.buried: set[int] = set()
        self.open: set[tuple[int, str]] = set()

    def month(self, month: Month) -> None:
        """Files of a month, on its tenth: each of the dead once, and some of the living."""
        for who in self.told.people:
            if who.died and who.person_id not in self.buried:
                self.buried.add(who.person_id)
                self._file(who, month, "funeral", who.died, self._funeral(who))
            elif not who.died and self.dice.random() < 0.5:
                kind = self.dice.choice(("injury", "house_rebuild", "house_repair", "relocation"))
                if (who.person_id, self._case(kind)) in self.open:
                    continue
                self._file(who, month, kind, month.first + timedelta(days=self.dice.randint(0, 8)), self._hurt(kind))

    def _funeral(self, who: Told) -> dict[str, Any]:
        assert who.died is not None
        died = Month(who.died.year, who.died.month)
        received = {name: "receiving" if who.given.get((name, died)) else "none" for name in (ALLOWANCE, PENSION)}
        return {
            "born": who.born, "allowance": received[ALLOWANCE], "pension": received[PENSION],
            "cause": self.dice.choice(("ordinary", "disaster", "epidemic")),
            "other_funeral_vnd": self.dice.choice((0, 0, 10_000_000, 12_000_000)),
        }  # fmt: skip

    def _hurt(self, kind: str) -> dict[str, Any]:
        cause = self.dice.choice(("disaster", "fire", "other_force_majeure"))
        if kind == "injury":
            return {"cause": cause, "treatment_days": self.dice.choice((2, 3, 9))}
        return {
            "cause": cause, "damage": self.dice.choice(("destroyed", "uninhabitable", "damaged")),
            "other_dwelling": self.dice.random() < 0.3, "relocation_ordered": self.dice.random() < 0.5,
            "hard_circumstances": self.dice.random() < 0.5,
        }  # fmt: skip

    def _file(self, who: Told, month: Month, kind: str, happened: date, told: dict[str, Any]) -> None:
        """From receiving to signing; what the law gives nothing for is refused, by both."""
        poor = who.poor is not None and who.poor[0] <= happened and (who.poor[1] is None or happened < who.poor[1])
        vnd, _ = given_once(kind, happened, told | {"poverty": "poor" if poor else "none"})
        on, desk = month.first.replace(day=10), self.desks[who.area]
        case = self._received(desk, who, kind, happened, told, on)
        why_not = ""
        try:
            desk.submit(case, on)
            desk.decide(case, on)
        except Refusal as refusal:
            why_not = refusal.code
        assert (why_not == "", why_not) == (vnd is not None, "" if vnd else "no_ground"), (kind, happened, told, vnd)
        if why_not:
            self.refused += 1
            self.open.add((who.person_id, self._case(kind)))
            return
        award = casework.OneOffAward.objects.get(case=case)
        assert (award.kind, award.amount_vnd) == (kind, vnd), (happened, told)
        self.owed[award.pk] = award.amount_vnd

    def _case(self, kind: str) -> str:
        return kind if kind in ("injury", "funeral") else "housing"

    def _received(
        self, desk: Desk, who: Told, kind: str, happened: date, told: dict[str, Any], on: date
    ) -> casework.Case:
        person = registry.Person.objects.get(pk=who.person_id)
        asked = {name: ANSWER[value] if isinstance(value, bool) else str(value) for name, value in told.items()}
        if kind == "funeral":
            given = {name: asked[name] for name in ("cause", "other_funeral_vnd")}
            rest = {"payee": "Lò Văn Con", "monthly_benefit": "none", "child_of_single_parent": "no"}
            return desk.receive(person, "funeral", on, programme=ALLOWANCE, asked=given | rest)
        return desk.receive(
            person, self._case(kind), on, asked=asked | {"kind": kind, "happened": happened.isoformat()}
        )


def paid_once(asked: Cycle, owed: dict[int, int], folder: Path) -> None:
    """A list of what waits, by four people; each award is on one live line of its amount. Some of it comes back."""
    if not owed:
        return
    cast, province = asked.cast, payments.PayrollRun._meta.get_field("area").related_model
    area = province.objects.get(kind="province", code="15", valid__contains=asked.on)
    run = payments.open_next_run(actor=cast.preparer, month=asked.month, area=area, pay_on=asked.on, kind="one_off")
    locked = payments.lock_run(actor=cast.preparer, run_id=run.pk)
    payments.approve_run(actor=cast.decider, run_id=run.pk, manifest_sha256=locked.manifest_sha256, on=asked.on)
    payments.authorise_run(actor=cast.authoriser, run_id=run.pk, manifest_sha256=locked.manifest_sha256, on=asked.on)
    payments.release_run(actor=cast.payer, run_id=run.pk, on=asked.on)
    with access.acting_as(access.SYSTEM):
        lines = payments.PayrollLine.objects.filter(programme="one_off", state__in=LIVE)
        assert dict(lines.values_list("one_off_id", "amount_vnd")) == owed
        assert lines.count() == len(owed)
        files = answers_of_made_up_payers(run.pk, folder / str(run.pk), PAYERS)
    for file in files:
        payments.import_returns(
            actor=cast.payer, run_id=run.pk, content=file.read_bytes(), name=file.name, on=asked.on
        )  # fmt: skip
    payments.settle_run(actor=cast.payer, run_id=run.pk, on=asked.on)


def goes_through(seed: int, folder: Path) -> Counter:
    """Three months of ten people; raises AssertionError with whatever happened."""
    dice = random.Random(f"once/{seed}")
    told = Histories(dice, START, START.plus(MONTHS), ())
    at = Counter(dice, told)
    for month in START.until(START.plus(MONTHS)):
        if month > START:
            told.news(month)
        asked = cycle(month, folder)
        run_month(asked, stages=("determine", "propose", "decide"))
        decided(asked)
        for who in told.people:
            decide(who, month, START, (), first=month == START)
        at.month(month)
        paid_once(asked, at.owed, folder)
    last = START.plus(MONTHS - 1).last
    assert [f for f in payments.verify_money(last).findings if f.code != "I4b"] == [], seed
    awards = casework.OneOffAward.objects.all()
    assert casework.amounts_by_law(awards) == at.owed, "worked out again from what was known then"
    return at


@pytest.fixture
def then(staff: None, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: F811
    """News is taken at the moment of then, not of now."""
    monkeypatch.setattr(monthly_cycle, "react", lambda: 0)


def test_what_is_given_once_is_what_the_law_gives_and_is_paid_once(then: None, tmp_path: Path) -> None:
    at = goes_through(1, tmp_path)
    assert min(len(at.owed), at.refused) > 2, "some of it is given, some refused"


@pytest.mark.long
@pytest.mark.parametrize("seed", range(2, 12))
def test_what_is_given_once_of_other_histories(seed: int, then: None, tmp_path: Path) -> None:
    goes_through(seed, tmp_path)
