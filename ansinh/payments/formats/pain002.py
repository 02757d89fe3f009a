"""A bank's answer to instructions as ISO 20022 pain.002: accepted, refused, or on the way."""

from __future__ import annotations

from collections.abc import Iterator

from ansinh.kernel.errors import Refusal
from ansinh.payments.formats.iso_xml import Element, every, first, read_document, text_of
from ansinh.payments.formats.reports import GroupReport, Outcome, Report, ReturnFile

VERSIONS = ("pain.002.001.10", "pain.002.001.12", "pain.002.001.03")

# Settled on the creditor's account, refused, and everything in between (ExternalPaymentTransactionStatus1Code).
OUTCOMES = {
    "ACCC": Outcome.PAID,
    "ACSC": Outcome.PENDING,  # settled on the debtor's side only: the statement decides
    "RJCT": Outcome.RETURNED,
    "CANC": Outcome.RETURNED,
    "ACTC": Outcome.PENDING,
    "ACCP": Outcome.PENDING,
    "ACSP": Outcome.PENDING,
    "ACWC": Outcome.PENDING,
    "ACWP": Outcome.PENDING,
    "PDNG": Outcome.PENDING,
    "PART": Outcome.PENDING,
    "RCVD": Outcome.PENDING,
}


def read(content: bytes, name: str) -> ReturnFile:
    """What the bank says of each instruction, of whole groups, or of the whole file."""
    message, _ = read_document(content, name, VERSIONS)
    header = first(message, "OrgnlGrpInfAndSts")
    if header is None:
        raise Refusal("Tệp %(name)s thiếu phần OrgnlGrpInfAndSts.", code="unknown_format", file=name, name=name)
    original = text_of(header, "OrgnlMsgId")
    groups: list[GroupReport] = []
    reports: list[Report] = []
    for number, info in enumerate(every(message, "OrgnlPmtInfAndSts"), 1):
        place = f"nhóm {number}"
        found = list(_transactions(info, place, name))
        reports += found
        if not found and (status := text_of(info, "PmtInfSts")):
            group = text_of(info, "OrgnlPmtInfId")
            groups.append(GroupReport(place, original, group, _outcome(status, place, name), _reason(info)))
    if not reports and not groups and (status := text_of(header, "GrpSts")):
        groups.append(GroupReport("cả tệp", original, "", _outcome(status, "cả tệp", name), _reason(header)))
    return ReturnFile(kind="pain002", reports=tuple(reports), groups=tuple(groups))


def _transactions(info: Element, group: str, name: str) -> Iterator[Report]:
    for number, one in enumerate(every(info, "TxInfAndSts"), 1):
        place = f"{group}, giao dịch {number}"
        outcome = _outcome(text_of(one, "TxSts"), place, name)
        key = text_of(one, "OrgnlEndToEndId") or text_of(one, "OrgnlInstrId")
        amount = text_of(one, "OrgnlTxRef/Amt/InstdAmt")
        yield Report(place, key, outcome, int(amount) if amount.isascii() and amount.isdigit() else None, _reason(one))


def _outcome(status: str, place: str, name: str) -> Outcome:
    if status not in OUTCOMES:
        raise Refusal(
            "Tệp %(name)s, %(place)s: không hiểu trạng thái “%(status)s”.",
            code="unknown_status",
            file=name,
            place=place,
            value=status,
            name=name,
            status=status,
        )
    return OUTCOMES[status]


def _reason(element: Element) -> str:
    code = text_of(element, "StsRsnInf/Rsn/Cd") or text_of(element, "StsRsnInf/Rsn/Prtry")
    return " ".join(part for part in (code, text_of(element, "StsRsnInf/AddtlInf")) if part)
