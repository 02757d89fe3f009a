"""Instructions to a bank as ISO 20022 pain.001.001.09: the same manifest gives the same bytes."""

from __future__ import annotations

import re
import unicodedata

from ansinh.kernel.errors import Refusal
from ansinh.payments.formats.iso_xml import Element, child, document, to_bytes
from ansinh.payments.formats.rows import CreditTransfer, Debtor, TransferFile, TransferGroup

VERSION = "pain.001.001.09"
SOCIAL_BENEFIT = "SSBE"  # ISO 20022 external purpose code: social security benefit
KEY_LENGTH = 35
NAME_LENGTH = 140
_IBAN = re.compile(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}")


def write(file: TransferFile) -> bytes:
    """The file as bytes. Raises Refusal when it would be empty, or for a bad key, account or amount."""
    _check(file)
    root, message = document(VERSION, "CstmrCdtTrfInitn")
    transfers = [t for group in file.groups for t in group.transfers]
    header = child(message, "GrpHdr")
    child(header, "MsgId", file.message_id)
    child(header, "CreDtTm", file.made_at.isoformat(timespec="seconds"))
    child(header, "NbOfTxs", str(len(transfers)))
    child(header, "CtrlSum", str(sum(t.amount_vnd for t in transfers)))
    child(child(header, "InitgPty"), "Nm", _text(file.initiator))
    for group in file.groups:
        _write_group(message, group)
    return to_bytes(root)


def _check(file: TransferFile) -> None:
    if not file.groups or not all(group.transfers for group in file.groups):
        raise Refusal("Không có khoản nào để chuyển qua ngân hàng.", code="nothing_to_transfer")
    seen: set[str] = set()
    for group in file.groups:
        for transfer in group.transfers:
            if transfer.key in seen or not 0 < len(transfer.key) <= KEY_LENGTH:
                raise Refusal("Mã chi trả %(key)s bị trùng hoặc quá dài.", code="bad_key", key=transfer.key)
            if transfer.amount_vnd <= 0 or not transfer.account:
                raise Refusal("Khoản %(key)s thiếu số tài khoản hoặc số tiền.", code="bad_transfer", key=transfer.key)
            seen.add(transfer.key)


def _write_group(message: Element, group: TransferGroup) -> None:
    info = child(message, "PmtInf")
    child(info, "PmtInfId", group.group_id)
    child(info, "PmtMtd", "TRF")
    child(info, "BtchBookg", "false")  # one booking an instruction: a statement line can then be matched
    child(info, "NbOfTxs", str(len(group.transfers)))
    child(info, "CtrlSum", str(sum(t.amount_vnd for t in group.transfers)))
    child(child(child(info, "PmtTpInf"), "CtgyPurp"), "Cd", SOCIAL_BENEFIT)
    child(child(info, "ReqdExctnDt"), "Dt", group.pay_on.isoformat())
    _write_debtor(info, group.debtor)
    child(info, "ChrgBr", "DEBT")  # the fee is the budget's, never the beneficiary's (NĐ 20/2021 Đ34)
    for transfer in group.transfers:
        _write_transfer(info, transfer, group.creditor_bank)


def _write_debtor(info: Element, debtor: Debtor) -> None:
    child(child(info, "Dbtr"), "Nm", _text(debtor.name))
    account = child(info, "DbtrAcct")
    number = child(account, "Id")
    if is_iban(debtor.account):
        child(number, "IBAN", debtor.account)
    else:
        child(child(number, "Othr"), "Id", debtor.account)
    child(account, "Ccy", "VND")
    bank = child(child(info, "DbtrAgt"), "FinInstnId")
    if debtor.bic:
        child(bank, "BICFI", debtor.bic)
    child(bank, "Nm", _text(debtor.bank))


def is_iban(account: str) -> bool:
    """Whether an account number has the form and the check digits of an IBAN (ISO 13616)."""
    if not _IBAN.fullmatch(account):
        return False
    digits = "".join(str(int(sign, 36)) for sign in account[4:] + account[:4])
    return int(digits) % 97 == 1


def _write_transfer(info: Element, transfer: CreditTransfer, bank: str) -> None:
    one = child(info, "CdtTrfTxInf")
    ids = child(one, "PmtId")
    child(ids, "InstrId", transfer.key)
    child(ids, "EndToEndId", transfer.key)
    child(child(one, "Amt"), "InstdAmt", str(transfer.amount_vnd), Ccy="VND")
    child(child(child(one, "CdtrAgt"), "FinInstnId"), "Nm", _text(bank))
    child(child(one, "Cdtr"), "Nm", _text(transfer.creditor))
    child(child(child(child(one, "CdtrAcct"), "Id"), "Othr"), "Id", transfer.account)
    child(child(one, "Purp"), "Cd", SOCIAL_BENEFIT)
    child(child(one, "RmtInf"), "Ustrd", _text(transfer.remittance))


def _text(value: str) -> str:
    """Max140Text: composed letters, no control characters (XML 1.0 has no way to write them)."""
    printable = "".join(c for c in unicodedata.normalize("NFC", value) if unicodedata.category(c)[0] != "C")
    return printable[:NAME_LENGTH] or "-"
