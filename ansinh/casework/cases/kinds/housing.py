"""Hỗ trợ làm nhà, sửa nhà, di dời nhà ở (NĐ 20 Đ15; NĐ 335 Đ12.4): once to a household, by one of it."""

from __future__ import annotations

from ansinh.casework.cases.kind import OFFICE_TOO, Asked, CaseKind, Outcome, Paper

_YES_NO = (("no", "Không"), ("yes", "Có"))
_FORM = Paper("form", "Tờ khai Mẫu số 06", "điểm a khoản 4 Điều 15 Nghị định 20/2021/NĐ-CP")

KIND = CaseKind(
    code="housing",
    label="Hỗ trợ làm nhà, sửa nhà, di dời nhà ở",
    word="Trợ cấp một lần",
    group="Trợ giúp một lần",
    starters=OFFICE_TOO,
    outcome=Outcome.ONCE,
    flows={"": "commune"},
    terms={"assistance": "emergency_relief"},
    papers={"nd335_2026": (), "": (_FORM,)},
    asked=(
        Asked(
            "kind",
            "Đề nghị",
            "choice",
            (("house_rebuild", "Làm nhà ở"), ("house_repair", "Sửa chữa nhà ở"), ("relocation", "Di dời khẩn cấp")),
        ),
        Asked("happened", "Ngày xảy ra", "day"),
        Asked(
            "cause",
            "Nguyên nhân",
            "choice",
            (("disaster", "Thiên tai"), ("fire", "Hỏa hoạn"), ("other_force_majeure", "Lý do bất khả kháng khác")),
        ),
        Asked(
            "damage",
            "Nhà ở bị hại",
            "choice",
            (
                ("none", "Không hại"),
                ("damaged", "Hư hỏng nhưng còn ở được"),
                ("uninhabitable", "Hư hỏng nặng, không ở được"),
                ("destroyed", "Đổ, sập, trôi, cháy hoàn toàn"),
            ),
        ),
        Asked("other_dwelling", "Còn nơi ở khác", "choice", _YES_NO),
        Asked("relocation_ordered", "Có quyết định của cơ quan có thẩm quyền phải di dời", "choice", _YES_NO),
        Asked(
            "hard_circumstances",
            "Hộ có hoàn cảnh khó khăn",
            "choice",
            _YES_NO,
            hint="Hộ nghèo, hộ cận nghèo thì sổ đã ghi.",
        ),
        Asked("payee", "Người nhận tiền", required=False, hint="Để trống khi chính người này nhận."),
    ),
)
