"""Fake payers: they answer in the true formats, so that what reads them is exercised as it will be used."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import openpyxl

from ansinh.payments import public as payments
from ansinh.payments.formats import camt053
from ansinh.payments.formats.iso_xml import child, document, to_bytes
from ansinh.payments.formats.list_form_table import COLUMNS, LIST_SHEET, POSITION
from ansinh.payments.formats.post_office_list import HEADER_ROW

MADE_AT = datetime(2026, 11, 12, 9, 0, tzinfo=UTC)


def post_office(content: bytes, results: Mapping[str, tuple[str, str]], folder: Path) -> bytes:
    """The list as the post office sends it back: code → ("Đã nhận" | "Chưa nhận", reason)."""
    given, filled = folder / "gui-di.xlsx", folder / "gui-lai.xlsx"
    given.write_bytes(content)
    fill_results(given, filled, results)
    return filled.read_bytes()


def fill_results(path_in: Path, path_out: Path, results: Mapping[str, tuple[str, str]]) -> None:
    """Fill in a list as the post office would: payment code → (result, reason). Raises KeyError for a strange code."""
    book = openpyxl.load_workbook(path_in)
    left = dict(results)
    for row in book[LIST_SHEET].iter_rows(min_row=HEADER_ROW + 3, max_col=len(COLUMNS)):
        key = str(row[POSITION["key"]].value or "")
        if key in left:
            row[POSITION["result"]].value, row[POSITION["reason"]].value = left.pop(key)
    if left:
        raise KeyError(next(iter(left)))
    book.save(path_out)


def statement(bookings: Iterable[camt053.Booking], number: str = "SK-001") -> bytes:
    """A bank's statement."""
    return camt053.write(bookings, statement_id=number, account="999", made_at=MADE_AT, on=date(2026, 11, 12))


def booked(line: payments.PayrollLine, *, returned: bool = False, amount: int | None = None) -> camt053.Booking:
    """The booking of a line, right unless told otherwise."""
    return camt053.Booking(line.key, line.amount_vnd if amount is None else amount, returned)


@dataclass(frozen=True)
class Money:
    """A booking as a bank writes it: side D or C, đồng, key, the other side's name; ``mark`` tells equal ones apart,
    ``reason`` is the code with which money came back."""

    side: str
    amount_vnd: int
    key: str
    name: str
    mark: str = ""
    text: str = ""
    reason: str = ""


def bank_statement(
    bookings: Iterable[Money], *, account: str, number: str = "SK-1", kind: str = "camt.053.001.08", day: str = ""
) -> bytes:
    """A statement or a notice with names; a booking has the same mark of the bank in every file."""
    rows, on = list(bookings), day or "2026-11-12"
    root, message = document(kind, "BkToCstmrStmt" if "053" in kind else "BkToCstmrDbtCdtNtfctn")
    header = child(message, "GrpHdr")
    child(header, "MsgId", number)
    part = child(message, "Stmt" if "053" in kind else "Ntfctn")
    child(part, "Id", number)
    child(child(child(child(part, "Acct"), "Id"), "Othr"), "Id", account)
    totals = child(child(part, "TxsSummry"), "TtlNtries")
    child(totals, "NbOfNtries", str(len(rows)))
    child(totals, "Sum", str(sum(row.amount_vnd for row in rows)))
    for row in rows:
        entry = child(part, "Ntry")
        own = f"{row.side}{row.key or row.text[:12] or row.name}{row.amount_vnd}{row.mark}".replace(" ", "")[-34:]
        child(entry, "Amt", str(row.amount_vnd), Ccy="VND")
        child(entry, "CdtDbtInd", "DBIT" if row.side == "D" else "CRDT")
        child(child(entry, "Sts"), "Cd", "BOOK")
        child(child(entry, "BookgDt"), "Dt", on)
        detail = child(child(entry, "NtryDtls"), "TxDtls")
        references = child(detail, "Refs")
        child(references, "AcctSvcrRef", own)
        child(references, "EndToEndId", row.key or "NOTPROVIDED")
        child(detail, "Amt", str(row.amount_vnd), Ccy="VND")
        if row.name:
            party = child(child(detail, "RltdPties"), "Cdtr" if row.side == "D" else "Dbtr")
            child(child(party, "Pty"), "Nm", row.name)
        if row.text:
            child(child(detail, "RmtInf"), "Ustrd", row.text)
        if row.reason:
            child(child(child(detail, "RtrInf"), "Rsn"), "Cd", row.reason)
    return to_bytes(root)


def answer(message_id: str, statuses: Mapping[str, str], *, group: str = "", group_status: str = "") -> bytes:
    """A pain.002: status by instruction key, or of the whole file or group when there are none."""
    root, message = document("pain.002.001.12", "CstmrPmtStsRpt")
    header = child(message, "GrpHdr")
    child(header, "MsgId", "TL-1")
    child(header, "CreDtTm", MADE_AT.isoformat(timespec="seconds"))
    original = child(message, "OrgnlGrpInfAndSts")
    child(original, "OrgnlMsgId", message_id)
    child(original, "OrgnlMsgNmId", "pain.001.001.09")
    if group_status and not group:
        child(original, "GrpSts", group_status)
    if statuses or group:
        info = child(message, "OrgnlPmtInfAndSts")
        child(info, "OrgnlPmtInfId", group or "G")
        if group:
            child(info, "PmtInfSts", group_status)
        for key, status in statuses.items():
            one = child(info, "TxInfAndSts")
            child(one, "OrgnlEndToEndId", key)
            child(one, "TxSts", status)
            if status == "RJCT":
                child(child(child(one, "StsRsnInf"), "Rsn"), "Cd", "AC01")
    return to_bytes(root)
