"""A case as a line of stations: what was done and when, what is next and whose it is, until when."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext

from ansinh.access.public import ROLES
from ansinh.casework.public import Case, CaseProcedure, CaseState, CaseStep, Clock
from ansinh.kernel.languages import said

ASIDE = frozenset({"ask", "recall", "return", "send_back", "send_down", "withdraw", "refuse", "complain", "refer"})
"""Acts off the straight way from receipt to decision."""
_END = {CaseState.REFUSED: CaseState.DECIDED, CaseState.WITHDRAWN: CaseState.DECIDED}


@dataclass(frozen=True)
class Station:
    """``state``: done, next or waiting. ``who``: who did it, or whose it is. ``on``: the day it was done."""

    label: str
    state: str
    who: str
    on: date | None
    due_on: date | None = None


@dataclass(frozen=True)
class _Way:
    """An act on the straight way, and the state it leads to."""

    act: str
    label: str
    target: CaseState
    roles: frozenset[str]
    ends: frozenset[str]


def straight_way(procedure: CaseProcedure) -> list[_Way]:
    """The shortest way of a procedure from receipt to decision, without what happens aside."""
    came: dict[CaseState, _Way] = {}
    waiting = deque([CaseState.RECEIVED])
    origin: dict[CaseState, CaseState] = {}
    while waiting:
        here = waiting.popleft()
        for act in procedure.acts.values():
            if here in act.sources and act.name not in ASIDE and act.target not in came and act.target != here:
                if act.target == CaseState.RECEIVED:
                    continue
                came[act.target] = _Way(act.name, act.label, act.target, act.roles, act.ends)
                origin[act.target] = here
                waiting.append(act.target)
    way: list[_Way] = []
    state = CaseState.DECIDED
    while state in came:
        way.insert(0, came[state])
        state = origin[state]
    return way


def stations_of(case: Case, procedure: CaseProcedure, clock: Clock, history: Sequence[CaseStep]) -> list[Station]:
    """The stations of a case; each that is done shows its last time."""
    way = straight_way(procedure)
    at = CaseState(case.state)
    reached = next((i for i, one in enumerate(way) if one.target == _END.get(at, at)), -1)
    if at in (CaseState.RETURNED, CaseState.CITIZEN, CaseState.RECEIVED):
        reached = -1
    elif reached < 0:  # aside (a complaint, a medical board): as far as what it left
        before = history[-1].before if history else ""
        reached = next((i for i, one in enumerate(way) if one.target == before), -1)
    done = {step.act: step for step in history}
    last = {step.after: step for step in history}
    first = history[0] if history else None
    found = [Station(gettext("Tiếp nhận"), "done", _name(first), case.received_on)]
    for i, one in enumerate(way):
        step = done.get(one.act) or last.get(one.target)
        if i <= reached:
            label = CaseState(at).label if i == reached and at in _END else one.label
            ended = history[-1] if at in _END and i == reached else step
            found.append(Station(label, "done", _name(ended), ended.on if ended else None))
        else:
            found.append(Station(one.label, "next" if i == reached + 1 else "", _whose(one), None, _due(one, clock)))
    return found


def _name(step: CaseStep | None) -> str:
    return step.by.display_name if step and step.by else ""


def _whose(way: _Way) -> str:
    return ", ".join(said(ROLES[role].label).split(" (")[0] for role in sorted(way.roles))


def _due(way: _Way, clock: Clock) -> date | None:
    """Of an act that ends several steps of the term at once, the day of the last."""
    open_steps = [due.due_on for due in clock.steps if due.step.code in way.ends and due.done_on is None]
    return open_steps[-1] if open_steps else None
