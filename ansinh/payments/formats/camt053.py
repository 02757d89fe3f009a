"""Bank statements as ISO 20022 camt.053: which instruction was booked, and which came back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from ansinh.kernel.errors import Refusal
from ansinh.payments.formats.iso_xml import (
    Element,
    amount_of,
    child,
    document,
    every,
    first,
    read_document,
    return_reason,
    text_of,
    to_bytes,
)
from ansinh.payments.formats.reports import Outcome, Problem, Report, ReturnFile

VERSIONS = ("camt.053.001.08", "camt.053.001.02")
_NO_KEY = ("", "NOTPROVIDED")


@dataclass(frozen=True, slots=True)
class Booking:
    """A booking to be written into a statement: money out, or money that came back."""

    key: str
    amount_vnd: int
    returned: bool
    reason: str = ""


def read(content: bytes, name: str) -> ReturnFile:
    """What a statement says of our instructions.

    Debits are payments; credits with an instruction key are returns. A pending entry reports nothing final. Debits
    without a key (fees, cash drawn) are problems of code ``no_key``: money that left and is nobody's.
    """
    message, _ = read_document(content, name, VERSIONS)
    statements = every(message, "Stmt")
    if not statements:
        raise Refusal("Tệp %(name)s không có sao kê nào (Stmt).", code="empty_statement", file=name, name=name)
    reports: list[Report] = []
    problems: list[Problem] = []
    for number, statement in enumerate(statements, 1):
        account = text_of(statement, "Acct/Id/Othr/Id") or text_of(statement, "Acct/Id/IBAN")
        for position, entry in enumerate(every(statement, "Ntry"), 1):
            place = f"sao kê {number}, dòng {position}"
            for found in _entry(entry, place, name, account):
                if isinstance(found, Report):
                    reports.append(found)
                else:
                    problems.append(found)
        _check_totals(statement, name)
    return ReturnFile(kind="camt053", reports=tuple(reports), problems=tuple(problems))


def _entry(entry: Element, place: str, name: str, account: str) -> Iterator[Report | Problem]:
    side = text_of(entry, "CdtDbtInd")
    status = text_of(entry, "Sts/Cd") or text_of(entry, "Sts")
    if side not in ("DBIT", "CRDT") or status not in ("BOOK", "PDNG", "INFO"):
        raise Refusal(
            "Tệp %(name)s, %(place)s: không hiểu bút toán (CdtDbtInd “%(side)s”, Sts “%(status)s”).",
            code="unknown_entry",
            file=name,
            place=place,
            value=f"{side} {status}",
            name=name,
            side=side,
            status=status,
        )
    total = amount_of(entry, place, name)
    if total is None:
        raise Refusal("Tệp %(name)s, %(place)s: thiếu số tiền.", code="bad_amount", file=name, place=place, name=name)
    details = every(entry, "NtryDtls/TxDtls")
    base = text_of(entry, "AcctSvcrRef") or text_of(entry, "NtryRef")
    parts = [_detail(entry, d, f"{place}, giao dịch {i}", name, len(details)) for i, d in enumerate(details, 1)]
    if parts and sum(amount for amount, _, _, _ in parts) != total:
        yield Problem(place, str(total), "batch_total", "Tổng các giao dịch trong bút toán khác số tiền của bút toán.")
        return
    if not parts:
        parts = [(total, text_of(entry, "NtryDtls/Btch/PmtInfId"), "", "")]
    for i, (amount, key, reason, own_reference) in enumerate(parts, 1):
        where = place if len(parts) == 1 else f"{place}, giao dịch {i}"
        if key in _NO_KEY:
            yield Problem(where, str(amount), "no_key", "Bút toán không mang mã chi trả: cần đối chiếu bằng tay.")
            continue
        outcome = Outcome.PENDING if status != "BOOK" else Outcome.PAID if side == "DBIT" else Outcome.RETURNED
        reference = own_reference or (f"{base}/{i}" if base else "")
        yield Report(where, key, outcome, amount, reason, f"{account}:{side}:{reference}" if reference else "")


def _detail(entry: Element, detail: Element, place: str, name: str, count: int) -> tuple[int, str, str, str]:
    amount = amount_of(detail, place, name)
    if amount is None:
        amount = amount_of(first(detail, "AmtDtls/TxAmt"), place, name)
    if amount is None and count == 1:
        amount = amount_of(entry, place, name)
    if amount is None:
        raise Refusal("Tệp %(name)s, %(place)s: thiếu số tiền.", code="bad_amount", file=name, place=place, name=name)
    return amount, text_of(detail, "Refs/EndToEndId"), return_reason(detail), text_of(detail, "Refs/AcctSvcrRef")


def _check_totals(statement: Element, name: str) -> None:
    """A statement that states its own number and sum of entries must contain them: else it was cut or changed."""
    entries = every(statement, "Ntry")
    stated = text_of(statement, "TxsSummry/TtlNtries/NbOfNtries")
    if stated and stated != str(len(entries)):
        raise Refusal(
            "Tệp %(name)s ghi có %(stated)s bút toán nhưng chứa %(entries)s: tệp bị cắt hoặc bị sửa.",
            code="control_total",
            file=name,
            value=stated,
            name=name,
            stated=stated,
            entries=len(entries),
        )
    total = text_of(statement, "TxsSummry/TtlNtries/Sum").partition(".")[0]
    found = sum(amount_of(entry, "bút toán", name) or 0 for entry in entries)
    if total and total != str(found):
        raise Refusal(
            "Tệp %(name)s ghi tổng %(total)s đồng nhưng các bút toán cộng lại là %(found)s đồng: tệp bị sửa.",
            code="control_total",
            file=name,
            value=total,
            name=name,
            total=total,
            found=found,
        )


def write(bookings: Iterable[Booking], *, statement_id: str, account: str, made_at: datetime, on: date) -> bytes:
    """A statement (version .08) as a bank would send it: for the demonstration and the tests."""
    rows = list(bookings)
    root, message = document(VERSIONS[0], "BkToCstmrStmt")
    header = child(message, "GrpHdr")
    child(header, "MsgId", statement_id)
    child(header, "CreDtTm", made_at.isoformat(timespec="seconds"))
    statement = child(message, "Stmt")
    child(statement, "Id", statement_id)
    child(statement, "CreDtTm", made_at.isoformat(timespec="seconds"))
    held = child(statement, "Acct")
    child(child(child(held, "Id"), "Othr"), "Id", account)
    child(held, "Ccy", "VND")
    for kind in ("OPBD", "CLBD"):
        balance = child(statement, "Bal")
        child(child(child(balance, "Tp"), "CdOrPrtry"), "Cd", kind)
        child(balance, "Amt", "0", Ccy="VND")
        child(balance, "CdtDbtInd", "CRDT")
        child(child(balance, "Dt"), "Dt", on.isoformat())
    totals = child(child(statement, "TxsSummry"), "TtlNtries")
    child(totals, "NbOfNtries", str(len(rows)))
    child(totals, "Sum", str(sum(b.amount_vnd for b in rows)))
    for number, booking in enumerate(rows, 1):
        _write_booking(statement, booking, f"{statement_id}/{number}", on)
    return to_bytes(root)


def _write_booking(statement: Element, booking: Booking, reference: str, on: date) -> None:
    entry = child(statement, "Ntry")
    child(entry, "NtryRef", reference[-35:])
    child(entry, "Amt", str(booking.amount_vnd), Ccy="VND")
    child(entry, "CdtDbtInd", "CRDT" if booking.returned else "DBIT")
    child(child(entry, "Sts"), "Cd", "BOOK")
    child(child(entry, "BookgDt"), "Dt", on.isoformat())
    child(entry, "AcctSvcrRef", reference[-35:])
    _write_transaction_code(entry)
    detail = child(child(entry, "NtryDtls"), "TxDtls")
    references = child(detail, "Refs")
    child(references, "AcctSvcrRef", reference[-35:])
    child(references, "EndToEndId", booking.key)
    child(detail, "Amt", str(booking.amount_vnd), Ccy="VND")
    child(detail, "CdtDbtInd", "CRDT" if booking.returned else "DBIT")
    if booking.returned:
        back = child(detail, "RtrInf")
        child(child(back, "Rsn"), "Cd", "AC04" if not booking.reason else booking.reason[:4])


def _write_transaction_code(entry: Element) -> None:
    domain = child(child(entry, "BkTxCd"), "Domn")
    child(domain, "Cd", "PMNT")
    family = child(domain, "Fmly")
    child(family, "Cd", "ICDT")
    child(family, "SubFmlyCd", "ESCT")
