"""Making a plan whole and sound: units below what ends go along, and nothing is left without a day or a successor."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from ansinh.areas.models import Unit
from ansinh.areas.plan import GoesOver, NewUnit, Parent, Plan, rank
from ansinh.areas.queries import check_there
from ansinh.kernel.errors import Refusal

CODE = 10


def living(ids: Sequence[int], on: date) -> list[Unit]:
    """The units in the order asked for. Raises Refusal when one does not live on the day, or changes later on."""
    found = {unit.pk: unit for unit in Unit.objects.filter(pk__in=ids)}
    chosen = [found[pk] for pk in dict.fromkeys(ids) if pk in found]
    if len(chosen) < len(set(ids)) or not chosen:
        raise Refusal("Hãy chọn địa bàn có trong danh mục.", code="unknown_area")
    for unit in chosen:
        check_there(unit, on)
        if unit.valid.lower == on:
            raise Refusal(
                "%(name)s bắt đầu đúng ngày %(on)s: hãy hoàn tác thay đổi đó hoặc chọn ngày sau.",
                code="begins_that_day",
                area=unit.pk,
                name=unit.name,
                on=f"{on:%d/%m/%Y}",
            )
        if unit.valid.upper is not None:
            raise Refusal(
                "%(name)s đã kết thúc từ ngày %(upper)s: thay đổi phải theo thứ tự thời gian.",
                code="later_change",
                area=unit.pk,
                name=unit.name,
                upper=f"{unit.valid.upper:%d/%m/%Y}",
            )
    return chosen


def whole_plan(plan: Plan) -> Plan:
    """The plan with the units below those that end, begun anew under the successor; checked. Raises Refusal."""
    begins, ends, went_over = list(plan.begins), list(plan.ends), list(plan.went_over)
    waiting = list(living(plan.ends, plan.on))
    above = {unit.pk: unit for unit in waiting}
    while waiting:
        below = Unit.objects.filter(parent__in=[u.pk for u in waiting], valid__contains=plan.on).exclude(pk__in=ends)
        waiting = list(below.order_by("code"))
        for unit in living([unit.pk for unit in waiting], plan.on) if waiting else ():
            key = f"{unit.kind}:{unit.code}"
            begins.append(NewUnit(key, unit.code, unit.name, unit.kind, _new_parent(unit, above, went_over)))
            ends.append(unit.pk)
            went_over.append(GoesOver(unit.pk, key))
            above[unit.pk] = unit
    whole = replace(plan, begins=tuple(begins), ends=tuple(ends), went_over=tuple(went_over))
    _check(whole)
    return whole


def _new_parent(unit: Unit, above: dict[int, Unit], went_over: Iterable[GoesOver]) -> Parent:
    """Where a unit belongs when its parent ends: to the one successor, or a level higher when that level ends."""
    parent = above[unit.parent_id or 0]
    keys = [step.key for step in went_over if step.old == parent.pk]
    if len(keys) > 1:
        raise Refusal(
            "%(name)s chia thành nhiều đơn vị: hãy chuyển từng đơn vị trực thuộc trước.",
            code="children_unsettled",
            name=parent.name,
        )
    if keys:
        return keys[0]
    grandparent = parent.parent_id
    if grandparent in above:
        return next((step.key for step in went_over if step.old == grandparent), None)
    return grandparent


def _check(plan: Plan) -> None:
    if not " ".join(plan.citation.split()):
        raise Refusal("Hãy ghi số nghị quyết, quyết định làm căn cứ.", code="no_citation")
    if not plan.begins and any(plan.successors(old) for old in plan.ends):
        raise Refusal("Thay đổi chưa có đơn vị mới.", code="no_new_unit")
    old = {unit.pk: unit for unit in Unit.objects.filter(pk__in=plan.ends)}
    new = {unit.key: unit for unit in plan.begins}
    _check_successors(plan, old, new)
    _check_villages(plan, old)
    _check_new(plan, old, new)


def _check_successors(plan: Plan, old: dict[int, Unit], new: dict[str, NewUnit]) -> None:
    for pk, unit in old.items():
        steps = plan.successors(pk)
        if not steps and not (plan.kind in ("end_level", "reorganise") and unit.kind == Unit.Kind.DISTRICT):
            raise Refusal("%(name)s kết thúc mà chưa có đơn vị kế thừa.", code="no_successor", area=pk, name=unit.name)
        if any(step.key not in new or new[step.key].kind != unit.kind for step in steps):
            raise Refusal("%(name)s phải nhập vào đơn vị mới cùng cấp.", code="other_level", area=pk, name=unit.name)
    fed = {step.key for step in plan.went_over}
    if orphan := next((unit for unit in plan.begins if unit.key not in fed), None):
        raise Refusal("%(name)s không kế thừa đơn vị nào.", code="no_predecessor", name=orphan.name)


def _check_villages(plan: Plan, old: dict[int, Unit]) -> None:
    for pk, unit in old.items():
        steps = plan.successors(pk)
        named = Counter(village for step in steps for village in step.villages)
        if twice := next((village for village, times in named.items() if times > 1), None):
            raise Refusal(
                "Thôn %(twice)s của %(name)s được xếp vào hai nơi.",
                code="village_twice",
                area=pk,
                twice=twice,
                name=unit.name,
            )
        if len(steps) > 1 and any(not step.villages for step in steps):
            raise Refusal(
                "Chia %(name)s: mỗi đơn vị mới phải có ít nhất một thôn, tổ dân phố.",
                code="no_villages",
                area=pk,
                name=unit.name,
            )


def _check_new(plan: Plan, old: dict[int, Unit], new: dict[str, NewUnit]) -> None:
    kept = Unit.objects.filter(code__in=[u.code for u in plan.begins], valid__upper_inf=True).exclude(pk__in=plan.ends)
    taken = {(unit.kind, unit.code) for unit in kept}
    seen: set[tuple[str, str]] = set()
    for unit in plan.begins:
        if not (0 < len(unit.code) <= CODE and unit.code.isdigit()):
            raise Refusal(
                "Mã “%(given)s” không đúng: mã đơn vị hành chính gồm chữ số.", code="bad_code", given=unit.code
            )
        if not (0 < len(unit.name.strip()) <= 120):
            raise Refusal("Hãy ghi tên đơn vị mới (tối đa 120 ký tự).", code="bad_name")
        if (unit.kind, unit.code) in taken | seen:
            raise Refusal(
                "Mã %(given)s đang thuộc về một đơn vị khác.", code="code_taken", value=unit.code, given=unit.code
            )
        seen.add((unit.kind, unit.code))
        _check_parent(unit, plan, old, new)


def _check_parent(unit: NewUnit, plan: Plan, old: dict[int, Unit], new: dict[str, NewUnit]) -> None:
    if unit.parent is None:
        kind = None
    elif isinstance(unit.parent, str):
        kind = new[unit.parent].kind if unit.parent in new else ""
    else:
        parent = Unit.objects.filter(pk=unit.parent, valid__contains=plan.on).exclude(pk__in=old).first()
        kind = parent.kind if parent and parent.valid.upper is None else ""
    wrong = kind == "" or (kind is None) != (unit.kind == Unit.Kind.PROVINCE)
    if wrong or (kind is not None and rank(kind) >= rank(unit.kind)):
        raise Refusal("Đơn vị cấp trên của %(name)s không đúng cấp hoặc không còn.", code="bad_parent", name=unit.name)
