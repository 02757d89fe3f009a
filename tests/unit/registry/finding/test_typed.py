"""What an officer types, and what is understood: each row is a text, then only what differs from nothing at all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansinh.registry.finding.typed import Born, Typed, read, readings
from ansinh.registry.phone_numbers import plain_phone

PAO = ("giang", "a", "pao")
READ = {
    "giang a pao": Typed(PAO),
    "  Giàng   A  Páo ": Typed(("Giàng", "A", "Páo")),
    "giang a pao 1950": Typed(PAO, Born(1950)),
    "1950 giang a pao": Typed(PAO, Born(1950)),
    "giang a pao (1950)": Typed(PAO, Born(1950)),
    "giang a pao sinh năm 1950": Typed(PAO, Born(1950)),
    "giang a pao, sn 1950": Typed(PAO, Born(1950)),
    "giang a pao 12/3/1950": Typed(PAO, Born(1950, 3, 12)),
    "giang a pao 12-03-1950": Typed(PAO, Born(1950, 3, 12)),
    "giang a pao 1950-03-12": Typed(PAO, Born(1950, 3, 12)),
    "giang a pao 3/1950": Typed(PAO, Born(1950, 3)),
    "giang a pao 31/2/1950": Typed(PAO, Born(1950, 2)),
    "giang a pao 1850": Typed(PAO),
    "giang a pao 3": Typed(PAO),
    "1950": Typed((), Born(1950)),
    "ông Giàng A Páo": Typed(("Giàng", "A", "Páo")),
    "Ông Páo": Typed(("Ông", "Páo")),
    "Thào A Của bản Hồng Ngài": Typed(("Thào", "A", "Của"), village="hong ngai"),
    "thao a cua ban hong ngai": Typed(("thao", "a", "cua"), village="hong ngai"),
    "thao a cua, xóm 3": Typed(("thao", "a", "cua"), village="3"),
    "Thào A Của, bản Hồng Ngài, xã Mậu A": Typed(("Thào", "A", "Của"), village="hong ngai", commune="mau a"),
    "Thào A Của xã Mậu A 1950": Typed(("Thào", "A", "Của"), Born(1950), commune="mau a"),
    "N.V.Uẩn": Typed(("N", "V", "Uẩn")),
    "Ng. V. Uẩn 1960": Typed(("Ng", "V", "Uẩn"), Born(1960)),
    "ban thi mui": Typed(("ban", "thi", "mui")),
    "le thi phuong van": Typed(("le", "thi", "phuong", "van")),
    "le thi van, phuong nghia lo": Typed(("le", "thi", "van"), commune="nghia lo"),
    "Lê Thị Vân phường Nghĩa Lộ": Typed(("Lê", "Thị", "Vân"), commune="nghia lo"),
    "012345678901": Typed(numbers=("012345678901",), digits="012345678901"),
    "012 345 678 901": Typed(numbers=("012345678901",), digits="012345678901"),
    "CCCD 012345678901": Typed(numbers=("012345678901",), digits="012345678901"),
    "12345678901": Typed(numbers=("012345678901",), digits="12345678901"),
    "060123456": Typed(numbers=("060123456", "000060123456"), digits="060123456"),
    "60123456": Typed(numbers=("060123456", "000060123456"), digits="60123456"),
    "0912 345 678": Typed(numbers=("000912345678",), phone="0912345678", digits="0912345678"),
    "0912.345.678": Typed(numbers=("000912345678",), phone="0912345678", digits="0912345678"),
    "+84 912 345 678": Typed(numbers=("084912345678",), phone="0912345678", digits="84912345678"),
    "912345678": Typed(numbers=("912345678", "000912345678"), phone="0912345678", digits="912345678"),
    "sđt 0912345678": Typed(numbers=("000912345678",), phone="0912345678", digits="0912345678"),
    "giang a pao 0912345678": Typed(PAO, numbers=("000912345678",), phone="0912345678", digits="0912345678"),
    "giang a pao 012345678901 1950": Typed(PAO, Born(1950), ("012345678901",), digits="012345678901"),
    "0912 1950 678": Typed(numbers=("009121950678",), phone="09121950678", digits="09121950678"),
    "12345": Typed(digits="12345"),
    "": Typed(),
    " .,- ": Typed(),
}


@pytest.mark.parametrize(("text", "meant"), READ.items())
def test_the_likeliest_reading(text: str, meant: Typed) -> None:
    assert read(text) == meant


@pytest.mark.parametrize(
    ("text", "others"),
    [
        ("giang a pao", []),
        ("thao a cua hong ngai", [("thao a cua", "hong ngai"), ("thao a cua hong", "ngai")]),
        ("lo van sinh 1950", [("lo van", ""), ("lo van", "sinh")]),
        ("thao a cua ban hong ngai", [("thao a cua ban hong ngai", "")]),
        ("Thào A Của bản Hồng Ngài", []),
    ],
)
def test_other_readings_come_after(text: str, others: list[tuple[str, str]]) -> None:
    found = [(" ".join(typed.folded), typed.village) for typed in readings(text)][1:]
    assert all(other in found for other in others), found
    assert found or not others


@given(st.text(max_size=60))
def test_nothing_that_is_typed_breaks_the_reading(text: str) -> None:
    for typed in readings(text):
        assert typed.empty or typed.words or typed.numbers or typed.phone
        assert all(word.strip() for word in typed.folded)


@given(st.text("0123456789 .-+", max_size=20))
def test_digits_alone_are_never_a_name_of_seven_or_more(text: str) -> None:
    assert all(len(word) < 20 for word in read(text).words)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("0912.345.678", "0912345678"), ("+84 912 345 678", "0912345678"), ("84912345678", "0912345678"),
        ("0084912345678", "0912345678"), ("(0216) 385 2123", "02163852123"), ("0912345678/0987654321", "0912345678"),
        ("không có", None), ("912345678", None), ("", None), (None, None), ("09123456789012", None),
    ],
)  # fmt: skip
def test_telephones_are_kept_as_digits(text: str | None, kept: str | None) -> None:
    assert plain_phone(text) == kept
