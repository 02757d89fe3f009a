"""Short ways to texts of law, prepared by one person and published by another."""

from __future__ import annotations

from datetime import date
from typing import Any

from ansinh.access import public as access
from ansinh.areas import public as areas
from ansinh.determination import public as determination
from tests.builders import officer

TODAY = date(2026, 11, 20)
HEAD = {"title": "Nghị quyết thử", "number": "01/2026/NQ-HĐND", "from": "2026-11"}
YEN_BAI_60 = {
    "code": "yen_bai_60",
    "label_vi": "Người từ đủ 60 đến dưới 65 tuổi thuộc hộ nghèo, cận nghèo",
    "citation": "Điều 2 Nghị quyết 01/2026/NQ-HĐND",
    "all_of": ["full_60", "under_65", "poor_or_near"],
    "none_of": ["has_pension"],
    "vnd": 300_000,
}


def own(*categories: dict[str, Any], **amounts: Any) -> dict[str, Any]:
    """The part of a text about the province."""
    return {"provinces": {"15": {**amounts, **({"categories": list(categories)} if categories else {})}}}


def base(vnd: int) -> dict[str, Any]:
    """The province's own base amount."""
    return {"provinces": {"15": {"base": {"vnd": vnd, "citation": "Điều 1 Nghị quyết 01/2026/NQ-HĐND"}}}}


def maker() -> access.Actor:
    """A province's officer, the same each time."""
    return _actor("province_officer")


def leader() -> access.Actor:
    """A province's leader, the same each time."""
    return _actor("province_leader")


def _actor(role: str) -> access.Actor:
    found = access.User.objects.filter(username=f"{role}-thu").first()
    if found is not None:
        return access.actor_of(found, TODAY)
    areas.load_units()
    return officer(role, areas.province(TODAY), f"{role}-thu")


def prepare(changes: dict[str, Any], **head: Any) -> determination.Enactment:
    return determination.prepare_enactment(text=HEAD | head | changes, actor=maker(), on=TODAY)


def publish(changes: dict[str, Any], **head: Any) -> determination.Publication:
    found = prepare(changes, **head)
    return determination.publish_enactment(
        enactment_id=found.pk,
        number=found.number,
        issued_on=date(2026, 8, 1),
        issued_by="Hội đồng nhân dân tỉnh (thử)",
        actor=leader(),
        on=TODAY,
    )
