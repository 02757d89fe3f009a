"""What a discrepancy leads to: handed to the way on which such things are settled, then concluded."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from ansinh.access.public import SYSTEM, Actor, Permission, acting_as
from ansinh.casework.public import Case, receive_case
from ansinh.kernel import audit
from ansinh.kernel.crash import crash_here
from ansinh.kernel.errors import Refusal
from ansinh.kernel.money import format_dong
from ansinh.payments.models import CaseLine, EntryMatch, FollowUp, MatchCase
from ansinh.payments.operations.correct_result import correct_result
from ansinh.payments.policies import check_scope
from ansinh.payments.sampling_states import FollowUpState, Route, Told
from ansinh.payments.states import DoubtKind

LONGEST = 500


def routes_of(follow_up: FollowUp) -> list[Route]:
    """The ways that are there for a discrepancy, the surest first.

    A list that said "received" is corrected when nothing arrived; what a bank booked is asked of the bank; a file of
    the office can always be opened.
    """
    line = follow_up.sampled.line
    booked = EntryMatch.objects.filter(line_id=line.pk, how__in=["key", "parts", "hand"]).exists()
    routes = [Route.GRIEVANCE]
    if booked:
        routes.insert(0, Route.MATCHING)
    elif follow_up.told == Told.NONE and line.state == "paid":
        routes.insert(0, Route.CORRECTION)
    return routes


@transaction.atomic
def route_follow_up(*, actor: Actor, follow_up_id: int, route: str, because: str, on: date) -> FollowUp:
    """Hand a discrepancy on: the result is corrected, the bank is asked, or a file is taken in; money moves there.

    Raises Refusal for a way that is not there, what was handed on already, and as the way itself refuses.
    """
    with acting_as(SYSTEM):
        found = _taken(follow_up_id)
        if found.state != FollowUpState.OPEN:
            raise Refusal("Việc này đã chuyển xử lý.", code="state")
        if route not in routes_of(found):
            raise Refusal("Không có cách xử lý này cho khoản đó.", code="no_route")
    line = found.sampled.line
    values: dict[str, Case | MatchCase] = {}
    if route == Route.CORRECTION:
        correct_result(actor=actor, line_id=line.pk, because=_told(found, because), on=on)
    elif route == Route.MATCHING:
        values["doubt"] = _doubt(actor, found, because)
    else:
        values["case"] = _case(actor, found, because, on)
    with acting_as(SYSTEM):
        FollowUp.objects.filter(pk=found.pk).update(state=FollowUpState.ROUTED, route=route, **values)
        details: dict[str, object] = {"route": route, "line": line.pk, **{name: one.pk for name, one in values.items()}}
        _note(actor, "follow_up.route", found, details)
        crash_here("follow_up.route:before_commit")
        found.refresh_from_db()
    return found


def conclude_follow_up(*, actor: Actor, follow_up_id: int, conclusion: str, on: date) -> None:
    """How it ended. Raises Refusal without words, for what is concluded, and outside the actor's area or rights."""
    words = " ".join(conclusion.split())
    if not 0 < len(words) <= LONGEST:
        raise Refusal(
            "Hãy ghi kết luận (tối đa %(longest)s ký tự).", code="reason_missing", field="conclusion", longest=LONGEST
        )
    with acting_as(SYSTEM):
        found = _taken(follow_up_id)
        check_scope(actor, Permission.VERIFY_PAID, found.sampled.line.commune_id)
        FollowUp.objects.filter(pk=found.pk).update(
            state=FollowUpState.CLOSED, closed_on=on, closed_by_id=actor.user_id, conclusion=words
        )
        _note(actor, "follow_up.conclude", found, {})


def _taken(follow_up_id: int) -> FollowUp:
    found = FollowUp.objects.select_for_update(of=("self",)).select_related("sampled__line__run", "contact")
    one = found.filter(pk=follow_up_id).first()
    if one is None:
        raise Refusal("Không có việc này trong địa bàn của bạn.", code="unknown_follow_up")
    if one.state == FollowUpState.CLOSED:
        raise Refusal("Việc này đã kết luận.", code="state")
    return one


def _told(found: FollowUp, because: str) -> str:
    """What the line's history says of it: who asked stands in the log."""
    words = " ".join(because.split())
    return f"Kiểm tra sau chi trả ngày {found.contact.on:%d/%m/%Y}: {words or Told(found.told).label}"[:200]


def _doubt(actor: Actor, found: FollowUp, because: str) -> MatchCase:
    """A doubtful case of the statement that booked the line; it is settled where the others are."""
    with acting_as(SYSTEM):
        line = found.sampled.line
        check_scope(actor, Permission.VERIFY_PAID, line.commune_id)
        booked = EntryMatch.objects.filter(line_id=line.pk, how__in=["key", "parts", "hand"]).select_related("entry")
        entry = booked.order_by("pk")[0].entry
        free = not MatchCase.objects.filter(entry=entry).exists()
        missing = line.amount_vnd - (found.contact.received_vnd or 0)
        made = MatchCase.objects.create(
            statement_id=entry.statement_id, kind=DoubtKind.NOT_RECEIVED, entry=entry if free else None,
            amount_vnd=missing, note=_told(found, because),
        )  # fmt: skip
        CaseLine.objects.create(case=made, line=line)
    return made


def _case(actor: Actor, found: FollowUp, because: str, on: date) -> Case:
    """A file of the commune on the payment, filled in; the person who was asked starts it."""
    line, contact = found.sampled.line, found.contact
    told = f"{Told(found.told).label}: khoản {line.key}, kỳ {line.month:%m/%Y}, {format_dong(line.amount_vnd)} đồng."
    if contact.received_vnd:
        told += f" Đã nhận {format_dong(contact.received_vnd)} đồng."
    words = (told, f"Hỏi ngày {contact.on:%d/%m/%Y} khi kiểm tra sau chi trả.", contact.remark, because.strip())
    with acting_as(actor):
        return receive_case(
            actor=actor, kind="grievance", person_id=line.person_id, received_on=on, on=on, starter="person",
            asked={"subject": "payment", "about": " ".join(filter(None, words))},
        )  # fmt: skip


def _note(actor: Actor, action: str, found: FollowUp, details: dict[str, object]) -> None:
    audit.record(
        actor=actor, action=action, object_kind="follow_up", object_id=found.pk,
        area_id=found.sampled.line.commune_id, details=details,
    )  # fmt: skip
