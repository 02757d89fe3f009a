"""Who is obliged to support an elderly person, and whether they can live in the community (NĐ 20/2021 Đ3.6, Đ5.5)."""

from __future__ import annotations

from ansinh.registry.requests.kind import Approval, Field, Kind, Type
from ansinh.registry.requests.told import KEEP, something_told, told_circumstances

CODES = ("support", "facility_eligible")
SUPPORT = (
    ("none", "Không có người có nghĩa vụ và quyền phụng dưỡng"),
    ("on_allowance", "Có, nhưng người này đang hưởng trợ cấp xã hội hằng tháng"),
    ("present", "Có người có nghĩa vụ và quyền phụng dưỡng"),
)
ELIGIBLE = (
    ("yes", "Không có điều kiện sống ở cộng đồng, đủ điều kiện tiếp nhận vào cơ sở"),
    ("no", "Sống được ở cộng đồng, hoặc không đủ điều kiện tiếp nhận"),
)

KIND = Kind(
    code="support",
    label="Người phụng dưỡng, điều kiện sống của người cao tuổi",
    group="Hoàn cảnh",
    day_label="Từ ngày",
    documents=(
        "Biên bản xác minh của Ủy ban nhân dân cấp xã",
        "Trích lục khai tử của người phụng dưỡng",
        "Quyết định trợ cấp xã hội của người phụng dưỡng",
    ),
    fields=(
        Field("support", "Người có nghĩa vụ phụng dưỡng", Type.CHOICE, SUPPORT, required=False, hint=KEEP),
        Field(
            "facility_eligible", "Điều kiện vào cơ sở trợ giúp xã hội", Type.CHOICE, ELIGIBLE, required=False, hint=KEEP
        ),
    ),
    changes=told_circumstances(CODES),
    checks=something_told(CODES),
    approval=Approval.ANOTHER,
    why="Không có người phụng dưỡng là điều kiện hưởng của người cao tuổi nghèo, nên người khác xem lại xác minh.",
    touches=tuple(("person", f"circumstance:{code}") for code in CODES),
)
