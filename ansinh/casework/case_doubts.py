"""What keeps a submitted case from being signed together with others: it has to be opened and looked at alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import Q

from ansinh.casework.case_policies import kind_of, procedure_of_case
from ansinh.casework.case_states import LIVE_CASES
from ansinh.casework.cases.kind import Outcome
from ansinh.casework.models import Case, CasePaper, Proposal, Suspension
from ansinh.casework.states import State
from ansinh.registry.public import ChangeRequest, DuplicatePair, PairState, RequestState, Residence

BY_LAW = (Outcome.PROPOSALS, Outcome.RESUME, Outcome.ONCE)
"""What the law itself answers; a move, a suspension or the answer to a complaint is read before it is signed."""
ABOUT_DEAD = ("funeral", "stop")
Doubts = dict[int, list[str]]


def doubts_of(cases: Sequence[Case], on: date) -> Doubts:
    """By case, why it is not clear; empty: nothing is doubtful, its papers are there, nothing contradicts it.

    Cases come with their people. The law itself is asked again when somebody signs.
    """
    found: Doubts = {case.pk: list(_of_itself(case)) for case in cases}
    for told in (_papers(cases), _proposals(cases), _conflicts(cases), _elsewhere(cases, on)):
        for case_id, doubt in told:
            found[case_id].append(doubt)
    return found


def _of_itself(case: Case) -> Iterable[str]:
    if kind_of(case).outcome not in BY_LAW:
        yield "loại hồ sơ này ký từng hồ sơ"
    if not case.suggested:
        yield "chưa có đề xuất"
    if case.person.died_on is not None and case.kind not in ABOUT_DEAD:
        yield "sổ ghi người này đã chết"


def _papers(cases: Sequence[Case]) -> Iterable[tuple[int, str]]:
    by_id = {case.pk: case for case in cases}
    missing = CasePaper.objects.filter(case_id__in=by_id, given_on=None).values_list("case_id", "code")
    short = Counter(
        case_id for case_id, code in missing if any(p.needed and p.code == code for p in _papers_of(by_id[case_id]))
    )
    return [(case_id, f"còn thiếu {n} giấy tờ") for case_id, n in short.items()]


def _papers_of(case: Case) -> tuple[object, ...]:
    return kind_of(case).papers_of(procedure_of_case(case).code)


def _proposals(cases: Sequence[Case]) -> Iterable[tuple[int, str]]:
    granted = [case.pk for case in cases if case.suggested == Case.Suggested.GRANT]
    about = [case.pk for case in cases if case.pk in granted and kind_of(case).outcome in BY_LAW[:2]]
    submitted = Proposal.objects.filter(case_id__in=about, state=State.SUBMITTED).values_list("case_id", "doubt")
    rows = list(submitted)
    yield from ((case_id, f"{doubt[0].lower()}{doubt[1:].rstrip('.')}") for case_id, doubt in rows if doubt)
    yield from ((case_id, "không còn đề nghị nào đã trình") for case_id in set(about) - {row[0] for row in rows})


def _conflicts(cases: Sequence[Case]) -> Iterable[tuple[int, str]]:
    """Somebody else's record, news that wait, another file, a suspension."""
    who = [case.person_id for case in cases]
    pairs = DuplicatePair.objects.filter(Q(first_id__in=who) | Q(second_id__in=who))
    unsure = pairs.filter(state__in=(PairState.SUSPECTED, PairState.UNSURE)).values_list("first_id", "second_id")
    twice = {one for pair in unsure for one in pair}
    waiting = ChangeRequest.objects.filter(
        person_id__in=who, state__in=(RequestState.OPEN, RequestState.APPROVED)
    ).values_list("person_id", "pk")
    news = list(waiting)
    live = Case.objects.filter(person_id__in=who, state__in=LIVE_CASES).values_list("person_id", "pk")
    others = list(live)
    held = set(Suspension.objects.filter(person_id__in=who, ended_by=None).values_list("person_id", flat=True))
    for case in cases:
        if case.person_id in twice:
            yield case.pk, "đang nghi trùng với người khác"
        if any(person == case.person_id and pk != case.request_id for person, pk in news):
            yield case.pk, "có tin chưa vào sổ"
        if any(person == case.person_id and pk != case.pk for person, pk in others):
            yield case.pk, "có hồ sơ khác đang giải quyết"
        if case.person_id in held and kind_of(case).outcome is not Outcome.RESUME:
            yield case.pk, "đang tạm dừng hưởng"


def _elsewhere(cases: Sequence[Case], on: date) -> Iterable[tuple[int, str]]:
    living = [case for case in cases if case.person.died_on is None]
    homes = Residence.objects.filter(
        person_id__in=[case.person_id for case in living], retracted_at=None, valid__contains=on
    ).values_list("person_id", "unit_id")
    here = set(homes)
    return [
        (case.pk, "sổ không ghi đang cư trú tại xã") for case in living if (case.person_id, case.area_id) not in here
    ]
