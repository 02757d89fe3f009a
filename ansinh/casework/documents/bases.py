"""Which legal bases a document of a day has: those of the table whose instrument is in force."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from functools import cache

from ansinh.casework.documents.bases_table import BASES, Basis
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


def basis_lines(programmes: Collection[str], on: date, *more: str, uses: tuple[str, ...] = BENEFITS) -> tuple[str, ...]:
    """The lines "Căn cứ …;", then ``more`` lines, the last with a full stop (NĐ 30/2020, phụ lục I)."""
    lines = [*(f"Căn cứ {basis.words}" for basis in bases_of(programmes, on, *uses)), *more]
    return tuple(f"{line}{'.' if number == len(lines) else ';'}" for number, line in enumerate(lines, 1))


def _in_force(instrument: Instrument, day: str) -> bool:
    return instrument.first <= day and (instrument.last is None or day <= instrument.last)
