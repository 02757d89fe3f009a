"""Somebody has died: what ends with it, and what it makes of those who stay."""

from __future__ import annotations

from collections.abc import Mapping

from ansinh.registry.requests.kind import About, Approval, Change, Field, Kind, Type
from ansinh.registry.requests.memberships import (
    REMAINING_HEAD,
    circumstance,
    head_missing,
    new_head_of_those_who_stay,
)
from ansinh.registry.requests.relations import TO_NEW_HEAD


def _changes(about: About) -> list[Change]:
    """The residence stays as it is: the law of the month of death still counts the dead as resident."""
    me = {"person_id": about.person_id}
    found = [Change("identity", me, {"died_on": about.day.isoformat()}, about.day)]
    if about.household_id is not None:
        found.append(Change("membership", me, None, about.next_day))
    found += new_head_of_those_who_stay(about, about.next_day, [about.person_id or 0])
    parent = {"male": "father", "female": "mother"}.get(str(about.person.get("sex")))
    for child in about.children:
        found.append(Change("upbringing", me | {"child_id": child}, None, about.next_day))
        if parent:
            found.append(circumstance(child, parent, "deceased", about.day))
    found += [
        Change("upbringing", {"person_id": one, "child_id": about.person_id}, None, about.next_day)
        for one in about.parents
    ]
    # The dead collect for nobody: a list would go on naming them. Who collects now is told as news of its own.
    nobody = {"bank": "", "account": "", "recipient_name": ""}
    found += [
        Change("channel", {"person_id": one}, {"kind": kind, **nobody}, about.next_day)
        for one, kind in about.collects_for
    ]
    if about.values.get("spouse"):
        found.append(circumstance(int(about.values["spouse"]), "marital", "widowed", about.day))
    return found


def _checks(about: About) -> Mapping[str, str]:
    wrong = dict(head_missing(about, [about.person_id or 0]))
    if about.values.get("spouse") and int(about.values["spouse"]) == about.person_id:
        wrong["spouse"] = "Hãy chọn người còn sống."
    if about.person.get("died_on"):
        wrong["effective_on"] = "Sổ đã ghi người này chết; nếu sai ngày, hãy hoàn tác tin cũ trước."
    return wrong


KIND = Kind(
    code="death",
    label="Báo tử",
    group="Sinh, tử",
    day_label="Ngày chết",
    documents=("Trích lục khai tử", "Giấy báo tử", "Biên bản xác nhận của thôn"),
    fields=(
        Field("spouse", "Vợ hoặc chồng còn sống trong hộ", Type.MEMBER, required=False, hint="Sẽ ghi là góa."),
        REMAINING_HEAD,
        TO_NEW_HEAD,
    ),
    changes=_changes,
    checks=_checks,
    approval=Approval.ANOTHER,
    why="Tin này làm thôi hưởng; ghi nhầm người là cắt tiền của người đang sống.",
    touches=(("person", "identity:died_on"), ("person", "membership")),
)
