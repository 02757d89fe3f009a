"""What is owed and what was paid too much, month by month."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansinh.legislation import LawError, timing

MONTHS = [f"{year}-{number:02d}" for year in (2025, 2026) for number in range(1, 13)]
AMOUNTS = st.dictionaries(st.sampled_from(MONTHS), st.integers(0, 5_000_000))


@given(due=AMOUNTS, paid=AMOUNTS)
def test_months_add_up_to_the_total(due: dict[str, int], paid: dict[str, int]) -> None:
    found = timing.balance(due, paid)
    assert found.total_vnd == sum(due.values()) - sum(paid.values())
    assert found.total_vnd == found.arrears_vnd - found.recovery_vnd
    assert [m.month for m in found.months] == sorted(m for m in MONTHS if due.get(m, 0) != paid.get(m, 0))
    assert all(m.difference_vnd for m in found.months)
    assert min(found.arrears_vnd, found.recovery_vnd) >= 0


@given(due=AMOUNTS, paid=AMOUNTS)
def test_paying_the_arrears_and_recovering_the_rest_leaves_no_difference(
    due: dict[str, int], paid: dict[str, int]
) -> None:
    found = timing.balance(due, paid)
    settled = dict(paid)
    for month in found.months:
        settled[month.month] = settled.get(month.month, 0) + month.difference_vnd
    assert timing.balance(due, settled) == timing.Balance(())


@given(due=AMOUNTS, paid=AMOUNTS)
def test_paying_only_the_arrears_leaves_only_the_recovery(due: dict[str, int], paid: dict[str, int]) -> None:
    found = timing.balance(due, paid)
    topped_up = {month: max(due.get(month, 0), paid.get(month, 0)) for month in {*due, *paid}}
    left = timing.balance(due, topped_up)
    assert (left.arrears_vnd, left.recovery_vnd) == (0, found.recovery_vnd)


@given(months=st.sets(st.sampled_from(MONTHS)), tenths=st.integers(1, 60))
def test_arrears_of_the_new_rate_are_40000_times_the_coefficient_for_each_month_from_july_2026(
    months: set[str], tenths: int
) -> None:
    found = timing.rate_arrears(months, tenths=tenths)
    late = [month for month in months if month >= "2026-07"]
    assert found.total_vnd == found.arrears_vnd == 4_000 * tenths * len(late)


def test_the_month_before_the_conversion_owes_nothing() -> None:
    assert timing.rate_arrears(["2026-06"]).months == ()
    assert timing.rate_arrears(["2026-07"]).arrears_vnd == 40_000
    assert timing.rate_arrears(["2026-07"], rate="social_pension").arrears_vnd == 40_000
    (conversion,) = timing.RATE_CONVERSIONS
    assert "Điều 32" in conversion.article


def test_a_province_that_already_paid_more_owes_nothing() -> None:
    assert timing.rate_arrears(["2026-07"], province="01").months == ()  # Hà Nội pays 650,000 since January 2026
    assert timing.rate_arrears(["2026-07"], province="15").arrears_vnd == 40_000


@pytest.mark.parametrize("wrong", [{"2026-07": -1}, {"2026-07": 1.0}, {"2026-07": True}, {"2026-13": 1}, {"7/2026": 1}])
def test_what_is_no_amount_or_no_month_is_refused(wrong: dict[str, int]) -> None:
    with pytest.raises(LawError):
        timing.balance(wrong, {})
    with pytest.raises(LawError):
        timing.balance({}, wrong)


def test_a_coefficient_must_be_above_zero() -> None:
    with pytest.raises(LawError, match="lớn hơn 0"):
        timing.rate_arrears(["2026-07"], tenths=0)
