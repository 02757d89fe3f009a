"""The loops that Numba compiles. All of a month's law is in their arguments, so one compiled form serves all months.

All stand in this one file, with every number they know: what is kept on disk is renewed when its own file changes,
whatever it calls or names elsewhere; only what no answer depends on stands beside it (ahead.py). They work on a piece
of a block of people after another: all that is made of a piece stays in the processor's first two caches, and the
columns are read but once. Arrays of facts come read-only, so that there is one compiled form for each width of column.
In loops over people arrays are named before the loop, since to take one out of a table costs more than to use it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

import numpy as np
import numpy.typing as npt
from numba.cpython.unsafe.numbers import trailing_zeros

from ansinh.legislation.fast.ahead import fetch_piece
from ansinh.legislation.fast.columns import Facts, MarkTable, MaskTables, PlanTables
from ansinh.legislation.fast.compiling import compiled, inner
from ansinh.legislation.fast.room import Lines, Places, Room, TitleRoom
from ansinh.legislation.fast.tables import Combined, LawTables, Titles

Array = npt.NDArray[Any]
PIECE = 4096  # people at a time, whose planes stay in the processor's first cache
_YES = np.uint8(255)
_NO = np.uint8(0)
_ALL = np.uint64(0xFFFF_FFFF_FFFF_FFFF)
lowest: Callable[[np.uint64], int] = cast(Any, trailing_zeros)  # the position of the lowest bit that is set


@compiled
def mark(planes: Array, columns: tuple[Array, ...], by: MarkTable, start: int, many: int) -> None:
    """Turn over bits for whoever's value is not below a cut, in the columns of one width. See marks.py."""
    for c in range(len(columns)):
        if c + 1 < len(columns):  # on its way while this one is looked at
            fetch_piece(columns[c + 1], start, many)
        piece = columns[c][start : start + many]
        for i in range(by.places[c, 0], by.places[c, 1]):
            turn(planes[by.plane[i]], piece, by.cut[i], by.delta[i])


@compiled
def turn(target: Array, piece: Array, least: Any, bits: np.uint8) -> None:
    """One mark. A function of its own: only so does it become vector code."""
    for j in range(len(piece)):
        target[j] ^= bits if piece[j] >= least else _NO


@compiled
def masks(planes: Array, by: MaskTables, facts: Facts, start: int, out: Array) -> None:
    """The planes of a piece of people, and their masks of 64 bits joined from them."""
    n = len(out)
    for plane in range(planes.shape[0]):
        planes[plane, :n] = by.first[plane]
    mark(planes, facts.one, by.one, start, n)
    mark(planes, facts.four, by.four, start, n)
    mark(planes, facts.eight, by.eight, start, n)
    joined(planes, out)


@compiled
def joined(planes: Array, out: Array) -> None:
    """Masks of 64 bits from their eight planes."""
    n = len(out)
    a, b, c, d = planes[0, :n], planes[1, :n], planes[2, :n], planes[3, :n]
    e, f, g, h = planes[4, :n], planes[5, :n], planes[6, :n], planes[7, :n]
    for j in range(n):
        low = np.uint64(a[j]) | np.uint64(b[j]) << np.uint64(8) | np.uint64(c[j]) << np.uint64(16)
        low |= np.uint64(d[j]) << np.uint64(24) | np.uint64(e[j]) << np.uint64(32)
        high = np.uint64(f[j]) << np.uint64(40) | np.uint64(g[j]) << np.uint64(48) | np.uint64(h[j]) << np.uint64(56)
        out[j] = low | high


@compiled
def possible(true: Array, known: Array, used: Array, maybe: Array) -> None:
    """The planes of what may hold: true, or used in the month and not known."""
    for plane in range(len(used)):
        own, sure, may = true[plane], known[plane], maybe[plane]
        bits = used[plane]
        for j in range(len(own)):
            may[j] = own[j] | (bits & ~sure[j])


@inner
def copy(source: Array, target: Array) -> None:
    """As target[:] = source, which looks for overlaps first and takes thirty times as long."""
    for j in range(len(source)):
        target[j] = source[j]


