"""Taking in what a bank answers about accounts: the names under which it keeps them."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from datetime import date

from ansinh.access.public import SYSTEM, Actor, Permission, acting_as
from ansinh.areas.public import Unit
from ansinh.kernel import audit
from ansinh.kernel.errors import Refusal
from ansinh.payments.models import AccountHolder
from ansinh.payments.models.paying_office import ACCOUNT
from ansinh.payments.operations.check_accounts import check_accounts, plain
from ansinh.payments.policies import check_scope

COLUMNS = ("Số tài khoản", "Ngân hàng", "Tên chủ tài khoản")
LARGEST = 5 * 1024 * 1024
MOST_ROWS = 100_000


@dataclass(frozen=True, slots=True)
class TakenHolders:
    """Accounts told about, and checks that were opened because of it."""

    accounts: int
    opened: int


def take_holders(*, actor: Actor, area: Unit, content: bytes, name: str, told_by: str, on: date) -> TakenHolders:
    """Keep a bank's answer (CSV in UTF-8, the columns of ``COLUMNS``), all of it or nothing, and compare at once.

    Raises Refusal naming file, row, column and value for what cannot be read, and outside the actor's area or rights.
    """
    check_scope(actor, Permission.RECORD_RETURNS, area.pk)
    said = " ".join(told_by.split())[:120]
    if not said:
        raise Refusal("Hãy ghi ngân hàng nào trả lời.", code="bad_name")
    rows = read(content, name)
    with acting_as(SYSTEM):
        AccountHolder.objects.bulk_create(
            [
                AccountHolder(area=area, account=account, bank=bank, holder=holder, told_by=said, told_on=on)
                for (account, bank), holder in rows.items()
            ],
            update_conflicts=True,
            unique_fields=["account_index", "bank"],
            update_fields=["area", "account", "holder", "told_by", "told_on"],
            batch_size=2000,
        )
        audit.record(
            actor=actor, action="account.take_holders", object_kind="account_check", area_id=area.pk,
            details={"accounts": len(rows), "told_by": said},
        )  # fmt: skip
        opened = check_accounts(on=on)
    return TakenHolders(len(rows), opened)


def read(content: bytes, name: str) -> dict[tuple[str, str], str]:
    """Holder by account and bank. Raises Refusal."""
    if len(content) > LARGEST:
        raise Refusal("Tệp lớn hơn 5 MB.", code="file_too_large", file=name)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refusal("Tệp %(name)s không phải CSV mã UTF-8.", code="unreadable_file", file=name, name=name) from None
    separator = ";" if text.split("\n", 1)[0].count(";") >= text.split("\n", 1)[0].count(",") else ","
    found: dict[tuple[str, str], str] = {}
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
    except csv.Error as error:
        raise Refusal(
            "Tệp %(name)s không đọc được: %(error)s.", code="unreadable_file", file=name, name=name, error=error
        ) from None
    headings = tuple(cell.strip() for cell in rows[0]) if rows else ()
    if headings != COLUMNS:
        raise Refusal(
            "Tệp %(name)s, dòng 1: các cột phải là “%(columns)s”, đang là “%(headings)s”.",
            code="changed_columns", file=name, name=name, columns='”, “'.join(COLUMNS), headings='”, “'.join(headings),
        )  # fmt: skip
    if len(rows) > MOST_ROWS:
        raise Refusal(
            "Tệp %(name)s có hơn %(most_rows)s dòng.", code="file_too_large", file=name, name=name, most_rows=MOST_ROWS
        )
    for number, row in enumerate(rows[1:], 2):
        if any(cell.strip() for cell in row):
            key, holder = _row(row, number, name)
            if found.setdefault(key, holder) != holder:
                raise _wrong(name, number, COLUMNS[0], key[0], "có hai tên khác nhau")
    if not found:
        raise Refusal("Tệp %(name)s không có tài khoản nào.", code="empty_file", file=name, name=name)
    return found


def _row(row: list[str], number: int, name: str) -> tuple[tuple[str, str], str]:
    if len(row) != len(COLUMNS):
        raise _wrong(name, number, "", str(len(row)), "số cột không đúng")
    account, bank, holder = (" ".join(cell.split()) for cell in row)
    if not re.fullmatch(ACCOUNT, plain(account)):
        raise _wrong(name, number, COLUMNS[0], account, "không phải số tài khoản")
    if len(bank) > 60:
        raise _wrong(name, number, COLUMNS[1], bank, "dài quá 60 ký tự")
    if not 0 < len(holder) <= 140 or not any(sign.isalpha() for sign in holder):
        raise _wrong(name, number, COLUMNS[2], holder, "không phải tên người")
    return (plain(account), bank), holder


def _wrong(name: str, number: int, column: str, value: str, what: str) -> Refusal:
    where = f", cột “{column}”" if column else ""
    return Refusal(
        "Tệp %(name)s, dòng %(number)s%(where)s: “%(value)s” %(what)s.",
        code="bad_row", file=name, row=number, column=column, value=value[:60], name=name,
        number=number, where=where, what=what,
    )  # fmt: skip
