"""Instructions to a bank as ISO 20022 pain.001.001.09, piece by piece: the same manifest gives the same bytes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import islice

from ansinh.kernel.errors import Refusal
from ansinh.payments.formats.iso_xml import NAMESPACE, XML_DECLARATION, escaped
from ansinh.payments.formats.rows import CreditTransfer, Debtor, FileHead, GroupHead, TransferFile

VERSION = "pain.001.001.09"
SOCIAL_BENEFIT = "SSBE"  # ISO 20022 external purpose code: social security benefit
KEY_LENGTH = 35
NAME_LENGTH = 140
_AT_ONCE = 1_000
_IBAN = re.compile(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}")

_START = f"""{XML_DECLARATION}<Document xmlns="{NAMESPACE}{VERSION}">
 <CstmrCdtTrfInitn>
  <GrpHdr>
   <MsgId>{{id}}</MsgId>
   <CreDtTm>{{made_at}}</CreDtTm>
   <NbOfTxs>{{count}}</NbOfTxs>
   <CtrlSum>{{total}}</CtrlSum>
   <InitgPty>
    <Nm>{{name}}</Nm>
   </InitgPty>
  </GrpHdr>
"""
# BtchBookg: one booking an instruction, so that a statement's line can be matched. ChrgBr: the fee is the budget's,
# never the beneficiary's (NĐ 20/2021 Đ34).
_GROUP = f"""  <PmtInf>
   <PmtInfId>{{id}}</PmtInfId>
   <PmtMtd>TRF</PmtMtd>
   <BtchBookg>false</BtchBookg>
   <NbOfTxs>{{count}}</NbOfTxs>
   <CtrlSum>{{total}}</CtrlSum>
   <PmtTpInf>
    <CtgyPurp>
     <Cd>{SOCIAL_BENEFIT}</Cd>
    </CtgyPurp>
   </PmtTpInf>
   <ReqdExctnDt>
    <Dt>{{pay_on}}</Dt>
   </ReqdExctnDt>
   <Dbtr>
    <Nm>{{name}}</Nm>
   </Dbtr>
   <DbtrAcct>
    <Id>
{{account}}
    </Id>
    <Ccy>VND</Ccy>
   </DbtrAcct>
   <DbtrAgt>
    <FinInstnId>
{{bic}}     <Nm>{{bank}}</Nm>
    </FinInstnId>
   </DbtrAgt>
   <ChrgBr>DEBT</ChrgBr>
"""
# What stands around the values of one instruction, in their order.
_AROUND = f"""   <CdtTrfTxInf>
    <PmtId>
     <InstrId>|</InstrId>
     <EndToEndId>|</EndToEndId>
    </PmtId>
    <Amt>
     <InstdAmt Ccy="VND">|</InstdAmt>
    </Amt>
    <CdtrAgt>
     <FinInstnId>
      <Nm>|</Nm>
     </FinInstnId>
    </CdtrAgt>
    <Cdtr>
     <Nm>|</Nm>
    </Cdtr>
    <CdtrAcct>
     <Id>
      <Othr>
       <Id>|</Id>
      </Othr>
     </Id>
    </CdtrAcct>
    <Purp>
     <Cd>{SOCIAL_BENEFIT}</Cd>
    </Purp>
    <RmtInf>
     <Ustrd>|</Ustrd>
    </RmtInf>
   </CdtTrfTxInf>
