"""The loops that Numba compiles. All of a month's law is in their arguments, so one compiled form serves all months.

All stand in this one file: what is kept on disk is renewed when its own file changes, whatever it calls elsewhere.
Arrays of facts come read-only, so that there is one compiled form for each width of column.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

import numba
import numpy as np
import numpy.typing as npt

from ansinh.legislation.fast.tables import Combined, LawTables, Lines, Measures, Room, Titles

Array = npt.NDArray[Any]
PIECE = 4096  # people whose planes stay in the processor's first cache
_YES = np.uint8(255)
_NO = np.uint8(0)
_F = TypeVar("_F", bound=Callable[..., Any])


def compiled(function: _F) -> _F:
    """Compile when first called, keep the result on disk (if a folder can be written), let go of Python's lock."""
    try:
        return cast(_F, numba.njit(nogil=True, cache=True)(function))
    except RuntimeError:
        return cast(_F, numba.njit(nogil=True)(function))


def inner(function: _F) -> _F:
    """As ``compiled``, put into whoever calls it: the law's tables are not handed on at each call."""
    return cast(_F, numba.njit(nogil=True, forceinline=True)(function))


@compiled
def fill(planes: Array, first: Array) -> None:
    """Every person starts with the bytes ``first``."""
    for plane in range(planes.shape[0]):
        planes[plane, :] = first[plane]


@compiled
def mark(planes: Array, column: Array, cut: Array, plane: Array, delta: Array) -> None:
    """Turn over ``delta`` in the plane for whoever's value is not below the cut. See marks.py."""
    for start in range(0, len(column), PIECE):
        piece = column[start : start + PIECE]
        for i in range(len(cut)):
            target = planes[plane[i], start : start + len(piece)]
            least, bits = cut[i], delta[i]
            for j in range(len(piece)):
                target[j] ^= bits if piece[j] >= least else _NO


@compiled
def joined(planes: Array, masks: Array) -> None:
    """Masks of 64 bits from their eight planes."""
    n = len(masks)
    a, b, c, d = planes[0, :n], planes[1, :n], planes[2, :n], planes[3, :n]
    e, f, g, h = planes[4, :n], planes[5, :n], planes[6, :n], planes[7, :n]
    for j in range(n):
        low = np.uint64(a[j]) | np.uint64(b[j]) << np.uint64(8) | np.uint64(c[j]) << np.uint64(16)
        low |= np.uint64(d[j]) << np.uint64(24) | np.uint64(e[j]) << np.uint64(32)
        high = np.uint64(f[j]) << np.uint64(40) | np.uint64(g[j]) << np.uint64(48) | np.uint64(h[j]) << np.uint64(56)
        masks[j] = low | high


@compiled
def possible(true: Array, known: Array, used: Array, maybe: Array) -> None:
    """The planes of what may hold: true, or used in the month and not known."""
    for plane in range(len(used)):
        own, sure, may = true[plane], known[plane], maybe[plane]
        bits = used[plane]
        for j in range(len(own)):
            may[j] = own[j] | (bits & ~sure[j])


@compiled
def keep(may: Array, sure: Array, wanted: np.uint8, unwanted: np.uint8, held: Array) -> None:
    """Leave those whose bytes are as they should be. A function of its own: only so does it become vector code."""
    for j in range(len(held)):
        held[j] &= _YES if (may[j] & wanted) | (sure[j] & unwanted) == wanted else _NO


@compiled
def check(checks: Array, first: int, last: int, maybe: Array, surely: Array, start: int, held: Array) -> None:
    """Of a piece of people leave those who pass the checks from ``first`` to before ``last``."""
    end = start + len(held)
    for i in range(first, last):
        plane = checks[i, 0]
        keep(maybe[plane, start:end], surely[plane, start:end], np.uint8(checks[i, 1]), np.uint8(checks[i, 2]), held)


@inner
def copy(source: Array, target: Array) -> None:
    """As target[:] = source, which looks for overlaps first and takes thirty times as long."""
    for j in range(len(source)):
        target[j] = source[j]


@compiled
def titled(asked: Titles, maybe: Array, surely: Array, n: int, pieces: Array, found: Array) -> None:
    """Planes of the titles (a bit for each rule of the month) of ``n`` people; see decide.any_term for the masks.

    What all alternatives of a rule ask for is looked at once, and what all rules ask for once for all of them.
    """
    checks, common, titles, alternatives = asked.checks, asked.gate, asked.titles, asked.alternatives
    found[:, :] = 0
    for start in range(0, n, PIECE):
        many = min(PIECE, n - start)
        gate, own, some, one = pieces[0, :many], pieces[1, :many], pieces[2, :many], pieces[3, :many]
        gate[:] = _YES
        check(checks, common[0], common[1], maybe, surely, start, gate)
        for r in range(len(titles)):
            copy(gate, own)
            check(checks, titles[r, 0], titles[r, 1], maybe, surely, start, own)
            if titles[r, 3] > titles[r, 2]:
                some[:] = _NO
                for i in range(titles[r, 2], titles[r, 3]):
                    copy(own, one)
                    check(checks, alternatives[i, 0], alternatives[i, 1], maybe, surely, start, one)
                    for j in range(many):
                        some[j] |= one[j]
                copy(some, own)
            target, bit = found[r >> 3, start : start + many], np.uint8(1 << (r & 7))
            for j in range(many):
                target[j] |= own[j] & bit


