"""Names as numbers: every distinct name is taken apart once, and pairs of names are compared column by column."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ansinh.kernel.vietnamese import fold
from ansinh.kernel.vietnamese_sound import one_slip_away, sound
from ansinh.registry.duplicates.weights_table import NAME

Codes = NDArray[np.int64]
LEVEL = {level.code: position for position, level in enumerate(NAME)}
_SYLLABLES = 8
_NONE = -1
_LONG_ENOUGH = 3


@dataclass(frozen=True)
class Names:
    """Distinct names as parallel columns of codes; equal codes mean equal things, and only that.

    ``sounds`` holds a row a name: its syllables' sounds from the family name on, -1 after the last. ``near`` holds
    pairs of syllables (as one number) that are a letter apart.
    """

    fold: Codes
    sound: Codes
    bag: Codes
    ends: Codes
    given: Codes
    count: Codes
    sounds: Codes
    near: Codes


def take_apart(names: Sequence[str]) -> Names:
    """Codes of the given distinct names, in their order."""
    folds = [fold(name) for name in names]
    heard = [[sound(s) for s in text.split()[:_SYLLABLES]] or [""] for text in folds]
    syllables = _codes([s for row in heard for s in row])
    counts = np.array([len(row) for row in heard], dtype=np.int64)
    sounds = np.full((len(names), _SYLLABLES), _NONE, dtype=np.int64)
    rows = np.repeat(np.arange(len(names)), counts)
    sounds[rows, np.arange(len(rows)) - np.repeat(np.cumsum(counts) - counts, counts)] = syllables
    return Names(
        fold=_codes(folds),
        sound=_codes([" ".join(row) for row in heard]),
        bag=_codes([" ".join(sorted(row)) for row in heard]),
        ends=_codes([f"{row[0]} {row[-1]}" for row in heard]),
        given=_codes([row[-1] for row in heard]),
        count=counts,
        sounds=sounds,
        near=_near_syllables([s for text in folds for s in text.split()[:_SYLLABLES] or [""]], syllables),
    )


def _codes(texts: Sequence[str]) -> Codes:
    return np.unique(np.array(texts, dtype=object).astype(str), return_inverse=True)[1].astype(np.int64)


def _near_syllables(written: Sequence[str], codes: Codes) -> Codes:
    """Sorted numbers of pairs of sounds whose spellings are a slip apart; short ones differ too easily to count."""
    known = dict(zip(written, codes.tolist(), strict=True))
    found = {
        _paired(known[text], known[other])
        for text in known
        for other in one_slip_away(text)
        if other in known and len(other) >= _LONG_ENOUGH
    }
    return np.array(sorted(found), dtype=np.int64)


def _paired(a: int, b: int) -> int:
    return (min(a, b) << 32) | max(a, b)


def compare(names: Names, a: Codes, b: Codes, *, same: NDArray[np.bool_]) -> NDArray[np.int8]:
    """The level (position in NAME) of each pair of names; ``same``: written alike."""
    level = np.full(len(a), LEVEL["name_other"], dtype=np.int8)
    ends = names.ends[a] == names.ends[b]
    one_letter = _one_letter(names, a, b)
    for code, holds in (
        ("name_given", names.given[a] == names.given[b]),
        ("name_ends", ends),
        ("name_middle", ends & _middle_missing(names, a, b)),
        ("name_letter", one_letter),
        ("name_order", names.bag[a] == names.bag[b]),
        ("name_sound", names.sound[a] == names.sound[b]),
        ("name_fold", names.fold[a] == names.fold[b]),
        ("name_same", same),
    ):  # the later, the surer
        level[holds] = LEVEL[code]
    return level


def _middle_missing(names: Names, a: Codes, b: Codes) -> NDArray[np.bool_]:
    """Every syllable of the shorter name stands in the longer, too."""
    swap = names.count[a] > names.count[b]
    short, long = np.where(swap, b, a), np.where(swap, a, b)
    inside = names.count[short] < names.count[long]
    for place in range(_SYLLABLES):
        syllable = names.sounds[short, place]
        inside &= (syllable == _NONE) | _any(names.sounds[long, other] == syllable for other in range(_SYLLABLES))
    return inside


def _any(columns: Iterable[NDArray[np.bool_]]) -> NDArray[np.bool_]:
    return np.asarray(np.logical_or.reduce(list(columns)))


def _one_letter(names: Names, a: Codes, b: Codes) -> NDArray[np.bool_]:
    """As many syllables, all alike but one, and that one a letter apart."""
    differing = np.zeros(len(a), dtype=np.int64)
    left, right = np.zeros(len(a), dtype=np.int64), np.zeros(len(a), dtype=np.int64)
    for place in range(_SYLLABLES):
        x, y = names.sounds[a, place], names.sounds[b, place]
        other = x != y
        differing += other
        left, right = np.where(other, x, left), np.where(other, y, right)
    candidates = np.flatnonzero((differing == 1) & (names.count[a] == names.count[b]))
    pairs = (np.minimum(left, right) << 32) | np.maximum(left, right)
    found = np.zeros(len(a), dtype=bool)
    found[candidates] = np.isin(pairs[candidates], names.near)
    return found
