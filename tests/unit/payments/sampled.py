"""Short ways to a settled run, a sample of it and what was told, for the tests of what comes after payment."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from ansinh.access.public import acting_as
from ansinh.kernel.period import Month
from ansinh.payments import public as payments
from ansinh.payments.public import sampling
from ansinh.registry.public import PaymentChannel
from tests import builders, fake_payers
from tests.builders import period
from tests.unit.payments.payroll import NOVEMBER, PAY_DAY, Office, award, lines, released

ON = date(2026, 11, 20)


def settled(at: Office, cash: int, bank: int = 0, *, back: Collection[int] = (), month: Month = NOVEMBER) -> int:
    """A settled run of so many people: paid, but for those in cash whose place is in ``back``."""
    for n in range(cash + bank):
        who = builders.person(at.area, name=f"Lò Thị Số {n}")
        award(at, who, first=f"{month.first:%Y-%m-%d}")
        if n >= cash:
            given = {"kind": "bank", "bank": "Ngân hàng thử", "account": f"100{n}", "valid": period("2026-01-01")}
            builders.fact(PaymentChannel, person=who, **given)
    run = released(at, month)
    in_cash = [line for line in lines(run.pk) if line.channel == "post_office"]
    for place in back:
        payments.scan_return(
            actor=at.accountant, run_id=run.pk, code=in_cash[place].key, outcome="returned", reason="Vắng mặt"
        )
    if cash:
        payments.hand_in_scans(actor=at.accountant, run_id=run.pk, rest_paid=[at.area.code], on=PAY_DAY)
    in_bank = [line for line in lines(run.pk) if line.channel == "bank"]
    if in_bank:
        moved = [fake_payers.Money("D", line.amount_vnd, line.key, line.full_name) for line in in_bank]
        told = fake_payers.bank_statement(moved, account="3713.0.1000001", number=f"SK{run.pk}")
        payments.import_statement(actor=at.accountant, content=told, name="sk.xml", on=PAY_DAY)
    payments.settle_run(actor=at.accountant, run_id=run.pk, on=PAY_DAY)
    return run.pk


def sample(at: Office, run_id: int) -> list[sampling.SampledLine]:
    """The commune's sample of a run, in the order of drawing."""
    drawn = sampling.draw_sample(actor=at.maker, run_id=run_id, area_id=at.area.pk, on=ON)
    return list(sampling.SampledLine.objects.filter(sample_id=drawn.sample_id).order_by("stratum__channel", "place"))


def tell(at: Office, one: sampling.SampledLine, told: str, *, corrects: int | None = None, **more: Any) -> Any:
    """Somebody of the commune asked, and this was said."""
    values: dict[str, Any] = {"how": "phone", "on": ON, "told": told}
    if told in ("whole", "part", "wrong_person"):
        values["collected"] = "other" if told == "wrong_person" else "self"
    if told in sampling.DISCREPANT:
        values["remark"] = "Bà kể lại"
    said = sampling.Said(**(values | more))
    with acting_as(at.maker):
        return sampling.record_contact(actor=at.maker, sampled_id=one.pk, said=said, on=ON, corrects_id=corrects)
