"""A share of a sample with its interval, by simple and by stratified sampling. Pure: no Django, no I/O.

The interval is Wilson's (Wilson 1927, *Probable inference, the law of succession, and statistical inference*, Journal
of the American Statistical Association 22, 209–212): it stays within 0 and 1 and says something where nothing was
found. No library among those that run here has it. Shares of strata are weighted by what each stands for (Cochran 1977,
*Sampling Techniques*, chapter 5); the interval then counts as many answers as a simple sample of the same precision
would have (Kish 1965, *Survey Sampling*, 11.7).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt

Z = 1.959963984540054
"""The normal value that leaves 2.5 % on either side."""
FEW = 30
"""Answers below which a share is not told as one: it could lie anywhere within some 30 points."""


@dataclass(frozen=True, slots=True)
class Proportion:
    """``found`` of ``asked`` (whole numbers), the share estimated from them and its 95 % interval, from 0 to 1.

    ``share`` is None where nobody answered.
    """

    found: int
    asked: int
    share: float | None
    low: float
    high: float

    @property
    def few(self) -> bool:
        """Whether there are too few answers to tell a share."""
        return self.asked < FEW


def wilson(share: float, n: float) -> tuple[float, float]:
    """The 95 % interval of a share that was found in ``n`` answers (more than 0; not whole after weighting)."""
    wide = Z * Z / n
    middle = (share + wide / 2) / (1 + wide)
    half = Z / (1 + wide) * sqrt(share * (1 - share) / n + wide / (4 * n))
    return max(0.0, middle - half), min(1.0, middle + half)


def simple(found: int, asked: int) -> Proportion:
    """Of a simple random sample. Raises ValueError unless 0 ≤ found ≤ asked."""
    if not 0 <= found <= asked:
        raise ValueError("found of asked")
    if asked == 0:
        return Proportion(0, 0, None, 0.0, 1.0)
    return Proportion(found, asked, found / asked, *wilson(found / asked, asked))


def stratified(strata: Iterable[tuple[int, int, int]]) -> Proportion:
    """Of strata (found, asked, how many it stands for). Those in which nobody answered stand for nothing.

    Raises ValueError as ``simple``, and for a stratum smaller than its answers.
    """
    known = [one for one in strata if one[1]]
    if any(not 0 <= found <= asked <= whole for found, asked, whole in known):
        raise ValueError("found of asked of whole")
    found, asked = sum(one[0] for one in known), sum(one[1] for one in known)
    whole = sum(one[2] for one in known)
    if asked == 0:
        return Proportion(0, 0, None, 0.0, 1.0)
    share = sum(stands * got / n for got, n, stands in known) / whole
    answers = whole * whole / sum(stands * stands / n for _, n, stands in known)
    return Proportion(found, asked, share, *wilson(share, answers))
