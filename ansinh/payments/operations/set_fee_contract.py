"""Entering a contract about what handing money over costs, and ending it early."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Max, TextChoices
from django.utils.translation import gettext_noop

from ansinh.access.public import SYSTEM, Actor, Permission, acting_as
from ansinh.areas.public import Unit, check_there
from ansinh.kernel import audit
from ansinh.kernel.errors import Refusal
from ansinh.payments.models import FeeContract, RunFee
from ansinh.payments.models.fee import Bearer, Due, Rounding
from ansinh.payments.policies import check_scope, responsible
from ansinh.payments.taken import taken
from ansinh.payments.typed import line_of_words
from ansinh.registry.public import PaymentChannel

MOST_VND = 10_000_000
WHOLE = 1_000_000
"""What is paid for a million đồng when the fee is 100 %."""


def set_fee_contract(
    *,
    actor: Actor,
    area: Unit,
    channel: str,
    provider: str,
    number: str,
    signed_on: date,
    since: date,
    until: date,
    bearer: str,
    per_line_vnd: int = 0,
    per_million_vnd: int = 0,
    rounding: str = Rounding.HALF_UP,
    minimum_vnd: int = 0,
    maximum_vnd: int | None = None,
    due: str = Due.RELEASED,
) -> FeeContract:
    """Enter a contract. Runs that were handed over before are not charged by it.

    Raises Refusal for a wrong value, days of another contract of the channel, and outside the actor's area or rights.
    """
    check_scope(actor, Permission.MANAGE_SETTINGS, area.pk)
    check_there(area, since)
    _check_choices((channel, PaymentChannel.Kind), (bearer, Bearer), (rounding, Rounding), (due, Due))
    if until < since or signed_on > since:
        raise Refusal("Hợp đồng phải ký trước ngày bắt đầu và hết hạn sau ngày đó.", code="bad_day")
    _check_amounts(per_line_vnd, per_million_vnd, minimum_vnd, maximum_vnd)
    made = FeeContract(
        area=area, channel=channel, provider=line_of_words(provider, 140, gettext_noop("đơn vị chi trả")),
        number=line_of_words(number, 60, gettext_noop("số hợp đồng")), signed_on=signed_on,
        valid=DateRange(since, until + timedelta(days=1)), per_line_vnd=per_line_vnd, per_million_vnd=per_million_vnd,
        rounding=rounding, minimum_vnd=minimum_vnd, maximum_vnd=maximum_vnd, bearer=bearer, due=due,
        recorded_by_id=responsible(actor),
    )  # fmt: skip
    with acting_as(SYSTEM):
        _save(made)
        audit.record(
            actor=actor, action="fee_contract.set", object_kind="fee_contract", object_id=made.pk, area_id=area.pk,
            details={"channel": channel, "number": made.number, "since": since.isoformat(), "until": until.isoformat()},
        )  # fmt: skip
    return made


def end_fee_contract(*, actor: Actor, contract_id: int, last_day: date) -> None:
    """A contract ends earlier. Raises Refusal for a day outside it, or before a day on which it was charged by."""
    with acting_as(SYSTEM):
        found = taken(FeeContract.objects.all(), contract_id, gettext_noop("hợp đồng"))
        check_scope(actor, Permission.MANAGE_SETTINGS, found.area_id)
        if not found.valid.lower <= last_day < found.last_day:
            raise Refusal("Ngày kết thúc phải nằm trong thời hạn của hợp đồng.", code="bad_day")
        charged = RunFee.objects.filter(contract=found).aggregate(last=Max("run__pay_on"))["last"]
        if charged is not None and charged > last_day:
            raise Refusal(
                "Hợp đồng đã tính phí cho kỳ chi trả ngày %(day)s: ngày cuối không thể trước ngày đó.",
                code="charged", day=f"{charged:%d/%m/%Y}",
            )  # fmt: skip
        found.valid = DateRange(found.valid.lower, last_day + timedelta(days=1))
        found.save(update_fields=["valid"])
        audit.record(
            actor=actor, action="fee_contract.end", object_kind="fee_contract", object_id=found.pk,
            area_id=found.area_id, details={"last_day": last_day.isoformat()},
        )  # fmt: skip


def _check_choices(*chosen: tuple[str, type[TextChoices]]) -> None:
    if any(value not in known.values for value, known in chosen):
        raise Refusal("Hãy chọn kênh chi trả, bên chịu phí, khoản tính phí và cách làm tròn.", code="bad_choice")


def _check_amounts(per_line_vnd: int, per_million_vnd: int, minimum_vnd: int, maximum_vnd: int | None) -> None:
    amounts = (per_line_vnd, minimum_vnd, maximum_vnd or 0)
    if min(*amounts, per_million_vnd) < 0 or max(amounts) > MOST_VND or per_million_vnd > WHOLE:
        raise Refusal(
            "Mức phí phải là số đồng nguyên từ 0 đến %(most)s, tỷ lệ từ 0 đến 100 %%.",
            code="bad_amount", most=f"{MOST_VND:,}".replace(",", "."),
        )  # fmt: skip
    if maximum_vnd is not None and maximum_vnd < minimum_vnd:
        raise Refusal("Mức tối đa thấp hơn mức tối thiểu.", code="bad_amount")


def _save(made: FeeContract) -> None:
    """The database alone knows for sure that no other contract holds on these days."""
    try:
        with transaction.atomic():
            made.save()
    except IntegrityError:
        others = FeeContract.objects.filter(area=made.area, channel=made.channel, valid__overlap=made.valid)
        clash = others.first()
        if clash is None:
            raise
        raise Refusal(
            "Hợp đồng số %(number)s của %(provider)s có hiệu lực trong thời gian này.",
            code="overlap", number=clash.number, provider=clash.provider,
        ) from None  # fmt: skip
