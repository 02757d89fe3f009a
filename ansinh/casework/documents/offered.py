"""Which documents a case has or needs, by kind and state: what the procedure wants next stands first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ansinh.access.public import Actor
from ansinh.casework.case_policies import kind_of
from ansinh.casework.case_states import CaseState
from ansinh.casework.cases.kind import Outcome
from ansinh.casework.documents.composing.case_letters import (
    answering_draft,
    asking_draft,
    refusing_draft,
    result_draft,
)
from ansinh.casework.documents.composing.case_posting import case_posting_draft
from ansinh.casework.documents.composing.case_receipt import case_receipt_draft
from ansinh.casework.documents.composing.case_submission import case_submission_draft, forwarding_draft
from ansinh.casework.documents.composing.certificate import certificate_draft
from ansinh.casework.documents.composing.decision import decision_draft
from ansinh.casework.documents.composing.notice import notice_of
from ansinh.casework.documents.composing.submission import submission_of
from ansinh.casework.documents.draft import Draft
from ansinh.casework.models import Case, Decision, Document, Proposal
from ansinh.casework.queries_cases import proposals_of_case
from ansinh.casework.states import State
from ansinh.kernel.errors import Refusal

S = CaseState
ALL_THAT_LIVE = frozenset(state for state in CaseState if state not in (S.DECIDED, S.REFUSED, S.WITHDRAWN))
SUBMITTED = frozenset({S.SUBMITTED, S.REVIEW, S.TAKEN_UP, S.DISTRICT})
POSTED = frozenset({S.POSTED, S.COMPLAINED, S.REVIEWED})


@dataclass(frozen=True)
class Offer:
    """A document of a case. ``now``: the procedure wants it at this step. ``issued``: it is there already."""

    code: str
    label: str
    now: bool
    draft: Draft
    issued: Document | None = None


Make = Callable[[Case, Sequence[Proposal], Actor, date], Sequence[Draft]]


def _one(make: Callable[[Case, Actor, date], Draft]) -> Make:
    return lambda case, own, actor, on: [make(case, actor, on)]


def _submissions(case: Case, own: Sequence[Proposal], actor: Actor, on: date) -> Sequence[Draft]:
    """One a kind of proposal; without proposals, or when refusing is suggested, that of the case itself."""
    by_kind: dict[str, list[Proposal]] = {}
    for proposal in own:
        if proposal.state in (State.SUBMITTED, State.DECIDED):
            by_kind.setdefault(proposal.kind, []).append(proposal)
    if not by_kind or case.suggested == Case.Suggested.REFUSE:
        return [case_submission_draft(case, actor, on)]
    return [submission_of(found, on) for found in by_kind.values()]


def _decisions(case: Case, own: Sequence[Proposal], actor: Actor, on: date) -> Sequence[Draft]:
    signed = (proposal.decision_id for proposal in own)
    ids = {pk for pk in (*signed, case.decision_id, case.left_by_id) if pk is not None}
    related = ("commune", "commune__parent", "office", "prepared_by", "decided_by")
    return [
        decision_draft(each) for each in Decision.objects.filter(pk__in=ids).select_related(*related).order_by("pk")
    ]


def _notices(case: Case, own: Sequence[Proposal], actor: Actor, on: date) -> Sequence[Draft]:
    if kind_of(case).outcome is Outcome.ANSWER:  # the answer itself goes to whoever asked
        return []
    decided = [proposal for proposal in own if proposal.state == State.DECIDED]
    return [notice_of(each, case.person.area, on) for each in decided] or [result_draft(case, actor, on)]


@dataclass(frozen=True)
class _Kind:
    code: str
    label: str
    make: Make
    now: frozenset[CaseState]
    also: frozenset[CaseState] = frozenset()


OFFERED = (
    _Kind("receipt", "Giấy tiếp nhận và hẹn trả kết quả", _one(case_receipt_draft), frozenset({S.RECEIVED}),
          frozenset(CaseState)),
    _Kind("ask", "Thông báo yêu cầu bổ sung", _one(asking_draft), frozenset({S.CITIZEN})),
    _Kind("submission", "Tờ trình", _submissions, SUBMITTED, frozenset({S.DECIDED, S.SENT})),
    _Kind("posting", "Danh sách niêm yết", _one(case_posting_draft), frozenset({S.POSTED}), POSTED),
    _Kind("forward", "Văn bản đề nghị Phòng cấp huyện", _one(forwarding_draft), frozenset({S.REVIEW, S.REVIEWED}),
          frozenset({S.DISTRICT, S.SUBMITTED, S.DECIDED, S.REFUSED})),
    _Kind("decision", "Quyết định", _decisions, frozenset({S.DECIDED, S.SENT, S.TAKEN_UP})),
    _Kind("certificate", "Giấy xác nhận khuyết tật", _one(certificate_draft), frozenset({S.DECIDED})),
    _Kind("notice", "Thông báo cho người dân", _notices, frozenset({S.DECIDED})),
    _Kind("refusal", "Văn bản trả lời không giải quyết", _one(refusing_draft), frozenset({S.REFUSED})),
    _Kind("answer", "Văn bản trả lời", _one(answering_draft), frozenset({S.DECIDED})),
)  # fmt: skip
"""In the order of a procedure; each with the states that want it and those in which it may still be made."""


def offers_of(case: Case, actor: Actor, on: date, own: Sequence[Proposal] | None = None) -> list[Offer]:
    """The documents of a case, those that are wanted now and not issued first. What cannot be made is left out.

    ``own``: the proposals of the case with their communes, where they were read already.
    """
    if own is None:
        own = list(proposals_of_case(case.pk).select_related("area__parent"))
    found: list[Offer] = []
    for kind in OFFERED:
        if case.state in kind.now | kind.also and _fits(kind, case):
            drafts = _made(kind, case, own, actor, on)
            found += [_offer(kind, case, draft, n if len(drafts) > 1 else 0) for n, draft in enumerate(drafts, 1)]
    issued = Document.objects.select_related("registered").filter(
        subject__in=[each.draft.subject for each in found], cancelled_at=None
    )
    by_subject = {document.subject: document for document in issued}
    found = [replace(each, issued=by_subject.get(each.draft.subject)) for each in found]
    return sorted(found, key=lambda each: not (each.now and each.issued is None))


def offer_of(case: Case, code: str, actor: Actor, on: date) -> Offer:
    """One of them. Raises Refusal for a document that the case does not have now."""
    found = next((each for each in offers_of(case, actor, on) if each.code == code), None)
    if found is None:
        raise Refusal("Hồ sơ ở bước này không có văn bản đó.", code="unknown_document")
    return found


def _fits(kind: _Kind, case: Case) -> bool:
    if kind.code == "certificate":
        return kind_of(case).certifies
    return kind.code != "answer" or (kind_of(case).answers and case.decision_id is None)


def _made(kind: _Kind, case: Case, own: Sequence[Proposal], actor: Actor, on: date) -> Sequence[Draft]:
    try:
        return kind.make(case, own, actor, on)
    except Refusal:
        return ()


def _offer(kind: _Kind, case: Case, draft: Draft, number: int) -> Offer:
    label = f"{kind.label} số {draft.number:02d}/{draft.letters}" if draft.number else kind.label
    code = f"{kind.code}-{number}" if number else kind.code
    ids = tuple(sorted({*draft.case_ids, case.pk}))
    return Offer(code, label, case.state in kind.now, replace(draft, case_ids=ids))
