"""Who died, and who buries."""

from __future__ import annotations

from ansinh.legislation.formula import Condition
from ansinh.legislation.one_off.kind import event_condition

_D11_20 = "khoản 1 Điều 11 Nghị định 20/2021/NĐ-CP"
_D11_335 = "khoản 1 Điều 11 Nghị định 335/2026/NĐ-CP"
_AGES = f"điểm c {_D11_20}; điểm c, điểm d {_D11_335}; Nghị định 136/2013/NĐ-CP (chưa đối chiếu với văn bản gốc)"
_PENSION = "khoản 1 Điều 5 Nghị định 176/2025/NĐ-CP"


def _full(years: int) -> Condition:
    return event_condition(
        f"full_{years}",
        f"từ đủ {years} tuổi vào ngày mất",
        _AGES,
        lambda f, law: f.born <= getattr(law, f"full_{years}"),
    )


FULL_70, FULL_75, FULL_80 = _full(70), _full(75), _full(80)
RECEIVES_ALLOWANCE = event_condition(
    "receives_allowance",
    "đang hưởng trợ cấp xã hội hằng tháng",
    f"điểm a {_D11_20}; điểm a {_D11_335}",
    lambda f, law: f.allowance == "receiving",
)
APPLIED_FOR_ALLOWANCE = event_condition(
    "applied_for_allowance",
    "đã có tờ khai và đủ điều kiện hưởng trợ cấp xã hội hằng tháng nhưng chưa có quyết định",
    f"điểm a {_D11_335}",
    lambda f, law: f.allowance == "applied",
)
CHILD_OF_SINGLE_PARENT = event_condition(
    "child_of_single_parent",
    "là con của người đơn thân nghèo đang nuôi con",
    f"điểm b {_D11_20}; điểm b {_D11_335}",
    lambda f, law: f.child_of_single_parent == True,  # noqa: E712
)
SURVIVORS_OR_OTHER = event_condition(
    "survivors_or_other",
    "đang hưởng trợ cấp tuất bảo hiểm xã hội hằng tháng, trợ cấp hằng tháng khác",
    f"điểm c {_D11_20}; điểm c {_D11_335}",
    lambda f, law: f.monthly_benefit.is_in("survivors", "other"),
)
SURVIVORS = event_condition(
    "survivors",
    "đang hưởng trợ cấp tuất bảo hiểm xã hội hằng tháng",
    f"điểm d {_D11_335}",
    lambda f, law: f.monthly_benefit == "survivors",
)
RECEIVES_PENSION = event_condition(
    "receives_pension",
    "đang hưởng trợ cấp hưu trí xã hội",
    _PENSION,
    lambda f, law: f.social_pension == "receiving",
)
APPLIED_FOR_PENSION = event_condition(
    "applied_for_pension",
    "đã đề nghị và đủ điều kiện hưởng trợ cấp hưu trí xã hội nhưng chưa có quyết định",
    f"{_PENSION}, sửa đổi bởi khoản 3 Điều 31 Nghị định 335/2026/NĐ-CP",
    lambda f, law: f.social_pension == "applied",
)
IN_FACILITY = event_condition(
    "in_facility",
    "được chăm sóc, nuôi dưỡng tại cơ sở trợ giúp xã hội",
    "các khoản 1, 2 và 3 Điều 24 Nghị định 20/2021/NĐ-CP; các khoản 1, 2 và 3 Điều 21 Nghị định 335/2026/NĐ-CP",
    lambda f, law: f.in_facility == True,  # noqa: E712
)
UNCLAIMED = event_condition(
    "unclaimed",
    "không có người nhận trách nhiệm tổ chức mai táng",
    "khoản 2 Điều 14 Nghị định 20/2021/NĐ-CP; điểm b khoản 3 Điều 12 Nghị định 335/2026/NĐ-CP",
    lambda f, law: f.unclaimed == True,  # noqa: E712
)
