"""Accept rows of a received list: new people and changed circumstances become dated facts, all or nothing a call."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars
from django.db import IntegrityError, connection, transaction

from ansinh.access.public import Actor
from ansinh.areas import public as areas
from ansinh.intake import public as intake
from ansinh.kernel import audit
from ansinh.kernel.crash import crash_here
from ansinh.kernel.errors import Refusal
from ansinh.registry.models import Source
from ansinh.registry.news import announce, announce_list
from ansinh.registry.operations.import_facts import write_import
from ansinh.registry.operations.import_rows import accepted_frame
from ansinh.registry.standing import standing_of

PLAIN = ("new", "changed", "unchanged")
_ROWS = (
    "position", "sheet", "row_number", "status", "month", "full_name", "born", "sex", "ethnicity", "id_number",
    "village", "household_head",
    "poverty", "disability_type", "disability", "from_month", "died", "recipient", "phone", "bank_account", "bank",
    "decision",
)  # fmt: skip
_LENGTHS = {"full_name": 120, "village": 120, "recipient": 120, "household_head": 120, "bank": 60, "bank_account": 34}


@dataclass(frozen=True)
class Accepted:
    """Rows accepted by this call, and rows of the file that are still undecided."""

    accepted: int
    new: int
    changed: int
    unchanged: int
    left: int


def accept_import(*, actor: Actor, file: intake.SourceFile, positions: Sequence[int] | None, on: date) -> Accepted:
    """Accept rows by position (from 0), or with None every row that is plainly new, changed or unchanged.

    A row named by its position is accepted in spite of problems as far as it was understood, and as a new person
    in spite of a possible
    duplicate. Rows accepted before are left alone. Raises Refusal when a named row lacks name or birth, or a
    number is somebody else's.
    """
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            # By commune, not by file: two lists may name the same newcomer.
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext('intake.area'), %s)", [file.area_id])
            rows = _pending(file)
            standing = standing_of(rows, area_ids=sorted(areas.with_parts_and_predecessors([file.area_id])), on=on)
            chosen = _chosen(rows, standing, positions)
            result = _accept(cursor, actor, file, rows, standing, chosen)
    except IntegrityError as error:
        raise _taken(file, error) from None
    return result


def _accept(
    cursor: Any,
    actor: Actor,
    file: intake.SourceFile,
    rows: polars.DataFrame,
    standing: polars.DataFrame,
    chosen: list[int],
) -> Accepted:
    frame = accepted_frame(cursor, rows, standing, chosen)
    known = dict(zip(frame["position"], frame["person_id"], strict=True))
    people = polars.Series(
        [known.get(p, i) for p, i in standing.select("position", "person_id").iter_rows()], dtype=polars.Int64
    )
    intake.record_standing(file=file, standing=standing.with_columns(people.alias("person_id")))
    counts = {kind: int((frame["kind"] == kind).sum()) for kind in PLAIN}
    if counts["new"] or counts["changed"]:
        source = Source.objects.create(
            kind=Source.Kind.IMPORT, reference=file.name[:200], file_id=file.pk, actor_id=actor.user_id
        )
        write_import(cursor, frame, source_id=source.pk, area_id=file.area_id)
        announce(source.pk)
        announce_list(file.area_id)
        crash_here("accept_import.facts")
    intake.settle_rows(actor=actor, file=file, positions=chosen, decision=intake.Row.Decision.ACCEPTED)
    if chosen:
        audit.record(
            actor=actor,
            action="import.accept",
            object_kind="file",
            object_id=file.pk,
            area_id=file.area_id,
            details=counts,
        )
    crash_here("accept_import.settled")
    transaction.on_commit(lambda: crash_here("accept_import.committed"))
    return Accepted(accepted=len(chosen), left=rows.height - len(chosen), **counts)


def _pending(file: intake.SourceFile) -> polars.DataFrame:
    found = intake.Row.objects.filter(file=file, decision="pending").order_by("position").values_list(*_ROWS)
    schema = {
        **dict.fromkeys(_ROWS, polars.String),
        "position": polars.Int32,
        "row_number": polars.Int32,
        "month": polars.Date,
        "died": polars.Date,
        "disability_type": polars.List(polars.String),
    }
    frame = polars.DataFrame(list(found), schema=schema, orient="row")
    return frame.with_columns(polars.col("died").dt.to_string("%Y-%m-%d"))


def _chosen(rows: polars.DataFrame, standing: polars.DataFrame, positions: Sequence[int] | None) -> list[int]:
    complete = rows.filter(polars.col("full_name").is_not_null() & polars.col("born").is_not_null())
    if positions is None:
        plain = standing.filter(polars.col("status").is_in(PLAIN))["position"]
        chosen = complete.filter(polars.col("position").is_in(plain.to_list()))
    else:
        wanted = rows.filter(polars.col("position").is_in(list(positions)))
        lacking = wanted.filter(polars.col("full_name").is_null() | polars.col("born").is_null())
        if lacking.height:
            where = ", ".join(
                f"{sheet}!{row}" for sheet, row in lacking.select("sheet", "row_number").head(10).iter_rows()
            )
            raise Refusal(
                "Chưa nhận được các dòng thiếu họ tên hoặc ngày sinh: %(where)s; hãy sửa trong tệp rồi nạp lại.",
                code="row_incomplete",
                rows=where,
                where=where,
            )
        chosen = wanted
    for key, length in _LENGTHS.items():
        long = chosen.filter(polars.col(key).str.len_chars() > length)
        if long.height:
            sheet, row = long.select("sheet", "row_number").row(0)
            raise Refusal(
                "%(sheet)s!%(row)s: nội dung dài quá %(length)s ký tự; hãy ghi ngắn lại.",
                code="too_long",
                sheet=sheet,
                row=row,
                length=length,
            )
    return chosen["position"].to_list()


def _taken(file: intake.SourceFile, error: IntegrityError) -> Refusal:
    if "paper_" in str(error):
        return Refusal(
            "%(name)s: có số định danh đang thuộc về người khác trong sổ (có thể ở xã khác); hãy đối chiếu "
            "trước khi nhận.",
            code="number_taken",
            name=file.name,
        )
    if "died_after_birth" in str(error):
        return Refusal(
            "%(name)s: có người mất trước ngày sinh đang ghi trong sổ; hãy đối chiếu.",
            code="died_before_birth",
            name=file.name,
        )
    return Refusal(
        "%(name)s: có dòng trái với thông tin đã ghi trong sổ; hãy nhận từng dòng để tìm dòng đó.",
        code="conflict",
        name=file.name,
    )
