"""The records that are compared, as columns: one row a living person of the registry."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from ansinh.registry.duplicates.names import Codes, Names, take_apart

Ints = NDArray[np.int64]
SCHEMA: dict[str, Any] = {
    "person_id": pl.Int64,
    "full_name": pl.String,
    "born": pl.Date,
    "precision": pl.String,
    "sex": pl.String,
    "area_id": pl.Int64,
    "village": pl.String,
    "household_id": pl.Int64,
    "personal": pl.String,
    "old": pl.String,
    "account": pl.String,
    "phone": pl.String,
}
"""Columns of a frame of records; null: not known. ``village`` is folded, ``born`` the first day of what is known."""
UNKNOWN = -1


@dataclass(frozen=True)
class Records:
    """A frame of records with everything that is computed of each once. Positions are those of the frame."""

    frame: pl.DataFrame

    @property
    def count(self) -> int:
        """How many there are."""
        return self.frame.height

    @cached_property
    def name(self) -> Codes:
        """Of each record, the position of its name among the distinct ones."""
        return _coded(self.frame["full_name"])

    @cached_property
    def names(self) -> Names:
        """The distinct names, taken apart."""
        return take_apart(self._distinct)

    @cached_property
    def _distinct(self) -> list[str]:
        return self.frame["full_name"].unique().sort().to_list()

    @cached_property
    def year(self) -> Ints:
        """Year of birth."""
        return self.frame["born"].dt.year().to_numpy().astype(np.int64)

    @cached_property
    def month(self) -> Ints:
        """Month of birth; 0 where only the year is known."""
        month = self.frame["born"].dt.month().to_numpy().astype(np.int64)
        return np.where(self._known >= 1, month, 0)

    @cached_property
    def day(self) -> Ints:
        """Day of birth; 0 where it is not known."""
        day = self.frame["born"].dt.day().to_numpy().astype(np.int64)
        return np.where(self._known == 2, day, 0)

    @cached_property
    def _known(self) -> Ints:
        """0: only the year, 1: the month too, 2: the day. The first of January is what offices put for a year."""
        known = self.frame["precision"].replace_strict({"year": 0, "month": 1, "day": 2}, return_dtype=pl.Int64)
        first = (self.frame["born"].dt.month() == 1) & (self.frame["born"].dt.day() == 1)
        return np.where(first.to_numpy(), 0, known.to_numpy())

    @cached_property
    def area(self) -> Ints:
        """Commune."""
        return self.frame["area_id"].to_numpy().astype(np.int64)

    def codes(self, column: str) -> Ints:
        """A column of texts as numbers; UNKNOWN where null or empty."""
        texts = self.frame[column]
        known = (texts.is_not_null() & (texts.fill_null("") != "")).to_numpy()
        return np.where(known, _coded(texts.fill_null("")), UNKNOWN)

    @cached_property
    def village(self) -> Ints:
        """Village, as a number of its own within its commune."""
        return np.where(self.codes("village") == UNKNOWN, UNKNOWN, self.area * 1_000_000 + self.codes("village"))

    @cached_property
    def household(self) -> Ints:
        """Household."""
        return self.frame["household_id"].fill_null(UNKNOWN).to_numpy().astype(np.int64)


def _coded(texts: pl.Series) -> Ints:
    """The position of each text among the distinct ones in the order of texts."""
    distinct = texts.unique().sort()
    places = pl.DataFrame({"text": distinct, "place": np.arange(len(distinct))})
    found = texts.to_frame("text").join(places, on="text", how="left", maintain_order="left")["place"]
    return found.to_numpy().astype(np.int64)
