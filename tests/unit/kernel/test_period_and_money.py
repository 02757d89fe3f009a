"""Months and amounts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansinh.kernel.money import format_dong, in_words_vi
from ansinh.kernel.period import Month
from ansinh.kernel.vietnamese import fold, sort_key


def test_a_month_ends_where_the_next_begins() -> None:
    december = Month.parse("2026-12")
    assert (str(december.first), str(december.end), str(december.next())) == ("2026-12-01", "2027-01-01", "2027-01")
    assert (str(december.last), str(Month.parse("2024-02").last)) == ("2026-12-31", "2024-02-29")


@pytest.mark.parametrize("text", ["2026-13", "2026-00", "26-01", "2026-1", "", "2026-11-01"])
def test_what_is_no_month_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a month"):
        Month.parse(text)


@given(st.integers(1950, 2900), st.integers(1, 12), st.integers(-500, 500))
def test_going_there_and_back_is_the_same_month(year: int, number: int, months: int) -> None:
    month = Month(year, number)
    assert month.plus(months).minus(months) == month
    assert (month.plus(months) > month) == (months > 0)


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (0, "Không đồng"),
        (21, "Hai mươi mốt đồng"),
        (15, "Mười lăm đồng"),
        (105, "Một trăm linh năm đồng"),
        (540_000, "Năm trăm bốn mươi nghìn đồng"),
        (1_005_000, "Một triệu không trăm linh năm nghìn đồng"),
        (1_234_567, "Một triệu hai trăm ba mươi bốn nghìn năm trăm sáu mươi bảy đồng"),
        (24_000_000_000, "Hai mươi bốn tỷ đồng"),
        (1_000_000_001, "Một tỷ không trăm linh một đồng"),
    ],
)
def test_amounts_in_words(amount: int, words: str) -> None:
    assert in_words_vi(amount) == words


def test_amounts_in_figures_and_out_of_range() -> None:
    assert format_dong(1_234_567) == "1.234.567"
    with pytest.raises(ValueError, match="out of range"):
        in_words_vi(-1)


def test_names_sort_by_given_name_then_vietnamese_alphabet_then_tone() -> None:
    names = ["Vừ A Ưng", "Lò Văn Ân", "Đặng Thị An", "Lò Thị Á", "Hoàng Văn Đặng", "Lò Văn Dặng", "Lò Thị A"]
    assert sorted(names, key=sort_key) == [
        "Lò Thị A",
        "Lò Thị Á",
        "Đặng Thị An",
        "Lò Văn Ân",
        "Lò Văn Dặng",
        "Hoàng Văn Đặng",
        "Vừ A Ưng",
    ]
    assert sort_key("Hòa") == sort_key("Hoà")
    assert fold("Giàng  A Páo – Đỗ") == "giang a pao – do"