@compiled
def keep(may: Array, sure: Array, wanted: np.uint8, unwanted: np.uint8, held: Array) -> None:
    """Leave those whose bytes are as they should be. A function of its own: only so does it become vector code."""
    for j in range(len(held)):
        held[j] &= _YES if (may[j] & wanted) | (sure[j] & unwanted) == wanted else _NO


@compiled
def check(checks: Array, first: int, last: int, maybe: Array, surely: Array, held: Array) -> None:
    """Leave those who pass the checks from ``first`` to before ``last``."""
    for i in range(first, last):
        plane = checks[i, 0]
        keep(maybe[plane], surely[plane], np.uint8(checks[i, 1]), np.uint8(checks[i, 2]), held)


@compiled
def keep_one_of(one_of: Array, first: int, last: int, maybe: Array, some: Array, held: Array) -> None:
    """Leave those who have one of the bits; all when there are none to be had."""
    if first == last:
        return
    some[:] = 0
    for i in range(first, last):
        plane, bits = maybe[one_of[i, 0]], np.uint8(one_of[i, 1])
        for j in range(len(some)):
            some[j] |= plane[j] & bits
    for j in range(len(held)):
        held[j] &= _YES if some[j] != _NO else _NO


@compiled
def titled(by: Titles, maybe: Array, surely: Array, room: Room, many: int) -> int:
    """Positions of those of a piece of people who may have a title, into the room; how many.

    Planes of their titles (a bit for each rule) too, of which those with alternatives are still to be confirmed. See
    decide.any_term for the masks.
    """
    found, gate, own, some = room.found, room.gate[:many], room.own[:many], room.some[:many]
    found[:, :many] = 0
    gate[:] = _YES
    check(by.checks, by.gate[0], by.gate[1], maybe, surely, gate)
    for r in range(len(by.titles)):
        copy(gate, own)
        check(by.checks, by.titles[r, 0], by.titles[r, 1], maybe, surely, own)
        keep_one_of(by.one_of, by.titles[r, 2], by.titles[r, 3], maybe, some, own)
        target, bit = found[r >> 3, :many], np.uint8(1 << (r & 7))
        for j in range(many):
            target[j] |= own[j] & bit
    some[:] = 0
    for plane in range(found.shape[0]):
        target = found[plane, :many]
        for j in range(many):
            some[j] |= target[j]
    rows, count = room.rows, 0
    for j in range(many):
        rows[count] = j
        count += some[j] != 0
    return count


@inner
def titles_of(found: Array, row: int) -> np.uint64:
    """The titles of one person, a bit for each rule."""
    held = np.uint64(0)
    for plane in range(found.shape[0]):
        held |= np.uint64(found[plane, row]) << np.uint64(8 * plane)
    return held


@inner
def confirmed(
    alternatives: Array, terms: Array, held: np.uint64, asked: np.uint64, maybe: np.uint64, surely: np.uint64
) -> np.uint64:
    """The titles held, without those of ``asked`` no alternative of which holds."""
    rest = held & asked
    while rest:
        r, found = lowest(rest), False
        for i in range(alternatives[r, 0], alternatives[r, 1]):
            found |= (maybe & terms[i, 0]) | (surely & terms[i, 1]) == terms[i, 0]
        if not found:
            held &= ~(np.uint64(1) << np.uint64(r))
        rest &= rest - np.uint64(1)
    return held


@inner
def by_children(
    places: Array, count_of: Array, gates: Array, rule: int, true: np.uint64, four: tuple[Array, ...], row: int
) -> int:
    """Tenths by the children counted."""
    children = 0
    for k in range(places[rule, 2], places[rule, 3]):
        if true & gates[k] == gates[k]:
            children += max(four[count_of[k]][row], 0)
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
def pay_of_several(by: Combined, room: TitleRoom, count: int) -> None:
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
def left_open(law: LawTables, facts: Facts, room: Room, answers: Places, first: int, count: int, opened: int) -> int:
    """Move to the open rows those of a piece whose answer two masks alone do not settle; how many now are open."""
    by, asked, province, known_mask, held_of = law.measures, law.asked, facts.province, answers.known, room.held
    alternatives, terms, places, gates, band_bits = asked.alternatives, asked.terms, by.places, by.gates, by.band_bits
    count_of, four, rows, open_rows = by.count_of, facts.four, room.rows, room.open_rows
    for i in range(count):
        row = rows[i] + first
        true, known, held = answers.true[row], known_mask[row], held_of[i]
        maybe = true | (asked.used & ~known)
        settled = province[row] != 0 and held == confirmed(alternatives, terms, held, _ALL, true, maybe)
        rest = held
        while rest and settled:
            r = lowest(rest)
            settled = known & band_bits[r] == band_bits[r]
            for k in range(places[r, 2], places[r, 3]):
                settled &= four[count_of[k]][row] != -1 and known & gates[k] == gates[k]
            rest &= rest - np.uint64(1)
        if not settled and held:
            held_of[i] = 0
            open_rows[opened] = row
            opened += 1
    return opened


