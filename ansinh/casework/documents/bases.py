"""Which legal bases a document of a day has: those of the table whose instrument is in force."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from functools import cache

from ansinh.casework.documents.bases_table import BASES, CONTINUED, OF_ITS_TIME, Basis
from ansinh.legislation.instruments import Instrument, load_instruments

BENEFITS = ("benefit",)


@cache
def _instruments() -> dict[str, Instrument]:
    return {instrument.code: instrument for instrument in load_instruments()}


def bases_of(programmes: Collection[str], on: date, *uses: str) -> list[Basis]:
    """The bases for documents about these programmes on a day; ``uses``: none named, about benefits."""
    day, wanted = on.isoformat(), set(programmes)
    return [
        basis
        for basis in BASES
        if basis.use in (uses or BENEFITS) and wanted & basis.programmes and _in_force(_instruments()[basis.code], day)
    ]


def basis_lines(
    programmes: Collection[str],
    on: date,
    *more: str,
    uses: tuple[str, ...] = BENEFITS,
    facts: Collection[date] = (),
    procedure: str = "",
) -> tuple[str, ...]:
    """The lines "Căn cứ …;", then ``more`` lines, the last with a full stop (NĐ 30/2020, phụ lục I).

    In force on the day of the document; besides, each with the reason why, what governed its ``facts`` (days) and has
    lapsed since, and what a file's ``procedure`` goes on by.
    """
    wanted = set(programmes)
    bases = [each for each in BASES if each.use in uses and wanted & each.programmes]
    named = [(basis, _said(basis, on, facts, procedure)) for basis in bases]
    lines = [*(f"Căn cứ {basis.words}{said}" for basis, said in named if said is not None), *more]
    return tuple(f"{line}{'.' if number == len(lines) else ';'}" for number, line in enumerate(lines, 1))


def month_ends(first: date, last: date) -> list[date]:
    """The last days of the months from one to another: by them a month has its law."""
    months = range(first.year * 12 + first.month, last.year * 12 + last.month + 1)
    return [date(number // 12, number % 12 + 1, 1) - timedelta(days=1) for number in months]


def _said(basis: Basis, on: date, facts: Collection[date], procedure: str) -> str | None:
    """What follows a basis that is named; None: it is not."""
    instrument = _instruments()[basis.code]
    if _in_force(instrument, on.isoformat()):
        return ""
    if instrument.last is None or instrument.last >= on.isoformat():
        return None
    if basis.matter and any(_in_force(instrument, day.isoformat()) for day in facts):
        return f" ({OF_ITS_TIME})"
    code, by = CONTINUED.get(procedure, ("", ""))
    return f" ({by})" if basis.code == code else None


def _in_force(instrument: Instrument, day: str) -> bool:
    return instrument.first <= day and (instrument.last is None or day <= instrument.last)
