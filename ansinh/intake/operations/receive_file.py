"""Take a file in: its rows and problems become ours, the registry does not change."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import polars
from django.db import connection, transaction
from django.db.models import Model

from ansinh.access.public import Actor
from ansinh.areas.public import Unit
from ansinh.intake.models import FileColumn, Notice, Problem, Row, SourceFile
from ansinh.intake.preview import Preview, content_hash, preview_file
from ansinh.kernel import audit
from ansinh.kernel.copy_rows import copy_frame
from ansinh.kernel.crash import crash_here
from ansinh.kernel.sealing.columns import sealed_frame

_ROW_COLUMNS = (
    "position", "sheet", "row_number", "status", "month", "full_name", "born", "sex", "ethnicity", "id_number",
    "village", "household_head",
    "poverty", "disability", "category_text", "coefficient", "from_month", "died", "recipient", "phone",
    "bank_account", "bank", "note",
    "amount_vnd", "keys", "disability_type",
)  # fmt: skip
_CASTS = {
    "position": "integer", "row_number": "integer", "month": "date", "coefficient": "numeric", "died": "date",
    "amount_vnd": "bigint",
    "keys": "text[]",
}  # fmt: skip
_AT_ONCE = 20_000  # problems or notices held at a time: a list may have several in every row


def receive_file(
    *, actor: Actor | None, path: Path, area: Unit, on: dt.date, bases: Sequence[tuple[str, int]], name: str = ""
) -> SourceFile:
    """Read a file and keep its rows. The same content from the same commune is kept once: the first file is
    returned again.

    name: the name to show when `path` is a temporary one. Raises Refusal for a file that cannot be read; then
    nothing is kept.
    """
    digest = content_hash(path) if path.is_file() else ""
    known = SourceFile.objects.filter(area=area, sha256=digest).first()
    if known is not None:
        return known
    with preview_file(path, on=on, bases=bases, area_id=area.pk) as preview, transaction.atomic():
        file, created = SourceFile.objects.get_or_create(
            area=area,
            sha256=digest,
            defaults={
                "name": (name or path.name)[:255],
                "size_bytes": path.stat().st_size,
                "received_on": on,
                "received_by_id": actor.user_id if actor else None,
            },
        )
        if created:
            _keep_columns(file, preview)
            rows = _keep_rows(file, preview)
            audit.record(
                actor=actor,
                action="file.receive",
                object_kind="file",
                object_id=file.pk,
                area_id=area.pk,
                details={"rows": rows, "sha256": digest},
            )
            crash_here("intake.received")
            transaction.on_commit(lambda: crash_here("intake.committed"))
    return file


def _keep_columns(file: SourceFile, preview: Preview) -> None:
    FileColumn.objects.bulk_create(
        FileColumn(
            file=file,
            sheet=table["sheet"][:120],
            header_row=table["header_row"],
            month=dt.date.fromisoformat(table["month"] + "-01"),
            unit_vnd=table["unit"],
            signature=table["signature"],
            letter=column["letter"],
            heading=column["heading"],
            key=column["key"],
            score=column["score"],
        )
        for table in preview.tables
        for column in table["columns"]
    )


def _keep_rows(file: SourceFile, preview: Preview) -> int:
    frame = _with_month(preview.frame(), preview)
    texts = [column for column in _ROW_COLUMNS if column not in ("keys", "disability_type")]
    loaded = frame.select(*texts, _array("keys"), polars.col("disability_type").list.join(","))
    loaded = sealed_frame(Row, loaded)
    with connection.cursor() as cursor:
        # COPY does not go into tables with row-level security; a temporary table does the loading.
        cursor.execute(
            f"CREATE TEMP TABLE loaded_row ({', '.join(f'{c} text' for c in loaded.columns)}) ON COMMIT DROP"
        )
        copy_frame(cursor, "loaded_row", loaded)
        crash_here("intake.loaded")
        names = ", ".join(_ROW_COLUMNS)
        values = ", ".join(f"{c}::{_CASTS[c]}" if c in _CASTS else c for c in _ROW_COLUMNS)
        cursor.execute(
            f"INSERT INTO intake_row (file_id, area_id, decision, changed, {names}) SELECT %s, %s, 'pending', '{{}}', "  # noqa: S608 - our own names
            f"{values} FROM loaded_row",
            [file.pk, file.area_id],
        )
        cursor.execute("DROP TABLE loaded_row")
        _keep_said(cursor, file, Problem, ("column", "value", "code", "message"), _problems(preview))
        _keep_said(cursor, file, Notice, ("column", "value", "text", "code", "message"), preview.read.notices())
    return frame.height


def _keep_said(
    cursor: Any, file: SourceFile, model: type[Model], names: Sequence[str], said: Iterator[Sequence[object]]
) -> None:
    """What is said of the file's rows: (position of the row, texts of these names), loaded as it comes."""
    texts = [f'"{name}"' for name in names]
    columns = ", ".join(f"{name} text" for name in texts)
    cursor.execute(f"CREATE TEMP TABLE loaded_said (position integer, {columns}) ON COMMIT DROP")
    schema = {"position": polars.Int32, **dict.fromkeys(names, polars.String)}
    while part := list(islice(said, _AT_ONCE)):
        copy_frame(cursor, "loaded_said", sealed_frame(model, polars.DataFrame(part, schema=schema, orient="row")))
    table = model._meta.db_table
    cursor.execute(
        f"INSERT INTO {table} (row_id, {', '.join(texts)}) SELECT r.id, {', '.join(f's.{name}' for name in texts)} "  # noqa: S608 - our own names
        "FROM loaded_said AS s JOIN intake_row AS r ON r.file_id = %s AND r.position = s.position",
        [file.pk],
    )
    cursor.execute("DROP TABLE loaded_said")


def _with_month(frame: polars.DataFrame, preview: Preview) -> polars.DataFrame:
    """The month of the table that each row stands in."""
    tables = polars.DataFrame(
        {
            "sheet": [table["sheet"] for table in preview.tables],
            "row_number": [table["header_row"] for table in preview.tables],
            "month": [table["month"] + "-01" for table in preview.tables],
        },
        schema={"sheet": polars.String, "row_number": polars.Int32, "month": polars.String},
    ).unique(["sheet", "row_number"])
    joined = frame.sort("row_number").join_asof(
        tables.sort("row_number"), on="row_number", by="sheet", check_sortedness=False
    )
    return joined.sort("position")


def _array(column: str) -> polars.Expr:
    listed = polars.concat_str(polars.lit("{"), polars.col(column).list.join(","), polars.lit("}"))
    return polars.when(polars.col(column).is_null()).then(None).otherwise(listed).alias(column)


def _problems(preview: Preview) -> Iterator[tuple[object, ...]]:
    for position, line in enumerate(preview.read.rows()):
        for problem in line["problems"]:
            yield position, problem["column"], problem["value"], problem["code"], problem["message"]
