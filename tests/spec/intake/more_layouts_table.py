"""More lists: sheets, hidden rows, old fonts, repeated people, sides by side. As layouts_table."""

from __future__ import annotations

from typing import Any

_HEAD = ("STT", "Họ và tên", "Năm sinh", "Giới tính", "Thôn", "Số CCCD")

MORE: dict[str, dict[str, Any]] = {
    "a sheet a village, hidden rows, a hidden sheet, a cover sheet": {
        "sheet": "Bìa",
        "rows": [("DANH SÁCH ĐỐI TƯỢNG",), ("Năm 2026",)],
        "more": {
            "Bản Thái": {"rows": [("TT", "Họ tên", "NS", "Mức hưởng"), (1, "Hà Văn Bộ", 1944, 540000), (2, "Hà Thị Nhọt", 1946, 540000), ("", "Cộng", "", 1080000)], "hidden_rows": [3]},
            "Nậm Khắt": {"rows": [("TT", "Họ tên", "NS", "Mức hưởng"), (1, "Sùng A Chơ", 1940, 540000)]},
            "Cũ": {"rows": [("TT", "Họ tên", "NS"), (1, "Không Ai Biết", 1940)], "hidden_sheet": True},
        },
        "expect": [
            (2, {"full_name": "Hà Văn Bộ", "village": "Bản Thái"}, []),
            (3, {"full_name": "Hà Thị Nhọt", "village": "Bản Thái"}, []),
            (2, {"full_name": "Sùng A Chơ", "village": "Nậm Khắt", "amount_vnd": 540_000}, []),
        ],
    },
    "TCVN3 in its font": {
        "font": ".VnTime",
        "rows": [
            ("STT", "Hä vµ tªn", "N¨m sinh", "D©n téc", "Th«n"),
            (1, "NguyÔn V¨n Hïng", 1950, "Kinh", "B¶n Mï"),
            (2, "Giµng ThÞ Sóa", 1960, "M«ng", "B¶n Mï"),
            (3, "Lß A Phö", 1970, "Th¸i", "nt"),
        ],
        "expect": [
            (2, {"full_name": "Nguyễn Văn Hùng", "village": "Bản Mù", "ethnicity": "Kinh"}, []),
            (3, {"full_name": "Giàng Thị Súa", "ethnicity": "Mông"}, []),
            (4, {"full_name": "Lò A Phử", "ethnicity": "Thái", "village": "Bản Mù"}, []),
        ],
    },
    "TCVN3 whose font was lost": {
        "rows": [
            ("DANH S¸CH §èI T¦îNG H¦ëNG TRî CÊP",),
            ("STT", "Hä vµ tªn", "N¨m sinh", "Giíi tÝnh", "Th«n"),
            (1, "TrÇn ThÞ H¹nh", 1950, "N÷", "NËm Kh¾t"),
            (2, "§Æng V¨n Thµnh", 1960, "Nam", "NËm Kh¾t"),
        ],
        "expect": [
            (3, {"full_name": "Trần Thị Hạnh", "sex": "female", "village": "Nậm Khắt"}, []),
            (4, {"full_name": "Đặng Văn Thành", "sex": "male"}, []),
        ],
    },
    "VNI in its font and lost characters": {
        "font": "VNI-Times",
        "rows": [
            ("STT", "Hoï vaø teân", "Naêm sinh", "Daân toäc"),
            (1, "Nguyeãn Vaên Huøng", 1950, "Kinh"),
            (2, "Leâ Thò Ñaøo", 1960, "Taøy"),
            (3, "Ho\ufffdng Th\ufffd Lan", 1961, "Kinh"),
        ],
        "expect": [
            (2, {"full_name": "Nguyễn Văn Hùng"}, []),
            (3, {"full_name": "Lê Thị Đào", "ethnicity": "Tày"}, []),
            (4, {"full_name": None}, ["B unreadable_font"]),
        ],
    },
    "people twice, one number under two names": {
        "rows": [
            _HEAD,
            (1, "Lý Thị Mai", "02/03/1950", "Nữ", "Thôn 1", "015150000901"),
            (2, "Bàn Văn Phú", "1955", "Nam", "Thôn 2", "015055000902"),
            (3, "LÝ THỊ MAI", "2/3/1950", "Nữ", "Thôn 1", ""),
            (4, "Bàn Văn Quý", "1955", "Nam", "Thôn 2", "015055000902"),
            (5, "Lý Thị Mai", "1950", "Nữ", "Thôn 9", ""),
            (6, "Lý Thị Mai", "02/03/1950", "Nữ", "Thôn 1", "015150000903"),
        ],
        "expect": [
            (2, {"full_name": "Lý Thị Mai"}, []),
            (3, {"full_name": "Bàn Văn Phú"}, []),
            (4, {"full_name": "Lý Thị Mai"}, ["B duplicate_in_file"]),
            (5, {"full_name": "Bàn Văn Quý"}, ["F duplicate_in_file"]),
            (6, {"full_name": "Lý Thị Mai"}, []),
            (7, {"full_name": "Lý Thị Mai"}, []),  # another number of the same kind: another person
        ],
    },
    "rows without a name, people called Tống and Công": {
        "rows": [
            _HEAD,
            (1, "Tống Thị Hoa", 1950, "Nữ", "Thôn 1", ""),
            (2, "", 1951, "Nam", "Thôn 1", "015051000911"),
            (3, "Công Văn Bảy", 1952, "Nam", "Tổ 2", ""),
            ("", "Ninh Văn Tám", 1953, "Nam", "", ""),
            ("Tổng số: 04 người", "", "", "", "", ""),
            ("Ghi chú: danh sách đã niêm yết",),
            ("", "", "", "Púng Luông, ngày 10 tháng 11 năm 2026"),
            ("", "CÁN BỘ VHXH", "", "TM. ỦY BAN NHÂN DÂN"),
            ("", "", "", "KT. CHỦ TỊCH"),
            ("", "(Ký, ghi rõ họ tên)", "", "PHÓ CHỦ TỊCH"),
            (),
            ("", "Giàng A Ly", "", "Thào A Của"),
        ],
        "expect": [
            (2, {"full_name": "Tống Thị Hoa"}, []),
            (3, {"full_name": None, "born": "1951"}, ["B missing_name"]),
            (4, {"full_name": "Công Văn Bảy", "village": "Tổ 2"}, []),
            (5, {"full_name": "Ninh Văn Tám"}, []),
        ],
    },
    "two lists side by side": {
        "rows": [
            ("STT", "Họ và tên", "Năm sinh", "", "STT", "Họ và tên", "Năm sinh"),
            (1, "Lù A Sáng", 1940, "", 3, "Lù A Tối", 1942),
            (2, "Lù A Trưa", 1941, "", "", "", ""),
        ],
        "expect": [
            (2, {"full_name": "Lù A Sáng", "born": "1940"}, []),
            (2, {"full_name": "Lù A Tối", "born": "1942"}, []),
            (3, {"full_name": "Lù A Trưa", "born": "1941"}, []),
        ],
    },
    "people under the heading Đối tượng, who collects, bank": {
        "rows": [
            ("DANH SÁCH CHI TRẢ QUA TÀI KHOẢN THÁNG 11 NĂM 2026 (ĐVT: đồng)",),
            ("TT", "Đối tượng", "Ngày tháng năm sinh", "Địa chỉ", "Người giám hộ/nhận thay", "Số TK", "Tên NH", "Số tiền được nhận", "Trong đó truy lĩnh"),
            (1, "Phàn Tà Mẩy", "06/07/2015", "Thôn Khe Lao", "PHÀN VẦN SƠN", "8806205001111", "Agribank Văn Chấn", "1.350.000", ""),
            (2, "Bàn Thị Ghển", "1938", "Thôn Khe Lao", "", "", "", "1.080.000", "540.000"),
        ],
        "expect": [
            (3, {"full_name": "Phàn Tà Mẩy", "recipient": "Phàn Vần Sơn", "bank_account": "8806205001111", "bank": "Agribank Văn Chấn", "amount_vnd": 1_350_000, "village": "Thôn Khe Lao"}, []),
            (4, {"full_name": "Bàn Thị Ghển", "amount_vnd": 540_000, "recipient": None}, []),
        ],
    },
    "unit in the heading, wrong amounts": {
        "rows": [
            ("Tháng 11/2026",),
            ("STT", "Họ và tên", "Hệ số", "Mức hưởng/tháng (1.000đ)", "Từ tháng"),
            (1, "Tráng A Páo", 1, 540, "11/2026"),
            (2, "Tráng A Cở", "1,5", 800, "10/2026"),
            (3, "Tráng A Sình", 2, "một triệu", "9/2026"),
            (4, "Tráng A Phừ", "x", 540, "2026"),
            (5, "Tráng A Lềnh", "2,5", "1.350", "01/8/2026"),
        ],
        "expect": [
            (3, {"amount_vnd": 540_000, "coefficient": "1.0", "from_month": "2026-11"}, []),
            (4, {"amount_vnd": 800_000, "coefficient": "1.5"}, ["D amount_mismatch"]),
            (5, {"amount_vnd": None, "coefficient": "2.0"}, ["D bad_amount"]),
            (6, {"amount_vnd": 540_000, "coefficient": None, "from_month": None}, ["C unknown_value", "E bad_date"]),
            (7, {"amount_vnd": 1_350_000, "coefficient": "2.5", "from_month": "2026-08"}, []),
        ],
    },
    "names in two columns, a family in one group, no numbers": {
        "rows": [
            ("Họ đệm", "Tên", "Sinh ngày", "Nữ", "Dân tộc", "Khu phố", "Nhóm đối tượng"),
            ("Nguyễn Thị", "Hoa", "08/03/1949", "x", "Kinh", "Khu phố 3", "Hưu trí xã hội"),
            ("Trần", "Bình", "09/04/1948", "", "Kinh", "Khu phố 3", "Hưu trí xã hội"),
        ],
        "expect": [
            (2, {"full_name": "Nguyễn Thị Hoa", "sex": "female", "born": "1949-03-08", "village": "Khu phố 3", "category_text": "Hưu trí xã hội"}, []),
            (3, {"full_name": "Trần Bình", "sex": "male"}, []),
        ],
    },
    "the title a row too long, headings with units and stars, dashes for nothing": {
        "rows": [
            ("Biểu số 02: DANH SÁCH NGƯỜI ĐANG HƯỞNG TRỢ CẤP XÃ HỘI HÀNG THÁNG TẠI CỘNG ĐỒNG (Tính đến ngày 31 tháng 10 năm 2026)",),
            ("", "", "", ""),
            ("Stt", "Họ và tên (*)", "Ngày/tháng/năm sinh (*)", "Dân tộc", "Số ĐDCN/CCCD (*)", "Tình trạng hộ (nghèo/cận nghèo)", "Mức độ KT", "Điện thoại", "Ghi chú"),
            ("(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)", "(8)", "(9)"),
            ("01", "Sa Thị Ngoan", "11/11/1951", "Mường", "025151000999", "nghèo", "-", "0374.123.456", "-"),
            ("02", "Hà Đình Lưu", "x/x/1952", "mường", "-", "không", "Đặc biệt nặng", "", "Nằm một chỗ"),
        ],
        "expect": [
            (5, {"full_name": "Sa Thị Ngoan", "ethnicity": "Mường", "poverty": "poor", "disability": None, "phone": "0374.123.456", "note": None}, []),
            (6, {"born": None, "ethnicity": "Mường", "poverty": "none", "disability": "extremely_severe", "note": "Nằm một chỗ"}, ["C bad_date"]),
        ],
    },
    "a group heading that names category and village in turn": {
        "rows": [
            ("STT", "Họ và tên", "Ngày sinh", "Mức trợ cấp"),
            ("I", "Người khuyết tật đặc biệt nặng"),
            ("1", "Thôn Làng Sang"),
            (1, "Vàng A Giống", "03/03/1983", 1_080_000),
            ("2", "Thôn Sùng Đô"),
            (2, "Vàng A Lừ", "04/04/1984", 1_080_000),
            ("II", "Người đơn thân nghèo đang nuôi con"),
            ("1", "Thôn Làng Sang"),
            (3, "Giàng Thị Chá", "05/05/1990", 540_000),
            ("", "Tổng (I+II)", "", 2_700_000),
        ],
        "expect": [
            (4, {"category_text": "Người khuyết tật đặc biệt nặng", "village": "Thôn Làng Sang"}, []),
            (6, {"category_text": "Người khuyết tật đặc biệt nặng", "village": "Thôn Sùng Đô"}, []),
            (9, {"category_text": "Người đơn thân nghèo đang nuôi con", "village": "Thôn Làng Sang"}, []),
        ],
    },
    "people whose names begin like a village's": {
        "rows": [
            ("STT", "Họ và tên", "Số tiền"),
            ("", "Tổ 3"),
            (1, "Bàn Văn Phú", 540_000),
            (2, "Tô Thị Lan", 540_000),
            (3, "Hồ A Dia", 540_000),
            ("", "Làng Nủ", 1_080_000),
            (4, "Bàn Thị Say", 540_000),
        ],
        "expect": [
            (3, {"full_name": "Bàn Văn Phú", "village": "Tổ 3"}, []),
            (4, {"full_name": "Tô Thị Lan", "village": "Tổ 3"}, []),
            (5, {"full_name": "Hồ A Dia"}, []),
            (7, {"full_name": "Bàn Thị Say", "village": "Làng Nủ"}, []),
        ],
    },
}  # fmt: skip
