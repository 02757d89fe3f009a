"""A pregnancy, an infection, a prison sentence: told in one kind, so that lists of news do not say which it is.

The law uses them in NĐ 20/2021 Đ20.2 and Đ5.3, Đ5.8 and Đ8.2, NĐ 335/2026 Đ16.1, Đ5.3, Đ5.8 and Đ9.2.c.
"""

from __future__ import annotations

from collections.abc import Mapping

from ansinh.registry.requests.kind import About, Approval, Field, Kind, Type
from ansinh.registry.requests.told import KEEP, something_told, told_circumstances

CODES = ("pregnant", "hiv", "imprisoned")
_AND_CHILDREN = "Để trống: giữ như sổ đang ghi. Có con dưới 16 tuổi thì báo thêm tin về cha, mẹ của từng con."


def _asked(code: str, label: str, yes: str, no: str, hint: str = KEEP) -> Field:
    return Field(code, label, Type.CHOICE, (("yes", yes), ("no", no)), required=False, hint=hint)


def _checks(about: About) -> Mapping[str, str]:
    if about.values.get("pregnant") == "yes" and about.person.get("sex") == "male":
        return {"pregnant": "Sổ ghi người này là nam; hãy đối chiếu giấy tờ, cải chính trước nếu sổ sai."}
    return something_told(CODES)(about)


KIND = Kind(
    code="covered",
    label="Thai kỳ, HIV, chấp hành án phạt tù (thông tin che)",
    group="Hoàn cảnh",
    day_label="Từ ngày",
    documents=("Giấy xác nhận của cơ quan có thẩm quyền",),
    fields=(
        _asked("pregnant", "Mang thai", "Đang mang thai", "Không còn mang thai"),
        _asked("hiv", "Nhiễm HIV/AIDS", "Nhiễm HIV/AIDS", "Không nhiễm"),
        _asked(
            "imprisoned",
            "Chấp hành án phạt tù",
            "Đang chấp hành án phạt tù ở trại giam",
            "Không, hoặc đã chấp hành xong",
            _AND_CHILDREN,
        ),
    ),
    changes=told_circumstances(CODES),
    checks=_checks,
    approval=Approval.ANOTHER,
    why="Là điều kiện hưởng hoặc thôi hưởng, nên người khác xem lại. Danh sách tin không cho biết là việc nào; tên"
    " giấy tờ, nơi cấp và ghi chú không che, hãy ghi chung.",
    touches=(("person", "circumstance:sensitive"),),
)
