"""Vietnamese names as banks write them: what is the same name, and what a person has to look at."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansinh.kernel.vietnamese import fold
from ansinh.payments.names_alike import Difference, same_name

SYLLABLES = ("Lò", "Vàng", "Nguyễn", "Đặng", "Thị", "Văn", "Hòa", "Páo", "Khé", "Phương", "Ánh", "Dũng")
NAMES = st.lists(st.sampled_from(SYLLABLES), min_size=2, max_size=5, unique=True)


@pytest.mark.parametrize(
    ("ours", "theirs", "difference"),
    [
        ("Nguyễn Thị Hòa", "Nguyễn Thị Hòa", "none"),
        ("Nguyễn Thị Hòa", "NGUYEN THI HOA", "marks"),
        ("Đặng Văn Khé", "Dang  van khe", "marks"),
        ("Nguyễn Thị Hòa", "NGUYEN THI HOÀ", "marks"),
        ("Nguyễn Thị Hòa", "HOA NGUYEN THI", "order"),
        ("Nguyễn Thị Hòa", "NGUYEN T HOA", "short"),
        ("Nguyễn Thị Hòa", "NGUYEN T. HOA", "short"),
        ("Nguyễn Thị Thu Hòa", "NGUYEN HOA", "short"),
        ("Nguyễn Thị Hòa", "N T HOA", "short"),
        ("Nguyễn Thị Hòa", "NGUYENTHIHOA", "short"),
        ("Nguyễn Thị Hòa", "Bà Nguyễn Thị Hòa", "marks"),
        ("Công Tằng Tôn Nữ Hoàng Thị Phương Ngọc", "CONG TANG TON NU HOANG THI PHUONG N", "short"),
        ("Nguyễn Thị Hòa", "NGUYEN THI HOAN", "spelling"),
        ("Lò Văn Páo", "LO VAN BAO", "spelling"),
        ("Nguyễn Thị Hòa", "N HOA", "other"),
        ("Nguyễn Thị Hòa", "TRAN THI HOA", "other"),
        ("Nguyễn Thị Hòa", "NGUYEN THI LAN", "other"),
        ("Nguyễn Thị Hòa", "NGUYEN V HOA", "other"),
        ("Nguyễn Thị Hòa", "", "other"),
        ("Nguyễn Thị Hòa", "...", "other"),
    ],
)
def test_what_differs_is_named(ours: str, theirs: str, difference: str) -> None:
    assert same_name(ours, theirs).difference == difference


@given(NAMES, st.randoms())
def test_the_ways_of_banks_are_sure(syllables: list[str], dice: object) -> None:
    """Without marks, in capitals, in another order, with initials between: the same name, both ways round."""
    name = " ".join(syllables)
    shuffled = list(syllables)
    dice.shuffle(shuffled)  # type: ignore[attr-defined]
    initials = " ".join([syllables[0], *(part[0] for part in syllables[1:-1]), syllables[-1]])
    for other in (fold(name).upper(), " ".join(shuffled), fold(initials).upper()):
        assert same_name(name, other).sure, (name, other)
        assert same_name(other, name).sure, (other, name)


@given(NAMES, NAMES)
def test_another_given_name_is_never_sure(one: list[str], other: list[str]) -> None:
    if sorted(fold(a) for a in one) != sorted(fold(b) for b in other) and fold(one[-1]) != fold(other[-1]):
        assert same_name(" ".join(one), " ".join(other)).difference in (Difference.OTHER, Difference.SPELLING)
