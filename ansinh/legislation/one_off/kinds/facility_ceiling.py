"""Mức trần các khoản chi của cơ sở trợ giúp xã hội (NĐ 335/2026 Đ22.2, 22.4, 22.5, 22.8; TT 76/2021 Đ3.5.a).

For residents at public cost (khoản 1, 2, 3 Điều 21), ``persons`` of them; a year, common medicine a month.
"""

from __future__ import annotations

from ansinh.legislation.formula import all_of, none_of
from ansinh.legislation.one_off.conditions.protection import VOLUNTARY, item_is
from ansinh.legislation.one_off.kind import CEILING, Kind, Measure, Named, NotWritten, Times, Title, Version
from ansinh.legislation.one_off.periods_table import BEFORE_CEILINGS, BEFORE_ND20, ND20, ND335, ND335_IN_FACILITIES

_PERSONS = ("persons",)


def _yearly(code: str, label_vi: str, clause: str, measure: Measure) -> Title:
    when = all_of(item_is(code, label_vi), none_of(VOLUNTARY))
    citation = f"khoản {clause} Điều 22, khoản 5 Điều 32 Nghị định 335/2026/NĐ-CP"
    return Title(
        code,
        label_vi,
        (
            Version(BEFORE_CEILINGS, "chưa có mức trần theo năm", when, NotWritten(), CEILING),
            Version(ND335_IN_FACILITIES, citation, when, measure, CEILING),
        ),
    )


def _times(name: str) -> Times:
    return Times(name, reading="facility_event_base", per=_PERSONS)


_MEDICINE = all_of(
    item_is("common_medicine", "Thuốc chữa bệnh thông thường (theo tháng)"),
    none_of(VOLUNTARY),
)

KIND = Kind(
    "facility_ceiling",
    "Mức trần khoản chi của cơ sở trợ giúp xã hội",
    "năm (thuốc thông thường: tháng)",
    (
        _yearly(
            "personal_items",
            "Tư trang, vật dụng sinh hoạt thường ngày, sách vở",
            "2",
            _times("personal_items_times"),
        ),
        _yearly(
            "medicine_rehabilitation_culture",
            "Thuốc thông thường, phục hồi chức năng, hướng nghiệp, văn hóa thể thao, hòa nhập",
            "4",
            _times("medicine_times"),
        ),
        _yearly(
            "electricity_water",
            "Điện, nước sinh hoạt, vệ sinh môi trường, sửa chữa điện nước",
            "5",
            _times("utilities_times"),
        ),
        _yearly(
            "equipment",
            "Trang thiết bị, phương tiện, công cụ phục vụ chuyên môn",
            "8",
            Named("equipment_vnd", per=_PERSONS, most="equipment_most_vnd"),
        ),
        Title(
            "common_medicine",
            "Thuốc chữa bệnh thông thường (theo tháng)",
            (
                Version(BEFORE_ND20, "chưa có mức trần theo tháng", _MEDICINE, NotWritten(), CEILING),
                Version(
                    ND20,
                    "khoản 4 Điều 25 Nghị định 20/2021/NĐ-CP, điểm a khoản 5 Điều 3 Thông tư 76/2021/TT-BTC",
                    _MEDICINE,
                    Named("common_medicine_vnd", per=_PERSONS),
                    CEILING,
                ),
                Version(ND335, "thuộc mức trần theo năm của khoản 4 Điều 22", _MEDICINE, NotWritten(), CEILING),
            ),
        ),
    ),
)
