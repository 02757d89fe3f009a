"""The menu: headings with what each role may open beneath, nothing twice, and where one is."""

from __future__ import annotations

import pytest

from ansinh.access.public import ROLES, Actor
from ansinh.staff.navigation import MENU, menu_for

ENTRIES = [entry for entries in MENU.values() for entry in entries]


def _actor(role: str) -> Actor:
    held = ROLES[role]
    return Actor(1, "ai", "Ai đó", frozenset({role}), held.permissions, frozenset(), (), held.wide)


@pytest.mark.parametrize("role", sorted(ROLES))
def test_no_heading_stands_over_nothing(role: str) -> None:
    actor = _actor(role)
    groups = menu_for(actor, "/")
    assert groups[0].heading == ""
    assert all(group.entries for group in groups)
    shown = [entry for group in groups for entry, _ in group.entries]
    assert shown == [entry for entry in ENTRIES if entry.open_to(actor)]


def test_no_entry_and_no_address_occurs_twice() -> None:
    assert len({entry.label for entry in ENTRIES}) == len(ENTRIES)
    assert len({entry.section for entry in ENTRIES}) == len(ENTRIES)


def test_one_line_is_marked_below_its_address() -> None:
    groups = menu_for(_actor("commune_officer"), "/chi-tra/12/khoan/")
    assert [(group.heading, entry.label) for group in groups for entry, here in group.entries if here] == [
        ("Việc hằng tháng", "Chi trả")
    ]
