"""A person occurs once in a month. Sorted files are checked as they stream by, others by a second pass over keys."""

from __future__ import annotations

from dataclasses import dataclass, field

import polars as pl

AT_A_TIME = 16_000_000
"""Hashes held at a time."""


@dataclass
class Uniqueness:
    """Watches the keys of a file. ``source``: where they can be read again; None: they are kept here."""

    source: pl.LazyFrame | None
    _last: tuple[str, str] | None = None
    _rising: bool = True
    _kept: list[pl.DataFrame] = field(default_factory=list)
    _rows: int = 0

    def watch(self, ids: pl.Series, months: pl.Series) -> None:
        """The keys of the next rows, none of them null."""
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
        """(row from 1, person) of the first key that occurs again, or None."""
        if self._rising:
            return None
        source = self.source if self.source is not None else pl.concat(self._kept).lazy()
        keys = [name for name in ("person_id", "month") if name in source.collect_schema()]
        if self._all_differ(source.select(pl.struct(keys).hash().alias("hash"))):
            return None
        counts = source.group_by(keys).len().filter(pl.col("len") > 1)
        numbered = source.select(keys).with_row_index("row", offset=1)
        again = numbered.join(counts.select(keys), on=keys, how="semi").collect(engine="streaming").sort("row")
        second = again.filter(~pl.struct(keys).is_first_distinct())
        return (second["row"][0], str(second["person_id"][0])) if second.height else None

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
