"""Which office pays: looked up by area and day, kept with a run from the moment that the run needs it."""

from __future__ import annotations

from datetime import date

from django.db import connection

from ansinh.access.public import SYSTEM, acting_as
from ansinh.kernel.errors import Refusal
from ansinh.payments.models import PayingOffice, PayrollRun, RunOffice

POST_OFFICE = "Bưu điện"
"""What lists call the post office where nothing else is set."""

# The area itself, what encloses it, and, for an area that is no more, what it went over into.
ENCLOSING = """
WITH RECURSIVE enclosing(id, far) AS (
  SELECT %(area)s::bigint, 0
  UNION
  SELECT further.id, enclosing.far + further.step FROM enclosing CROSS JOIN LATERAL (
    SELECT u.parent_id AS id, 1 AS step FROM areas_unit AS u WHERE u.id = enclosing.id AND u.parent_id IS NOT NULL
    UNION ALL SELECT s.successor_id, 10 FROM areas_succession AS s WHERE s.predecessor_id = enclosing.id
  ) AS further
)
"""
_NEAREST = (
    ENCLOSING
    + """
SELECT o.id FROM payments_paying_office AS o JOIN enclosing ON enclosing.id = o.area_id
WHERE o.valid @> %(on)s::date ORDER BY enclosing.far, o.id LIMIT 1
"""
)


def office_for(area_id: int, on: date) -> PayingOffice | None:
    """The paying office of an area on a day: its own, else that of the nearest area around it.

    Needs a connection that sees every area.
    """
    with connection.cursor() as cursor:
        cursor.execute(_NEAREST, {"area": area_id, "on": on})
        found = cursor.fetchone()
    return PayingOffice.objects.get(pk=found[0]) if found else None


def paying_offices() -> list[PayingOffice]:
    """All offices set in the areas that the connection sees: the widest areas first, the latest of each first."""
    found = PayingOffice.objects.select_related("area").order_by("area__code", "-valid")
    return sorted(found, key=lambda office: (len(office.area.code), office.area.code))


def office_of(run: PayrollRun) -> RunOffice | None:
    """What is kept with a run; None while nothing is."""
    return RunOffice.objects.filter(run=run).first()


def keep_office(run: PayrollRun) -> RunOffice | None:
    """Keep the office of the run's area and pay day with the run, once; None when there is none yet.

    Whoever asks: what it is does not depend on what they may see.
    """
    with acting_as(SYSTEM):
        kept = office_of(run)
        office = None if kept else office_for(run.area_id, run.pay_on)
        if office is None:
            return kept
        values = {name: getattr(office, name) for name in ("name", "account", "bank_name", "bank_bic", "post_office")}
        RunOffice.objects.bulk_create([RunOffice(run=run, **values)], ignore_conflicts=True)  # somebody may be first
        return office_of(run)


def needed_office(run: PayrollRun) -> RunOffice:
    """The office kept with a run. Raises Refusal when none is set for its area and pay day."""
    kept = keep_office(run)
    if kept is None:
        raise Refusal(
            "Chưa khai báo đơn vị chi trả (tên, số tài khoản, ngân hàng) cho %(name)s vào ngày %(pay_on)s "
            "nên chưa chuyển khoản được: quản trị hệ thống khai báo ở mục Cài đặt.",
            code="no_paying_office",
            run=run.pk,
            name=run.area.name,
            pay_on=f"{run.pay_on:%d/%m/%Y}",
        )
    return kept
