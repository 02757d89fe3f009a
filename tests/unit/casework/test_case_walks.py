"""Random walks through the engine: whatever is tried in whatever order, a case keeps its invariants."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ansinh.access import public as access
from ansinh.areas import public as areas
from ansinh.casework import public as casework
from ansinh.casework.case_states import CLOSED, CaseState
from ansinh.casework.cases.clock import pauses
from ansinh.kernel.errors import Refusal

from .office import disabled

pytestmark = pytest.mark.django_db
TRIED = ("ask", "supplied", "check", "submit", "recall", "return", "decide", "refuse", "withdraw", "post", "accept")
WALK = st.lists(
    st.tuples(st.sampled_from(TRIED), st.sampled_from(["maker", "chair"]), st.integers(-1, 4)), min_size=3, max_size=14
)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(walk=WALK, severe=st.booleans(), received=st.sampled_from([date(2026, 9, 21), date(2026, 10, 5)]))
def test_a_walk_never_leaves_the_table(
    here: areas.Unit, maker: access.Actor, chair: access.Actor, walk: list[tuple[str, str, int]], severe: bool,
    received: date,
) -> None:  # fmt: skip
    who = disabled(here, degree="severe" if severe else "mild")
    actors, day = {"maker": maker, "chair": chair}, received
    with access.acting_as(maker):
        case = casework.receive_case(
            actor=maker, kind="new", person_id=who.pk, received_on=received, on=received, starter="person",
            programme="social_allowance", papers=("form", "identity"),
        )  # fmt: skip
    for name, role, later in walk:
        before = casework.Case.objects.get(pk=case.pk)
        day += timedelta(days=max(later, 0))
        on = day if later >= 0 else received - timedelta(days=1)
        act = casework.FLOWS[case.flow].get(name)
        done = _tried(case.pk, name, actors[role], on)
        found = casework.Case.objects.get(pk=case.pk)
        if done:
            assert act is not None
            assert before.state in act.sources
            assert found.state == act.target
            assert on >= received
        else:
            assert found.state == before.state
        _holds(found)


def _tried(case_id: int, name: str, actor: access.Actor, on: date) -> bool:
    at = datetime(on.year, on.month, on.day, 9, tzinfo=UTC)
    try:
        with access.acting_as(actor):
            if name == "submit":
                wanted = "grant" if on.toordinal() % 3 else "refuse"
                casework.submit_case(
                    actor=actor, case_id=case_id, suggested=wanted, on=on, at=at, because="xét thấy như vậy"
                )
            elif name == "decide":
                casework.decide_case(actor=actor, case_id=case_id, on=on, at=at)
            elif name == "refuse":
                casework.refuse_case(actor=actor, case_id=case_id, on=on, because="không đủ điều kiện")
            else:
                casework.step_case(actor=actor, case_id=case_id, act=name, on=on, said="ghi rõ")
    except Refusal:
        return False
    return True


def _holds(case: casework.Case) -> None:
    """What is true of every case at every moment."""
    history = casework.history_of(case)
    steps = list(case.steps.order_by("id"))
    assert [one.before for one in steps[1:]] == [one.after for one in steps[:-1]]
    assert steps[-1].after == case.state
    assert [one.on for one in history] == sorted(one.on for one in history)
    assert (case.closed_on is not None) == (CaseState(case.state) in CLOSED)
    waiting = bool(pauses(history)) and pauses(history)[-1][1] is None
    assert (case.paused_on is not None) == waiting
    assert waiting or case.due_on is not None
    awards = casework.Award.objects.filter(person_id=case.person_id, retracted_at=None)
    assert awards.exists() == (case.state == CaseState.DECIDED)
    if case.state in (CaseState.DECIDED, CaseState.REFUSED):
        assert case.prepared_by_id != case.decided_by_id
    live = casework.Proposal.objects.filter(case=case, state__in=casework.LIVE)
    assert not (case.state == CaseState.DECIDED and live.exists())
