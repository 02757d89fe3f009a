"""What kinds that move people between households have in common: who heads the household they leave."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from ansinh.registry.requests.kind import About, Change, Field, Type

REMAINING_HEAD = Field(
    "remaining_head",
    "Chủ hộ của những người ở lại",
    Type.MEMBER,
    required=False,
    hint="Chỉ chọn khi chủ hộ hiện nay rời hộ.",
)


def movers_of(about: About) -> list[int]:
    """The people who move: those ticked, and the person the request is about."""
    ticked = [int(one) for one in about.values.get("movers") or []]
    return list(dict.fromkeys([*([about.person_id] if about.person_id else []), *ticked]))


def leaves_all(about: About, movers: Iterable[int]) -> bool:
    """Whether nobody stays behind."""
    return {member.id for member in about.members} <= set(movers)


def head_missing(about: About, movers: Iterable[int]) -> Mapping[str, str]:
    """The household that stays behind needs a head, who stays."""
    gone = set(movers)
    head_goes = any(member.is_head and member.id in gone for member in about.members)
    chosen = about.values.get("remaining_head")
    if leaves_all(about, gone):
        return {"remaining_head": "Cả hộ cùng rời đi, không còn ai làm chủ hộ."} if chosen else {}
    if chosen and not head_goes:
        return {"remaining_head": "Chủ hộ hiện nay vẫn ở lại; hãy để trống."}
    if chosen and int(chosen) in gone:
        return {"remaining_head": "Người này cũng rời hộ."}
    if head_goes and not chosen:
        return {"remaining_head": "Chủ hộ rời hộ: hãy chọn chủ hộ của những người ở lại."}
    return {}


def member(person_id: int, household_id: int, day: date, *, head: bool = False, relation: str = "") -> Change:
    """Somebody belongs to a household from a day on."""
    values = {"household_id": household_id, "is_head": head, "relation": "" if head else relation}
    return Change("membership", {"person_id": person_id}, values, day)


def new_head_of_those_who_stay(about: About, day: date) -> list[Change]:
    """The change that makes the chosen member the head, if one was chosen."""
    chosen = about.values.get("remaining_head")
    if not chosen or about.household_id is None:
        return []
    return [member(int(chosen), about.household_id, day, head=True)]


def lives(person_id: int, unit_id: int, village: str, day: date) -> Change:
    """Somebody lives somewhere from a day on."""
    return Change("residence", {"person_id": person_id}, {"unit_id": unit_id, "village": village}, day)


def circumstance(person_id: int, kind: str, value: str, day: date) -> Change:
    """A circumstance of somebody from a day on."""
    return Change("circumstance", {"person_id": person_id, "kind": kind}, {"value": value}, day)