@compiled
def hold(law: Titles, uncertain: bool, room: Room, answers: Places, first: int, count: int) -> None:
    """The titles that those of a piece may have, confirmed; 0 for who has none."""
    found, rows, held_of, used, several = room.found, room.rows, room.held, law.used, law.several
    alternatives, terms, true_mask, known_mask = law.alternatives, law.terms, answers.true, answers.known
    for i in range(count):
        row = rows[i] + first
        true = maybe = true_mask[row]
        if uncertain:
            maybe |= used & ~known_mask[row]
        held_of[i] = confirmed(alternatives, terms, titles_of(found, rows[i]), several, maybe, true)


@compiled
def decided(
    law: LawTables, facts: Facts, room: Room, answers: Places, lines: Lines, first: int, count: int, written: int
) -> int:
    """Answers of a piece with all facts known; the lines are put after those written, how many is returned."""
    by, among, titles = law.measures, law.combined, room.titles
    named, places, bands, terms, gates, count_of = by.named, by.places, by.bands, by.terms, by.gates, by.count_of
    amounts, category, province, four = by.amounts, by.category, facts.province, facts.four
    rule, tenths, amount, paid = titles.rule, titles.tenths, titles.amount, titles.paid
    rows, held_of, true_mask, outcome, total = room.rows, room.held, answers.true, answers.outcome, answers.total
    line_row, line_category, line_tenths, line_base, line_amount = lines
    for i in range(count):
        row, rest, many, sum_ = rows[i] + first, held_of[i], 0, 0
        own, base = true_mask[row], amounts[province[row], 0]
        while rest:
            r = lowest(rest)
            rule[many], paid[many] = r, False
            if named[r] != 0:
                tenths[many] = -1
                amount[many] = amounts[province[row], 1] if named[r] < 0 else named[r]
            else:
                tenths[many] = by_bands(places, bands, terms, r, own)
                tenths[many] += by_children(places, count_of, gates, r, own, four, row)
                amount[many] = tenths[many] * base // 10
            rest &= rest - np.uint64(1)
            many += 1
        if many == 1:
            paid[0] = True
        elif many:
            pay_of_several(among, titles, many)
        for k in range(many):
            if paid[k] and amount[k] > 0:
                line_row[written], line_category[written] = answers.start + row, category[rule[k]]
                line_tenths[written], line_amount[written] = tenths[k], amount[k]
                line_base[written] = amount[k] if tenths[k] < 0 else base
                sum_ += amount[k]
                written += 1
        if sum_:
            outcome[row], total[row] = 1, sum_
    return written


@compiled
def answered(
    law: LawTables, plan: PlanTables, facts: Facts, room: Room, answers: Places, lines: Lines
) -> tuple[int, int]:
    """Answers for a block, piece by piece: (lines written, rows left open because of what is not known)."""
    written = opened = 0
    for first in range(0, len(answers.outcome), PIECE):
        last = min(first + PIECE, len(answers.outcome))
        maybe = room.true
        masks(room.true, plan.true, facts, first, answers.true[first:last])
        if plan.uncertain:
            masks(room.known, plan.known, facts, first, answers.known[first:last])
            possible(room.true, room.known, plan.used, room.maybe)
            maybe = room.maybe
        if answers.stale:
            answers.outcome[first:last] = 0
            answers.total[first:last] = 0
        count = titled(law.asked, maybe, room.true, room, last - first)
        hold(law.asked, plan.uncertain, room, answers, first, count)
        if plan.uncertain:
            opened = left_open(law, facts, room, answers, first, count, opened)
        written = decided(law, facts, room, answers, lines, first, count, written)
    return written, opened
