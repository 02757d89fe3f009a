"""Writing down what a visit at home found, and what followed from it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext_noop

from ansinh.access.public import SYSTEM, Actor, Permission, acting_as
from ansinh.casework.public import Case, receive_case
from ansinh.kernel import audit
from ansinh.kernel.errors import Refusal
from ansinh.payments.models import HomeVisit, Uncollected
from ansinh.payments.policies import check_scope, responsible
from ansinh.payments.queries_uncollected import answered_by
from ansinh.payments.uncollected_states import WAITING, Found, Moved, UncollectedState

LONGEST = 500
TOLD = ("died_on", "moved", "moved_on", "to_unit", "village", "where")
"""What a visit may tell beside its result; the news it leads to is filled with it."""


def record_visit(
    *,
    actor: Actor,
    uncollected_id: int,
    visited_on: date,
    found: str,
    on: date,
    remark: str = "",
    told: Mapping[str, str] | None = None,
) -> HomeVisit:
    """Keep the result of a visit. Whoever was not met is visited again; all else waits for what follows.

    Raises Refusal for an unknown result, a day that has not come or lies before the stretch, a death without its day,
    a move without where, once the stretch is done with, and outside the actor's area or rights.
    """
    with acting_as(SYSTEM):
        stretch = _waiting(actor, uncollected_id)
        if found not in Found.values:
            raise Refusal("Hãy chọn kết quả xác minh.", code="no_outcome", field="found")
        if not stretch.months.lower <= visited_on <= on:
            raise Refusal(
                "Ngày đến nhà phải sau tháng đầu chưa nhận và không sau hôm nay.", code="bad_day", field="visited_on"
            )
        values = _told(found, told or {}, on)
        text = " ".join(remark.split())[:LONGEST]
        if found in (Found.REFUSED, Found.FOUND) and not text:
            raise Refusal("Hãy ghi lời người được thăm: vì sao chưa nhận.", code="reason_missing", field="remark")
        made = HomeVisit.objects.create(
            uncollected=stretch, visited_on=visited_on, found=found, remark=text, told=values, by_id=responsible(actor)
        )
        if found != Found.ABSENT:
            Uncollected.objects.filter(pk=stretch.pk).update(state=UncollectedState.VISITED)
        _note(actor, "uncollected.visit", stretch, {"visit": made.pk, "found": found})
    return made


def follow_visit(*, actor: Actor, visit_id: int, request_id: int) -> None:
    """Tie news to the visit that it came of. Raises Refusal when the visit has led to other news already."""
    with acting_as(SYSTEM):
        visit = HomeVisit.objects.select_for_update(of=("self",)).select_related("uncollected").get(pk=visit_id)
        check_scope(actor, Permission.RECORD_NEWS, visit.uncollected.area_id)
        if visit.request_id not in (None, request_id):
            raise Refusal("Lần đến nhà này đã có tin.", code="followed")
        HomeVisit.objects.filter(pk=visit.pk).update(request_id=request_id)


def propose_suspension(*, actor: Actor, uncollected_id: int, on: date) -> Case:
    """Take in the case that suspends, filled from the stretch; the case that there is, when there is one.

    Raises Refusal where the law has no such ground, and as ``receive_case``.
    """
    with acting_as(actor):
        stretch = _waiting(actor, uncollected_id)
        if stretch.case_id is not None:
            return Case.objects.get(pk=stretch.case_id)
        if not stretch.article:
            raise Refusal(
                "Luật không có căn cứ tạm dừng ở đây: tiền quay lại qua ngân hàng, hoặc chế độ không có tạm dừng.",
                code="no_ground",
            )
        made = receive_case(
            actor=actor, kind="suspension", person_id=stretch.person_id, received_on=on, on=on, starter="office",
            programme=stretch.programme, papers=("ground",),
            asked={"ground": "uncollected", "uncollected_months": str(months_of(stretch))},
        )  # fmt: skip
        Uncollected.objects.filter(pk=stretch.pk).update(case=made)
        _note(actor, "uncollected.suspend", stretch, {"case": made.pk})
    return made


def close_uncollected(*, actor: Actor, uncollected_id: int, because: str, on: date) -> None:
    """Nothing further follows, and why. Counting begins anew with the next month. Raises Refusal without a visit."""
    text = " ".join(because.split())
    if not 0 < len(text) <= 300:
        raise Refusal("Hãy ghi lý do (tối đa 300 ký tự).", code="reason_missing", field="because")
    with acting_as(SYSTEM):
        stretch = _waiting(actor, uncollected_id)
        if stretch.state != UncollectedState.VISITED:
            raise Refusal("Chưa có kết quả xác minh tại nhà.", code="not_visited")
        Uncollected.objects.filter(pk=stretch.pk).update(
            state=UncollectedState.CLOSED, closed_on=on, closed_by_id=responsible(actor), because=text
        )
        _note(actor, "uncollected.close", stretch, {})


def months_of(stretch: Uncollected) -> int:
    """How many months a stretch has."""
    first, end = stretch.months.lower, stretch.months.upper
    return int((end.year - first.year) * 12 + end.month - first.month)


def _waiting(actor: Actor, uncollected_id: int) -> Uncollected:
    stretch = Uncollected.objects.select_for_update().filter(pk=uncollected_id).first()
    if stretch is None:
        raise Refusal("Không có trường hợp này trong địa bàn của bạn.", code="unknown_stretch")
    check_scope(actor, Permission.RECORD_NEWS, stretch.area_id)
    if stretch.state not in WAITING or answered_by(stretch):
        raise Refusal("Trường hợp này đã xong.", code="state")
    return stretch


def _told(found: str, told: Mapping[str, str], on: date) -> Any:
    values = {name: " ".join(told.get(name, "").split())[:120] for name in TOLD}
    values = {name: text for name, text in values.items() if text}
    if found == Found.DEAD:
        return {"died_on": _day(values, "died_on", on, gettext_noop("Hãy ghi ngày chết."))}
    if found != Found.MOVED:
        return {}
    if values.get("moved") not in Moved.values:
        raise Refusal("Hãy chọn chuyển đi đâu.", code="no_place", field="moved")
    if values["moved"] == Moved.COMMUNE and not values.get("to_unit", "").isdigit():
        raise Refusal("Hãy chọn xã, phường nơi đến.", code="no_place", field="to_unit")
    if values["moved"] == Moved.WITHIN and "village" not in values:
        raise Refusal("Hãy ghi thôn, bản nơi đến.", code="no_place", field="village")
    values["moved_on"] = _day(values, "moved_on", on, gettext_noop("Hãy ghi ngày chuyển."))
    values.pop("died_on", None)
    return values


def _day(values: Mapping[str, str], name: str, on: date, missing: str) -> str:
    try:
        day = date.fromisoformat(values.get(name, ""))
    except ValueError:
        raise Refusal(missing, code="bad_day", field=name) from None
    if day > on:
        raise Refusal("Ngày này chưa đến.", code="bad_day", field=name)
    return day.isoformat()


def _note(actor: Actor, action: str, stretch: Uncollected, details: Mapping[str, object]) -> None:
    audit.record(
        actor=actor, action=action, object_kind="uncollected", object_id=stretch.pk, area_id=stretch.area_id,
        details=details,
    )  # fmt: skip
