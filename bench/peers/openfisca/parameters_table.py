"""Dated values: amounts in đồng a month, coefficients in tenths, ages in years. Sources: the decrees named beside them."""

from __future__ import annotations


def _dated(*values: tuple[str, int]) -> dict[str, object]:
    return {"values": {f"{first}-01": {"value": value} for first, value in values}}


ALWAYS = "2012-06"

PARAMETERS: dict[str, object] = {
    "base": {
        # NĐ 28/2012 Đ16; NĐ 136/2013 Đ4; NĐ 20/2021 Đ4; NĐ 76/2024 Đ1; NĐ 335/2026 Đ4.2, Đ32.3-5
        "national": _dated(
            ("2012-06", 180_000), ("2015-01", 270_000), ("2021-07", 360_000), ("2024-07", 500_000), ("2026-07", 540_000)
        ),
        # resolutions of the people's councils of Quảng Ninh and Hà Nội
        "quang_ninh": _dated((ALWAYS, 0), ("2021-08", 450_000), ("2023-01", 500_000), ("2024-10", 700_000)),
        "ha_noi": _dated((ALWAYS, 0), ("2026-01", 650_000)),
    },
    # NĐ 176/2025 Đ3; NĐ 335/2026 Đ31
    "social_pension": {
        "amount": _dated((ALWAYS, 0), ("2025-07", 500_000), ("2026-07", 540_000)),
        "age": _dated((ALWAYS, 75)),
        "age_poor": _dated((ALWAYS, 70)),
    },
    # NĐ 20/2021 Đ6.1; NĐ 335/2026 Đ6.1 (75 in place of 80)
    "elderly": {"age": _dated((ALWAYS, 60)), "older": _dated((ALWAYS, 80), ("2026-10", 75))},
    "coefficient": {
        "orphan_child": {"under_4": _dated((ALWAYS, 25)), "from_4": _dated((ALWAYS, 15))},
        "orphan_student": _dated((ALWAYS, 15)),
        "hiv_child": {"under_4": _dated((ALWAYS, 25)), "from_4": _dated((ALWAYS, 20))},
        "single_parent": {"a_child": _dated((ALWAYS, 10)), "most": _dated((ALWAYS, 20), ("2021-07", 10_000))},
        "elderly_alone": {"younger": _dated((ALWAYS, 15)), "older": _dated((ALWAYS, 20))},
        "elderly_hard_area": _dated((ALWAYS, 10)),
        "elderly_80": _dated((ALWAYS, 10)),
        "elderly_fostered": _dated((ALWAYS, 30)),
        "disability": {
            "severe": _dated((ALWAYS, 15)),
            "extreme": _dated((ALWAYS, 20)),
            "child_or_elderly": _dated((ALWAYS, 5)),
        },
        "small_child": _dated((ALWAYS, 15)),
        "hiv_adult": _dated((ALWAYS, 15)),
        # NĐ 28/2012 Đ17; NĐ 136/2013 Đ20; NĐ 20/2021 Đ20; NĐ 335/2026 Đ17
        "foster_elderly": _dated((ALWAYS, 15)),
        "foster_disabled": {"child": _dated((ALWAYS, 15), ("2021-07", 25)), "adult": _dated((ALWAYS, 15))},
        "household_carer": _dated((ALWAYS, 10)),
        "disabled_parent": {"one": _dated((ALWAYS, 15)), "more": _dated((ALWAYS, 20))},
        # NĐ 136/2013 Đ26; NĐ 20/2021 Đ25.1; NĐ 335/2026 Đ22
        "facility": {
            "under_4": _dated((ALWAYS, 50)),
            "from_4": _dated((ALWAYS, 40)),
            "from_16_to_60": _dated((ALWAYS, 30), ("2021-07", 40)),
        },
    },
}
