"""A certificate of disability, new or with another degree."""

from __future__ import annotations

from ansinh.registry.requests.kind import About, Approval, Change, Field, Kind, Type

DEGREES = (
    ("extremely_severe", "Đặc biệt nặng"), ("severe", "Nặng"), ("mild", "Nhẹ"), ("none", "Không còn khuyết tật"),
)  # fmt: skip
TYPES = (
    ("mobility", "Vận động"), ("hearing_speech", "Nghe, nói"), ("vision", "Nhìn"), ("mental", "Thần kinh, tâm thần"),
    ("intellectual", "Trí tuệ"), ("other", "Khác"),
)  # fmt: skip


def _changes(about: About) -> list[Change]:
    """Types that are not told stay as they are: on the form they are covered until somebody asks for them."""
    degree = about.values["degree"]
    types = about.values.get("types") or about.disability_types
    values = {
        "degree": degree,
        "types": [] if degree == "none" else list(types),
        "certified_on": None if degree == "none" else about.day.isoformat(),
    }
    return [Change("disability", {"person_id": about.person_id}, values, about.day)]


KIND = Kind(
    code="disability",
    label="Giấy xác nhận khuyết tật mới hoặc thay đổi",
    group="Hoàn cảnh",
    day_label="Ngày ký giấy xác nhận",
    documents=("Giấy xác nhận khuyết tật", "Biên bản Hội đồng xác định mức độ khuyết tật", "Biên bản giám định y khoa"),
    fields=(
        Field("degree", "Mức độ khuyết tật", Type.CHOICE, DEGREES, shows=("disability", "degree")),
        Field(
            "types",
            "Dạng khuyết tật",
            Type.CHOICES,
            TYPES,
            required=False,
            shows=("disability", "types"),
            hint="Không chọn dạng nào: giữ các dạng sổ đang ghi.",
        ),
    ),
    changes=_changes,
    approval=Approval.ANOTHER,
    why="Mức độ khuyết tật quyết định mức tiền hằng tháng.",
    touches=(("person", "disability"),),
    day_hint="Của hồ sơ xác định mức độ khuyết tật đang chờ ký: tính lại theo ngày Chủ tịch ký cấp giấy.",
    dated_by_signing=True,
)
