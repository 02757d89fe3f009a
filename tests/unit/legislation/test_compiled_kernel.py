"""The compiled kernel gives the same answers as the one on NumPy: every row, mask and line; and it is chosen safely."""

from __future__ import annotations

import os
import pickle
import shutil
import subprocess
import sys
from dataclasses import fields, replace
from pathlib import Path

import numba
import numpy as np
import pytest
from numba.core import caching

from ansinh import legislation
from ansinh.legislation import WRITTEN_BOOK, Benefits, Determinations, FactBatch, KernelError, RuleBook, kernel_choice
from ansinh.legislation import kernel as numpy_kernel
from ansinh.legislation.fast import keeping, loops
from ansinh.legislation.fast import kernel as compiled_kernel
from tests.unit.legislation.people import REGIME_MONTHS, columns_of, people

PEOPLE = 4_000
# An index that Numba kept before a class moved.
STALE = pickle.dumps(numba.__version__) + b"cansinh.legislation.fast.room\nAClassThatMoved\n."
# What a fresh process answers, and whether its code was there already.
ANSWER = """
from ansinh import legislation
from ansinh.legislation.fast import loops
batch = legislation.FactBatch.from_columns({"born": ["1940-01-01", "2000-01-01"]}, 2)
found = legislation.determine_batch(batch, "2026-11", kernel="compiled")
print(found.total_vnd.tolist(), sum(loops.answered.stats.cache_hits.values()))
"""


def batch_of(month: str, unknown: float, seed: int = 11, count: int = PEOPLE) -> FactBatch:
    return FactBatch.from_columns(columns_of(people(count, seed, month, unknown)), count)


def assert_same(one: Determinations, other: Determinations) -> None:
    pairs = [(each, getattr(one, each.name), getattr(other, each.name)) for each in fields(Determinations)[:-1]]
    pairs += [(each, getattr(one.benefits, each.name), getattr(other.benefits, each.name)) for each in fields(Benefits)]
    for each, left, right in pairs:
        assert left.dtype == right.dtype, each.name
        assert np.array_equal(left, right), each.name


def both(batch: FactBatch, month: str, book: RuleBook = WRITTEN_BOOK) -> Determinations:
    found = legislation.determine_batch(batch, month, book, kernel="compiled")
    assert_same(legislation.determine_batch(batch, month, book, kernel="numpy"), found)
    return found


@pytest.mark.parametrize("month", REGIME_MONTHS)
@pytest.mark.parametrize("unknown", [0.0, 0.02, 0.1])
def test_same_answers(month: str, unknown: float) -> None:
    found = both(batch_of(month, unknown), month)
    assert set(found.outcome.tolist()) == ({0, 1, 2} if unknown else {0, 1})


def test_no_law_for_a_title_is_refused_alike() -> None:
    batch = batch_of("2012-06", 0.0)
    for kernel in ("numpy", "compiled"):
        with pytest.raises(legislation.NoLawForTitleError, match="2015-01"):
            legislation.determine_batch(batch, "2012-06", kernel=kernel)


def test_disabled_people_before_2015() -> None:
    rows = [
        {"born": row["born"], "disability": row["disability"], "care": row["care"]}
        for row in people(PEOPLE, 3, "2012-06")
    ]
    older = [row for row in rows if "1935" < str(row["born"]) < "1996"]
    columns = {name: [row[name] for row in older] for name in older[0]}
    found = both(FactBatch.from_columns(columns, len(older)), "2012-06")
    assert 0 < int((found.outcome == 1).sum()) < len(older)


@pytest.mark.parametrize("unknown", [0.0, 0.05])
def test_blocks_and_threads_do_not_matter(monkeypatch: pytest.MonkeyPatch, unknown: float) -> None:
    batch = batch_of("2026-11", unknown)
    whole = both(batch, "2026-11")
    monkeypatch.setattr("ansinh.legislation.fast.kernel.BLOCK", 64)
    monkeypatch.setattr("ansinh.legislation.processors.threads_at_most", lambda: 3)
    assert_same(whole, legislation.determine_batch(batch, "2026-11", kernel="compiled"))


@pytest.mark.parametrize("kernel", ["numpy", "compiled"])
def test_a_room_used_again_holds_nothing_of_the_month_before(monkeypatch: pytest.MonkeyPatch, kernel: str) -> None:
    """Fewer people, then more, with and without unknown facts, in blocks of a few."""
    monkeypatch.setattr("ansinh.legislation.kernel.BLOCK", 64)
    monkeypatch.setattr("ansinh.legislation.fast.kernel.BLOCK", 64)
    room = legislation.AnswerRoom()
    for month, unknown, count in (
        ("2026-11", 0.05, PEOPLE), ("2024-07", 0.0, 100), ("2026-11", 0.05, 50), ("2016-03", 0.0, PEOPLE + 200),
    ):  # fmt: skip
        batch = batch_of(month, unknown, count=count)
        fresh = legislation.determine_batch(batch, month, kernel=kernel)
        assert_same(fresh, legislation.determine_batch(batch, month, kernel=kernel, room=room))


