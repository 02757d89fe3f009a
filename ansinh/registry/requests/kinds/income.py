"""What somebody draws besides: wages, the allowance of people with meritorious service, the spouse's support."""

from __future__ import annotations

from ansinh.registry.requests.kind import Approval, Field, Kind, Type
from ansinh.registry.requests.told import KEEP, something_told, told_circumstances

CODES = ("stable_income", "merit_allowance", "spouse_has_parent_support")
HAS = (("yes", "Có"), ("no", "Không"))

KIND = Kind(
    code="income",
    label="Tiền lương, trợ cấp ưu đãi, khoản đang nhận khác",
    group="Hoàn cảnh",
    day_label="Từ ngày",
    documents=(
        "Biên bản xác minh của Ủy ban nhân dân cấp xã",
        "Hợp đồng lao động, xác nhận của nơi làm việc",
        "Xác nhận của cơ quan quản lý người có công",
        "Quyết định hỗ trợ kinh phí chăm sóc của vợ hoặc chồng",
    ),
    fields=(
        Field(
            "stable_income",
            "Có tiền lương, tiền công hoặc thu nhập ổn định",
            Type.CHOICE,
            HAS,
            required=False,
            hint=KEEP,
        ),
        Field(
            "merit_allowance",
            "Hưởng trợ cấp ưu đãi người có công hằng tháng",
            Type.CHOICE,
            HAS,
            required=False,
            hint=KEEP,
        ),
        Field(
            "spouse_has_parent_support",
            "Vợ hoặc chồng đã nhận hỗ trợ mang thai, nuôi con",
            Type.CHOICE,
            HAS,
            required=False,
            hint=KEEP,
        ),
    ),
    changes=told_circumstances(CODES),
    checks=something_told(CODES),
    approval=Approval.ANOTHER,
    why="Khoản đang nhận khác có thể làm thôi hưởng trợ cấp, nên người khác xem lại.",
    touches=tuple(("person", f"circumstance:{code}") for code in CODES),
)
