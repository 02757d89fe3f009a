"""How communes lay out their lists: columns with the words they use, and the habits that make them hard to read."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Layout:
    """A list's form. ``columns``: (key, heading). Keys are those of the intake contract, or ``stt``, ``blank``.

    ``born``: date (a cell of dates), text (dd/mm/yyyy), split (a year under Nam or Nữ), year. ``number``: text or number
    (leading zeros lost). ``font``: empty, tcvn3 or vni. ``thousands``: amounts in units of 1.000 đồng.
    """

    name: str
    title: str
    columns: tuple[tuple[str, str], ...]
    born: str = "date"
    number: str = "text"
    font: str = ""
    by_village: bool = False
    numbering: bool = False
    totals: bool = False
    capitals: bool = False
    marks: bool = False
    thousands: bool = False
    hidden_sheet: bool = False
    csv: bool = False


NEWS = Layout(
    "bien-dong",
    "DANH SÁCH NGƯỜI DÂN CÓ THAY ĐỔI",
    (
        ("stt", "STT"), ("full_name", "Họ và tên"), ("born", "Ngày, tháng, năm sinh"), ("sex", "Giới tính"),
        ("ethnicity", "Dân tộc"), ("id_number", "Số CCCD/CMND"), ("village", "Thôn, bản"), ("household_head", "Họ tên chủ hộ"),
        ("poverty", "Hộ nghèo, cận nghèo"), ("disability_type", "Dạng khuyết tật"), ("disability", "Mức độ khuyết tật"),
        ("died", "Ngày chết"), ("note", "Ghi chú"),
    ),
    numbering=True,
)  # fmt: skip

LAYOUTS = (
    Layout(
        "chuan",
        "DANH SÁCH ĐỐI TƯỢNG HƯỞNG TRỢ CẤP XÃ HỘI HẰNG THÁNG",
        (
            ("stt", "STT"), ("full_name", "Họ và tên"), ("born", "Ngày sinh"), ("sex", "Giới tính"), ("ethnicity", "Dân tộc"),
            ("id_number", "Số CCCD"), ("village", "Thôn/bản"), ("category_text", "Đối tượng"), ("coefficient", "Hệ số"),
            ("amount_vnd", "Mức trợ cấp (đồng)"), ("recipient", "Người nhận thay"), ("note", "Ghi chú"),
        ),
        totals=True,
    ),
    Layout(
        "nam-nu",
        "DANH SÁCH NGƯỜI CAO TUỔI",
        (
            ("stt", "TT"), ("full_name", "Họ tên"), ("born", "Năm sinh"), ("ethnicity", "Dân tộc"), ("id_number", "Số CMND"),
            ("village", "Bản"), ("poverty", "Hoàn cảnh gia đình"), ("note", "GC"),
        ),
        born="split", number="number", numbering=True,
    ),
    Layout(
        "theo-thon",
        "TỔNG HỢP ĐỐI TƯỢNG BẢO TRỢ XÃ HỘI",
        (
            ("stt", "TT"), ("full_name", "HỌ VÀ TÊN ĐỐI TƯỢNG"), ("born", "NGÀY THÁNG NĂM SINH"), ("sex", "GIỚI TÍNH"),
            ("id_number", "SỐ ĐỊNH DANH CÁ NHÂN"), ("household_head", "CHỦ HỘ"), ("category_text", "DIỆN HƯỞNG"),
            ("amount_vnd", "SỐ TIỀN/THÁNG"), ("note", "GHI CHÚ"),
        ),
        born="text", by_village=True, totals=True, capitals=True,
    ),
    Layout(
        "vntime",
        "DANH SÁCH NGƯỜI KHUYẾT TẬT",
        (
            ("stt", "STT"), ("full_name", "Họ và tên"), ("born", "Năm sinh"), ("sex", "Giới tính"), ("village", "Thôn"),
            ("disability_type", "Dạng tật"), ("disability", "Mức độ"), ("id_number", "Số CMND"),
        ),
        born="year", font="tcvn3", number="number",
    ),
    Layout(
        "vni",
        "DANH SÁCH CHI TRẢ TRỢ CẤP",
        (
            ("stt", "TT"), ("full_name", "Họ và tên"), ("born", "Ngày sinh"), ("id_number", "Số CCCD"), ("village", "Thôn bản"),
            ("coefficient", "Hệ số"), ("amount_vnd", "Mức hưởng"),
        ),
        born="text", font="vni", thousands=True, totals=True,
    ),
    Layout(
        "danh-dau",
        "DANH SÁCH HỘ NGHÈO, CẬN NGHÈO CÓ ĐỐI TƯỢNG",
        (
            ("stt", "STT"), ("household_head", "Họ tên chủ hộ"), ("full_name", "Họ tên người hưởng"), ("born", "Ngày sinh"),
            ("sex", "Nam/nữ"), ("ethnicity", "Dân tộc"), ("poverty", "Thuộc diện"), ("village", "Địa chỉ (thôn)"),
        ),
        marks=True, hidden_sheet=True, numbering=True,
    ),
    Layout(
        "csv",
        "",
        (
            ("stt", "STT"), ("full_name", "Ho ten"), ("born", "Ngay sinh"), ("sex", "Gioi tinh"), ("ethnicity", "Dan toc"),
            ("id_number", "CCCD"), ("village", "Thon"), ("bank_account", "So tai khoan"), ("bank", "Ngan hang"),
        ),
        born="text", csv=True,
    ),
)  # fmt: skip

SEX_WORDS = {"male": "Nam", "female": "Nữ"}
POVERTY_WORDS = {"poor": "Hộ nghèo", "near_poor": "Hộ cận nghèo", "none": "Không"}
DEGREE_WORDS = {"mild": "Nhẹ", "severe": "Nặng", "extremely_severe": "Đặc biệt nặng", "none": "Không"}
TYPE_WORDS = {
    "mobility": "Vận động",
    "hearing_speech": "Nghe, nói",
    "vision": "Nhìn",
    "mental": "Thần kinh, tâm thần",
    "intellectual": "Trí tuệ",
    "other": "Khác",
}
