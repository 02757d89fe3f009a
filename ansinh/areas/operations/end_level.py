"""Ending the district level."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from ansinh.areas.models import Change, Unit
from ansinh.areas.operations.prepare_change import prepare_change
from ansinh.areas.plan import Plan
from ansinh.kernel import audit
from ansinh.kernel.errors import Refusal


@transaction.atomic
def end_level(*, by: audit.Acting, province: int, on: date, citation: str) -> Change:
    """Prepare that a province has no districts from a day on: its communes belong to it directly."""
    districts = Unit.objects.filter(kind=Unit.Kind.DISTRICT, parent=province, valid__contains=on)
    ends = tuple(districts.order_by("code").values_list("pk", flat=True))
    if not ends:
        raise Refusal("Không còn cấp huyện nào vào ngày %(on)s.", code="no_level", area=province, on=f"{on:%d/%m/%Y}")
    return prepare_change(Plan(Change.Kind.END_LEVEL, on, citation, (), ends, ()), by=by)
