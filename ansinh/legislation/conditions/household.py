"""Poverty, place, citizenship, income and study."""

from __future__ import annotations

from ansinh.legislation.formula import condition

_POVERTY = (
    "Quyết định 09/2011/QĐ-TTg; Quyết định 59/2015/QĐ-TTg; Nghị định 07/2021/NĐ-CP;"
    " Nghị định 30/2025/NĐ-CP; Nghị định 351/2025/NĐ-CP"
)
_STUDY = (
    "khoản 2 Điều 5 Nghị định 136/2013/NĐ-CP; khoản 2 Điều 5 Nghị định 20/2021/NĐ-CP;"
    " khoản 2 Điều 5 Nghị định 335/2026/NĐ-CP"
)
_PENSION_LAW = "Điều 21 Luật Bảo hiểm xã hội 2024; Nghị định 176/2025/NĐ-CP"

POOR = condition("poor", "thuộc hộ nghèo", _POVERTY, lambda f, law: f.poverty == "poor")
POOR_OR_NEAR = condition(
    "poor_or_near", "thuộc hộ nghèo hoặc hộ cận nghèo", _POVERTY, lambda f, law: f.poverty.is_in("poor", "near_poor")
)
HARD_AREA = condition(
    "hard_area",
    "đang sống tại xã, thôn vùng đồng bào dân tộc thiểu số và miền núi đặc biệt khó khăn",
    "điểm b khoản 5, khoản 7 Điều 5 Nghị định 20/2021/NĐ-CP; khoản 7 Điều 5 Nghị định 335/2026/NĐ-CP",
    lambda f, law: f.hard_area == True,  # noqa: E712
)
CITIZEN = condition("citizen", "là công dân Việt Nam", _PENSION_LAW, lambda f, law: f.citizen == True)  # noqa: E712
STUDYING = condition(
    "studying",
    "đang học văn hóa, học nghề hoặc đại học văn bằng thứ nhất, không gián đoạn",
    _STUDY,
    lambda f, law: f.studying == "yes",
)
HAD_ORPHAN_ALLOWANCE = condition(
    "had_orphan_allowance",
    "đang hưởng trợ cấp trẻ em không có nguồn nuôi dưỡng khi đủ 16 tuổi",
    _STUDY,
    lambda f, law: f.had_orphan_allowance == True,  # noqa: E712
)
HAS_PENSION = condition(
    "has_pension",
    "có lương hưu hoặc trợ cấp bảo hiểm xã hội hằng tháng",
    "điểm b khoản 5 Điều 5 Nghị định 136/2013/NĐ-CP;"
    " điểm c khoản 5, khoản 8 Điều 5 Nghị định 20/2021/NĐ-CP; khoản 8 Điều 5 Nghị định 335/2026/NĐ-CP;"
    " khoản 1 Điều 51 Luật Người khuyết tật",
    lambda f, law: f.pension_vnd > 0,
)
PENSION_BARS = condition(
    "pension_bars",
    "có lương hưu hoặc trợ cấp bảo hiểm xã hội hằng tháng không thấp hơn mức trợ cấp hưu trí xã hội",
    _PENSION_LAW,
    lambda f, law: f.pension_vnd >= law.pension_bar_vnd,
)
MERIT = condition(
    "merit",
    "hưởng trợ cấp ưu đãi người có công hằng tháng",
    "khoản 1 Điều 51 Luật Người khuyết tật",
    lambda f, law: f.merit_allowance == True,  # noqa: E712
)
STABLE_INCOME = condition(
    "stable_income",
    "có tiền lương, tiền công hoặc thu nhập ổn định hằng tháng",
    "khoản 3 Điều 5 Nghị định 136/2013/NĐ-CP; khoản 8 Điều 5 Nghị định 20/2021/NĐ-CP;"
    " khoản 8 Điều 5 Nghị định 335/2026/NĐ-CP",
    lambda f, law: f.stable_income == True,  # noqa: E712
)
IMPRISONED = condition(
    "imprisoned",
    "đang chấp hành án phạt tù ở trại giam",
    "Điều 16 Nghị định 28/2012/NĐ-CP; Điều 5 Nghị định 136/2013/NĐ-CP;"
    " điểm c khoản 1 Điều 2 Thông tư 02/2021/TT-BLĐTBXH; điểm c khoản 2 Điều 9 Nghị định 335/2026/NĐ-CP",
    lambda f, law: f.imprisoned == True,  # noqa: E712
)
