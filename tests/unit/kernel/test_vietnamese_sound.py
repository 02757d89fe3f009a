"""Sounds, typing marks and slips of one folded syllable."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansinh.demo.names_table import STYLES
from ansinh.kernel.vietnamese import fold
from ansinh.kernel.vietnamese_sound import one_slip_away, sound, sounds_like, sounds_of, without_typing_marks

SYLLABLES = sorted(
    {
        syllable
        for style in STYLES.values()
        for part in (style.family, style.middle_male, style.middle_female, style.given_male, style.given_female)
        for name in part
        for syllable in fold(name).split()
    }
)
ALIKE = [
    ("Sùng", "Xùng"), ("Tráng", "Cháng"), ("Giàng", "Dàng"), ("Giàng", "Ràng"), ("Giàng", "Jàng"), ("Lù", "Nù"),
    ("Lý", "Lí"), ("Mỹ", "Mĩ"), ("Quý", "Quí"), ("Yến", "Iến"), ("Hoàn", "Hoàng"), ("Đạt", "Đạc"), ("Nghị", "Ngị"),
    ("Phàng", "Fàng"), ("Khang", "Khan"), ("Kỳ", "Kì"), ("Vừ", "Wừ"), ("Gìn", "Rìn"), ("Đinh", "Dinh"), ("Hoà", "Hòa"),
]  # fmt: skip
NOT_ALIKE = [("An", "Anh"), ("Hoa", "Hoan"), ("Lan", "Liên"), ("Ngân", "Nhân"), ("Thu", "Tu"), ("Khanh", "Canh")]
MARKED = [
    ("nguyeenx", "nguyen"), ("nguyeexn", "nguyen"), ("ddinh", "dinh"), ("hoaf", "hoa"), ("thij", "thi"),
    ("phuowng", "phuong"), ("truowngf", "truong"), ("dduwcs", "duc"), ("nguye6n4", "nguyen"), ("thi5", "thi"),
    ("xuaan", "xuan"), ("sung", "sung"), ("a", "a"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_commonly_confused_spellings_have_one_sound(one: str, other: str) -> None:
    assert sound(fold(one)) == sound(fold(other))
    assert fold(other) in sounds_like(fold(one))


@pytest.mark.parametrize(("one", "other"), NOT_ALIKE)
def test_other_names_do_not(one: str, other: str) -> None:
    assert sound(fold(one)) != sound(fold(other))


def test_the_spellings_of_a_sound_are_exactly_those_that_have_it() -> None:
    for one, other in product(SYLLABLES, SYLLABLES):
        assert (other in sounds_like(one)) == (sound(one) == sound(other)), (one, other)
    assert max(len(sounds_like(word)) for word in SYLLABLES) <= 24


@given(st.text("abcdeghiklmnopqrstuvxyzwfj", min_size=1, max_size=7))
def test_a_sound_is_its_own_sound_and_every_spelling_of_it_agrees(word: str) -> None:
    assert sound(sound(word)) == sound(word)
    assert word in sounds_like(word)
    assert {sound(other) for other in sounds_like(word)} == {sound(word)}


def test_a_name_is_sounded_syllable_by_syllable() -> None:
    assert sounds_of("giang a sung") == "dan a xun"
    assert sounds_of("") == ""


@pytest.mark.parametrize(("typed", "meant"), MARKED)
def test_keys_of_typing_methods_are_taken_out(typed: str, meant: str) -> None:
    assert without_typing_marks(typed) == meant


def test_names_of_the_country_hold_no_typing_marks_but_one() -> None:
    changed = {word: without_typing_marks(word) for word in SYLLABLES if without_typing_marks(word) != word}
    assert changed == {"moong": "mong"}


@given(st.sampled_from([word for word in SYLLABLES if len(word) > 2]), st.sampled_from(SYLLABLES))
def test_a_slip_is_one_letter_and_works_both_ways(one: str, other: str) -> None:
    if other in one_slip_away(one) and len(other) > 2:
        assert one in one_slip_away(other)
    assert one not in one_slip_away(one)


def test_slips() -> None:
    assert {"hao", "ho", "hoan", "hou"} - one_slip_away("hoa") == set()
    assert "hanh" not in one_slip_away("hoa")
    assert one_slip_away("a") == frozenset()
