"""Is this text a village's name? "Bản Mù" and "Tổ 3" are; "Bàn Văn Phú" and "Tô Thị Lan" are people."""

from __future__ import annotations

import re

from ansinh.intake.reading.text import clean, fold, has_diacritics

_SPELT = re.compile(
    r"(?:thôn|bản|xóm|tổ dân phố|tdp|khu phố|khu dân cư|khu|làng|ấp|buôn|tổ|khối|khối phố|cụm dân cư)\b"
    r"(?! (?:nộp|lập|cao|chi|sao|in|nháp|gốc|chính|cuối|mới|cũ|vực)\b)"
)
_BARE = re.compile(
    r"(?:thon|ban|xom|to dan pho|tdp|khu pho|khu dan cu|khu|lang|ap|buon|to|khoi|khoi pho|cum dan cu)\b"
    r"(?! (?:nop|lap|cao|chi|sao|in|nhap|goc|chinh|cuoi|moi|cu|vuc|trinh|khai)\b)(?!\s(?:van|thi|a|duc|tien|xuan)\b)"
)
_LABEL = re.compile(r"\A(?:thôn|bản|xóm|tổ dân phố|tdp|khu phố|tổ|khu|thon|ban|xom|to|[/, ])+\s*:\s*(?=\S)", re.I)
# Words of sheet names that say what a sheet is for.
_PURPOSE = frozenset(
    [
        "sheet",
        "trang",
        "tính",
        "danh",
        "sách",
        "ds",
        "tháng",
        "mẫu",
        "biểu",
        "đối",
        "tượng",
        "người",
        "cao",
        "tuổi",
        "khuyết",
        "tật",
        "trẻ",
        "bảo",
        "trợ",
        "chi",
        "trả",
        "cấp",
        "hưu",
        "trí",
        "tổng",
        "kê",
        "dữ",
        "liệu",
        "data",
        "phụ",
        "lục",
        "pl",
        "xã",
        "phường",
        "huyện",
        "tỉnh",
        "nghèo",
        "hộ",
        "cũ",
        "tăng",
        "giảm",
        "sửa",
        "in",
        "nkt",
        "nct",
        "btxh",
        "năm",
        "quý",
        "list",
        "table",
        "bảng",
        "nhập",
        "gốc",
        "hiv",
        "mồ",
        "côi",
        "đơn",
        "sao",
        "lương",
        "thẻ",
        "số",
        "bìa",
        "đợt",
        "lần",
        "kỳ",
        "bổ",
        "sung",
        "chuyển",
        "thôi",
        "hưởng",
        "truy",
        "lĩnh",
    ]
) - {"cao"}
_PURPOSE_BARE = frozenset(fold(word) for word in _PURPOSE) - {"nam", "ho", "so", "ke"}  # "Nam Khat", "Ho Bon"


def is_village(text: str) -> bool:
    """Whether the text begins with a word for a village; with diacritics the word itself has to fit."""
    spelt = clean(text).lower()
    if has_diacritics(spelt):
        return _SPELT.match(spelt) is not None
    return _BARE.match(fold(spelt)) is not None


def without_label(text: str) -> str:
    """ "Thôn: Nà Hốc" and "Thôn/bản: Nà Hốc" are a label and the village; "Thôn Nà Hốc" is the village."""
    return _LABEL.sub("", text)


def village_of_sheet(name: str) -> str | None:
    """The village a sheet is named after, or None when the name says something else."""
    bare = clean(name)
    words = bare.split(" ")
    if len(words) > 1 and is_village(bare):
        return bare
    unnumbered = re.sub(r"(?<=[^\W\d_]) \d{1,2}\Z", "", bare) if len(words) > 2 and has_diacritics(bare) else bare
    plain = any(_has_purpose(word.lower()) for word in re.split(r"[\s_.\-]+", bare)) or re.search(r"\d", unnumbered)
    words = unnumbered.split(" ")
    return bare if 2 <= len(words) <= 4 and not plain and all(word[:1].isupper() for word in words) else None


def _has_purpose(word: str) -> bool:
    return word in _PURPOSE or (not has_diacritics(word) and word in _PURPOSE_BARE)
