"""The texts that our scripts say, so that a page can bring them in its language."""

from __future__ import annotations

from django.utils.translation import get_language

from ansinh.kernel.languages import SOURCE, said

SCRIPT_WORDS = (
    "Đã chọn %(number)s trên trang này",
    "%(number)s tỷ",
    "%(number)s triệu",
    "Cộng: %(sum)s",
    "Tháng %(month)s",
    "không có số liệu",
    "Đang lưu…",
    "Chưa lưu: phiên làm việc đã hết. Hãy đăng nhập ở một thẻ khác, rồi tải lại trang này và gõ lại ô cuối.",
    "Chưa lưu được vì mất kết nối; sẽ tự thử lại. Đừng đóng trang.",
    "Hãy chạm vào khóa bảo mật hoặc xác nhận trên thiết bị…",
    "Khóa này đã được thêm.",
    "Chưa nhận được khóa; hãy thử lại.",
)


def script_words() -> dict[str, str]:
    """What the scripts have to say otherwise than it is written in them; nothing in Vietnamese."""
    return {} if get_language() == SOURCE else {text: said(text) for text in SCRIPT_WORDS}
