"""Changing keys while people work.

Sealing: the new key writes from the moment it stands in the file, all keys open; values of older keys are sealed anew
in batches, and a key is retired when no value names it. A kill at any point loses nothing: the values say themselves
what is left to do. Blind index: only one key can be in force, so all indexes change in one transaction that shuts out
writers; killed, it never happened.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.db import connection, transaction
from django.db.models.functions import Now

from ansinh.kernel.crash import crash_here
from ansinh.kernel.errors import Refusal
from ansinh.kernel.models import SealKey
from ansinh.kernel.sealing.blind import LOCK, index_key
from ansinh.kernel.sealing.columns import SealedColumn, batches, index_columns, indexes_of, sealed_columns
from ansinh.kernel.sealing.key_file import PURPOSES, Purpose, add_key, drop_key, fingerprint, keys
from ansinh.kernel.sealing.sealing_up import write_column
from ansinh.kernel.sealing.values import open_all, seal_all

Told = Callable[[str], None]


@dataclass(frozen=True)
class KeyStanding:
    """A key: whether the file has it, whether it writes now, and how many values name it."""

    purpose: Purpose
    number: int
    in_file: bool
    writes: bool
    retired: bool
    values: int


def keys_known() -> bool:
    """Whether this database was sealed with keys before: then a lost file is to be restored, never made anew."""
    return SealKey._meta.db_table in connection.introspection.table_names() and SealKey.objects.exists()


def check_keys() -> None:
    """Remember the keys of the file, and refuse a file that is not the one of this database."""
    known = {(key.purpose, key.number): key for key in SealKey.objects.all()}
    held = keys()
    for purpose in PURPOSES:
        for number, key in held.of(purpose).items():
            before = known.get((purpose, number))
            if before is not None and before.fingerprint != fingerprint(key):
                raise Refusal(
                    "Tệp khóa không phải của cơ sở dữ liệu này: khóa %(purpose)s số %(number)s khác khóa đã dùng.",
                    code="other_keys",
                    purpose=purpose,
                    number=number,
                )
            if before is None:
                SealKey.objects.create(purpose=purpose, number=number, fingerprint=fingerprint(key))
        lost = [n for (p, n), key in known.items() if p == purpose and not key.retired_at and n not in held.of(purpose)]
        if lost:
            raise Refusal(
                "Tệp khóa thiếu khóa %(purpose)s số %(numbers)s mà cơ sở dữ liệu đang dùng; hãy khôi phục tệp "
                "khóa từ bản lưu riêng.",
                code="keys_lost",
                purpose=purpose,
                numbers=", ".join(map(str, lost)),
            )
    if not SealKey.objects.filter(purpose="index", in_force=True).exists():
        SealKey.objects.filter(purpose="index", number=min(held.index)).update(in_force=True)


def _used(column_table: str, column: str) -> dict[int, int]:
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT split_part(split_part({column}, '.', 1), '-', 2)::int, count(*) FROM {column_table} "  # noqa: S608 - our own names
            f"WHERE {column} <> '' GROUP BY 1"
        )
        return dict(cursor.fetchall())


def standing() -> list[KeyStanding]:
    """Where every key stands. Looks at every sealed value."""
    used: dict[int, int] = {}
    for column in sealed_columns():
        for number, count in _used(column.table, column.column).items():
            used[number] = used.get(number, 0) + count
    held, force, found = keys(), index_key(), []
    retired = set(SealKey.objects.filter(retired_at__isnull=False).values_list("purpose", "number"))
    for purpose in PURPOSES:
        writes = max(held.seal) if purpose == "seal" else force
        known = set(SealKey.objects.filter(purpose=purpose).values_list("number", flat=True))
        for number in sorted(known | set(held.of(purpose)) | (set(used) if purpose == "seal" else set())):
            counted = used.get(number, 0) if purpose == "seal" else _indexed() if number == force else 0
            found.append(
                KeyStanding(
                    purpose, number, number in held.of(purpose), number == writes, (purpose, number) in retired, counted
                )
            )
    return found


def _indexed() -> int:
    total = 0
    with connection.cursor() as cursor:
        for column in index_columns():
            cursor.execute(f"SELECT count({column.column}) FROM {column.table}")  # noqa: S608 - our own names
            total += int(cursor.fetchone()[0])
    return total


def rotate_seal(*, told: Told, fresh: bool = True) -> int:
    """A new key (unless a former change is unfinished), every value sealed anew, older keys retired. Returns how many.

    ``fresh``: false only finishes what was begun.
    """
    check_keys()
    unfinished = any(key.purpose == "seal" and not key.writes and key.values for key in standing())
    if fresh and not unfinished:
        add_key("seal")
        check_keys()
    crash_here("keys.added")
    newest = max(keys().seal)
    total = sum(_reseal(column, newest, told) for column in sealed_columns())
    for key in standing():
        if key.purpose == "seal" and key.number != newest and not key.values and not key.retired:
            SealKey.objects.filter(purpose="seal", number=key.number).update(retired_at=Now())
    return total


def _reseal(column: SealedColumn, newest: int, told: Told) -> int:
    table, name, done = column.table, column.column, 0
    for rows in batches(table, [name], f"{name} <> '' AND {name} NOT LIKE '{column.what}-{newest}.%%'"):
        ids, values = [int(str(pk)) for pk, _ in rows], [str(value) for _, value in rows]
        with transaction.atomic():
            write_column(table, name, ids, seal_all(column.what, open_all(values), width=column.width))
        done += len(ids)
        told(f"{table}.{name}: {done}")
        crash_here("keys.batch")
    return done


def rotate_index(*, told: Told) -> int:
    """Every blind index anew under a new key, in one transaction. Returns how many."""
    check_keys()
    force = index_key()
    waiting = [number for number in keys().index if number > force]
    number = waiting[0] if waiting else add_key("index")
    check_keys()
    crash_here("index.added")
    done = 0
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [LOCK])
        for column in index_columns():
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            for rows in batches(column.table, column.field.sources):
                ids = [int(str(row[0])) for row in rows]
                done += write_column(column.table, column.column, ids, indexes_of(column, rows, number))
                crash_here("index.batch")
            told(f"{column.table}.{column.column}: {done}")
        SealKey.objects.filter(purpose="index", in_force=True).update(in_force=False, retired_at=Now())
        SealKey.objects.filter(purpose="index", number=number).update(in_force=True)
    return done


def forget_key(purpose: Purpose, number: int) -> None:
    """Take a retired key out of the file for good. Backups that were made with it can then no longer be read.

    Raises Refusal for a key that is not retired, or that a value still names.
    """
    found = next((key for key in standing() if (key.purpose, key.number) == (purpose, number)), None)
    if found is None or not found.in_file:
        raise Refusal(
            "Không có khóa %(purpose)s số %(number)s trong tệp khóa.", code="no_key", purpose=purpose, number=number
        )
    if found.writes or found.values or not found.retired:
        raise Refusal(
            "Khóa %(purpose)s số %(number)s còn dùng cho %(values)s giá trị.",
            code="key_in_use",
            purpose=purpose,
            number=number,
            values=found.values,
        )
    drop_key(purpose, number)
