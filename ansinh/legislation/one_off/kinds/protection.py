"""Người cần bảo vệ khẩn cấp: tiền ăn, chi phí điều trị, chi phí đưa về.

NĐ 20/2021 Đ18.2, Đ18.3, Đ19.2; TT 02/2021 Đ3; NĐ 335/2026 Đ15.2, Đ16.2, Đ18.2. At most three months in one household.
"""

from __future__ import annotations

from ansinh.legislation.formula import all_of
from ansinh.legislation.one_off.conditions.protection import (
    BY_AGENCY_CAR,
    BY_HIRED_CAR,
    BY_PUBLIC,
    NO_CARD,
    PROTECTED_ND20,
    PROTECTED_ND335,
)
from ansinh.legislation.one_off.kind import EXACT, IN_KIND, Cost, InKind, Kind, PerDay, Petrol, Title, Version
from ansinh.legislation.one_off.periods_table import ND20, ND335

_FOOD = PerDay("food_vnd_a_day", "days", "protection_months")
_FARE = Cost("transport_cost_vnd")
_TT02_3 = "điểm c khoản 2 Điều 19 Nghị định 20/2021/NĐ-CP, khoản 3 Điều 3 Thông tư 02/2021/TT-BLĐTBXH"
_D16_C = "điểm c khoản 2 Điều 16 Nghị định 335/2026/NĐ-CP"

FOOD = Kind(
    "protection_food",
    "Tiền ăn người cần bảo vệ khẩn cấp",
    "người",
    (
        Title(
            "protected",
            "Người cần bảo vệ khẩn cấp sống tại hộ nhận chăm sóc, nuôi dưỡng",
            (
                Version(
                    ND20,
                    "khoản 2, khoản 3 Điều 18, điểm a khoản 2 Điều 19 Nghị định 20/2021/NĐ-CP,"
                    " khoản 1 Điều 3 Thông tư 02/2021/TT-BLĐTBXH",
                    PROTECTED_ND20,
                    _FOOD,
                    EXACT,
                ),
                Version(
                    ND335,
                    "khoản 2 Điều 15, điểm a khoản 2 Điều 16, điểm b khoản 2 Điều 18 Nghị định 335/2026/NĐ-CP",
                    PROTECTED_ND335,
                    _FOOD,
                    EXACT,
                ),
            ),
        ),
    ),
)

TREATMENT = Kind(
    "protection_treatment",
    "Chi phí điều trị người cần bảo vệ khẩn cấp",
    "người",
    (
        Title(
            "without_card",
            "Người cần bảo vệ khẩn cấp phải điều trị, không có thẻ bảo hiểm y tế",
            (
                Version(
                    ND20,
                    "điểm b khoản 2 Điều 19 Nghị định 20/2021/NĐ-CP, khoản 2 Điều 3 Thông tư 02/2021/TT-BLĐTBXH",
                    all_of(PROTECTED_ND20, NO_CARD),
                    Cost("treatment_cost_vnd"),
                    EXACT,
                ),
                Version(
                    ND335,
                    "điểm b khoản 2 Điều 16 Nghị định 335/2026/NĐ-CP",
                    all_of(PROTECTED_ND335, NO_CARD),
                    Cost("treatment_cost_vnd"),
                    EXACT,
                ),
            ),
        ),
    ),
)

TRANSPORT = Kind(
    "protection_transport",
    "Chi phí đưa người cần bảo vệ khẩn cấp về nơi cư trú hoặc đến cơ sở",
    "người",
    (
        Title(
            "public",
            "Theo giá phương tiện công cộng phổ thông",
            (
                Version(ND20, _TT02_3, all_of(PROTECTED_ND20, BY_PUBLIC), _FARE, EXACT),
                Version(ND335, _D16_C, all_of(PROTECTED_ND335, BY_PUBLIC), _FARE, EXACT),
            ),
        ),
        Title(
            "agency_car",
            "Bằng xe của cơ quan, đơn vị",
            (
                Version(
                    ND20,
                    _TT02_3,
                    all_of(PROTECTED_ND20, BY_AGENCY_CAR),
                    Petrol("petrol_decilitres_a_km", "distance_km", "petrol_vnd"),
                    EXACT,
                ),
                # NĐ 72/2023 (norms for the use of cars) says how much; it is not computed here.
                Version(
                    ND335,
                    f"{_D16_C} (theo Nghị định 72/2023/NĐ-CP)",
                    all_of(PROTECTED_ND335, BY_AGENCY_CAR),
                    InKind(),
                    IN_KIND,
                ),
            ),
        ),
        Title(
            "hired_car",
            "Thuê xe theo hợp đồng thỏa thuận",
            (Version(ND20, _TT02_3, all_of(PROTECTED_ND20, BY_HIRED_CAR), _FARE, EXACT),),
        ),
    ),
)
