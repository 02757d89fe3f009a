"""Writing the made-up province into an empty registry."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import numpy as np
import polars as pl
from django.db import connection, transaction

from ansinh.areas.public import TWO_LEVELS_FROM, Unit, load_units
from ansinh.demo.bulk import without_keys
from ansinh.demo.communes import CITATION, Commune, all_communes, chosen_communes, sizes
from ansinh.demo.sealed import as_stored
from ansinh.demo.tables import Numbers, hardship_rows, registry_rows
from ansinh.demo.whole import make_commune
from ansinh.kernel import audit
from ansinh.kernel.copy_rows import copy_frame
from ansinh.kernel.errors import Refusal
from ansinh.kernel.period import Month
from ansinh.registry.public import Person, Source, count_common_names

KNOWN_UNTIL = datetime(2026, 10, 31, 17, tzinfo=UTC)
"""What is heard from November 2026 (midnight in Vietnam) on is news: it comes in workbooks."""
FACTS = (
    "identity", "residence", "membership", "paper", "circumstance", "sealed_circumstance", "disability",
    "pension", "upbringing", "payment_channel", "poverty",
)  # fmt: skip
TABLES = ("registry_household", "registry_person", *(f"registry_{fact}" for fact in FACTS))


@dataclass
class Loaded:
    """What was written: rows by table."""

    communes: Sequence[Commune]
    rows: dict[str, int] = field(default_factory=dict)

    @property
    def people(self) -> int:
        """How many people there are now."""
        return self.rows.get("registry_person", 0)


def load_province(
    *,
    people: int,
    communes: int,
    seed: int,
    known_until: datetime = KNOWN_UNTIL,
    told: Callable[[Commune, int], None],
    old_areas: bool = False,
    only: Sequence[str] = (),
) -> Loaded:
    """Make the people of the first ``communes`` communes, or of those of the codes in ``only``, and write them.

    ``told`` hears of each commune that is finished.

    ``old_areas``: the units are those before July 2025, and nobody knows yet that they will end; ``known_until`` lies
    before the resolution then. Raises Refusal when there are people already.
    """
    if Person.objects.exists():
        raise Refusal(
            "Cơ sở dữ liệu đã có người; tỉnh mẫu chỉ được lập trong cơ sở dữ liệu trống.", code="registry_not_empty"
        )
    province = all_communes(seed)
    chosen = chosen_communes(seed, communes, only)
    if old_areas and Unit.objects.filter(valid__startswith__gte=TWO_LEVELS_FROM).exists():
        raise Refusal(
            "Cơ sở dữ liệu đã có các đơn vị từ 01/7/2025: hãy dựng thư mục khác bằng “ansinh setup --old-areas”.",
            code="new_areas_loaded",
        )
    load_units(before=TWO_LEVELS_FROM if old_areas else None)
    loaded = Loaded(chosen)
    with transaction.atomic(), connection.cursor() as cursor:
        numbers = _numbers(province, seed)
        copy_frame(cursor, "areas_hardship", hardship_rows(province, numbers, CITATION))
        with without_keys(cursor, TABLES):
            _write(cursor, loaded, province, sizes(chosen, people), numbers, seed, known_until, told)
            _go_on_counting(cursor)
        audit.record(
            actor=None, action="demo.load", object_kind="registry", details={"people": loaded.people, "seed": seed}
        )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE areas_hardship, registry_source, " + ", ".join(TABLES))
    count_common_names()
    return loaded


def _write(
    cursor: Any,
    loaded: Loaded,
    province: Sequence[Commune],
    wanted: Sequence[int],
    numbers: Numbers,
    seed: int,
    known_until: datetime,
    told: Callable[[Commune, int], None],
) -> None:
    partners = {commune.code: commune for commune in province}
    for commune, size in zip(loaded.communes, wanted, strict=True):
        whole = make_commune(commune, partners[commune.partner], size, seed)
        for table, frame in as_stored(registry_rows(whole, numbers, known_until)).items():
            loaded.rows[table] = loaded.rows.get(table, 0) + copy_frame(cursor, table, frame)
        numbers = Numbers(
            numbers.old_units,
            numbers.new_units,
            numbers.sources,
            numbers.person + whole.made.count + len(whole.twice),
            numbers.household + len(whole.made.kind),
        )
        told(commune, size)


def _numbers(province: Sequence[Commune], seed: int) -> Numbers:
    units = Unit.objects.filter(kind=Unit.Kind.COMMUNE)
    columns = {"code": pl.String, "unit_id": pl.Int64, "since": pl.Date, "until": pl.Date}
    before = units.filter(valid__startswith__lt=TWO_LEVELS_FROM).order_by("code", "valid")
    found = [(unit.code, unit.pk, unit.valid.lower, unit.valid.upper) for unit in before]
    old = pl.DataFrame(found, schema=columns, orient="row")
    new = dict(units.filter(valid__startswith=TWO_LEVELS_FROM).values_list("code", "id"))
    return Numbers(old, new, _sources(seed), person=1, household=1)


def _sources(seed: int) -> pl.DataFrame:
    """One source a month in which something was recorded."""
    months = list(Month(2023, 11).until(Month(2027, 8)))
    made = Source.objects.bulk_create(
        [
            Source(
                kind=Source.Kind.MADE_UP,
                reference=f"Dữ liệu giả lập (hạt giống {seed}), ghi nhận tháng {month.vietnamese}",
                at=datetime(month.year, month.number, 1, tzinfo=UTC),
            )
            for month in months
        ]
    )
    return pl.DataFrame({"month": [str(month) for month in months], "source": np.array([source.pk for source in made])})


def _go_on_counting(cursor: Any) -> None:
    """The next person and household made by hand get the number after the last one here."""
    for table in ("registry_person", "registry_household"):
        cursor.execute(
            f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT coalesce(max(id), 1) FROM {table}))"  # noqa: S608
        )
