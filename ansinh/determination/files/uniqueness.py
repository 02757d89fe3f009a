"""A person occurs once in a month.

One file: sorted ones are checked as they stream by, others by a second pass over their keys. Several files, or parts of
one: each part leaves the hashes of its keys, eight bytes a row, which are compared when all parts are done.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol
from uuid import uuid4

import numpy as np
import numpy.typing as npt
import polars as pl

Hashes = npt.NDArray[np.uint64]
_KEYS = ("person_id", "month")
AT_A_TIME = 16_777_216
"""Hashes held at a time: 128 MiB."""
_SEVERAL_BITS = 64
# Processes of one version of polars, on machines of one kind, make the same hashes: this one shows whether they do.
_PROBE = ("An Sinh", "2026-10")


class Watcher(Protocol):
    """Sees the keys of all rows, frame by frame."""

    def watch(self, ids: pl.Series, months: pl.Series) -> None:
        """The keys of the next rows, none of them null."""
        ...

    def repeated(self) -> tuple[int, str] | None:
        """(row from 1, person) of the first key that occurs again, or None."""
        ...


@dataclass
class Uniqueness:
    """Watches the keys of a file. ``source``: where they can be read again; None: they are kept here."""

    source: pl.LazyFrame | None
    _last: tuple[str, str] | None = None
    _rising: bool = True
    _kept: list[pl.DataFrame] = field(default_factory=list)
    _rows: int = 0

    def watch(self, ids: pl.Series, months: pl.Series) -> None:
        """See Watcher."""
        self._rows += len(ids)
        if self.source is None:
            self._kept.append(pl.DataFrame({"person_id": ids, "month": months}))
        if not self._rising or len(ids) == 0:
            return
        last = self._last or ("", months[0])
        one_month = bool((months == last[1]).all())
        self._rising = one_month and last[0] < ids[0] and bool((ids[1:] > ids[:-1]).all())
        self._last = (ids[-1], months[-1])

    def repeated(self) -> tuple[int, str] | None:
        """See Watcher."""
        if self._rising:
            return None
        source = self.source if self.source is not None else pl.concat(self._kept).lazy()
        keys = [name for name in _KEYS if name in source.collect_schema()]
        if self._all_differ(source.select(pl.struct(keys).hash().alias("hash"))):
            return None
        found = first_repeated([source], month=None)
        return found[1:] if found else None

    def _all_differ(self, hashes: pl.LazyFrame) -> bool:
        """Equal keys have equal hashes: when all hashes differ there is nothing to look for.

        A large file is gone through in several passes, each with a share of the hashes, so that memory stays flat.
        """
        passes = -(-self._rows // AT_A_TIME)
        for number in range(passes):
            share = hashes.filter(pl.col("hash") % passes == number) if passes > 1 else hashes
            found = share.collect(engine="streaming")["hash"]
            if found.n_unique() < len(found):
                return False
        return True


@dataclass
class KeyHashes:
    """Watches the keys of a part and keeps their hashes, for ``may_repeat`` to compare with those of other parts."""

    _kept: list[Hashes] = field(default_factory=lambda: [np.empty(0, dtype=np.uint64)])

    def watch(self, ids: pl.Series, months: pl.Series) -> None:
        """See Watcher."""
        self._kept.append(_hashes(ids, months))

    def repeated(self) -> None:
        """Only when all parts are done can that be said."""
        return

    def save(self, file: Path) -> None:
        """Write them, sorted, all at once: two attempts at one part may be under way."""
        attempt = file.with_name(f"{file.name}.{uuid4().hex}")
        with attempt.open("wb") as target:
            np.save(target, np.concatenate([_probe(), np.sort(np.concatenate(self._kept))]))
        attempt.replace(file)


def may_repeat(files: Sequence[Path]) -> bool:
    """Whether a key may occur twice in the parts whose hashes these are; False is certain."""
    saved: list[Hashes] = [np.load(file, mmap_mode="r") for file in files]
    if any(hashes[0] != _probe()[0] for hashes in saved):
        return True
    return any(bool((part[1:] == part[:-1]).any()) for part in _ranges([hashes[1:] for hashes in saved]))


def _ranges(sorted_hashes: Sequence[Hashes]) -> Iterator[Hashes]:
    """All hashes together in ascending ranges, so that few are in memory at a time."""
    total = sum(len(hashes) for hashes in sorted_hashes)
    number = 1 + total // AT_A_TIME
    bounds = [np.uint64((i << _SEVERAL_BITS) // number) for i in range(1, number)]
    places = [[0, *np.searchsorted(hashes, bounds).tolist(), len(hashes)] for hashes in sorted_hashes]
    for i in range(number):
        pieces = [hashes[at[i] : at[i + 1]] for hashes, at in zip(sorted_hashes, places, strict=True)]
        together: Hashes = np.concatenate([np.empty(0, dtype=np.uint64), *pieces])
        together.sort()
        yield together


def _hashes(ids: pl.Series, months: pl.Series) -> Hashes:
    hashes: Hashes = pl.DataFrame({"person_id": ids, "month": months}).hash_rows().to_numpy()
    return hashes


def _probe() -> Hashes:
    return _hashes(pl.Series([_PROBE[0]]), pl.Series([_PROBE[1]]))


def first_repeated(sources: Sequence[pl.LazyFrame], *, month: str | None) -> tuple[int, int, str] | None:
    """(source from 0, row in it from 1, person) of the first key that occurs again, in order; or None.

    ``month``: of sources that name none.
    """
    keyed = [_keyed(source, month) for source in sources]
    again = pl.concat(keyed).group_by(_KEYS).len().filter(pl.col("len") > 1).select(_KEYS)
    numbered = [
        keys.with_row_index("row", offset=1).select(pl.lit(i).alias("source"), pl.all()) for i, keys in enumerate(keyed)
    ]
    found = pl.concat(numbered).join(again, on=_KEYS, how="semi").collect(engine="streaming").sort("source", "row")
    second = found.filter(~pl.struct(_KEYS).is_first_distinct())
    return (second["source"][0], second["row"][0], second["person_id"][0]) if second.height else None


def _keyed(source: pl.LazyFrame, month: str | None) -> pl.LazyFrame:
    has_month = "month" in source.collect_schema()
    of_row = pl.col("month").cast(pl.String) if has_month else pl.lit(month or "").alias("month")
    return source.select(pl.col("person_id").cast(pl.String), of_row)
