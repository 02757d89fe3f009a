"""May this person do this to these proposals? ``check_…`` raises a Refusal that says why not."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q

from ansinh.access.public import Act, Actor, Permission, check_open
from ansinh.casework.document_kinds import DocumentKind
from ansinh.casework.documents.draft import Draft
from ansinh.casework.models import Document, Proposal, SignedFile
from ansinh.casework.states import ACTS, State
from ansinh.kernel.errors import Refusal
from ansinh.registry.public import Merge


def may(act: Act[State], state: str, actor: Actor) -> bool:
    """Whether the table of states allows the act to this person in this state."""
    return state in act.sources and act.open_to(actor)


def check_act(name: str, proposal_ids: Sequence[int], actor: Actor, *, case_id: int | None = None) -> Act[State]:
    """Raise unless the person may do the act to every one of the proposals. Locks them until the transaction ends.

    ``case_id``: the case whose act it is; proposals of a live case are moved by that case alone.
    """
    act = ACTS[name]
    check_open(actor, act)
    if not proposal_ids:
        raise Refusal("Chưa chọn đề nghị nào.", code="nothing_chosen")
    locked = Proposal.objects.filter(pk__in=proposal_ids).select_for_update().values_list("state", flat=True)
    states = list(locked)
    if name in ("submit", "decide"):
        _check_not_merged_since(proposal_ids)
    _check_not_of_another_case(proposal_ids, case_id)
    if len(states) != len(set(proposal_ids)):
        raise Refusal("Có đề nghị không tồn tại hoặc ngoài địa bàn của bạn.", code="unknown_proposal")
    wrong = sorted({State(state).label for state in states if state not in act.sources})
    if wrong:
        raise Refusal(
            "Không thể %(doing)s: có đề nghị đang ở trạng thái %(wrong)s.",
            code="wrong_state",
            act=name,
            doing=act.label.lower(),
            wrong=", ".join(wrong),
        )
    return act


def _check_not_merged_since(proposal_ids: Sequence[int]) -> None:
    """What was proposed about one of two records does not count for the person that they turned out to be."""
    taken_part = Q(kept_id=OuterRef("person_id")) | Q(absorbed_id=OuterRef("person_id"))
    merged = Merge.objects.filter(taken_part, state=Merge.State.DONE, done_at__gt=OuterRef("made_at"))
    stale = Proposal.objects.filter(pk__in=proposal_ids).filter(Exists(merged)).count()
    if stale:
        raise Refusal(
            "%(stale)s đề nghị được lập trước khi hồ sơ được gộp; hãy chạy lại bước đề nghị của tháng.",
            code="merged_since",
            stale=stale,
        )


def _check_not_of_another_case(proposal_ids: Sequence[int], case_id: int | None) -> None:
    held = Proposal.objects.filter(pk__in=proposal_ids, case__closed_on=None, case__isnull=False)
    case = held.exclude(case_id=case_id).values_list("case__number", "case__year").first()
    if case:
        raise Refusal(
            "Có đề nghị thuộc hồ sơ số %(number)s/%(year)s; hãy giải quyết trong hồ sơ đó.",
            code="of_a_case",
            number=f"{case[0]:02d}",
            year=case[1],
        )


def check_other_maker(proposal_ids: Sequence[int], actor: Actor) -> None:
    """Raise when the person prepared one of the proposals: who prepares does not decide."""
    own = Proposal.objects.filter(pk__in=proposal_ids, prepared_by_id=actor.user_id).aggregate(n=Count("pk"))["n"]
    if own:
        raise Refusal(
            "Bạn là người lập %(own)s trong số đề nghị này; phải do người khác ký quyết định.",
            code="maker_is_checker",
            own=own,
        )


def check_own_office(office_ids: Sequence[int], actor: Actor, on: date) -> None:
    """Raise when another office decides there on that day: until June 2025 the district's chair, not the commune's."""
    if not actor.wide and not actor.area_ids.issuperset(office_ids):
        raise Refusal(
            "Ngày %(on)s quyết định này thuộc thẩm quyền của Chủ tịch Ủy ban nhân dân cấp huyện.",
            code="other_office",
            on=f"{on:%d/%m/%Y}",
        )


def may_issue(actor: Actor) -> bool:
    """Whether the person issues documents at all: those who prepare or decide."""
    return actor.may(Permission.PREPARE_PROPOSALS) or actor.may(Permission.DECIDE)


def check_may_issue(actor: Actor, draft: Draft) -> None:
    """Raise unless the person issues documents, here."""
    if not may_issue(actor):
        raise Refusal("Bạn không có quyền phát hành văn bản.", code="not_permitted")
    if not actor.wide and draft.area_id not in actor.area_ids:
        raise Refusal("Ngoài địa bàn của bạn.", code="outside_scope")


def check_may_sign(actor: Actor, document_id: int) -> Document:
    """The document, locked. Raise unless it is in force, not signed yet, and the person decides here."""
    document = (
        Document.objects.select_for_update(of=("self",)).select_related("registered").filter(pk=document_id).first()
    )
    if document is None or not actor.may(Permission.DECIDE):
        raise Refusal("Bạn không có quyền ký số văn bản này.", code="not_permitted")
    if document.cancelled_at is not None:
        raise Refusal("Văn bản này đã bị hủy.", code="cancelled")
    if SignedFile.objects.filter(document=document).exists():
        raise Refusal("Văn bản này đã được ký số.", code="signed")
    return document


def check_may_cancel(actor: Actor, document_id: int, because: str) -> Document:
    """The document, locked. Raise unless it is in force and the person may cancel it."""
    document = (
        Document.objects.select_for_update(of=("self",)).select_related("registered").filter(pk=document_id).first()
    )
    if document is None or not may_issue(actor):
        raise Refusal("Không có văn bản này trong địa bàn của bạn.", code="unknown_document")
    if not because:
        raise Refusal("Hãy ghi lý do hủy.", code="reason_missing")
    if document.kind == DocumentKind.DECISION and document.decision_id is not None:
        raise Refusal(
            "Quyết định đã ký không hủy được ở đây; hãy lập quyết định điều chỉnh hoặc thôi hưởng.", code="decided"
        )
    if document.cancelled_at is not None:
        raise Refusal("Văn bản này đã bị hủy trước đó.", code="cancelled")
    return document
