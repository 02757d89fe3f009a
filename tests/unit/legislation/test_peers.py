"""Our kernels beside the same law written twice more, by other means and from the decrees (bench/peers)."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec

import numpy as np
import pytest

from ansinh.legislation import WRITTEN_BOOK
from ansinh.legislation.fast import kernel as compiled_kernel
from bench.peers.agree import MONTHS, by_polars, ours
from bench.peers.flat import Lines, differing, lines_of_ours, same
from bench.peers.people import batch_of

PEOPLE = 10_000
WITHOUT_OPENFISCA = pytest.mark.skipif(
    find_spec("openfisca_core") is None,
    reason="OpenFisca-Core is not installed: sh requirements/prepare.sh peers, or ./test --long",
)


def assert_same(own: Lines, theirs: Lines) -> None:
    assert len(own.row) > PEOPLE // 50
    assert differing(own, theirs).tolist() == []
    assert same(own, theirs)


@pytest.mark.parametrize("month", MONTHS)
def test_polars_by_hand(month: str) -> None:
    batch = batch_of(PEOPLE, month, seed=2)
    assert_same(ours(batch, month), by_polars(batch, month))


@pytest.mark.parametrize("month", MONTHS)
def test_compiled(month: str) -> None:
    batch = batch_of(PEOPLE, month, seed=3)
    assert_same(ours(batch, month), lines_of_ours(compiled_kernel.determine(batch, WRITTEN_BOOK.rules(month))))


@WITHOUT_OPENFISCA
@pytest.mark.parametrize("month", MONTHS)
def test_openfisca(month: str) -> None:
    batch = batch_of(PEOPLE, month, seed=4)
    by_openfisca = import_module("bench.peers.openfisca.answers").by_openfisca
    assert_same(ours(batch, month), by_openfisca(batch, month))


def test_a_difference_is_found() -> None:
    own = ours(batch_of(PEOPLE, "2026-10"), "2026-10")
    row = int(own.row[7])
    less = np.where(np.arange(len(own.row)) == 7, own.amount - 1, own.amount)
    assert differing(own, Lines(own.total, own.row, own.category, less)).tolist() == [row]
    assert not same(own, Lines(own.total, own.row, own.category, less))
