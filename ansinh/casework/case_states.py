"""Where a case (hồ sơ) stands; which acts lead from where to where is the table of its procedure (``procedures``)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from django.db import models

from ansinh.access.public import Act, Actor, Permission


class CaseState(models.TextChoices):
    """The states of all procedures; each procedure uses some of them."""

    RECEIVED = "received", "Đã tiếp nhận"
    CITIZEN = "citizen", "Chờ người dân bổ sung"
    REVIEW = "review", "Chờ xét duyệt"
    POSTED = "posted", "Đang niêm yết"
    COMPLAINED = "complained", "Đang giải quyết khiếu nại"
    REVIEWED = "reviewed", "Đã niêm yết xong"
    DISTRICT = "district", "Phòng cấp huyện thẩm định"
    CHECKED = "checked", "Đã xác thực"
    COUNCIL = "council", "Chờ Hội đồng kết luận"
    MEDICAL = "medical", "Chờ Hội đồng Giám định y khoa"
    ACCEPTED = "accepted", "Đã thụ lý"
    SUBMITTED = "submitted", "Chờ quyết định"
    RETURNED = "returned", "Trả lại"
    SENT = "sent", "Đã gửi xã nơi mới"
    TAKEN_UP = "taken_up", "Xã nơi mới chờ quyết định"
    DECIDED = "decided", "Đã quyết định"
    REFUSED = "refused", "Đã trả lời không giải quyết"
    WITHDRAWN = "withdrawn", "Người dân rút"


CLOSED = (CaseState.DECIDED, CaseState.REFUSED, CaseState.WITHDRAWN)
LIVE_CASES = tuple(state for state in CaseState if state not in CLOSED)

LASTING = frozenset(
    {"receive", "decide", "refuse", "send", "post", "conclude", "undo", "tell_chair", "tell_province"}
    | {"carry", "carry_back"}
)
"""Acts that are known outside the office at once, or are no person's: they are followed by others, never undone."""

OFFICER = frozenset({"commune_officer"})
CHAIR = frozenset({"commune_chair"})
DISTRICT_OFFICER = frozenset({"district_officer"})
DISTRICT_CHAIR = frozenset({"district_chair"})
PROVINCE_OFFICER = frozenset({"province_officer"})
PROVINCE_LEADER = frozenset({"province_leader"})


@dataclass(frozen=True)
class CaseAct(Act[CaseState]):
    """An act of a procedure, for holders of one of the ``roles`` who have the permission too.

    ``ends``: codes of the steps of the law's term (legislation.deadlines) that are done with it. ``says``: it needs a
    text, under this label. ``side``: the commune whose act it is, for people who move.
    """

    roles: frozenset[str] = frozenset()
    ends: frozenset[str] = frozenset()
    says: str = ""
    side: Literal["area", "to_area"] = "area"

    def open_to(self, actor: Actor) -> bool:
        """Whether this person holds the permission and one of the roles."""
        return super().open_to(actor) and not self.roles.isdisjoint(actor.roles)


Acts = Mapping[str, CaseAct]

PREPARE, DECIDE = Permission.PREPARE_PROPOSALS, Permission.DECIDE


def acts(*found: CaseAct) -> Acts:
    """A table: acts by name."""
    return {act.name: act for act in found}


def ask(*sources: CaseState, roles: frozenset[str] = OFFICER) -> CaseAct:
    """The term stands still until the citizen has answered."""
    return CaseAct(
        "ask", "Yêu cầu bổ sung", frozenset(sources), CaseState.CITIZEN, PREPARE, roles, says="Cần bổ sung gì"
    )


def supplied(target: CaseState = CaseState.RECEIVED, roles: frozenset[str] = OFFICER) -> CaseAct:
    """What was asked for has come."""
    return CaseAct("supplied", "Đã nhận bổ sung", frozenset({CaseState.CITIZEN}), target, PREPARE, roles)


def withdraw(*sources: CaseState, roles: frozenset[str] = OFFICER) -> CaseAct:
    """The citizen does not want it any more."""
    return CaseAct(
        "withdraw", "Người dân rút hồ sơ", frozenset(sources), CaseState.WITHDRAWN, PREPARE, roles, says="Lý do rút"
    )


def submit(*sources: CaseState, roles: frozenset[str] = OFFICER, ends: frozenset[str] = frozenset()) -> CaseAct:
    """Put before whoever decides; who does it is the maker."""
    return CaseAct("submit", "Trình", frozenset(sources), CaseState.SUBMITTED, PREPARE, roles, ends)


def ending(
    *,
    roles: frozenset[str] = CHAIR,
    ends: frozenset[str] = frozenset({"commune_chair"}),
    decide: str = "Ký quyết định",
    back: CaseState = CaseState.RETURNED,
) -> tuple[CaseAct, CaseAct, CaseAct]:
    """What whoever decides may do with what was submitted: decide, refuse in writing, send back."""
    submitted = frozenset({CaseState.SUBMITTED})
    granted, returned = granting(roles=roles, ends=ends, decide=decide, back=back)
    refused = CaseAct("refuse", "Trả lời không giải quyết", submitted, CaseState.REFUSED, DECIDE, roles, ends, "Lý do")
    return granted, refused, returned


def granting(
    *, roles: frozenset[str], ends: frozenset[str], decide: str = "Ký quyết định", back: CaseState
) -> tuple[CaseAct, CaseAct]:
    """The same where the text has somebody else refuse: decide, or send back."""
    submitted = frozenset({CaseState.SUBMITTED})
    return (
        CaseAct("decide", decide, submitted, CaseState.DECIDED, DECIDE, roles, ends),
        CaseAct("return", "Trả lại", submitted, back, DECIDE, roles, says="Lý do trả lại"),
    )
