"""What is worth seeing before a row is taken, though nothing is wrong with it."""

from __future__ import annotations

_TEXTS = {
    "from_tcvn3": "chuyển từ phông .VnTime (TCVN3)",
    "from_vni": "chuyển từ phông VNI",
    "from_mojibake": "chữ bị vỡ khi chép, đã khôi phục",
    "from_lookalikes": "có chữ cái của bảng chữ khác trông giống chữ Việt, đã thay",
    "id_province": "ba số đầu {says} không phải mã của tỉnh nào; hãy xem lại giấy tờ",
}

CODES = tuple(_TEXTS)


def notice_of(code: str, says: str = "") -> str:
    """The words of a notice. Raises KeyError for an unknown code."""
    return _TEXTS[code].format(says=says)
