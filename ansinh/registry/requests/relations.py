"""Who is what to the head of the household: as told, as follows for certain, or not known; never to a former."""

from __future__ import annotations

from ansinh.registry.requests.kind import About, Field, Member, Type
from ansinh.registry.requests.relations_table import (
    CHILDREN,
    FORMER_HEAD,
    OTHERS,
    RELATIONS,
    SAME_AS,
    SIBLINGS,
    SPOUSES,
)

TO_NEW_HEAD = Field(
    "relations",
    "Quan hệ với chủ hộ mới",
    Type.RELATIONS,
    tuple((one, one) for one in RELATIONS),
    required=False,
    hint="Chỉ khi hộ đổi chủ hộ. Người để trống: sổ ghi quan hệ suy ra được chắc chắn, còn lại là chưa rõ.",
)


def told(about: About) -> dict[int, str]:
    """What the officer said that members are to their new head."""
    pairs = (text.split(":", 1) for text in about.values.get("relations") or [])
    return {int(who): relation for who, relation in pairs}


def relation_to(about: About, head_id: int, who: Member) -> str:
    """What a member is to somebody who becomes the head; empty when nobody told it and it does not follow."""
    return told(about).get(who.id) or _derived(about, head_id, who)


def _derived(about: About, head_id: int, who: Member) -> str:
    former = next((one for one in about.members if one.is_head), None)
    new = about.member(head_id)
    if former is None or new is None or not new.relation:
        return ""
    if former.id == head_id:
        return who.relation
    was = _plain(new.relation)
    if who.is_head:
        return _of_former_head(was, who)
    if was in CHILDREN and _plain(who.relation) in CHILDREN:
        return _sibling(new, who)
    return OTHERS.get(was, {}).get(_plain(who.relation), "")


def _of_former_head(was: str, former: Member) -> str:
    """A couple is told by its words, everybody else by the former head's sex, if that is known."""
    as_man, as_woman = FORMER_HEAD.get(was, ("", ""))
    if was in SPOUSES or as_man == as_woman:
        return as_man
    return {"male": as_man, "female": as_woman}.get(former.sex, "")


def _sibling(new: Member, who: Member) -> str:
    """Who was born in the same year may be known by the year alone."""
    if who.born_on[:4] == new.born_on[:4]:
        return ""
    older_brother, older_sister, younger = SIBLINGS
    if who.born_on > new.born_on:
        return younger
    return {"male": older_brother, "female": older_sister}.get(who.sex, "")


def _plain(relation: str) -> str:
    """The word of the table for a relation, whatever its capitals."""
    text = " ".join(relation.split()).lower()
    return SAME_AS.get(text, text.capitalize())
