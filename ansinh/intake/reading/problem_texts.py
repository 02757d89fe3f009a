"""What each problem says to the officer: what is wrong and what to do."""

from __future__ import annotations

from ansinh.kernel.money import format_dong

_TEXTS = {
    "bad_date": "Không đọc được ngày “{value}”; hãy ghi ngày/tháng/năm (ví dụ 05/11/1950), tháng/năm hoặc năm đủ bốn "
    "chữ số.",
    "future_date": "Ngày “{value}” ở sau ngày {on}; hãy kiểm tra lại.",
    "bad_id": "Số định danh “{value}” không đúng: cần 12 chữ số (CCCD) hoặc 9 chữ số (CMND); hãy đối chiếu giấy tờ.",
    "id_mismatch": "Số định danh “{value}” cho thấy {says}, khác với danh sách; hãy đối chiếu giấy tờ.",
    "bad_amount": "Không đọc được số tiền “{value}”; hãy ghi bằng chữ số, không kèm chữ.",
    "amount_mismatch": "Số tiền “{value}” khác hệ số {coefficient} × mức chuẩn {base} = {expected} đồng; hãy kiểm tra "
    "hệ số và số tiền.",
    "unknown_value": "Không hiểu “{value}” ở cột này; hãy ghi theo mẫu danh sách.",
    "missing_name": "Dòng này thiếu họ và tên; hãy ghi đầy đủ.",
    "duplicate_in_file": "{says}; hãy giữ lại một dòng đúng.",
    "unreadable_font": "Không chuyển được chữ “{value}” sang Unicode (phông cũ TCVN3/VNI hoặc ký tự bị mất); hãy gõ "
    "lại ô này.",
    "formula_error": "Ô có công thức lỗi hoặc chưa có kết quả ({value}); hãy ghi giá trị vào ô.",
}

CODES = tuple(_TEXTS)


def text_of(code: str, **words: object) -> str:
    shown = {key: format_dong(word) if isinstance(word, int) else word for key, word in words.items()}
    return _TEXTS[code].format(**shown)
