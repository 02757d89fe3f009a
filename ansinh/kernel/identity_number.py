"""What a personal number of 12 digits says of its holder: where the birth was registered, sex and year of birth.

Digits 1–3: the province or, for births abroad, the country of registration; 4: sex and century; 5–6: the year; the
rest is chance (TT 07/2016/TT-BCA Đ5, TT 59/2021/TT-BCA Đ4). Numbers given keep the codes of the 63 provinces there were
until June 2025. Numbers of 9 digits say nothing of the kind.
"""

from __future__ import annotations

from dataclasses import dataclass

# From knowledge: the list of codes in the annex of TT 59/2021/TT-BCA.
PROVINCES = {
    "001": "Hà Nội", "002": "Hà Giang", "004": "Cao Bằng", "006": "Bắc Kạn", "008": "Tuyên Quang", "010": "Lào Cai",
    "011": "Điện Biên", "012": "Lai Châu", "014": "Sơn La", "015": "Yên Bái", "017": "Hòa Bình", "019": "Thái Nguyên",
    "020": "Lạng Sơn", "022": "Quảng Ninh", "024": "Bắc Giang", "025": "Phú Thọ", "026": "Vĩnh Phúc",
    "027": "Bắc Ninh", "030": "Hải Dương", "031": "Hải Phòng", "033": "Hưng Yên", "034": "Thái Bình", "035": "Hà Nam",
    "036": "Nam Định", "037": "Ninh Bình", "038": "Thanh Hóa", "040": "Nghệ An", "042": "Hà Tĩnh",
    "044": "Quảng Bình", "045": "Quảng Trị", "046": "Thừa Thiên Huế", "048": "Đà Nẵng", "049": "Quảng Nam",
    "051": "Quảng Ngãi", "052": "Bình Định", "054": "Phú Yên", "056": "Khánh Hòa", "058": "Ninh Thuận",
    "060": "Bình Thuận", "062": "Kon Tum", "064": "Gia Lai", "066": "Đắk Lắk", "067": "Đắk Nông", "068": "Lâm Đồng",
    "070": "Bình Phước", "072": "Tây Ninh", "074": "Bình Dương", "075": "Đồng Nai", "077": "Bà Rịa – Vũng Tàu",
    "079": "Thành phố Hồ Chí Minh", "080": "Long An", "082": "Tiền Giang", "083": "Bến Tre", "084": "Trà Vinh",
    "086": "Vĩnh Long", "087": "Đồng Tháp", "089": "An Giang", "091": "Kiên Giang", "092": "Cần Thơ",
    "093": "Hậu Giang", "094": "Sóc Trăng", "095": "Bạc Liêu", "096": "Cà Mau",
}  # fmt: skip
_ABROAD = range(101, 300)  # countries and territories


@dataclass(frozen=True, slots=True)
class NumberSays:
    """``province``: its name, "nước ngoài" for a registration abroad, None where no province has the code."""

    province: str | None
    sex: str
    year: int


def number_says(number: str) -> NumberSays | None:
    """What a number says; None when it has not 12 digits."""
    if len(number) != 12 or not (number.isascii() and number.isdigit()):
        return None
    mark, place = int(number[3]), number[:3]
    province = "nước ngoài" if int(place) in _ABROAD else PROVINCES.get(place)
    return NumberSays(province, "female" if mark % 2 else "male", 1900 + 100 * (mark // 2) + int(number[4:6]))
