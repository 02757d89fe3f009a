"""Still more lists: who signs, what is said of other people, groups with numbers, units and months in odd places. As
layouts_table."""

from __future__ import annotations

from datetime import date
from typing import Any

_HEAD = ("STT", "Họ và tên", "Ngày sinh", "Thôn", "Mức hưởng", "Ghi chú")
_LO = (1, "Lò Văn Ón", "01/01/1940", "Bản Hốc", 540_000, "")
_ONLY_LO = [(2, {"full_name": "Lò Văn Ón"}, [])]

COMMUNES: dict[str, dict[str, Any]] = {
    "who signs, without a total before": {
        "rows": [_HEAD, _LO, ("", "NGƯỜI CHI TRẢ", "", "ĐẠI DIỆN UBND XÃ"), (), ("", "Lò Thị Hoa", "", "Giàng A Lử")],
        "expect": _ONLY_LO,
    },
    "who signs for other offices": {
        "rows": [_HEAD, _LO, ("", "Công an xã", "", "Văn hóa - Xã hội"), ("", "Lò Thị Hoa", "", "Giàng A Lử")],
        "expect": _ONLY_LO,
    },
    "names below the total without a role": {
        "rows": [_HEAD, _LO, ("", "Tổng cộng", "", "", 540_000), (), ("", "Lò Thị Hoa", "", "Giàng A Lử")],
        "expect": _ONLY_LO,
    },
    "a list that goes on below a subtotal": {
        "rows": [_HEAD, _LO, ("", "Cộng trang", "", "", 540_000), (2, "Lò Thị Ban", "", "", 540_000, ""), ("", "Toàn xã", "", "", 1_080_000)],
        "expect": [*_ONLY_LO, (4, {"full_name": "Lò Thị Ban", "born": None}, [])],
    },
    "categories with a number where a person's would stand": {
        "rows": [
            ("STT", "Họ và tên", "Năm sinh", "Số tiền"),
            ("I", "Thôn Nà Hốc"),
            ("1", "Người cao tuổi"),
            (1, "Lò Văn Ón", 1940, 540_000),
            ("2", "Trẻ em mồ côi"),
            (1, "Lò Văn Đôi", 2015, 810_000),
            ("II", "Thôn: Nà Pha"),
            ("1", "Người cao tuổi"),
            (1, "Hồ Thị Bin", 1941, 540_000),
            ("", "Thôn Khe Cỏ: 2 người - 1.080.000đ"),
            (2, "Lò Thị Ban", 1942, 540_000),
        ],
        "expect": [
            (4, {"full_name": "Lò Văn Ón", "village": "Thôn Nà Hốc", "category_text": "Người cao tuổi"}, []),
            (6, {"village": "Thôn Nà Hốc", "category_text": "Trẻ em mồ côi"}, []),
            (9, {"full_name": "Hồ Thị Bin", "village": "Nà Pha", "category_text": "Người cao tuổi"}, []),
            (11, {"village": "Thôn Khe Cỏ"}, []),
        ],
    },
    "the unit below the heading of the amount": {
        "rows": [("STT", "Họ và tên", "Năm sinh", "Mức hưởng"), ("", "", "", "(1.000đ)"), (1, "Lò Văn Ón", 1940, 540)],
        "expect": [(3, {"amount_vnd": 540_000}, [])],
    },
    "marks for poverty with a column for all others": {
        "rows": [
            ("STT", "Họ và tên", "Năm sinh", "Hoàn cảnh gia đình", "", ""),
            ("", "", "", "Nghèo", "Cận nghèo", "Khác"),
            (1, "Lò Văn Ón", 1940, "x", "", ""),
            (2, "Lò Thị Ban", 1941, "", "x", ""),
            (3, "Lò Thị Bin", 1942, "", "", "x"),
        ],
        "merge": ["D1:F1"],
        "expect": [(3, {"poverty": "poor"}, []), (4, {"poverty": "near_poor"}, []), (5, {"poverty": "none"}, [])],
    },
    "a child, and everything about who cares for it": {
        "rows": [
            ("STT", "Họ và tên trẻ", "Ngày sinh của trẻ", "Họ tên người chăm sóc", "Năm sinh người chăm sóc", "Số CCCD người chăm sóc", "Nơi cư trú", "Mức hưởng cũ", "Mức hưởng mới"),
            (1, "Lò Văn Đôi", "01/02/2020", "Lò Thị Ban", 1960, "015160000001", "Bản Hốc", 750_000, 810_000),
        ],
        "expect": [(2, {"full_name": "Lò Văn Đôi", "born": "2020-02-01", "recipient": "Lò Thị Ban", "village": "Bản Hốc", "amount_vnd": 810_000, "id_number": "(no column)"}, [])],
    },
    "short headings: DT is dân tộc beside ĐT": {
        "rows": [
            ("TT", "H.tên", "NTNS", "GT", "DT", "Số ĐDCN", "HKTT", "Dạng KT", "MĐ KT", "H.số", "ĐT", "G/c"),
            (1, "Giàng A Páo", "12/05/1950", "Nam", "Mông", "015050001234", "Nà Hốc", "VĐ", "ĐBN", "2,0", "0912345678", "mới"),
        ],
        "expect": [(2, {"full_name": "Giàng A Páo", "born": "1950-05-12", "sex": "male", "ethnicity": "Mông", "id_number": "015050001234", "village": "Nà Hốc", "disability_type": ["mobility"], "disability": "extremely_severe", "coefficient": "2.0", "phone": "0912345678", "note": "mới"}, [])],
    },
    "DT is the telephone where telephones stand": {
        "rows": [("TT", "Ho va ten", "Nam sinh", "DT"), (1, "Giang A Pao", 1950, "0912 345 678")],
        "expect": [(2, {"phone": "0912 345 678", "ethnicity": "(no column)"}, [])],
    },
    "the month of the title as a period": {
        "rows": [("Kỳ chi trả: 05/2024",), ("STT", "Họ và tên", "Năm sinh", "Hệ số", "Số tiền"), (1, "Lò Văn Ón", 1940, 1, 540_000)],
        "expect": [(3, {"amount_vnd": 540_000}, [])],
    },
    "sheets of numbered villages, other sheets with numbers": {
        "sheet": "Nậm Có 2",
        "rows": [("STT", "Họ và tên", "Năm sinh"), (1, "Lò Văn Ón", 1940)],
        "more": {
            "Đợt Bổ Sung 2": {"rows": [("STT", "Họ và tên", "Năm sinh"), (1, "Lò Thị Ban", 1941)]},
            "Hát Lừu": {"rows": [("STT", "Họ và tên", "Năm sinh"), (1, "Lò Thị Bin", 1942)]},
        },
        "expect": [(2, {"village": "Nậm Có 2"}, []), (2, {"village": "(no column)"}, []), (2, {"village": "Hát Lừu"}, [])],
    },
    "repeat marks with points, at the top nothing to repeat": {
        "rows": [("STT", "Họ và tên", "Năm sinh", "Thôn", "Mức hưởng"), (1, "Lò Văn Ón", 1940, "nt", 540_000), (2, "Lò Thị Ban", 1941, "Bản Hốc", "N.T")],
        "expect": [(2, {"village": None}, ["D unknown_value"]), (3, {"village": "Bản Hốc", "amount_vnd": 540_000}, [])],
    },
    "VNI of which a word could be TCVN3": {
        "rows": [("STT", "Hoï vaø teân", "Ngaøy sinh", "Daân toäc", "Thoân"), (1, "Giaøng A Paùo", "12/05/1950", "Moâng", "Naø Hoác")],
        "expect": [(2, {"full_name": "Giàng A Páo", "ethnicity": "Mông", "village": "Nà Hốc"}, [])],
    },
    "headings typed anew above a body in TCVN3": {
        "rows": [("STT", "Họ và tên", "Năm sinh", "Thôn", "Ghi chú"), (1, "Lß V¨n ¤n", 1940, "B¶n Mï", "míi"), (2, "Lß ThÞ Ban", 1941, "B¶n Thµnh", "")],
        "expect": [(2, {"full_name": "Lò Văn Ôn", "village": "Bản Mù", "note": "mới"}, []), (3, {"village": "Bản Thành"}, [])],
    },
    "the birth in three columns without a heading above": {
        "rows": [("STT", "Họ và tên", "Ngày sinh", "Tháng sinh", "Năm sinh"), (1, "Lò Văn Ón", 12, 5, 1940), (2, "Lò Thị Ban", "", "", 1941), (3, "Lò Thị Bin", 31, 4, 1942)],
        "expect": [(2, {"born": "1940-05-12"}, []), (3, {"born": "1941"}, []), (4, {"born": None}, ["E bad_date"])],
    },
    "the birth as day and month, and year": {
        "rows": [("STT", "Họ và tên", "Ngày, tháng", "Năm sinh"), (1, "Lò Văn Ón", "12/5", 1940), (2, "Lò Thị Ban", date(2026, 6, 13), 1941), (3, "Lò Thị Bin", "", 1942)],
        "expect": [(2, {"born": "1940-05-12"}, []), (3, {"born": "1941-06-13"}, []), (4, {"born": "1942"}, [])],
    },
    "a village's heading with the count of its people under the year of birth": {
        "rows": [("STT", "Họ và tên", "Năm sinh", "Mức hưởng"), ("I", "Thôn Nà Hốc", 12, 540_000), (1, "Lò Văn Ón", 1940, 540_000)],
        "expect": [(3, {"full_name": "Lò Văn Ón", "village": "Thôn Nà Hốc"}, [])],
    },
    "the title's month over its year": {
        "rows": [("DANH SÁCH CHI TRẢ THÁNG 10",), ("NĂM 2024",), ("STT", "Họ và tên", "Năm sinh", "Hệ số", "Số tiền"), (1, "Lò Văn Ón", 1940, 1, 540_000)],
        "expect": [(4, {"amount_vnd": 540_000}, [])],
    },
    "Unicode left in an old font": {
        "font": ".VnTime",
        "rows": [("STT", "Họ và tên", "Năm sinh"), (1, "Giàng A Páo", 1950), (2, "Sùng A Sà", 1951)],
        "expect": [(2, {"full_name": "Giàng A Páo"}, []), (3, {"full_name": "Sùng A Sà"}, [])],
    },
}  # fmt: skip
