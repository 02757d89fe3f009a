"""Every table of states: what is not in it is refused, for every state, act and role; the diagram comes from it."""

from __future__ import annotations

from datetime import date

import pytest

from ansinh.access import public as access
from ansinh.casework import public as casework
from ansinh.casework.case_policies import JUDGED, kind_of, may_do
from ansinh.casework.case_states import CLOSED, CaseState
from ansinh.casework.cases.procedure import FLOWS
from ansinh.kernel.errors import Refusal
from ansinh.legislation import deadlines
from ansinh.legislation.timing import PROCEDURES
from ansinh.staff.case_steps import straight_way
from tests.paths import ROOT

ALL_ACTS = sorted({name for acts in FLOWS.values() for name in acts})
# A kind and procedure of each table.
EXAMPLES = {
    "nd20": ("new", "social_allowance", "nd20_2021"),
    "nd20_direct": ("stop", "social_allowance", "nd20_2021"),
    "commune": ("new", "social_allowance", "nd147_2025"),
    "nd335": ("new", "social_allowance", "nd335_2026"),
    "move": ("move_commune", "", "nd335_2026"),
    "disability": ("disability", "", "tt01_2019"),
    "reissue": ("disability_reissue", "", "tt01_2019"),
    "complaint": ("complaint", "", "complaint_2011"),
    "appeal": ("appeal", "", "complaint_2011"),
    "answer": ("grievance", "", ""),
}


def test_every_table_has_an_example() -> None:
    assert set(EXAMPLES) == set(FLOWS)


@pytest.mark.parametrize("flow", FLOWS)
def test_a_table_leads_from_receipt_to_a_decision_and_leaves_no_state_without_a_way_out(flow: str) -> None:
    acts = FLOWS[flow].values()
    reached, before = {CaseState.RECEIVED}, set()
    while reached != before:
        before = set(reached)
        reached |= {act.target for act in acts if act.sources & reached}
    used = {state for act in acts for state in (*act.sources, act.target)}
    assert used == reached, "a state that nobody comes to"
    assert {CaseState.DECIDED, CaseState.REFUSED, CaseState.WITHDRAWN} <= reached
    for state in reached - set(CLOSED):
        assert any(state in act.sources for act in acts), state
    assert not any(set(act.sources) & set(CLOSED) for act in acts), "a closed case is closed"
    assert all(act.roles <= set(access.ROLES) and act.permission for act in acts)


@pytest.mark.parametrize("flow", FLOWS)
def test_who_prepares_is_never_who_decides(flow: str) -> None:
    acts = FLOWS[flow].values()
    makers = {role for act in acts if act.permission is access.Permission.PREPARE_PROPOSALS for role in act.roles}
    deciders = {role for act in acts if act.permission is access.Permission.DECIDE for role in act.roles}
    assert makers
    assert deciders
    assert not makers & deciders
    for act in acts:
        assert all(act.permission in access.ROLES[role].permissions for role in act.roles), act.name


@pytest.mark.parametrize("kind", casework.CASE_KINDS.values(), ids=lambda kind: kind.code)
def test_every_kind_is_whole_under_every_procedure_since_nd20(kind: casework.CaseKind) -> None:
    for received in (date(2021, 7, 1), date(2025, 7, 1), date(2026, 10, 4), date(2026, 10, 5)):
        for programme in kind.programmes or ("",):
            try:
                procedure = casework.procedure_at_receipt(kind, programme, received)
            except Refusal:
                assert (programme or kind.code, received) in (
                    ("social_pension", date(2021, 7, 1)),
                    ("own_data", date(2021, 7, 1)),
                )
                continue
            codes = [paper.code for paper in kind.papers_of(procedure.code)]
            assert len(codes) == len(set(codes))
            assert all(paper.article for paper in kind.papers_of(procedure.code))
            ended = {step for act in procedure.acts.values() for step in act.ends}
            steps = {step.code for step in procedure.steps if step.code != "own_target" and step.days is not None}
            assert steps <= ended, f"{kind.code}, {procedure.code}: nothing ends {steps - ended}"
            way = straight_way(procedure)
            assert way[-1].target == CaseState.DECIDED
    assert set(kind.terms.values()) <= set(deadlines.KINDS)
    assert {code for code in kind.flows if code} <= {procedure.code for procedure in PROCEDURES}


AREA = 7


def actor_as(role: str, area: int = AREA) -> access.Actor:
    """A holder of one role in one commune."""
    held = access.ROLES[role]
    return access.Actor(
        user_id=1, username=role, display_name=role, roles=frozenset({role}), permissions=held.permissions,
        area_ids=frozenset({area}), home_ids=(area,), wide=held.wide,
    )  # fmt: skip


def case_in(flow: str, state: CaseState, maker: int = 2) -> casework.Case:
    """A case that follows a table, in a state, submitted by somebody."""
    kind, programme, procedure = EXAMPLES[flow]
    return casework.Case(
        kind=kind, programme=programme, procedure=procedure, flow=flow, state=state, area_id=AREA, to_area_id=AREA + 1,
        prepared_by_id=maker,
    )  # fmt: skip


@pytest.mark.parametrize("flow", FLOWS)
def test_every_state_act_and_role_that_is_not_in_the_table_is_refused(flow: str) -> None:
    """All of them; what is in the table is allowed on its side, to everybody but the maker where it is judged."""
    allowed = refused = 0
    for state in CaseState:
        for role in access.ROLES:
            for side, area in (("area", AREA), ("to_area", AREA + 1)):
                for name in ALL_ACTS:
                    act = FLOWS[flow].get(name)
                    actor = actor_as(role, area)
                    inside = act is not None and state in act.sources and role in act.roles
                    inside = inside and (actor.wide or (act is not None and act.side == side))
                    assert may_do(case_in(flow, state), name, actor) == inside, (state, role, name, side)
                    # What the district's department refuses was put forward by a commune, not by who submitted it on.
                    signed = name in JUDGED and act is not None and act.permission is access.Permission.DECIDE
                    assert not (signed and may_do(case_in(flow, state, maker=1), name, actor))
                    allowed, refused = allowed + inside, refused + (not inside)
    assert allowed == sum(
        len(act.sources) * sum(2 if access.ROLES[role].wide else 1 for role in act.roles)
        for act in FLOWS[flow].values()
    )
    assert refused > 9_000


def test_kinds_are_declared_in_few_lines() -> None:
    folder = ROOT / "ansinh/casework/cases/kinds"
    sizes = {path.name: len(path.read_text(encoding="utf-8").splitlines()) for path in folder.glob("*.py")}
    assert {name: lines for name, lines in sizes.items() if lines > 80} == {}
    assert len(casework.CASE_KINDS) == len(sizes) - 1
    assert kind_of(casework.Case(kind="new")).word == "Thêm mới"
