"""Setting or ending the contract with a payment provider."""

from __future__ import annotations

import re
from datetime import date
from urllib.parse import urlsplit

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from ansinh.access.public import SYSTEM, Actor, Permission, acting_as
from ansinh.areas.public import Unit
from ansinh.kernel import audit
from ansinh.kernel.errors import Refusal
from ansinh.payments.models import Provider
from ansinh.payments.policies import check_scope

SHORTEST_SECRET = 32
_HERE = ("127.0.0.1", "localhost")


def set_provider(
    *, actor: Actor, area: Unit, since: date, code: str, name: str, url: str, key_id: str, secret: str
) -> Provider:
    """A contract from a day on; the area's earlier one ends the day before. The same code again corrects it.

    Runs keep the provider that they were approved with. Raises Refusal for an unsafe address or a short secret.
    """
    check_scope(actor, Permission.MANAGE_SETTINGS, area.pk)
    if settings.PRACTICE:
        raise Refusal("Bản tập làm không nối tới nhà cung cấp: không lệnh chi nào được ra ngoài.", code="practice")
    values = {"name": " ".join(name.split()), "url": url.strip().rstrip("/"), "key_id": key_id.strip()}
    _check(code, values, secret)
    with acting_as(SYSTEM):
        found = Provider.objects.select_for_update().filter(code=code).first()
        if found is not None and found.area_id != area.pk:
            raise Refusal("Mã “%(given)s” đã dùng cho địa bàn khác.", code="provider_code_used", value=code, given=code)
        if found is None:
            _end_before(area, since)
            found = Provider(area=area, code=code, valid=DateRange(since, None))
        for field, value in (values | {"secret": secret}).items():
            setattr(found, field, value)
        try:
            with transaction.atomic():
                found.save()
        except IntegrityError:
            raise Refusal(
                "%(name)s đã có nhà cung cấp khác từ sau ngày %(since)s.",
                code="provider_overlaps",
                name=area.name,
                since=f"{since:%d/%m/%Y}",
            ) from None
        audit.record(
            actor=actor,
            action="provider.set",
            object_kind="provider",
            object_id=found.pk,
            area_id=area.pk,
            details={"code": code, "since": since.isoformat(), **values},
        )
    return found


def end_provider(*, actor: Actor, code: str, last_day: date) -> Provider:
    """The contract ends with this day; runs that are paid later go by file again."""
    with acting_as(SYSTEM):
        found = Provider.objects.select_for_update().filter(code=code).first()
        if found is None:
            raise Refusal(
                "Không có nhà cung cấp nào mang mã “%(given)s”.", code="unknown_provider", value=code, given=code
            )
        check_scope(actor, Permission.MANAGE_SETTINGS, found.area_id)
        if last_day < found.valid.lower:
            raise Refusal("Ngày kết thúc phải từ ngày bắt đầu hợp đồng trở đi.", code="bad_day")
        found.valid = DateRange(found.valid.lower, date.fromordinal(last_day.toordinal() + 1))
        found.save(update_fields=["valid"])
        audit.record(
            actor=actor,
            action="provider.end",
            object_kind="provider",
            object_id=found.pk,
            area_id=found.area_id,
            details={"code": code, "last_day": last_day.isoformat()},
        )
    return found


def _end_before(area: Unit, since: date) -> None:
    for earlier in Provider.objects.filter(area=area, valid__contains=since):
        if earlier.valid.lower < since:
            earlier.valid = DateRange(earlier.valid.lower, since)
            earlier.save(update_fields=["valid"])


def _check(code: str, values: dict[str, str], secret: str) -> None:
    if not re.fullmatch(r"[a-z0-9-]{2,40}", code):
        raise Refusal("Mã nhà cung cấp gồm 2–40 chữ thường không dấu, chữ số, gạch nối.", code="bad_code", value=code)
    place = urlsplit(values["url"])
    if place.scheme != "https" and not (place.scheme == "http" and place.hostname in _HERE):
        raise Refusal("Địa chỉ của nhà cung cấp phải bắt đầu bằng https://.", code="unsafe_url", value=values["url"])
    if len(secret) < SHORTEST_SECRET or not secret.isascii() or not secret.isprintable():
        raise Refusal(
            "Khóa ký chung phải có ít nhất %(shortest_secret)s ký tự không dấu, do hai bên tạo ngẫu nhiên.",
            code="short_secret",
            shortest_secret=SHORTEST_SECRET,
        )
    for field, label in (("name", "tên nhà cung cấp"), ("key_id", "tên khóa")):
        if not values[field]:
            raise Refusal("Hãy ghi %(label)s.", code="missing_value", field=field, label=label)
