"""The official payment list as a form: its columns, widths and fixed words."""

from __future__ import annotations

from typing import NamedTuple


class Column(NamedTuple):
    """A column of the workbook. ``kind``: text, number, input (the post office fills it in) or key."""

    name: str
    heading: str
    width: float
    kind: str


COLUMNS = (
    Column("number", "Số TT", 5.5, "number"),
    Column("full_name", "Họ và tên", 25, "text"),
    Column("born", "Năm sinh", 11, "text"),
    Column("id_number", "Số CCCD", 14.5, "text"),
    Column("village", "Thôn/bản", 15, "text"),
    Column("category", "Đối tượng", 26, "text"),
    Column("coefficient", "Hệ số", 6.5, "text"),
    Column("monthly_vnd", "Mức trợ cấp", 12, "number"),
    Column("arrears_vnd", "Truy lĩnh", 12, "number"),
    Column("total_vnd", "Tổng cộng", 13, "number"),
    Column("recipient", "Người nhận thay", 19, "text"),
    Column("signature", "Ký nhận", 13, "text"),
    Column("note", "Ghi chú", 15, "text"),
    Column("result", "Kết quả", 12, "input"),
    Column("reason", "Lý do chưa nhận", 20, "input"),
    Column("key", "Mã chi trả", 23, "key"),
)
POSITION = {column.name: index for index, column in enumerate(COLUMNS)}

RECEIVED = "Đã nhận"
NOT_RECEIVED = "Chưa nhận"
REASONS = (
    "Vắng mặt",
    "Không liên hệ được",
    "Đã chết",
    "Chuyển nơi ở",
    "Từ chối nhận",
    "Sai thông tin",
    "Lý do khác",
)

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
FORMAT = "ansinh.danh-sach-chi-tra.1"
FORMAT_SHEET = "_ansinh"
LIST_SHEET = "Danh sách chi trả"