""".split("|")
_GROUP_END = "  </PmtInf>\n"
_END = " </CstmrCdtTrfInitn>\n</Document>\n"


def write(file: TransferFile) -> bytes:
    """A whole file as bytes. Raises Refusal when it would be empty, or for a bad key, account or amount."""
    if not file.groups or not all(group.transfers for group in file.groups):
        raise Refusal("Không có khoản nào để chuyển qua ngân hàng.", code="nothing_to_transfer")
    seen: set[str] = set()
    for transfer in (t for group in file.groups for t in group.transfers):
        if transfer.key in seen:
            raise _bad_key(transfer.key)
        seen.add(transfer.key)
    pieces = [start(file.head)]
    for group in file.groups:
        pieces += [start_group(group.head), *transfers_of(group.head, group.transfers), END_OF_GROUP]
    return b"".join([*pieces, END])


END_OF_GROUP, END = _GROUP_END.encode(), _END.encode()


def start(head: FileHead) -> bytes:
    """What stands before the first group."""
    return _START.format(
        id=escaped(head.message_id),
        made_at=head.made_at.isoformat(timespec="seconds"),
        count=head.count,
        total=head.total_vnd,
        name=_text(head.initiator),
    ).encode()


def start_group(head: GroupHead) -> bytes:
    """What stands before the first instruction of a group; after the last one comes ``END_OF_GROUP``."""
    debtor = head.debtor
    return _GROUP.format(
        id=escaped(head.group_id),
        count=head.count,
        total=head.total_vnd,
        pay_on=head.pay_on.isoformat(),
        name=_text(debtor.name),
        account=_account(debtor),
        bic=f"     <BICFI>{escaped(debtor.bic)}</BICFI>\n" if debtor.bic else "",
        bank=_text(debtor.bank),
    ).encode()


def _account(debtor: Debtor) -> str:
    number = escaped(debtor.account)
    if is_iban(debtor.account):
        return f"     <IBAN>{number}</IBAN>"
    return f"     <Othr>\n      <Id>{number}</Id>\n     </Othr>"


def transfers_of(head: GroupHead, transfers: Iterable[CreditTransfer]) -> Iterator[bytes]:
    """The instructions of a group, many to a piece. Raises Refusal for a bad key, account or amount, and where they are
    not as many or do not make as many đồng as its head says."""
    count, total, rest = 0, 0, iter(transfers)
    start, again, before_amount, before_bank, before_name, before_account, before_text, end = _AROUND
    bank = f"{before_bank}{_text(head.creditor_bank)}{before_name}"
    while some := list(islice(rest, _AT_ONCE)):
        written = []
        for key, creditor, account, amount, remittance in some:
            if not 0 < len(key) <= KEY_LENGTH:
                raise _bad_key(key)
            if amount <= 0 or not account:
                raise Refusal("Khoản %(key)s thiếu số tài khoản hoặc số tiền.", code="bad_transfer", key=key)
            total += amount
            name, text, sure = _text(creditor), _text(remittance), escaped(key)
            written.append(
                f"{start}{sure}{again}{sure}{before_amount}{amount}{bank}{name}{before_account}{escaped(account)}"
                f"{before_text}{text}{end}"
            )
        count += len(some)
        yield "".join(written).encode()
    if (count, total) != (head.count, head.total_vnd):
        raise Refusal(
            "Danh sách đã thay đổi trong khi đang ghi tệp: hãy xuất lại.", code="other_totals", group=head.group_id
        )


def _bad_key(key: str) -> Refusal:
    return Refusal("Mã chi trả %(key)s bị trùng hoặc quá dài.", code="bad_key", key=key)


def is_iban(account: str) -> bool:
    """Whether an account number has the form and the check digits of an IBAN (ISO 13616)."""
    if not _IBAN.fullmatch(account):
        return False
    digits = "".join(str(int(sign, 36)) for sign in account[4:] + account[:4])
    return int(digits) % 97 == 1


def _text(value: str) -> str:
    """Max140Text: composed letters, no control characters (XML 1.0 has no way to write them), escaped."""
    composed = value if value.isascii() else unicodedata.normalize("NFC", value)
    if not composed.isprintable():  # it is, all but always, and to ask sign by sign costs more than all the rest
        composed = "".join(c for c in composed if unicodedata.category(c)[0] != "C")
    return escaped(composed[:NAME_LENGTH] or "-")
