"""How long each kind of data is kept: terms as data, with their basis.

None of the terms was checked against the text of a law here (``verified``): they are proposals that a province settles
before it removes anything. Only what is ``removable`` is ever removed by An Sinh.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Term:
    """``months`` after the day it was received or made; none: without end. ``reason``: why it may or may not go."""

    code: str
    what: str
    months: int | None
    basis: str
    reason: str
    removable: bool = False
    verified: bool = False


_ARCHIVES = "Luật Lưu trữ và danh mục thời hạn bảo quản của ngành (chưa đối chiếu)"
_DATA = "Nghị định 13/2023/NĐ-CP: không giữ lâu hơn mục đích (chưa đối chiếu)"

TERMS = (
    Term(
        "staged_rows",
        "Dòng danh sách Excel đã nhận hoặc bỏ qua, và lỗi của chúng",
        24,
        _DATA,
        "Thông tin đã vào sổ kèm nguồn; nội dung dòng chỉ còn để đối chiếu. Tên tệp, số dòng và mã băm được giữ.",
        removable=True,
    ),
    Term(
        "form_drafts",
        "Tờ khai đang khai dở",
        3,
        _DATA,
        "Chưa ai ký, chưa là căn cứ của việc gì: quá hạn thì hiện ở trang Tờ khai để khai tiếp hoặc bỏ.",
    ),
    Term("forms", "Tờ khai đã khai đủ, đã in", None, _ARCHIVES, "Thành phần hồ sơ, căn cứ của quyết định."),
    Term("facts", "Thông tin trong sổ", None, _ARCHIVES, "Quyết định và chi trả dựa vào đó; không dòng nào bị xóa."),
    Term("decisions", "Đề nghị, quyết định và dữ kiện kèm theo", None, _ARCHIVES, "Căn cứ của các khoản đã chi."),
    Term("payments", "Danh sách chi trả, tệp kết quả, sổ cái", None, _ARCHIVES, "Chứng từ chi ngân sách."),
    Term("journal", "Nhật ký truy cập và thay đổi", None, _ARCHIVES, "Chuỗi nhật ký đứt nếu bớt một bản ghi."),
)
BY_CODE = {term.code: term for term in TERMS}
