"""Which columns are sealed: every sealed field of every model, found by looking, so that none can be forgotten."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import polars
from django.apps import apps
from django.db import connection
from django.db.models import Model

from ansinh.kernel.money import format_dong
from ansinh.kernel.sealing.blind import blind_all, index_key
from ansinh.kernel.sealing.fields import BlindIndexField, SealedField
from ansinh.kernel.sealing.values import SealBroken, is_sealed, open_all, open_one

BATCH = 20_000
NAMED = 10
"""So many ids of a column are told; the rest is a count."""


@dataclass(frozen=True)
class SealedColumn:
    """A column that holds sealed values of one kind."""

    table: str
    column: str
    what: str
    width: int


@dataclass(frozen=True)
class IndexColumn:
    """A column of blind indexes, with the columns they are made of and how."""

    table: str
    column: str
    field: BlindIndexField
    sealed: tuple[bool, ...]


@dataclass(frozen=True)
class Wrong:
    """What is wrong with some rows of a column, with the first of their ids."""

    table: str
    column: str
    what: str
    count: int
    ids: tuple[int, ...]

    def __str__(self) -> str:
        told = ", ".join(map(str, self.ids)) + ("…" if self.count > len(self.ids) else "")
        return f"{self.table}.{self.column}: {self.count} giá trị {self.what} (bản ghi {told})"


def sealed(model: type[Model], column: str, series: polars.Series) -> polars.Series:
    """A column of plain texts as the model's column holds them, for loading in bulk. Raises ValueError as the field."""
    field = model._meta.get_field(column)
    if not isinstance(field, SealedField):
        raise TypeError(f"{column} is not sealed")
    return field.sealed_series(series)


def sealed_frame(model: type[Model], frame: polars.DataFrame) -> polars.DataFrame:
    """A frame of plain texts with every column that the model keeps sealed as it is stored."""
    names = [
        str(f.column) for f in model._meta.local_fields if isinstance(f, SealedField) and f.column in frame.columns
    ]
    return frame.with_columns(sealed(model, name, frame[name]) for name in names)


def sealed_columns() -> list[SealedColumn]:
    """All sealed columns, by table and name."""
    found = [
        SealedColumn(model._meta.db_table, str(field.column), field.what, field.width)
        for model in apps.get_models()
        for field in model._meta.local_fields
        if isinstance(field, SealedField)
    ]
    return sorted(found, key=lambda column: (column.table, column.column))


def index_columns() -> list[IndexColumn]:
    """All columns of blind indexes, by table and name."""
    found = []
    for model in apps.get_models():
        columns = {str(field.column): field for field in model._meta.local_fields}
        for field in columns.values():
            if isinstance(field, BlindIndexField):
                sealed = tuple(isinstance(columns[source], SealedField) for source in field.sources)
                found.append(IndexColumn(model._meta.db_table, str(field.column), field, sealed))
    return sorted(found, key=lambda column: (column.table, column.column))


def batches(table: str, columns: Sequence[str], where: str = "true") -> Iterator[list[tuple[object, ...]]]:
    """The rows of a table as (id, columns …), some thousand at a time in the order of ids."""
    last = 0
    while True:
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT id, {', '.join(columns)} FROM {table} WHERE id > %s AND ({where}) ORDER BY id LIMIT %s",  # noqa: S608 - our own names
                [last, BATCH],
            )
            rows = cursor.fetchall()
        if not rows:
            return
        yield rows
        last = rows[-1][0]


def indexes_of(column: IndexColumn, rows: Sequence[tuple[object, ...]], number: int) -> list[str | None]:
    """The blind indexes that rows (id, sources …) should have under a key."""
    held = list(zip(*(row[1 : 1 + len(column.sealed)] for row in rows), strict=True))
    opened = [open_all(values) if sealed else values for values, sealed in zip(held, column.sealed, strict=True)]
    composed = [column.field.compose(*values) for values in zip(*opened, strict=True)]
    return blind_all(column.field.kind, composed, number=number)


def open_values(column: SealedColumn) -> Iterator[Wrong]:
    """Values of a column that lie open, and those that do not open: tampered with, or of a key that is lost."""
    bare: list[int] = []
    broken: list[int] = []
    for rows in batches(column.table, [column.column], f"{column.column} <> ''"):
        sealed = [(pk, value) for pk, value in rows if is_sealed(column.what, str(value))]
        bare += [int(str(pk)) for pk, value in rows if not is_sealed(column.what, str(value))]
        try:
            open_all(str(value) for _, value in sealed)
        except SealBroken:
            broken += [int(str(pk)) for pk, value in sealed if not _opens(str(value))]
    for ids, what in ((bare, "để rõ, chưa mã hóa"), (broken, "không mở được")):
        if ids:
            yield Wrong(column.table, column.column, what, len(ids), tuple(ids[:NAMED]))


def _opens(value: str) -> bool:
    try:
        open_one(value)
    except SealBroken:
        return False
    return True


def wrong_indexes(column: IndexColumn) -> Iterator[Wrong]:
    """Rows whose blind index is not that of their value: they would not be found, nor refused as a second one."""
    number, wrong = index_key(), list[int]()
    for rows in batches(column.table, [*column.field.sources, column.column]):
        try:
            wanted = indexes_of(column, rows, number)
        except ValueError:  # one of them; looked for row by row
            wrong += [int(str(row[0])) for row in rows if not _indexed(column, row, number)]
            continue
        wrong += [int(str(row[0])) for row, index in zip(rows, wanted, strict=True) if row[-1] != index]
    if wrong:
        yield Wrong(column.table, column.column, "chỉ mục mù không khớp", len(wrong), tuple(wrong[:NAMED]))


def _indexed(column: IndexColumn, row: tuple[object, ...], number: int) -> bool:
    try:
        return indexes_of(column, [row], number) == [row[-1]]
    except ValueError:  # the value does not open, or is none that could stand there
        return False


@dataclass(frozen=True)
class Verdict:
    """What was found over all columns, and over how many values."""

    wrong: tuple[Wrong, ...]
    columns: int
    values: int

    @property
    def closing(self) -> str:
        """The closing figure."""
        count = sum(wrong.count for wrong in self.wrong)
        return f"{format_dong(count)} sai lệch trên {format_dong(self.values)} giá trị mã hóa trong {self.columns} cột"


def verify_sealed() -> Verdict:
    """Look at every value of every sealed column. Needs a connection that sees every row, and the keys."""
    wrong: list[Wrong] = []
    values = 0
    sealed, indexes = sealed_columns(), index_columns()
    with connection.cursor() as cursor:
        for column in sealed:
            cursor.execute(f"SELECT count(*) FROM {column.table} WHERE {column.column} <> ''")  # noqa: S608 - our own names
            values += int(cursor.fetchone()[0])
    for column in sealed:
        wrong += open_values(column)
    for index in indexes:
        wrong += wrong_indexes(index)
    return Verdict(tuple(wrong), len(sealed) + len(indexes), values)
