"""Entering classifications of communes and villages by a decision: special difficulty, mountains, minority areas."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from ansinh.areas.models import VALUES, Classification, Hardship
from ansinh.areas.queries import commune
from ansinh.kernel import audit
from ansinh.kernel.errors import Refusal

HARD = "hardship"
KINDS = (HARD, *VALUES)


@dataclass(frozen=True)
class Classified:
    """``value`` of a kind for a commune or a village of it ("": the whole) from a day until the day before ``end``.

    For ``hardship`` the value is "yes", or "no" where it ends.
    """

    code: str
    village: str
    kind: str
    value: str
    since: date
    end: date | None
    citation: str
    place: str = ""


@transaction.atomic
def classify(*, rows: Sequence[Classified], by: audit.Acting) -> int:
    """Write classifications, each in place of what held from its day on; returns how many changed something.

    All or nothing. Raises Refusal naming the row (``place``) for an unknown commune, kind, value or a missing ground.
    """
    changed = sum(_write(row) for row in rows)
    audit.record(actor=by, action="area.classify", object_kind="unit", details={"rows": len(rows), "changed": changed})
    return changed


def _write(row: Classified) -> bool:
    values = ("yes", "no") if row.kind == HARD else tuple(VALUES.get(row.kind, ()))
    if row.value not in values or (row.kind == "minority_area" and row.village):
        raise Refusal(
            "%(place)s: phân loại “%(kind)s %(value)s” không đúng.",
            code="bad_value",
            row=row.place,
            place=row.place,
            kind=row.kind,
            value=row.value,
        )
    if not row.citation.strip():
        raise Refusal("%(place)s: thiếu số quyết định phân loại.", code="no_citation", row=row.place, place=row.place)
    unit = commune(row.code, row.since)
    if row.end is not None and row.end <= row.since:
        raise Refusal(
            "%(place)s: ngày hết hiệu lực phải sau ngày bắt đầu.", code="bad_days", row=row.place, place=row.place
        )
    if unit.valid.upper is not None and (row.end is None or row.end > unit.valid.upper):
        end = unit.valid.upper
    else:
        end = row.end
    key: dict[str, Any] = {"unit": unit, "village": row.village.strip()}
    model: Any = Hardship if row.kind == HARD else Classification
    values_of = {} if row.kind == HARD else {"value": row.value}
    if row.kind != HARD:
        key["kind"] = row.kind
    held = list(model.objects.filter(**key, valid__overlap=DateRange(row.since, end)).order_by("valid"))
    holds = row.value != "no"
    same = [r for r in held if r.valid == DateRange(row.since, end) and r.citation == row.citation.strip()]
    if holds and len(held) == 1 and same and all(getattr(same[0], k) == v for k, v in values_of.items()):
        return False
    if not holds and not held:
        return False
    for old in held:
        _make_room(old, row.since, end)
    if holds:
        model.objects.create(**key, **values_of, valid=DateRange(row.since, end), citation=row.citation.strip())
    return True


def _make_room(old: Any, since: date, end: date | None) -> None:
    """What held before the day stays until it; what held after the end goes on after it."""
    lower, upper = old.valid.lower, old.valid.upper
    after = end is not None and (upper is None or upper > end)
    if after:
        model = type(old)
        rest = {f.attname: getattr(old, f.attname) for f in model._meta.concrete_fields if not f.primary_key}
    if lower < since:
        old.valid = DateRange(lower, since)
        old.save(update_fields=["valid"])
    else:
        old.delete()
    if after:
        model.objects.create(**(rest | {"valid": DateRange(end, upper)}))
