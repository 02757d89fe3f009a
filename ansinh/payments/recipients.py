"""Authorised recipients, as other packages use them."""

from ansinh.payments.models import Authorised
from ansinh.payments.models.recipient import Relation
from ansinh.payments.operations.authorise_recipient import authorise_recipient, confirm_recipient, end_recipient
from ansinh.payments.operations.settle_collectors import settle_collectors
from ansinh.payments.queries_recipients import (
    SOON_DAYS,
    authorisations,
    authorisations_of,
    collecting,
    lapsed_on_list,
    papers_to_confirm,
)

__all__ = [
    "SOON_DAYS",
    "Authorised",
    "Relation",
    "authorisations",
    "authorisations_of",
    "authorise_recipient",
    "collecting",
    "confirm_recipient",
    "end_recipient",
    "lapsed_on_list",
    "papers_to_confirm",
    "settle_collectors",
]
