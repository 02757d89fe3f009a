"""Wilson's interval against published values, and what must hold of any sample and strata."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansinh.payments.proportions import FEW, simple, stratified


@pytest.mark.parametrize(
    ("found", "asked", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_the_published_values(found: int, asked: int, low: float, high: float) -> None:
    """Newcombe 1998, Statistics in Medicine 17, 857–872, table I, method 3 (score without continuity correction)."""
    told = simple(found, asked)
    assert (round(told.low, 4), round(told.high, 4)) == (low, high)


counts = st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n), st.integers(n, 5000)))


@given(counts)
def test_one_stratum_is_a_simple_sample(one: tuple[int, int, int]) -> None:
    alone, told = stratified([one]), simple(*one[:2])
    assert (alone.found, alone.asked, alone.share) == (told.found, told.asked, pytest.approx(told.share))
    assert (alone.low, alone.high) == (pytest.approx(told.low), pytest.approx(told.high))


@given(st.lists(counts, min_size=1, max_size=8))
def test_strata_stay_within_bounds_and_weigh_what_they_stand_for(strata: list[tuple[int, int, int]]) -> None:
    told = stratified(strata)
    assert told.share is not None
    assert 0 <= told.low <= told.share + 1e-9
    assert told.share - 1e-9 <= told.high <= 1
    shares = [found / asked for found, asked, _ in strata]
    assert min(shares) - 1e-9 <= told.share <= max(shares) + 1e-9
    assert stratified([*strata, (0, 0, 900)]) == told, "where nobody answered nothing is known"
    assert stratified(list(reversed(strata))).share == pytest.approx(told.share)


def test_weights_are_those_of_the_rolls_not_of_the_sample() -> None:
    """Half of 10 where 900 are paid, none of 40 where 100 are: 45 %, not 10 %."""
    told = stratified([(5, 10, 900), (0, 40, 100)])
    assert told.share == pytest.approx(0.45)
    assert told.low < 0.25
    assert told.high > 0.65, "it tells no more than the ten answers it rests on"


def test_few_and_nothing() -> None:
    assert simple(0, 0).share is None
    assert stratified([]).share is None
    assert simple(0, FEW - 1).few
    assert not simple(0, FEW).few
    with pytest.raises(ValueError, match="found of asked"):
        simple(2, 1)
    with pytest.raises(ValueError, match="of whole"):
        stratified([(1, 5, 4)])
