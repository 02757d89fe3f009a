"""A month that the law names, and why it is that month."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from ansinh.legislation.calendar_days import month_number, month_text
from ansinh.legislation.timing.anchors_table import Anchor
from ansinh.legislation.timing.procedures_table import Procedure, Source


@dataclass(frozen=True, slots=True)
class Counted:
    """``month``: "YYYY-MM", or None when it cannot be told: then ``missing`` names facts, or ``why_not_vi`` says why.

    The rest is what decided: the procedure, what the month counts from, the day used, the article and its words.
    """

    month: str | None
    procedure: Procedure
    anchor: Anchor | None
    day: date | None
    article: str
    text_vi: str
    source: Source
    missing: tuple[str, ...] = ()
    why_not_vi: str = ""

    @property
    def month_before(self) -> str | None:
        """The month before: for a stop the last one that is paid."""
        return None if self.month is None else month_text(month_number(self.month) - 1)

    def months_until(self, last: str) -> tuple[str, ...]:
        """The months from this one up to and without ``last``: for a start, what is owed from before ``last``."""
        if self.month is None:
            return ()
        return tuple(month_text(number) for number in range(month_number(self.month), month_number(last)))

    def explained(self) -> Mapping[str, object]:
        """The parts of an explanation, from the definition that worked the month out."""
        return {
            "month": self.month,
            "counts_from": self.anchor.text_vi if self.anchor else None,
            "fact": self.anchor.fact if self.anchor else None,
            "value": self.day.isoformat() if self.day else None,
            "procedure": self.procedure.label_vi,
            "article": self.article,
            "text": self.text_vi,
            "source": self.source,
            "missing": list(self.missing),
            "why_not": self.why_not_vi,
        }


def counted(
    procedure: Procedure, anchor: Anchor, days: Mapping[str, date | None], article: str, text_vi: str, source: Source
) -> Counted:
    """The month of an anchor; the fact is missing when its day is not known."""
    month = anchor.month(days)
    missing = (anchor.fact,) if month is None else ()
    return Counted(month, procedure, anchor, days.get(anchor.fact), article, text_vi, source, missing)


def not_told(procedure: Procedure, why_not_vi: str) -> Counted:
    """The texts that were read do not name a month."""
    return Counted(None, procedure, None, None, "", "", procedure.source, (), why_not_vi)
