"""Reading a bank's statement and matching it with everything that was paid from the account, in one transaction."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

import polars
from django.db import connection

from ansinh.access.public import SYSTEM, Actor, Permission, acting_as
from ansinh.kernel import audit
from ansinh.kernel.copy_rows import copy_frame
from ansinh.kernel.crash import crash_here
from ansinh.kernel.errors import Refusal
from ansinh.kernel.sealing.columns import sealed
from ansinh.kernel.sealing.values import open_all
from ansinh.payments.formats.camt_entries import Entries
from ansinh.payments.formats.entries_apart import read_entries_apart
from ansinh.payments.formats.reports import Outcome, Report, ReturnFile
from ansinh.payments.group_names import bank_groups
from ansinh.payments.matching import core
from ansinh.payments.models import BankStatement, PayingOffice, PayrollRun, ReturnImport, StatementEntry
from ansinh.payments.operations.book_reports import book_reports
from ansinh.payments.operations.statement_table import (
    ENTRIES_IN,
    ENTRY_COLUMNS,
    INSTRUCTED,
    KEEP_CASES,
    KEEP_PAIRS,
    REPORTS,
    RESOLVE,
    SEEN,
    TAKE_ENTRIES,
)
from ansinh.payments.policies import check_scope
from ansinh.payments.taken import taken_run

_ONE_AT_A_TIME = "SELECT pg_advisory_xact_lock(hashtext('payments matching'))"
_COUNTS = """
SELECT (SELECT count(*) FROM payments_match AS m JOIN payments_entry AS e ON e.id = m.entry_id
        WHERE e.statement_id = %(s)s),
       (SELECT count(*) FROM payments_case WHERE statement_id = %(s)s)
