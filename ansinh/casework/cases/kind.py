"""What a kind of case declares: who may start it, its papers with their articles, its procedure, what its end does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Starter(StrEnum):
    """Who brings a case."""

    PERSON = "person"
    GUARDIAN = "guardian"
    FAMILY = "family"
    CARER = "carer"
    BURIER = "burier"
    ORGANISATION = "organisation"
    OFFICE = "office"


STARTERS = {
    Starter.PERSON: "Chính người đó",
    Starter.GUARDIAN: "Người giám hộ, người đại diện",
    Starter.FAMILY: "Người thân trong gia đình",
    Starter.CARER: "Người nhận chăm sóc, nuôi dưỡng",
    Starter.BURIER: "Người, tổ chức đứng ra mai táng",
    Starter.ORGANISATION: "Cơ quan, tổ chức có liên quan",
    Starter.OFFICE: "UBND xã tự lập",
}

ANYBODY = (Starter.PERSON, Starter.GUARDIAN, Starter.FAMILY, Starter.ORGANISATION)
OFFICE_TOO = (*ANYBODY, Starter.OFFICE)


class Outcome(StrEnum):
    """What deciding a case does, each by an operation that there is anyway."""

    PROPOSALS = "proposals"
    SUSPEND = "suspend"
    RESUME = "resume"
    NEWS = "news"
    ONCE = "once"
    ANSWER = "answer"


@dataclass(frozen=True)
class Paper:
    """A paper of the file. ``shown``: only compared with the original, nothing is handed in. ``needed``: always."""

    code: str
    label: str
    article: str
    needed: bool = True
    shown: bool = False


@dataclass(frozen=True)
class Asked:
    """A field of the form at the counter: ``type`` is text, day, money, number or choice."""

    name: str
    label: str
    type: str = "text"
    choices: tuple[tuple[str, str], ...] = ()
    required: bool = True
    hint: str = ""


Papers = Mapping[str, tuple[Paper, ...]]
"""Papers by procedure; "" holds for procedures that are not named."""


@dataclass(frozen=True)
class CaseKind:
    """A kind of case.

    ``flows``: by procedure of the law the table of states that it follows ("" for those not named). ``terms``: by track
    ("assistance", "pension", …) the kind of term in legislation.deadlines; ``no_term``: procedures in which the text
    sets none for this kind. ``programmes``: those to choose from (empty: the case is about none). ``changes``: kinds of
    proposals that end it. ``news``: kinds of change requests that end it. ``certifies``: it ends in a certificate of
    disability.
    """

    code: str
    label: str
    word: str
    group: str
    starters: tuple[Starter, ...]
    outcome: Outcome
    flows: Mapping[str, str]
    terms: Mapping[str, str]
    papers: Papers
    programmes: tuple[str, ...] = ()
    no_term: frozenset[str] = frozenset()
    changes: tuple[str, ...] = ()
    news: tuple[str, ...] = ()
    asked: tuple[Asked, ...] = ()
    certifies: bool = False
    about_receiving: bool = False
    about_dead: bool = False
    follows: tuple[str, ...] = ()
    article: str = ""

    @property
    def about_law(self) -> bool:
        """Whether the law of a month says what becomes of it."""
        return self.outcome in (Outcome.PROPOSALS, Outcome.RESUME, Outcome.SUSPEND)

    @property
    def answers(self) -> bool:
        """Whether it ends in an answer that the officer writes."""
        return self.outcome is Outcome.ANSWER and not self.certifies

    @property
    def looks_ahead(self) -> bool:
        """Whether what becomes of it may show in the next month alone: a stop after a death, the end of a suspension
        that was signed this month."""
        return self.about_receiving or self.outcome is Outcome.RESUME

    def starters_for(self, *, dead: bool) -> tuple[Starter, ...]:
        """Who may bring it; whoever has died brings nothing."""
        return tuple(starter for starter in self.starters if not (dead and starter is Starter.PERSON))

    def papers_of(self, procedure: str) -> tuple[Paper, ...]:
        """The papers under a procedure."""
        return self.papers.get(procedure, self.papers.get("", ()))

    def flow_of(self, procedure: str) -> str:
        """The table of states under a procedure."""
        return self.flows.get(procedure, self.flows[""])


ENDED_ELSEWHERE = "ended_elsewhere"
"""Asked of who received in another province: the month with which its payment ended (NĐ 335/2026 Đ8.3)."""

MONTHLY_FLOWS = {
    "nd20_2021": "nd20",
    "nd335_2026": "nd335",
    "nd176_2025_amended": "nd335",
    "": "commune",
}
"""Where the citizen applies: authentication under NĐ 335, posting under NĐ 20."""
OFFICE_FLOWS = {"nd20_2021": "nd20_direct", "": "commune"}
"""Where the office acts on what has become known: nothing is posted and nothing authenticated anew."""
MONTHLY_TERMS = {"assistance": "monthly_allowance", "pension": "social_pension"}
AFTER_DISTRICT = frozenset({"nd147_2025", "nd335_2026", "nd176_2025", "nd176_2025_amended"})
ALL_PROGRAMMES = ("social_allowance", "social_pension", "care_support", "provincial")