def test_nobody() -> None:
    found = both(FactBatch.from_columns({"born": []}, 0), "2026-11")
    assert len(found.benefits.row) == 0


@pytest.mark.parametrize("absent", [("marital",), ("province", "marital"), ("support", "sex", "poverty")])
def test_absent_columns_have_their_defaults(absent: tuple[str, ...]) -> None:
    columns = {name: values for name, values in columns_of(people(PEOPLE, 5, "2025-07")).items() if name not in absent}
    both(FactBatch.from_columns(columns, PEOPLE), "2025-07")


def test_unknown_province_and_waiting_marital_status() -> None:
    batch = batch_of("2026-11", 0.0)
    chance = np.random.default_rng(4).random(PEOPLE)
    province = np.where(chance < 0.2, 0, batch.columns["province"]).astype(np.uint8)
    marital = np.where(chance > 0.6, 255, batch.columns["marital"]).astype(np.uint8)
    found = both(FactBatch.of_stored({**batch.columns, "province": province, "marital": marital}, PEOPLE), "2026-11")
    missing = {name for mask in np.unique(found.missing).tolist() for name in legislation.names_of(mask)}
    assert missing == {"province", "marital"}


def test_columns_may_be_read_only_or_strided() -> None:
    batch = batch_of("2026-11", 0.0)
    wide = {name: np.repeat(array, 2)[::2] for name, array in batch.columns.items()}
    for array in batch.columns.values():
        array.flags.writeable = False
    assert_same(both(batch, "2026-11"), both(replace(batch, columns=wide), "2026-11"))


def test_one_compiled_form_serves_all_months_and_columns() -> None:
    both(batch_of("2015-01", 0.05), "2015-01")
    both(FactBatch.from_columns({"born": ["1950-01-01", "2020-05-05"]}, 2), "2026-11")
    assert len(loops.answered.signatures) == 1


def test_the_result_of_compiling_is_kept_on_disk() -> None:
    both(batch_of("2026-11", 0.0, count=10), "2026-11")
    assert sum(loops.answered.stats.cache_hits.values()) + sum(loops.answered.stats.cache_misses.values()) > 0


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Where Numba keeps things: the code of these sources in its folder, and what a test puts beside it."""
    legislation.determine_batch(FactBatch.from_columns({"born": ["1940-01-01"]}, 1), "2026-11", kernel="compiled")
    before = tmp_path / caching._CacheLocator.get_suitable_cache_subpath(loops.__file__)
    shutil.copytree(loops.answered.stats.cache_path, before / f"compiled-{keeping.version()}")
    return before


def test_an_index_of_other_sources_is_not_read(place: Path) -> None:
    older = place / "compiled-0123456789"
    older.mkdir()
    names = [index.name for index in place.glob("*/*.nbi")]
    for folder in (place, older):
        for name in names:
            (folder / name).write_bytes(STALE)
    index = caching.IndexDataCacheFile(str(place), names[0].removesuffix(".nbi"), "")
    with pytest.raises(AttributeError, match="AClassThatMoved"):  # as Numba would by itself
        index.load("")

    environment = {
        **os.environ,
        "NUMBA_CACHE_DIR": str(place.parent),
        "PYTHONPATH": str(Path(loops.__file__).parents[3]),
    }
    given = [sys.executable, "-P", "-c", ANSWER]
    told = subprocess.run(given, env=environment, capture_output=True, text=True, check=False)
    assert (told.stdout, told.stderr) == ("[540000, 0] 1\n", "")
    assert [each.name for each in place.iterdir()] == [f"compiled-{keeping.version()}"]


def test_choice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ANSINH_KERNEL", raising=False)
    assert kernel_choice.chosen(1_000) is numpy_kernel.determine
    assert kernel_choice.chosen(kernel_choice.LARGE) is compiled_kernel.determine
    assert kernel_choice.chosen(kernel_choice.LARGE, "numpy") is numpy_kernel.determine
    monkeypatch.setenv("ANSINH_KERNEL", "compiled")
    assert kernel_choice.chosen(1) is compiled_kernel.determine
    assert kernel_choice.chosen(1, "numpy") is numpy_kernel.determine
    monkeypatch.setenv("ANSINH_KERNEL", "fast")
    with pytest.raises(KernelError, match="auto, numpy, compiled"):
        kernel_choice.chosen(1)


def test_without_numba(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ANSINH_KERNEL", raising=False)
    monkeypatch.setattr("ansinh.legislation.kernel_choice.has_numba", lambda: False)
    assert kernel_choice.chosen(kernel_choice.LARGE) is numpy_kernel.determine
    with pytest.raises(KernelError, match="Numba"):
        legislation.determine_batch(batch_of("2026-11", 0.0, count=1), "2026-11", kernel="compiled")
