"""What kinds that move people between households have in common: who heads the household they leave."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from ansinh.registry.requests.kind import NEW_HOUSEHOLD, About, Change, Field, Type
from ansinh.registry.requests.relations import relation_to, told

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
    if not chosen and ({one.id for one in about.members} - gone) & set(told(about)):
        return {"relations": "Chủ hộ của những người ở lại không đổi; hãy để trống quan hệ của họ."}
    return {}


def member(person_id: int, household_id: int, day: date, *, head: bool = False, relation: str = "") -> Change:
    """Somebody belongs to a household from a day on."""
    values = {"household_id": household_id, "is_head": head, "relation": "" if head else relation}
    return Change("membership", {"person_id": person_id}, values, day)


def under_head(about: About, head_id: int, day: date, gone: Iterable[int] = ()) -> list[Change]:
    """The changes that make a member the head, and the others what they are to them; ``gone`` have left by then."""
    home, left = about.household_id or 0, {head_id, *gone}
    found = [member(head_id, home, day, head=True)]
    for one in about.members:
        if one.id in left:
            continue
        relation = relation_to(about, head_id, one)
        if one.is_head or relation != one.relation:
            found.append(member(one.id, home, day, relation=relation))
    return found


def founders(about: About, movers: Iterable[int], day: date) -> list[Change]:
    """The members of the household that those who leave found, with the person of the request as its head."""
    head = about.person_id or 0
    known = {one.id: relation_to(about, head, one) for one in about.members}
    return [member(one, NEW_HOUSEHOLD, day, head=one == head, relation=known.get(one, "")) for one in movers]


def new_head_of_those_who_stay(about: About, day: date, gone: Iterable[int]) -> list[Change]:
    """The changes that make the chosen member the head, if one was chosen."""
    chosen = about.values.get("remaining_head")
    if not chosen or about.household_id is None:
        return []
    return under_head(about, int(chosen), day, gone)


def lives(person_id: int, unit_id: int, village: str, day: date) -> Change:
    """Somebody lives somewhere from a day on."""
    return Change("residence", {"person_id": person_id}, {"unit_id": unit_id, "village": village}, day)


def circumstance(person_id: int, kind: str, value: str, day: date) -> Change:
    """A circumstance of somebody from a day on."""
    return Change("circumstance", {"person_id": person_id, "kind": kind}, {"value": value}, day)
