"""What a column of a payer's file may hold: what we write into it, and what we read from it."""

from __future__ import annotations

from typing import NamedTuple

from django.utils.translation import gettext_noop


class Written(NamedTuple):
    """Something about a line that a file may carry. ``kind``: text, count, amount, date or month."""

    label: str
    kind: str


WRITTEN = {
    "number": Written(gettext_noop("Số thứ tự"), "count"),
    "key": Written(gettext_noop("Mã chi trả"), "text"),
    "full_name": Written(gettext_noop("Họ và tên người hưởng"), "text"),
    "creditor": Written(gettext_noop("Người nhận tiền"), "text"),
    "recipient": Written(gettext_noop("Người nhận thay"), "text"),
    "born": Written(gettext_noop("Năm sinh"), "text"),
    "id_number": Written(gettext_noop("Số CCCD"), "text"),
    "village": Written(gettext_noop("Thôn, bản"), "text"),
    "commune": Written(gettext_noop("Xã, phường"), "text"),
    "commune_code": Written(gettext_noop("Mã xã, phường"), "text"),
    "category": Written(gettext_noop("Đối tượng"), "text"),
    "coefficient": Written(gettext_noop("Hệ số"), "text"),
    "monthly_vnd": Written(gettext_noop("Mức trợ cấp tháng này"), "amount"),
    "arrears_vnd": Written(gettext_noop("Truy lĩnh"), "amount"),
    "total_vnd": Written(gettext_noop("Tổng số tiền"), "amount"),
    "bank": Written(gettext_noop("Ngân hàng"), "text"),
    "account": Written(gettext_noop("Số tài khoản"), "text"),
    "purpose": Written(gettext_noop("Nội dung chuyển tiền"), "text"),
    "note": Written(gettext_noop("Ghi chú"), "text"),
    "month": Written(gettext_noop("Tháng chi trả"), "month"),
    "pay_on": Written(gettext_noop("Ngày chi trả"), "date"),
    "run_code": Written(gettext_noop("Mã kỳ chi trả"), "text"),
    "payer": Written(gettext_noop("Đơn vị trả tiền"), "text"),
    "payer_account": Written(gettext_noop("Tài khoản trả tiền"), "text"),
    "blank": Written(gettext_noop("Để trống (ký nhận, bên nhận điền)"), "text"),
}
READ = {
    "key": gettext_noop("Mã chi trả (bắt buộc)"),
    "amount_vnd": gettext_noop("Số tiền phải chi của khoản"),
    "paid_vnd": gettext_noop("Số tiền đã chi"),
    "result": gettext_noop("Kết quả"),
    "reason": gettext_noop("Lý do chưa chi"),
    "booking": gettext_noop("Số bút toán của đơn vị chi trả"),
    "ignored": gettext_noop("Không đọc cột này"),
}
OUTCOMES = {
    "paid": gettext_noop("Đã nhận"),
    "returned": gettext_noop("Chưa nhận"),
    "partly": gettext_noop("Nhận một phần"),
    "pending": gettext_noop("Đang xử lý"),
}
AMOUNTS = {
    "plain": "1500000",
    "grouped": "1.500.000",
    "decimals": "1500000,00",
    "grouped_decimals": "1.500.000,00",
}
DATES = {
    "dd/mm/yyyy": "%d/%m/%Y",
    "dd-mm-yyyy": "%d-%m-%Y",
    "yyyy-mm-dd": "%Y-%m-%d",
    "yyyymmdd": "%Y%m%d",
    "ddmmyyyy": "%d%m%Y",
}
MONTHS = {"mm/yyyy": "%m/%Y", "mm-yyyy": "%m-%Y", "yyyy-mm": "%Y-%m", "yyyymm": "%Y%m", "mmyyyy": "%m%Y"}
DELIMITERS = {
    ";": gettext_noop("chấm phẩy (;)"),
    ",": gettext_noop("phẩy (,)"),
    "\t": gettext_noop("dấu tab"),
    "|": gettext_noop("gạch đứng (|)"),
}
ENCODINGS = {
    "utf-8": gettext_noop("UTF-8"),
    "utf-16": gettext_noop("UTF-16 (văn bản Unicode của Excel)"),
    "cp1258": gettext_noop("Windows 1258 (tiếng Việt)"),
}
DECIMALS = {",": gettext_noop("phẩy (1.500.000,00)"), ".": gettext_noop("chấm (1,500,000.00)")}
FORMATS = {"xlsx": gettext_noop("Excel (.xlsx)"), "csv": gettext_noop("Văn bản ngăn cột (.csv)")}
DIRECTIONS = {"out": gettext_noop("Gửi đi"), "in": gettext_noop("Nhận về")}
PLACES = ("month", "pay_on", "run_code", "unit", "payer", "provider")
"""What lines above the table may name, as ``{month}``."""
