"""What came back from a bank or a post office, before anything is matched."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Outcome(StrEnum):
    """What the payer says became of an instruction. ``pending`` says only that it is on its way."""

    PAID = "paid"
    RETURNED = "returned"
    PENDING = "pending"


@dataclass(frozen=True, slots=True)
class Report:
    """One statement about one instruction.

    ``place`` says where it stands in the file. ``reference`` is the payer's own mark of the booking; the same
    booking in two files carries the same one. ``amount_vnd`` is None where the file states no amount.
    """

    place: str
    key: str
    outcome: Outcome
    amount_vnd: int | None
    reason: str = ""
    reference: str = ""


@dataclass(frozen=True, slots=True)
class GroupReport:
    """A refusal of a whole file (``message_id``) or of one PmtInf of it (``group_id`` not empty)."""

    place: str
    message_id: str
    group_id: str
    outcome: Outcome
    reason: str


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in the file that a person has to look at."""

    place: str
    value: str
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class ReturnFile:
    """Everything that one returned file says. ``run_code`` is empty when the file names no run."""

    kind: str
    run_code: str = ""
    reports: tuple[Report, ...] = ()
    groups: tuple[GroupReport, ...] = ()
    problems: tuple[Problem, ...] = field(default=())
