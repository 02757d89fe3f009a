"""Which layouts hold where and when: an area's own before those around it, before what comes with the software."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.db import connection

from ansinh.access.public import SYSTEM, acting_as
from ansinh.areas.public import Unit
from ansinh.kernel.errors import Refusal
from ansinh.kernel.reading_together import rows_together
from ansinh.payments.layouts.check import layout_of
from ansinh.payments.layouts.layout import Layout, stamp_of
from ansinh.payments.models import FileLayout
from ansinh.payments.offices import ENCLOSING

SHIPPED = Path(__file__).resolve().parent / "layouts" / "shipped"
_IN_FORCE = (
    ENCLOSING
    + """
SELECT DISTINCT ON (l.code) l.id FROM payments_file_layout AS l JOIN enclosing ON enclosing.id = l.area_id
WHERE l.valid && daterange(%({first})s::date, %({last})s::date, '[]') ORDER BY l.code, enclosing.far, l.valid DESC
"""
)


@dataclass(frozen=True, slots=True)
class InForce:
    """A layout with where it comes from: ``row`` is None for what is shipped. ``until``: its last day."""

    layout: Layout
    content: Mapping[str, Any]
    since: date
    until: date | None
    row: FileLayout | None = None

    @property
    def stamp(self) -> str:
        """Code and mark, kept with every file that was read by it."""
        return f"{self.layout.code} {stamp_of(self.content)}"


@cache
def shipped() -> tuple[InForce, ...]:
    """The layouts that come with the software, by code. ``from`` and ``until`` of a file say on which days."""
    found = []
    for path in sorted(SHIPPED.glob("*.yaml")):
        told = yaml.safe_load(path.read_text(encoding="utf-8"))
        content = {key: value for key, value in told.items() if key not in ("from", "until")}
        found.append(InForce(layout_of(content), content, told["from"], told.get("until")))
    return tuple(found)


def layouts_for(area_id: int, first: date, last: date | None = None) -> list[InForce]:
    """The layouts that hold in an area on a day, or on any day until ``last``: one a code, the nearest area's."""
    (found,) = _in_force(area_id, [(first, max(first, last or first))])
    return found


def layouts_on_and_since(area_id: int, first: date, last: date) -> tuple[list[InForce], list[InForce]]:
    """Those that hold on a day, and those that hold on it or any day until ``last``."""
    on, since = _in_force(area_id, [(first, first), (first, max(first, last))])
    return on, since


def _in_force(area_id: int, spans: Sequence[tuple[date, date]]) -> list[list[InForce]]:
    statements = [_IN_FORCE.format(first=f"first_{place}", last=f"last_{place}") for place in range(len(spans))]
    given: dict[str, Any] = {"area": area_id}
    for place, (first, last) in enumerate(spans):
        given |= {f"first_{place}": first, f"last_{place}": last}
    with acting_as(SYSTEM):
        ids = [{pk for (pk,) in rows} for rows in rows_together(statements, given)]
        rows = list(FileLayout.objects.filter(pk__in=set().union(*ids)).select_related("area"))
    found = []
    for (first, last), chosen in zip(spans, ids, strict=True):
        own = [in_force(row) for row in rows if row.pk in chosen]
        covered = {one.layout.code for one in own}
        rest = [one for one in shipped() if one.layout.code not in covered and _holds(one, first, last)]
        found.append(sorted([*own, *rest], key=lambda one: (one.layout.provider, one.layout.name, one.layout.code)))
    return found


def layout_named(found: list[InForce], code: str, direction: str) -> InForce:
    """The layout of that code and direction. Raises Refusal when there is none."""
    for one in found:
        if one.layout.code == code and one.layout.direction == direction:
            return one
    raise Refusal("Không có mẫu tệp “%(value)s” đang có hiệu lực.", code="unknown_layout", field="code", value=code)


def communes_of_run(run_id: int) -> list[Unit]:
    """The communes, as they were, whose lines of a run are in sight, by code."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT commune_id FROM payments_line WHERE run_id = %s", [run_id])
        ids = [row[0] for row in cursor.fetchall()]
    return list(Unit.objects.filter(pk__in=ids).order_by("code"))


def declared() -> list[FileLayout]:
    """Every layout that was declared in the areas that the connection sees, the latest of each code first."""
    return list(FileLayout.objects.select_related("area", "set_by").order_by("area__code", "code", "-valid"))


def in_force(row: FileLayout) -> InForce:
    """A declared row as a layout."""
    return InForce(layout_of(row.content), row.content, row.valid.lower, row.last_day, row)


def as_yaml(one: InForce) -> str:
    """The layout as a file that can be entered elsewhere."""
    return str(yaml.safe_dump(dict(one.content), allow_unicode=True, sort_keys=False, width=120))


def from_yaml(content: bytes, name: str) -> dict[str, Any]:
    """What such a file declares, not yet held against anything. Raises Refusal naming file and line."""
    try:
        told = yaml.safe_load(content.decode("utf-8-sig"))
    except (UnicodeDecodeError, yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        raise Refusal(
            "Tệp %(name)s, dòng %(row)s: không phải YAML đọc được.",
            code="unreadable_file", file=name, name=name, row=mark.line + 1 if mark else 1,
        ) from None  # fmt: skip
    if not isinstance(told, dict):
        raise Refusal("Tệp %(name)s không phải mẫu tệp.", code="unreadable_file", file=name, name=name)
    return {str(key): value for key, value in told.items() if key not in ("from", "until")}


def _holds(one: InForce, first: date, last: date) -> bool:
    return one.since <= last and (one.until is None or one.until + timedelta(days=1) > first)
