"""The closing summary of a month: what went through each stage, and đồng in = đồng out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields

LABELS = {
    "files": "Tệp danh sách đã nạp",
    "rows_accepted": "Dòng đã nhận",
    "changes": "Thay đổi tìm thấy (người mới, thông tin mới)",
    "rows_with_problems": "Dòng để lại chờ xem xét",
    "people": "Người được xét",
    "eligible": "Đủ điều kiện",
    "undetermined": "Chưa xác định được",
    "proposed": "Đề nghị (thêm mới, điều chỉnh, thôi hưởng)",
    "decided": "Đề nghị đã quyết định",
    "doubtful": "Đề nghị để xét từng người",
    "lines": "Khoản trong danh sách chi trả",
    "paid": "Khoản đã nhận",
    "returned": "Khoản chưa nhận, chuyển kỳ sau",
    "unknown": "Khoản chưa rõ kết quả",
    "overpayments": "Khoản đã chi vượt, chờ thu hồi",
    "listed_vnd": "Số tiền theo danh sách",
    "paid_vnd": "Số tiền đã nhận",
    "returned_vnd": "Số tiền chuyển kỳ sau",
    "unknown_vnd": "Số tiền chưa rõ kết quả",
}


@dataclass
class Summary:
    """Counts and amounts (đồng) of one run of a month."""

    files: int = 0
    rows_accepted: int = 0
    changes: int = 0
    rows_with_problems: int = 0
    people: int = 0
    eligible: int = 0
    undetermined: int = 0
    proposed: int = 0
    decided: int = 0
    doubtful: int = 0
    lines: int = 0
    paid: int = 0
    returned: int = 0
    unknown: int = 0
    overpayments: int = 0
    listed_vnd: int = 0
    paid_vnd: int = 0
    returned_vnd: int = 0
    unknown_vnd: int = 0

    @property
    def balances(self) -> bool:
        """Every đồng of the list came to an end: paid, returned or not yet known."""
        return self.listed_vnd == self.paid_vnd + self.returned_vnd + self.unknown_vnd

    def figures(self) -> dict[str, int]:
        """As plain numbers, for progress rows and screens."""
        return asdict(self)

    def take(self, figures: Mapping[str, int]) -> None:
        """Take over the figures of a stage; a name that is not a field is an error."""
        names = {field.name for field in fields(self)}
        if unknown := set(figures) - names:
            raise KeyError(f"not a figure of the month: {sorted(unknown)}")
        for name, value in figures.items():
            setattr(self, name, value)
