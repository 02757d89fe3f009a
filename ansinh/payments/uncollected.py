"""Months that were not collected, as other packages use them."""

from ansinh.payments.models import HomeVisit, Uncollected
from ansinh.payments.operations.find_uncollected import LEAST, FoundStretches, find_uncollected
from ansinh.payments.operations.record_visit import (
    close_uncollected,
    follow_visit,
    months_of,
    propose_suspension,
    record_visit,
)
from ansinh.payments.queries_suspended import HeldMonth, held_months
from ansinh.payments.queries_uncollected import (
    answered_by,
    by_commune,
    lines_of,
    news_from,
    news_kind_of,
    stretch_of,
    stretches,
    visit_of,
    visits_of,
    waiting_figures,
)
from ansinh.payments.uncollected_states import UNCOLLECTED_NEXT, WAITING, Found, Moved, UncollectedState

__all__ = [
    "LEAST",
    "UNCOLLECTED_NEXT",
    "WAITING",
    "Found",
    "FoundStretches",
    "HeldMonth",
    "HomeVisit",
    "Moved",
    "Uncollected",
    "UncollectedState",
    "answered_by",
    "by_commune",
    "close_uncollected",
    "find_uncollected",
    "follow_visit",
    "held_months",
    "lines_of",
    "months_of",
    "news_from",
    "news_kind_of",
    "propose_suspension",
    "record_visit",
    "stretch_of",
    "stretches",
    "visit_of",
    "visits_of",
    "waiting_figures",
]
