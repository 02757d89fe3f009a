"""Which procedure of the law governs a case received on a day, with its table of acts and its term."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ansinh.casework.case_states import Acts
from ansinh.casework.cases.kind import CaseKind
from ansinh.casework.procedures import (
    answer,
    appeal,
    commune,
    complaint,
    disability,
    move,
    nd20,
    nd20_direct,
    nd335,
    reissue,
)
from ansinh.kernel.errors import Refusal
from ansinh.legislation import errors, timing
from ansinh.legislation.deadlines import DEADLINES, Deadline, Step

FLOWS: dict[str, Acts] = {
    "nd20": nd20.ACTS,
    "nd20_direct": nd20_direct.ACTS,
    "commune": commune.ACTS,
    "nd335": nd335.ACTS,
    "move": move.ACTS,
    "disability": disability.ACTS,
    "reissue": reissue.ACTS,
    "complaint": complaint.ACTS,
    "appeal": appeal.ACTS,
    "answer": answer.ACTS,
}
"""Tables of states by name."""

FIRST_READ = date(2021, 7, 1)
"""Cases of procedures before NĐ 20/2021 are not worked here: their texts were not read."""
OWN_TARGET = 10
"""Working days that the office sets itself where the text has no term, so that nothing is forgotten."""
OWN_STEP = Step("own_target", OWN_TARGET, "", "Văn bản không ghi thời hạn; mốc nội bộ của xã")


@dataclass(frozen=True)
class CaseProcedure:
    """``code``: of legislation.timing, empty where the law has none. ``deadline`` None: no term in the text."""

    code: str
    label: str
    flow: str
    deadline: Deadline | None

    @property
    def acts(self) -> Acts:
        """The table of states."""
        return FLOWS[self.flow]

    @property
    def by_law(self) -> bool:
        """Whether the text sets a term; else the office's own target holds."""
        return self.deadline is not None and any(step.days for step in self.deadline.steps)

    @property
    def steps(self) -> tuple[Step, ...]:
        """The steps of the term, or the one of the office's own target."""
        return self.deadline.steps if self.by_law and self.deadline else (OWN_STEP,)


def track_of(kind: CaseKind, programme: str) -> str:
    """The track of procedures that a case follows; empty where the law has none."""
    if programme:
        return timing.TRACKS[programme]
    return next(iter(kind.terms), "assistance" if kind.word.startswith("Chuyển") else "")


def procedure_at_receipt(
    kind: CaseKind, programme: str, received_on: date, taken_on: date | None = None
) -> CaseProcedure:
    """The procedure of a case received on a day. Raises Refusal before the first that is written down.

    ``taken_on``: the day it is entered, where that is later. What goes by the day of the decision is decided no
    earlier: a file of June 2025 that is entered since is the commune's, whose district is gone.
    """
    track = track_of(kind, programme)
    if not track:
        return CaseProcedure("", "Quy trình nội bộ của cơ quan", kind.flow_of(""), None)
    try:
        found = timing.procedure_of_track(track, decided_on=taken_on or received_on, received_on=received_on)
    except errors.LawError as wrong:
        raise Refusal(
            "Chưa có thủ tục cho hồ sơ nhận ngày %(received_on)s.",
            code="no_procedure",
            received_on=f"{received_on:%d/%m/%Y}",
        ) from wrong
    if received_on < FIRST_READ:
        raise Refusal(
            "Hồ sơ nhận trước %(first_read)s theo thủ tục cũ, không lập ở đây.",
            code="no_procedure",
            first_read=f"{FIRST_READ:%d/%m/%Y}",
        )
    return procedure_named(kind, programme, found.code)


def procedure_named(kind: CaseKind, programme: str, code: str) -> CaseProcedure:
    """The procedure that a case was received under."""
    label = next((p.label_vi for p in timing.PROCEDURES if p.code == code), "Quy trình nội bộ của cơ quan")
    wanted = None if code in kind.no_term else kind.terms.get(track_of(kind, programme))
    deadline = next((d for d in DEADLINES if (d.kind, d.procedure) == (wanted, code)), None)
    return CaseProcedure(code, label, kind.flow_of(code), deadline)
