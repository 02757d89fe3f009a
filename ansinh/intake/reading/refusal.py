"""A file that cannot be read at all."""

from __future__ import annotations


class NotReadable(Exception):
    """The whole file is refused; `message_vi` is one sentence for the person who sent it, `code` is stable."""

    def __init__(self, code: str, message_vi: str) -> None:
        super().__init__(message_vi)
        self.code = code
        self.message_vi = message_vi


NOT_A_WORKBOOK = (
    "Tệp không phải là bảng tính đọc được (.xlsx, .xls, .ods hoặc .csv), hoặc đã bị hỏng; "
    "hãy mở lại bằng Excel, lưu lại rồi gửi."
)
ENCRYPTED = (
    "Tệp có đặt mật khẩu nên không đọc được; hãy bỏ mật khẩu (Tệp → Thông tin → Bảo vệ sổ làm việc) rồi gửi lại."
)
TOO_BIG = "Tệp cần nhiều bộ nhớ hơn mức cho phép; hãy xóa các trang tính, hình ảnh và vùng trống thừa rồi gửi lại."
TOO_SLOW = "Tệp cần nhiều thời gian hơn mức cho phép; hãy tách thành nhiều tệp nhỏ hơn rồi gửi lại."
NO_LIST = "Không tìm thấy danh sách nào trong tệp: không có dòng tiêu đề với cột “Họ và tên”."
OTHER_ENCODING = "Tệp không viết bằng bảng mã đã khai báo cho mẫu này; hãy lưu lại đúng bảng mã rồi gửi."
MISSING = "Không mở được tệp: tệp không tồn tại hoặc không có quyền đọc."


def not_a_workbook() -> NotReadable:
    return NotReadable("not_a_workbook", NOT_A_WORKBOOK)


def encrypted() -> NotReadable:
    return NotReadable("encrypted", ENCRYPTED)


def too_big() -> NotReadable:
    return NotReadable("too_big", TOO_BIG)


def too_slow() -> NotReadable:
    return NotReadable("too_slow", TOO_SLOW)


def no_list() -> NotReadable:
    return NotReadable("no_list", NO_LIST)


def other_encoding() -> NotReadable:
    return NotReadable("other_encoding", OTHER_ENCODING)


def missing_file() -> NotReadable:
    return NotReadable("missing_file", MISSING)
