"""Putting a case before whoever decides, with what the maker suggests and the proposals that belong to it."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from ansinh.access.public import SYSTEM, Actor, acting_as
from ansinh.casework.case_policies import kind_of, locked_case, procedure_of_case
from ansinh.casework.case_states import CaseAct
from ansinh.casework.cases.kind import ENDED_ELSEWHERE, Outcome
from ansinh.casework.documents.composing.certificate import check_recorded
from ansinh.casework.models import Case, Proposal, Suspension
from ansinh.casework.operations.propose_for_person import propose_for_person, standing_for_kinds
from ansinh.casework.operations.step_case import write_step
from ansinh.casework.operations.submit_proposals import submit_proposals
from ansinh.casework.states import LIVE, State
from ansinh.kernel.errors import Refusal
from ansinh.kernel.period import Month
from ansinh.registry.public import ChangeRequest, RequestState

BY_PROPOSALS = (Outcome.PROPOSALS, Outcome.RESUME)


@transaction.atomic
def submit_case(
    *, actor: Actor, case_id: int, suggested: str, on: date, at: datetime, because: str = "", act: str = "submit"
) -> Case:
    """Submit, suggesting to grant or to refuse; ``because``: the answer, or the reasons of a refusal.

    ``act`` "take_up": the new commune of somebody who moves submits what the old one has sent. Raises Refusal when
    papers are missing or the law and the registry give no ground for what is suggested.
    """
    case, found = locked_case(case_id, act, actor, on)
    if suggested not in Case.Suggested.values:
        raise Refusal("Chọn đề xuất: giải quyết hay không giải quyết.", code="no_suggestion")
    kind, because = kind_of(case), because.strip()
    if suggested == Case.Suggested.REFUSE and not may_suggest_refusal(case, found):
        raise Refusal(
            "Thủ tục này không trình việc không giải quyết: Phòng trả lời bằng văn bản, nêu rõ lý do.",
            code="answers_itself",
        )
    if not because and (suggested == Case.Suggested.REFUSE or kind.answers):
        raise Refusal("Hãy ghi nội dung trả lời, lý do.", code="text_missing", field="because")
    if suggested == Case.Suggested.GRANT:
        _check_papers(case)
        if kind.outcome in BY_PROPOSALS:
            _submit_proposals(case, actor, on, at)
        elif kind.certifies and kind.outcome is Outcome.ANSWER:
            check_recorded(case.person_id, on)
    to_area = case.to_area_id
    by_news = kind.outcome is Outcome.NEWS and not case.asked_after_moving
    if suggested == Case.Suggested.GRANT and by_news and act == "submit":
        to_area = _checked_news(case).to_area_id
    return write_step(
        case, found, actor=actor, on=on, said=because, suggested=suggested, prepared_by_id=actor.user_id,
        because=because, to_area_id=to_area,
    )  # fmt: skip


def may_suggest_refusal(case: Case, act: CaseAct) -> bool:
    """Whether whoever it is submitted to answers refusals too (not so under NĐ 20/2021 Đ8.1.d)."""
    refuse = procedure_of_case(case).acts.get("refuse")
    return refuse is not None and act.target in refuse.sources


def proposals_of_case(case: Case, on: date, at: datetime) -> list[Proposal]:
    """The live proposals of the person as the law and the registry have it on a day, joined to the case."""
    resumed = {}
    if kind_of(case).outcome is Outcome.RESUME:
        held = Suspension.objects.filter(person_id=case.person_id, ended_by=None)
        resumed = {(one.person_id, one.programme): Month.of(one.first_month) for one in held}
    kind = kind_of(case)
    if ended := str(case.asked.get(ENDED_ELSEWHERE, "")):
        resumed = {(case.person_id, case.programme): Month.of(date.fromisoformat(ended))}
    with acting_as(SYSTEM):
        stands = standing_for_kinds(case.person_id, on, at, kind.changes, resumed, look_ahead=kind.looks_ahead)
        found = propose_for_person(stands, person_id=case.person_id, known_at=at, resumed=resumed)
        ids = [one.pk for one in found]
        Proposal.objects.filter(pk__in=ids, state__in=LIVE).exclude(case_id=case.pk).update(case_id=case.pk)
    return found


def _submit_proposals(case: Case, actor: Actor, on: date, at: datetime) -> None:
    found = proposals_of_case(case, on, at)
    kind = kind_of(case)
    if not any(one.kind in kind.changes and one.programme == case.programme for one in found):
        raise Refusal(
            "Theo luật và sổ người dân hiện nay chưa có căn cứ %(word)s chế độ này; xem phần “Vì sao”, bổ "
            "sung thông tin hoặc đề xuất không giải quyết.",
            code="no_ground",
            word=kind.word.lower(),
        )
    waiting = [one.pk for one in found if one.state in (State.OPEN, State.RETURNED)]
    if waiting:
        submit_proposals(ids=waiting, by=actor, at=at, case_id=case.pk)


def _check_papers(case: Case) -> None:
    """A case is complete when every paper is there that is always needed."""
    needed = {p.code: p.label for p in kind_of(case).papers_of(procedure_of_case(case).code) if p.needed}
    missing = case.papers.filter(code__in=needed, given_on=None).values_list("code", flat=True)
    if missing:
        raise Refusal(
            "Còn thiếu: %(missing)s.", code="papers_missing", missing="; ".join(needed[code] for code in missing)
        )


def _checked_news(case: Case) -> ChangeRequest:
    """What the case would record stands in a change request, as all news does."""
    request = case.request
    if request is None or request.state not in (RequestState.OPEN, RequestState.APPROVED, RequestState.APPLIED):
        raise Refusal("Hãy báo tin tương ứng về người này và gắn vào hồ sơ trước khi trình.", code="no_news")
    return request
