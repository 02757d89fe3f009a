"""Loading the units of the province as of before and after 1 July 2025."""

from __future__ import annotations

import json
from datetime import date
from importlib.resources import files
from typing import Any

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from ansinh.areas.models import Succession, Unit
from ansinh.kernel import audit

OLD_UNITS_FROM = date(2020, 3, 1)
TWO_LEVELS_FROM = date(2025, 7, 1)


def _source() -> Any:
    return json.loads(files("ansinh.areas").joinpath("data/lao_cai_units.json").read_text(encoding="utf-8"))


@transaction.atomic
def load_units() -> int:
    """Write the provinces, districts and communes of both times with their successions; 0 when they are there."""
    if Unit.objects.exists():
        return 0
    source = _source()
    before, after = DateRange(OLD_UNITS_FROM, TWO_LEVELS_FROM), DateRange(TWO_LEVELS_FROM, None)
    province = Unit.objects.create(code="15", name="Tỉnh Lào Cai", kind=Unit.Kind.PROVINCE, valid=after)
    new = {
        unit["code"]: Unit(code=unit["code"], name=unit["name"], kind=Unit.Kind.COMMUNE, parent=province, valid=after)
        for unit in source["units"]
    }
    Unit.objects.bulk_create(new.values())
    old_provinces, districts = {}, {}
    for row in source["legacy"]:
        code = row["province_code"]
        if code not in old_provinces:
            old_provinces[code] = Unit.objects.create(
                code=code, name=row["province"], kind=Unit.Kind.PROVINCE, valid=before
            )
        if row["district_code"] not in districts:
            districts[row["district_code"]] = Unit.objects.create(
                code=row["district_code"],
                name=row["district"],
                kind=Unit.Kind.DISTRICT,
                parent=old_provinces[code],
                valid=before,
            )
    old = [
        Unit(code=r["code"], name=r["name"], kind=Unit.Kind.COMMUNE, parent=districts[r["district_code"]], valid=before)
        for r in source["legacy"]
    ]
    Unit.objects.bulk_create(old)
    went_over = [
        Succession(predecessor=unit, successor=new[row["new_code"]], on=TWO_LEVELS_FROM)
        for unit, row in zip(old, source["legacy"], strict=True)
    ]
    went_over += [Succession(predecessor=p, successor=province, on=TWO_LEVELS_FROM) for p in old_provinces.values()]
    Succession.objects.bulk_create(went_over)
    audit.record(actor=None, action="areas.load", object_kind="unit", details={"units": len(old) + len(new)})
    return len(old) + len(new)