@compiled
def holders(found: Array, n: int, some: Array, rows: Array) -> int:
    """Positions of people with a title; how many. ``some``: room for a piece of people."""
    count = 0
    for start in range(0, n, PIECE):
        many = min(PIECE, n - start)
        copy(found[0, start : start + many], some)
        for plane in range(1, found.shape[0]):
            more = found[plane, start : start + many]
            for j in range(many):
                some[j] |= more[j]
        for j in range(many):
            rows[count] = start + j
            count += some[j] != 0
    return count


@inner
def titles_of(found: Array, row: int) -> np.uint64:
    """The titles of one person, a bit for each rule."""
    held = np.uint64(0)
    for plane in range(found.shape[0]):
        held |= np.uint64(found[plane, row]) << np.uint64(8 * plane)
    return held


@compiled
def opened(
    by: Measures, rows: Array, found: Array, certain: Array, known: Array, counts: Array, province: Array, out: Array
) -> int:
    """Places in ``rows`` whose answer two masks alone do not settle; how many. See kernel.py."""
    count = 0
    for i in range(len(rows)):
        row = rows[i]
        held, sure = titles_of(found, row), known[row]
        unsettled = province[i] == 0 or held != titles_of(certain, row)
        for r in range(len(by.named)):
            if held >> np.uint64(r) & np.uint64(1) and not unsettled:
                unsettled = sure & by.band_bits[r] != by.band_bits[r]
                for k in range(by.places[r, 2], by.places[r, 3]):
                    gate = by.gates[k]
                    unsettled |= counts[i, by.count_of[k]] == -1 or sure & gate != gate
        out[count] = i
        count += unsettled
    return count


@inner
def by_children(places: Array, count_of: Array, gates: Array, rule: int, true: np.uint64, counts: Array, i: int) -> int:
    """Tenths by the children counted."""
    children = 0
    for k in range(places[rule, 2], places[rule, 3]):
        if true & gates[k] == gates[k]:
            children += max(counts[i, count_of[k]], 0)
    return children * 10


@inner
def by_bands(places: Array, bands: Array, terms: Array, rule: int, true: np.uint64) -> int:
    """Tenths of the first band that holds."""
    for band in range(places[rule, 0], places[rule, 1]):
        for i in range(bands[band, 0], bands[band, 1]):
            if true & (terms[i, 0] | terms[i, 1]) == terms[i, 0]:
                return int(bands[band, 2])
    return 0


@inner
def highest(among: Array, group: int, rules: Array, amounts: Array, count: int) -> tuple[int, int]:
    """(amount, place) of the highest of a group's titles; of equal ones the first, -1 where all are 0."""
    best, most = -1, 0
    for i in range(count):
        if among[group, rules[i]] and amounts[i] > most:
            best, most = i, amounts[i]
    return most, best


@inner
def end(among: Array, group: int, rules: Array, paid: Array, count: int) -> None:
    """Pay nothing of a group."""
    for i in range(count):
        if among[group, rules[i]]:
            paid[i] = 0


@compiled
def pay_of_several(by: Combined, room: Room, count: int) -> None:
    """What is paid of several titles; see decide.combined."""
    among, rules, amounts, paid, total = by.among, room.rule, room.amount, room.paid, room.total
    for group in range(len(total)):
        total[group], best = highest(among, group, rules, amounts, count)
        if best >= 0:
            paid[best] = True
    parent_amount, parent = highest(among, by.parents, rules, amounts, count)
    most, partner = highest(among, by.partners, rules, amounts, count)
    if parent >= 0 and partner >= 0 and parent_amount + most > total[by.own_group]:
        end(among, by.own_group, rules, paid, count)
        paid[parent] = True
        paid[partner] = True
        total[by.own_group] = parent_amount + most
    if total[by.replacing] > 0:
        for i in range(len(by.replaced)):
            total[by.replaced[i]] = 0
            end(among, by.replaced[i], rules, paid, count)
    if total[by.first] > 0 and total[by.second] > 0:
        end(among, by.first if total[by.second] > total[by.first] else by.second, rules, paid, count)


@compiled
def decided(
    law: LawTables, rows: Array, found: Array, true: Array, counts: Array, province: Array, room: Room,
    outcome: Array, total: Array, lines: Lines,
) -> int:  # fmt: skip
    """Answers of the rows, with all facts known; the lines are written from their beginning, how many is returned.

    ``counts``: people × count facts.
    """
    by, among = law.measures, law.combined
    named, places, bands, terms, gates = by.named, by.places, by.bands, by.terms, by.gates
    count_of, amounts = by.count_of, by.amounts
    rule, tenths, amount, paid = room.rule, room.tenths, room.amount, room.paid
    written = 0
    for i in range(len(rows)):
        row, base, count, sum_ = rows[i], amounts[province[i], 0], 0, 0
        own, rest, r = true[row], titles_of(found, row), 0
        while rest:
            if rest & np.uint64(1):
                rule[count], paid[count] = r, False
                if named[r] != 0:
                    tenths[count] = -1
                    amount[count] = amounts[province[i], 1] if named[r] < 0 else named[r]
                else:
                    tenths[count] = by_bands(places, bands, terms, r, own)
                    tenths[count] += by_children(places, count_of, gates, r, own, counts, i)
                    amount[count] = tenths[count] * base // 10
                count += 1
            rest >>= np.uint64(1)
            r += 1
        if count == 1:
            paid[0] = True
        else:
            pay_of_several(among, room, count)
        for k in range(count):
            if paid[k] and amount[k] > 0:
                lines.row[written], lines.rule[written], lines.tenths[written] = row, rule[k], tenths[k]
                lines.base[written] = amount[k] if tenths[k] < 0 else base
                lines.amount[written] = amount[k]
                sum_ += amount[k]
                written += 1
        if sum_:
            outcome[row], total[row] = 1, sum_
    return written
