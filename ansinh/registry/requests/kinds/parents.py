"""Who is left to raise a child: father, mother, or nobody (NĐ 20/2021 Đ5.1; NĐ 335/2026 Đ5.1)."""

from __future__ import annotations

from collections.abc import Mapping

from ansinh.registry.requests.kind import About, Approval, Field, Kind, Type
from ansinh.registry.requests.newcomer import PARENT
from ansinh.registry.requests.told import KEEP, something_told, told_circumstances, years_at

CODES = ("father", "mother", "abandoned")
GROWN = 16
ABANDONED = (
    ("yes", "Bị bỏ rơi, chưa có người nhận làm con nuôi"),
    ("no", "Không, hoặc đã có người nhận làm con nuôi"),
)


def _checks(about: About) -> Mapping[str, str]:
    if about.person and years_at(about) >= GROWN:
        return {"effective_on": "Vào ngày này người này đã đủ 16 tuổi: cha, mẹ chỉ xét cho trẻ dưới 16 tuổi."}
    return something_told(CODES)(about)


KIND = Kind(
    code="parents",
    label="Cha, mẹ, nguồn nuôi dưỡng của trẻ",
    group="Hoàn cảnh",
    day_label="Từ ngày",
    documents=(
        "Trích lục khai tử",
        "Quyết định của Tòa án tuyên bố mất tích",
        "Xác nhận của cơ quan thi hành án hình sự",
        "Quyết định đưa vào trường giáo dưỡng, cơ sở giáo dục bắt buộc, cơ sở cai nghiện bắt buộc",
        "Quyết định tiếp nhận vào cơ sở trợ giúp xã hội",
        "Biên bản, thông báo về trẻ em bị bỏ rơi",
        "Giấy chứng nhận nuôi con nuôi",
        "Biên bản xác minh của Ủy ban nhân dân cấp xã",
    ),
    fields=(
        Field("father", "Tình trạng của cha", Type.CHOICE, PARENT, required=False, hint=KEEP),
        Field("mother", "Tình trạng của mẹ", Type.CHOICE, PARENT, required=False, hint=KEEP),
        Field(
            "abandoned",
            "Bị bỏ rơi",
            Type.CHOICE,
            ABANDONED,
            required=False,
            hint=KEEP,
        ),
    ),
    changes=told_circumstances(CODES),
    checks=_checks,
    approval=Approval.ANOTHER,
    why="Trẻ không có nguồn nuôi dưỡng được trợ cấp, người nhận nuôi được hỗ trợ, nên người khác xem lại giấy tờ.",
    touches=tuple(("person", f"circumstance:{code}") for code in CODES),
)
