"""Which procedure governs a file."""

from __future__ import annotations

from datetime import date

from ansinh.legislation.calendar_days import month_of
from ansinh.legislation.errors import LawError, NoLawError, RuleSetError
from ansinh.legislation.timing.procedures_table import PROCEDURES, TRACKS, Procedure


def procedure_of_track(track: str, *, decided_on: date, received_on: date | None = None) -> Procedure:
    """The procedure of a track; ``received_on`` None: nothing was filed, the office acted by itself.

    Raises LawError when the decision comes before the file, NoLawError before the first procedure of the track.
    """
    filed = received_on or decided_on
    if filed > decided_on:
        raise LawError(f"Hồ sơ nhận ngày {filed:%d/%m/%Y} sau ngày quyết định {decided_on:%d/%m/%Y}.")
    rows = [procedure for procedure in PROCEDURES if procedure.track == track]
    if not rows:
        raise RuleSetError(f"no track of procedures is called {track!r}")
    reached = [row for row in rows if row.first <= (filed if row.by == "received" else decided_on)]
    if not reached:
        raise NoLawError(month_of(decided_on), month_of(rows[0].first))
    return reached[-1]


def procedure_of(programme: str, *, decided_on: date, received_on: date | None = None) -> Procedure:
    """The procedure under which a benefit of a programme is decided. Raises as procedure_of_track."""
    if programme not in TRACKS:
        raise RuleSetError(f"no programme is called {programme!r}")
    return procedure_of_track(TRACKS[programme], decided_on=decided_on, received_on=received_on)
