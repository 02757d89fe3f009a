"""Bookings of a bank with all that it says of each: statements (camt.053) and notices (camt.054)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ansinh.kernel.errors import Refusal
from ansinh.payments.formats.iso_xml import Element, amount_of, every, first, read_document, return_reason, text_of

VERSIONS = {
    "camt053": ("Stmt", ("camt.053.001.08", "camt.053.001.02")),
    "camt054": ("Ntfctn", ("camt.054.001.08", "camt.054.001.02")),
}
_NOTHING = ("", "NOTPROVIDED")


@dataclass(frozen=True, slots=True)
class Entry:
    """One booking, or one payment of a booking that holds several. ``side``: D, money out; C, money in."""

    side: str
    amount_vnd: int
    booked_on: date
    key: str
    group_key: str
    name: str
    account: str
    reference: str
    text: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Entries:
    """What a file holds of one account. ``pending``: bookings that are not final yet and are left out."""

    kind: str
    account: str
    entries: tuple[Entry, ...]
    pending: int


def kind_of(content: bytes) -> str:
    """camt053, camt054, or "" for anything else."""
    head = content[:4096]
    return next((kind for kind in VERSIONS if f"camt.{kind[-3:]}".encode() in head), "")


def read_entries(content: bytes, name: str) -> Entries:
    """Raises Refusal for a file that is neither, of several accounts, or whose totals or amounts are not sound."""
    kind = kind_of(content)
    if not kind:
        raise Refusal(
            "Tệp %(name)s không phải sao kê camt.053 hay báo có, báo nợ camt.054.",
            code="unknown_format",
            file=name,
            name=name,
        )
    tag, versions = VERSIONS[kind]
    message, _ = read_document(content, name, versions)
    parts = every(message, tag)
    accounts = {text_of(one, "Acct/Id/Othr/Id") or text_of(one, "Acct/Id/IBAN") for one in parts}
    if len(accounts) != 1 or "" in accounts:
        raise Refusal("Tệp %(name)s phải là của một tài khoản.", code="one_account", file=name, name=name)
    account, pending = accounts.pop(), 0
    found: list[Entry] = []
    for number, one in enumerate(parts, 1):
        _check_totals(one, name)
        for position, entry in enumerate(every(one, "Ntry"), 1):
            place = f"phần {number}, dòng {position}"
            if (text_of(entry, "Sts/Cd") or text_of(entry, "Sts")) != "BOOK":
                pending += 1
                continue
            found += _entries(entry, place, name, account)
    return Entries(kind, account, tuple(found), pending)


def _entries(entry: Element, place: str, name: str, account: str) -> Iterator[Entry]:
    side = {"DBIT": "D", "CRDT": "C"}.get(text_of(entry, "CdtDbtInd"))
    total = amount_of(entry, place, name)
    day = text_of(entry, "BookgDt/Dt") or text_of(entry, "BookgDt/DtTm")[:10]
    try:
        booked_on = date.fromisoformat(day)
    except ValueError:
        booked_on = None
    if side is None or not total or booked_on is None:
        raise Refusal(
            "Tệp %(name)s, %(place)s: thiếu hoặc không hiểu chiều, số tiền hay ngày của bút toán.",
            code="unknown_entry",
            file=name,
            place=place,
            name=name,
        )
    details = every(entry, "NtryDtls/TxDtls")
    base = text_of(entry, "AcctSvcrRef") or text_of(entry, "NtryRef")
    amounts = [_amount(d, f"{place}, giao dịch {i}", name) for i, d in enumerate(details, 1)]
    if len(details) == 1 and amounts[0] is None:
        amounts = [total]
    if not details or None in amounts or sum(a or 0 for a in amounts) != total:
        details, amounts = [], []  # what does not add up is looked at as one booking without a reference
    group = text_of(entry, "NtryDtls/Btch/PmtInfId")
    text = text_of(entry, "AddtlNtryInf")
    if not details:
        own = base and f"{account}:{_iso(side)}:{base}/1"
        yield Entry(side, total, booked_on, "", group, "", "", own[-120:], text[:500])
    for i, (detail, amount) in enumerate(zip(details, amounts, strict=True), 1):
        own = text_of(detail, "Refs/AcctSvcrRef") or (f"{base}/{i}" if base else "")
        reference = f"{account}:{_iso(side)}:{own}" if own else ""
        key = text_of(detail, "Refs/EndToEndId")
        who, number = _other_side(detail, side)
        said = " ".join(filter(None, (text_of(detail, "RmtInf/Ustrd"), text_of(detail, "AddtlTxInf"), text)))
        yield Entry(
            side, amount or 0, booked_on, "" if key in _NOTHING else key[:200],
            (text_of(detail, "Refs/PmtInfId") or group)[:60], who[:140], number[:34], reference[-120:], said[:500],
            return_reason(detail),
        )  # fmt: skip


def _amount(detail: Element, place: str, name: str) -> int | None:
    found = amount_of(detail, place, name)
    return found if found is not None else amount_of(first(detail, "AmtDtls/TxAmt"), place, name)


def _other_side(detail: Element, side: str) -> tuple[str, str]:
    """Name and account of who was paid; of money that came back, of whom it had been sent to."""
    for party in ("Cdtr",) if side == "D" else ("Dbtr", "Cdtr"):
        name = text_of(detail, f"RltdPties/{party}/Pty/Nm") or text_of(detail, f"RltdPties/{party}/Nm")
        held = f"RltdPties/{party}Acct/Id"
        number = text_of(detail, f"{held}/Othr/Id") or text_of(detail, f"{held}/IBAN")
        if name or number:
            return name, number
    return "", ""


def _iso(side: str) -> str:
    return "DBIT" if side == "D" else "CRDT"


def _check_totals(part: Element, name: str) -> None:
    entries = every(part, "Ntry")
    stated = text_of(part, "TxsSummry/TtlNtries/NbOfNtries")
    total = text_of(part, "TxsSummry/TtlNtries/Sum").partition(".")[0]
    found = sum(amount_of(entry, "bút toán", name) or 0 for entry in entries)
    if (stated and stated != str(len(entries))) or (total and total != str(found)):
        raise Refusal(
            "Tệp %(name)s ghi %(stated)s bút toán, tổng %(total)s đồng, nhưng chứa %(entries)s bút toán, "
            "tổng %(found)s đồng: tệp bị cắt hoặc bị sửa.",
            code="control_total",
            file=name,
            name=name,
            stated=stated or "?",
            total=total or "?",
            entries=len(entries),
            found=found,
        )
