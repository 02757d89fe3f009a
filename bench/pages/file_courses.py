"""The courses that made-up files take: ways through the product's own tables of states, with the days and the clock."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

import polars as pl

WEIGHTS = {"new": 30, "change": 22, "stop": 14, "move_within": 6, "funeral": 8, "complaint": 2, "grievance": 2}
"""Of a hundred files about so many are of these kinds; kinds that are not named get one each."""
PACES = (1, 2, 5)
"""Days between two acts: most files are quick, some are late for it."""
ENDINGS = {"decided": 88, "refused": 8, "withdrawn": 4}


@dataclass(frozen=True)
class Way:
    """Acts that lead from receipt to a state, and the states passed on it, receipt first."""

    acts: tuple[str, ...]
    states: tuple[str, ...]

    @property
    def end(self) -> str:
        """Where it ends."""
        return self.states[-1]


@cache
def ways(flow: str) -> tuple[Way, ...]:
    """The shortest way to each state of a table; and each again after the citizen was asked for something."""
    from ansinh.casework.public import FLOWS

    found = {"received": Way((), ("received",))}
    waiting = list(found.values())
    while waiting:
        way = waiting.pop(0)
        for act in FLOWS[flow].values():
            if way.end in act.sources and str(act.target) not in found:
                found[str(act.target)] = Way((*way.acts, act.name), (*way.states, str(act.target)))
                waiting.append(found[str(act.target)])
    if str(FLOWS[flow]["supplied"].target) != "received":
        return tuple(found.values())
    asked = [Way(("ask", "supplied", *way.acts), ("received", "citizen", *way.states)) for way in found.values()]
    return (*found.values(), *(way for way in asked if way.acts.count("ask") == 1))


def ways_table(flows: Iterable[str]) -> pl.DataFrame:
    """``flow``, ``way`` (its place), whether it is ``live``, ``weight``, ``state`` at its end, its ``acts``."""
    from ansinh.casework.public import LIVE_CASES

    rows = []
    for flow in sorted(set(flows)):
        for place, way in enumerate(ways(flow)):
            rare = 0.15 if "ask" in way.acts and way.end != "citizen" else 1.0
            live = way.end in {str(state) for state in LIVE_CASES}
            rows.append((flow, place, live, ENDINGS.get(way.end, 10) * rare, way.end, list(way.acts)))
    return pl.DataFrame(rows, schema=["flow", "way", "live", "weight", "state", "acts"], orient="row")


def kinds_table() -> pl.DataFrame:
    """``kind``, ``programme`` and ``share`` of each."""
    from ansinh.casework.public import CASE_KINDS

    rows = [
        (kind.code, programme, WEIGHTS.get(kind.code, 1) / len(kind.programmes or ("",)))
        for kind in CASE_KINDS.values()
        for programme in kind.programmes or ("",)
    ]
    return pl.DataFrame(rows, schema=["kind", "programme", "share"], orient="row")


def procedures_table(asked: pl.DataFrame) -> pl.DataFrame:
    """For each ``kind``, ``programme`` and ``received_on`` the ``procedure`` of that day, its ``flow``, ``by_law``."""
    from ansinh.casework.public import CASE_KINDS, procedure_at_receipt

    rows = []
    for kind, programme, day in asked.unique().iter_rows():
        found = procedure_at_receipt(CASE_KINDS[kind], programme, day)
        rows.append((kind, programme, day, found.code, found.flow, found.by_law))
    names = ["kind", "programme", "received_on", "procedure", "flow", "by_law"]
    return pl.DataFrame(rows, schema=names, orient="row")


def day_of_act(received_on: date, pace: int, place: int, today: date) -> date:
    """The day of an act; nothing is done after today."""
    return min(received_on + timedelta(days=pace * (place + 1)), today)


def clocks_table(asked: pl.DataFrame, today: date) -> pl.DataFrame:
    """For each course and day of receipt what the product's clock says: ``due_on``, ``step_due_on``, ``paused_on``."""
    from ansinh.casework.public import CASE_KINDS, Done, clock_of, procedure_at_receipt

    rows: list[tuple[Any, ...]] = []
    for kind, programme, day, flow, way, pace in asked.unique().iter_rows():
        acts = ways(flow)[way].acts
        history = [Done(act, day_of_act(day, pace, place, today)) for place, act in enumerate(acts)]
        clock = clock_of(procedure_at_receipt(CASE_KINDS[kind], programme, day), day, history)
        rows.append((kind, programme, day, flow, way, pace, clock.due_on, clock.step_due_on, clock.paused_on))
    days = dict.fromkeys(("due_on", "step_due_on", "paused_on"), pl.Date)
    return pl.DataFrame(rows, schema={**asked.schema, **days}, orient="row")


def papers_table(asked: pl.DataFrame) -> pl.DataFrame:
    """The ``code`` of each paper that a ``kind`` wants under a ``procedure``."""
    from ansinh.casework.public import CASE_KINDS

    rows = [
        (kind, procedure, paper.code)
        for kind, procedure in asked.unique().iter_rows()
        for paper in CASE_KINDS[kind].papers_of(procedure)
    ]
    return pl.DataFrame(rows, schema=["kind", "procedure", "code"], orient="row")
