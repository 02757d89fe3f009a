"""What a unit is on another day: whole, by village, or not to be told."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from ansinh.areas.lineage import Lineage

A, B, C, D, E = range(1, 6)
FIRST, MERGED, SPLIT = date(2020, 1, 1), date(2024, 1, 1), date(2025, 1, 1)


def lineage() -> Lineage:
    """A and B became C, C was split into D (Thượng, and B's Hạ, now Hạ 2) and E (A's Hạ)."""
    found = Lineage({A: (FIRST, MERGED), B: (FIRST, MERGED), C: (MERGED, SPLIT), D: (SPLIT, None), E: (SPLIT, None)})
    for old in (A, B):
        found.after[old].append((C, frozenset()))
        found.before[C].append(old)
    for new, villages in ((D, {"Thượng", "Hạ 2"}), (E, {"Hạ"})):
        found.after[C].append((new, frozenset(villages)))
        found.before[new].append(C)
    shares = [(A, "Thượng", C, "Thượng"), (A, "Hạ", C, "Hạ"), (B, "Thượng", C, "Thượng"), (B, "Hạ", C, "Hạ 2")]
    shares += [(C, "Thượng", D, "Thượng"), (C, "Hạ 2", D, "Hạ 2"), (C, "Hạ", E, "Hạ")]
    for old, village, new, became in shares:
        found.names[old, village] = became
        found.origin[new, became].add((old, village))
    return found


def test_forward_a_merger_is_known_whole_and_a_split_by_village() -> None:
    steps = lineage()
    assert steps.on(A, MERGED) == C
    assert steps.on(A, SPLIT) is None
    assert steps.on(A, SPLIT, "Hạ") == E
    assert steps.on(B, SPLIT, "Hạ") == D  # by the name that it got when the two became one
    assert steps.on(A, SPLIT, "Chưa có") is None


def test_back_the_village_tells_as_far_as_only_one_had_it() -> None:
    steps = lineage()
    assert steps.on(E, MERGED) == C
    assert steps.on(E, FIRST, "Hạ") == A
    assert steps.on(D, FIRST, "Hạ 2") == B
    assert steps.on(D, FIRST, "Thượng") is None
    assert steps.on(D, FIRST) is None


def test_before_everything_nobody_can_tell() -> None:
    assert lineage().on(A, date(2019, 12, 31), "Hạ") is None


def test_the_pieces_of_a_village_cover_its_days() -> None:
    assert lineage().pieces(B, "Hạ") == [
        (B, "Hạ", FIRST, MERGED),
        (C, "Hạ 2", MERGED, SPLIT),
        (D, "Hạ 2", SPLIT, None),
    ]


@given(st.sampled_from([A, B, C, D, E]), st.dates(FIRST, date(2026, 1, 1)), st.sampled_from(["Thượng", "Hạ", "Hạ 2"]))
def test_whatever_is_told_lives_on_the_day_and_is_related(unit: int, day: date, village: str) -> None:
    steps = lineage()
    found = steps.on(unit, day, village)
    assert found is None or (steps.lives(found, day) and found in steps.related(unit))