"""


@dataclass(frozen=True, slots=True)
class Matched:
    """What a statement told: bookings, how many of them were matched beyond doubt, cases for a person.

    ``repeated``: this very file was read before and nothing was done now. ``pending``: bookings that are not final.
    """

    statement_id: int
    entries: int
    matched: int
    cases: int
    pending: int = 0
    repeated: bool = False


def import_statement(*, actor: Actor, content: bytes, name: str, on: date) -> Matched:
    """Keep and match a statement (camt.053) or notice (camt.054) of an account that somebody here pays from.

    What fits beyond doubt is booked; the rest becomes cases and moves nothing. Raises Refusal for a file that cannot be
    read, of a strange account, or outside the actor's area or rights.
    """
    parsed = read_entries_apart(content, name)
    digest = hashlib.sha256(content).hexdigest()
    with acting_as(SYSTEM), connection.cursor() as cursor:
        cursor.execute(_ONE_AT_A_TIME)
        office = PayingOffice.objects.filter(account=_plain(parsed.account)).order_by("-valid").first()
        if office is None:
            raise Refusal(
                "Tệp %(name)s là của tài khoản không khai báo ở đây.", code="strange_account", file=name, name=name
            )
        _check_own_account(actor, office, name)
        known = BankStatement.objects.filter(sha256=digest).first()
        if known is not None:
            return _summary(cursor, known, repeated=True)
        if not parsed.entries:
            raise Refusal("Tệp %(name)s không có bút toán nào đã ghi sổ.", code="empty_statement", file=name, name=name)
        statement = _keep(cursor, parsed, office, digest, name, actor)
        crash_here("statement.import:kept")
        instructed, booked = list(_instructed(cursor, statement)), list(_booked(cursor, statement))
        core.load(cursor, instructed, booked)  # while rows are copied in, the connection can answer nothing else
        core.match(cursor)
        crash_here("statement.import:matched")
        for keep in (KEEP_PAIRS, KEEP_CASES, RESOLVE):
            cursor.execute(keep, {"statement": statement.pk} if "%(" in keep else None)
        _book(cursor, statement, parsed, on)
        core.drop(cursor)
        audit.record(
            actor=actor,
            action="statement.import",
            object_kind="bank_statement",
            object_id=statement.pk,
            area_id=office.area_id,
            details={"sha256": digest, "entries": len(parsed.entries)},
        )
        crash_here("statement.import:before_commit")
        told = _summary(cursor, statement, pending=parsed.pending)
    crash_here("statement.import:after_commit")
    return told


def _check_own_account(actor: Actor, office: PayingOffice, name: str) -> None:
    if not actor.wide and office.area_id not in actor.area_ids:
        raise Refusal(
            "Tệp %(name)s là của tài khoản của %(office)s (%(area)s): người nhập kết quả ở đó mới đọc được.",
            code="outside_scope", name=name, office=office.name, area=office.area.name,
        )  # fmt: skip
    check_scope(actor, Permission.RECORD_RETURNS, office.area_id)


def _keep(cursor: Any, parsed: Entries, office: PayingOffice, digest: str, name: str, actor: Actor) -> BankStatement:
    days = [entry.booked_on for entry in parsed.entries]
    statement = BankStatement.objects.create(
        area_id=office.area_id, account=office.account, kind=parsed.kind, sha256=digest, name=name[-200:],
        # check_scope let nobody through without an account of their own
        first_day=min(days), last_day=max(days), entry_count=len(days), imported_by_id=actor.user_id or 0,
    )  # fmt: skip
    rows = [
        (i, e.side, e.amount_vnd, e.booked_on, e.key, e.group_key, e.name, e.account, e.reference, e.text)
        for i, e in enumerate(parsed.entries, 1)
    ]
    frame = polars.DataFrame(rows, schema=list(ENTRY_COLUMNS), orient="row", infer_schema_length=None)
    cursor.execute(ENTRIES_IN)
    copy_frame(cursor, "payments_entry_in", frame.with_columns(sealed(StatementEntry, "account", frame["account"])))
    cursor.execute(TAKE_ENTRIES, [statement.pk])  # rows under row security are not taken by COPY itself
    cursor.execute("DROP TABLE payments_entry_in")
    return statement


def _instructed(cursor: Any, statement: BankStatement) -> Iterator[core.Instructed]:
    names = {"account": statement.account, "first": statement.first_day, "last": statement.last_day}
    cursor.execute(INSTRUCTED, names)
    rows = cursor.fetchall()
    groups: dict[int, dict[tuple[str, str, str], str]] = {}
    for run in PayrollRun.objects.filter(pk__in={row[2] for row in rows}):
        groups[run.pk] = {group: key for key, group in bank_groups(cursor, run).items()}
    accounts = open_all(row[7] for row in rows)
    for row, account in zip(rows, accounts, strict=True):
        number, key, run_id, *group, amount, _, name, due, debited, credited = row
        group_key = groups[run_id].get((group[0], group[1], group[2]), "")
        yield core.Instructed(number, key, group_key, amount, account or "", name, due, debited, credited)


def _booked(cursor: Any, statement: BankStatement) -> Iterator[core.Booked]:
    cursor.execute(SEEN, {"account": statement.account, "statement": statement.pk})
    seen = {reference for (reference,) in cursor.fetchall()}
    wanted = "SELECT id, side, amount_vnd, key, group_key, account, name, reference, text FROM payments_entry"
    cursor.execute(f"{wanted} WHERE statement_id = %s ORDER BY number", [statement.pk])
    rows = cursor.fetchall()
    for row, account in zip(rows, open_all(row[5] for row in rows), strict=True):
        number, side, amount, key, group, _, name, reference, text = row
        yield core.Booked(number, side, amount, key, group, account or "", name, reference, text, reference in seen)


def _book(cursor: Any, statement: BankStatement, parsed: Entries, on: date) -> None:
    """The lines of each run move, and the ledger with them, as if the run's own file had said so."""
    cursor.execute(REPORTS)
    for run_id, found in groupby(cursor.fetchall(), key=lambda row: row[0]):
        reports = tuple(
            Report(
                f"sao kê, dòng {number}", key, Outcome.RETURNED if back else Outcome.PAID, amount,
                parsed.entries[number - 1].reason if back else "", reference,
            )
            for _, key, amount, back, reference, number in found
        )  # fmt: skip
        run = taken_run(run_id)
        made, fresh = ReturnImport.objects.get_or_create(
            run=run,
            sha256=statement.sha256,
            defaults={
                "kind": ReturnImport.Kind.CAMT053,
                "name": statement.name,
                "imported_by_id": statement.imported_by_id,
            },
        )
        if fresh:  # otherwise this file was handed in with the run before
            book_reports(run=run, file_id=made.pk, parsed=ReturnFile(kind=statement.kind, reports=reports), on=on)


def _summary(cursor: Any, statement: BankStatement, *, pending: int = 0, repeated: bool = False) -> Matched:
    cursor.execute(_COUNTS, {"s": statement.pk})
    matched, cases = cursor.fetchone()
    return Matched(statement.pk, statement.entry_count, int(matched), int(cases), pending, repeated)


def _plain(account: str) -> str:
    return "".join(account.split()).upper()
