"""Người khuyết tật nặng, đặc biệt nặng (NĐ 28/2012 Đ16; NĐ 20/2021 Đ5.6; NĐ 335/2026 Đ5.6).

The Law on people with disabilities (Đ51.1) bars those with a pension, a social-insurance benefit or a merit
allowance. The bar is on this allowance, not on the carers' support. Children and the elderly have half a unit more.
"""

from __future__ import annotations

from ansinh.legislation.conditions.age import FULL_16, FULL_60
from ansinh.legislation.conditions.health import CERTIFIED, EXTREMELY_SEVERE, SEVERE_OR_MORE
from ansinh.legislation.conditions.household import HAS_PENSION, MERIT
from ansinh.legislation.formula import all_of, none_of
from ansinh.legislation.regimes_table import ND20, ND28, ND335
from ansinh.legislation.rule import Category, Version, bands

# "Đối tượng quy định tại khoản 6 Điều 5": the degree makes the subject, whether or not the allowance is barred.
SUBJECT = all_of(SEVERE_OR_MORE, CERTIFIED)
_WHEN = all_of(SUBJECT, none_of(HAS_PENSION, MERIT))
_BY_DEGREE_AND_AGE = bands(
    ("2.5", all_of(EXTREMELY_SEVERE, FULL_60)),
    ("2.0", all_of(EXTREMELY_SEVERE, FULL_16)),
    ("2.5", EXTREMELY_SEVERE),
    ("2.0", FULL_60),
    ("1.5", FULL_16),
    ("2.0", None),
)

CATEGORY = Category(
    code="disability",
    programme="social_allowance",
    label_vi="Người khuyết tật nặng, đặc biệt nặng",
    group="allowance",
    versions=(
        Version(
            ND28,
            "Điều 16 Nghị định 28/2012/NĐ-CP; Điều 51 Luật Người khuyết tật",
            _WHEN,
            _BY_DEGREE_AND_AGE,
        ),
        Version(
            ND20,
            "khoản 6 Điều 5, điểm e khoản 1 Điều 6 Nghị định 20/2021/NĐ-CP; Điều 51 Luật Người khuyết tật",
            _WHEN,
            _BY_DEGREE_AND_AGE,
        ),
        Version(
            ND335,
            "khoản 6 Điều 5, điểm e khoản 1 Điều 6 Nghị định 335/2026/NĐ-CP; Điều 51 Luật Người khuyết tật",
            _WHEN,
            _BY_DEGREE_AND_AGE,
        ),
    ),
)
