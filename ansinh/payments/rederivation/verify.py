"""The check of payroll: every part of a run worked out anew, from facts and law to decisions, from decisions to đồng.

Twice: what the law gave for each month that is paid is held against what had been decided when the list was locked, and
the list is drawn anew from the decisions, lists and returned files of that moment.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import polars
from django.db import connection, transaction

from ansinh.kernel.copy_rows import read_frame
from ansinh.kernel.errors import Refusal
from ansinh.kernel.period import Month
from ansinh.payments.due import add_instalments, draw_due, drop_due
from ansinh.payments.models import LinePart, PayrollRun
from ansinh.payments.rederivation.again_table import AWARDED, PARTS_APART, PENDING, WHILE_DRAWN
from ansinh.payments.rederivation.lawful import Evidence, evidence_of, lawful
from ansinh.payments.rederivation.once import once_apart
from ansinh.payments.sources_table import KNOWN
from ansinh.payments.states import ONE_OFF, RunKind, RunState

WHY = {
    "amount": "danh sách lập lại từ quyết định ra số khác",
    "commune": "cùng số tiền, nay thuộc đơn vị khác: địa bàn được sắp xếp lại sau đó",
    "kind": "danh sách lập lại ghi loại khoản khác",
    "basis": "danh sách lập lại dựa trên quyết định khác",
    "together": "quyết định hoặc kết quả được ghi cùng lúc với chốt danh sách",
    "unclear": "chưa xác định được vì thiếu thông tin, giữ mức đang hưởng",
    "pending": "đề nghị thay đổi chưa được quyết định lúc chốt danh sách",
    "law": "thông tin và luật cho số khác với quyết định",
}
"""Why what is paid is not what comes out anew."""
IN_ORDER = frozenset({"together", "unclear", "pending", "commune"})
"""Differences that have their reason: they are told, and are no fault."""
AROUND = timedelta(minutes=10)
"""How long before locking a list may have been begun, where the moment was not kept."""

_APART = {
    "person_id": polars.Int64,
    "programme": polars.String,
    "for_month": polars.Date,
    "category": polars.String,
    "stored_vnd": polars.Int64,
    "again_vnd": polars.Int64,
    "aspect": polars.String,
}
_AWARDED = {
    "person_id": polars.Int64,
    "programme": polars.String,
    "for_month": polars.Date,
    "category": polars.String,
    "coefficient_tenths": polars.Int32,
    "amount_vnd": polars.Int64,
    "area_id": polars.Int64,
}
_WHO = {"person_id": polars.Int64, "programme": polars.String}
_KEY = ("person_id", "programme", "for_month", "category")


@dataclass(frozen=True, slots=True)
class Difference:
    """One month and category of a person in a run: đồng that are paid, đồng that come out anew, why (``WHY``)."""

    person_id: int
    programme: str
    for_month: date
    category: str
    was_vnd: int
    would_be_vnd: int
    why: str


@dataclass(frozen=True, slots=True)
class Rederived:
    """A run worked out anew: how many parts it holds, and all differences; ``same_law`` is false where the law that is
    written in the package has been rewritten since."""

    run: PayrollRun
    parts: int
    differences: tuple[Difference, ...]
    same_law: bool

    @property
    def wrong(self) -> tuple[Difference, ...]:
        """The differences that have no reason."""
        return tuple(found for found in self.differences if found.why not in IN_ORDER)


def runs_to_verify(run_id: int | None = None) -> list[PayrollRun]:
    """The runs that were locked and not cancelled, in the order of locking; or the one. Raises Refusal for a draft."""
    found = PayrollRun.objects.filter(locked_at__isnull=False).exclude(state=RunState.CANCELLED)
    runs = list((found if run_id is None else found.filter(pk=run_id)).select_related("area").order_by("locked_at"))
    if run_id is not None and not runs:
        raise Refusal(
            "Không có kỳ chi trả số %(run_id)s đã chốt danh sách.", code="unknown_run", run=run_id, run_id=run_id
        )
    return runs


@transaction.atomic
def verify_payroll(run: PayrollRun) -> Rederived:
    """Work a locked run out anew. Needs a role that sees every area; changes nothing."""
    if run.locked_at is None:
        raise Refusal("Kỳ chi trả này chưa chốt danh sách.", code="not_locked", run=run.pk)
    known_at = run.drawn_at or run.locked_at
    if run.kind == RunKind.ONE_OFF:
        return _verify_once(run, known_at)
    names: dict[str, Any] = {
        "run": run.pk,
        "month": run.month,
        "known_at": known_at,
        "from": known_at if run.drawn_at else known_at - AROUND,
        "until": run.locked_at,
    }
    with connection.cursor() as cursor:
        draw_due(cursor, run, known_at)
        add_instalments(cursor, run, known_at)
        apart = read_frame(cursor, PARTS_APART, _APART, names)
        awarded = read_frame(cursor, AWARDED.format(awards=KNOWN.awards), _AWARDED, names)
        pending = read_frame(cursor, PENDING, _WHO, names)
        together = read_frame(cursor, WHILE_DRAWN, _WHO, names) if apart.height else None
        drop_due(cursor)
    evidence = evidence_of(Month.of(run.month), known_at)
    by_law = _law_apart(awarded, Month.of(run.month), evidence, pending)
    if together is not None:
        apart = _marked(apart, together, "together")
    found = tuple(sorted(_differences(polars.concat([apart, by_law])), key=lambda d: (d.person_id, d.for_month)))
    parts = LinePart.objects.filter(line__run=run).count()
    return Rederived(run, parts, found, all(basis.same_law for basis in evidence))


def _verify_once(run: PayrollRun, known_at: datetime) -> Rederived:
    with connection.cursor() as cursor:
        found = tuple(
            Difference(person, ONE_OFF, run.month, kind, was, again, why)
            for person, kind, was, again, why in once_apart(cursor, run, known_at)
        )
    return Rederived(run, LinePart.objects.filter(line__run=run).count(), found, same_law=True)


def _law_apart(
    awarded: polars.DataFrame, month: Month, evidence: list[Evidence], pending: polars.DataFrame
) -> polars.DataFrame:
    """Where what had been decided is not what the law gave, with the reason."""
    told = lawful(awarded.select("person_id", "programme", "for_month"), month, evidence)
    asked = awarded.select("person_id", "programme", "for_month").unique()
    given = told.benefits.join(asked, on=["person_id", "programme", "for_month"], how="semi")
    both = awarded.join(given, on=list(_KEY), how="full", coalesce=True, suffix="_again")
    apart = both.filter(polars.col("amount_vnd").ne_missing(polars.col("amount_vnd_again"))).select(
        *_KEY,
        polars.col("amount_vnd").fill_null(0).alias("stored_vnd"),
        polars.col("amount_vnd_again").fill_null(0).alias("again_vnd"),
        polars.lit("law").alias("aspect"),
    )
    unclear = told.unclear.join(asked, on=["person_id", "for_month"]).select("person_id", "programme").unique()
    return _marked(_marked(apart, pending, "pending"), unclear, "unclear")


def _marked(apart: polars.DataFrame, of_whom: polars.DataFrame, why: str) -> polars.DataFrame:
    known = of_whom.unique().with_columns(polars.lit(why).alias("reason"))
    marked = apart.join(known, on=["person_id", "programme"], how="left")
    return marked.with_columns(aspect=polars.coalesce("reason", "aspect")).drop("reason")


def _differences(apart: polars.DataFrame) -> Iterator[Difference]:
    for row in apart.iter_rows(named=True):
        yield Difference(
            row["person_id"], row["programme"], row["for_month"], row["category"], row["stored_vnd"],
            row["again_vnd"], row["aspect"],
        )  # fmt: skip
