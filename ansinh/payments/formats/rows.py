"""What the writers of lists and bank files are given: plain values, frozen, no database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from ansinh.kernel.period import Month
from ansinh.payments.states import ROWS_KEPT

MONTHLY_TITLE, ONCE_TITLE = "TRỢ CẤP XÃ HỘI HẰNG THÁNG", "TRỢ CẤP, HỖ TRỢ MỘT LẦN"


@dataclass(frozen=True, slots=True)
class ListRow:
    """One line of a payment list. Amounts are integer đồng; ``monthly_vnd + arrears_vnd = total_vnd``.

    ``recipient``: what lists to sign say of who collects; ``recipient_name``: the bare name on instructions to banks.
    """

    key: str
    full_name: str
    born: str
    id_number: str
    village: str
    category: str
    coefficient: str
    monthly_vnd: int
    arrears_vnd: int
    recipient: str
    note: str
    recipient_name: str = ""
    account: str = ""
    bank: str = ""
    commune: str = ""
    commune_code: str = ""
    decision: str = ""
    """Of what is given once: by which decision."""

    @property
    def total_vnd(self) -> int:
        """What is handed over."""
        return self.monthly_vnd + self.arrears_vnd


@dataclass(frozen=True, slots=True)
class Round:
    """A round of delivery at home with the rows on it, village by village in the order of going."""

    name: str
    carrier: str
    phone: str
    villages: tuple[str, ...]
    rows: tuple[ListRow, ...]


@dataclass(frozen=True, slots=True)
class ListHeading:
    """What stands above and below a list: whose it is, for which month, and how to tell it from a forgery."""

    unit: str
    parent: str
    place: str
    payer: str
    month: Month
    run_code: str
    unit_code: str
    manifest: str
    on: date
    title: str = MONTHLY_TITLE
    not_yet: bool = False
    """Not handed over yet: lines may still be held back, so nobody signs on such a list."""
    rows_kept: int = ROWS_KEPT
    """0 for lists that were printed before rows were kept with the signatures: their sheets stay as they were."""

    @property
    def once(self) -> bool:
        """Whether what stands on it is given once."""
        return self.title == ONCE_TITLE

    @property
    def signers(self) -> tuple[str, str, str, str]:
        """Who signs below; the chair is of a phường, a thị trấn or a xã."""
        kind = next((kind for kind in ("phường", "thị trấn") if f" {kind} " in f" {self.unit.lower()} "), "xã")
        return "NGƯỜI LẬP", "KẾ TOÁN", f"CHỦ TỊCH UBND {kind.upper()}", "ĐẠI DIỆN ĐƠN VỊ CHI TRẢ"


class CreditTransfer(NamedTuple):
    """One instruction to a bank. ``key`` is the instruction key, chosen before the first attempt (at most 35 signs)."""

    key: str
    creditor: str
    account: str
    amount_vnd: int
    remittance: str


@dataclass(frozen=True, slots=True)
class Debtor:
    """Whose account a bank pays from. ``account`` is an IBAN or any other number; ``bic`` may be empty."""

    name: str
    account: str
    bank: str
    bic: str = ""


@dataclass(frozen=True, slots=True)
class GroupHead:
    """What is said of instructions of one commune through one channel and bank (one PmtInf) before the first."""

    group_id: str
    debtor: Debtor
    creditor_bank: str
    pay_on: date
    count: int
    total_vnd: int


@dataclass(frozen=True, slots=True)
class FileHead:
    """What is said of a file for the bank. ``made_at`` is stored with the run: the same run gives the same bytes."""

    message_id: str
    made_at: datetime
    initiator: str
    count: int
    total_vnd: int


@dataclass(frozen=True, slots=True)
class TransferGroup:
    """A group with its instructions."""

    group_id: str
    debtor: Debtor
    creditor_bank: str
    pay_on: date
    transfers: tuple[CreditTransfer, ...]

    @property
    def head(self) -> GroupHead:
        """The group without its instructions."""
        count, total = len(self.transfers), sum(t.amount_vnd for t in self.transfers)
        return GroupHead(self.group_id, self.debtor, self.creditor_bank, self.pay_on, count, total)


@dataclass(frozen=True, slots=True)
class TransferFile:
    """A whole file for the bank, held in memory."""

    message_id: str
    made_at: datetime
    initiator: str
    groups: tuple[TransferGroup, ...]

    @property
    def head(self) -> FileHead:
        """The file without its groups."""
        heads = [group.head for group in self.groups]
        count, total = sum(head.count for head in heads), sum(head.total_vnd for head in heads)
        return FileHead(self.message_id, self.made_at, self.initiator, count, total)
