"""Somebody whom a request brings into the registry: the choices of a form, and the identity that follows from it."""

from __future__ import annotations

from ansinh.registry.requests.kind import NEW_PERSON, About, Change

SEX = (("male", "Nam"), ("female", "Nữ"))
PARENT = (
    ("caring", "Đang nuôi con"),
    ("deceased", "Đã chết"),
    ("missing", "Bị tuyên bố mất tích"),
    ("detained", "Chấp hành án phạt tù ở trại giam, hoặc ở trường giáo dưỡng, cơ sở giáo dục, cai nghiện bắt buộc"),
    ("in_facility", "Đang được nuôi dưỡng ở cơ sở trợ giúp xã hội"),
    ("unidentified", "Không xác định được"),
)
"""In the words of NĐ 20/2021 and NĐ 335/2026 Đ5.1; who is only held in custody is not among them."""


def newborn(about: About, *, name: str, born_on: str, precision: str = "day") -> Change:
    """The identity of somebody who is not in the registry yet."""
    values = about.values
    return Change(
        "identity",
        {"person_id": NEW_PERSON},
        {
            "full_name": name, "born_on": born_on, "born_precision": precision, "died_on": None,
            "sex": values.get("sex"), "ethnicity": values.get("ethnicity") or "", "citizen": True,
        },
        about.day,
    )  # fmt: skip
