"""The door to the registry."""

from ansinh.registry import queries
from ansinh.registry.circumstance_table import BY_CODE, KINDS
from ansinh.registry.imported_people import ImportedPeople, imported_people
from ansinh.registry.models import (
    Circumstance,
    Disability,
    Household,
    Identity,
    Membership,
    Paper,
    PaymentChannel,
    Pension,
    Person,
    Poverty,
    Residence,
    Source,
    Upbringing,
)
from ansinh.registry.operations.accept_import import Accepted, accept_import
from ansinh.registry.operations.undo_import import undo_import
from ansinh.registry.queries import Among
from ansinh.registry.snapshot import facts_of_month
from ansinh.registry.standing import standing_of, states_of

__all__ = [
    "BY_CODE",
    "KINDS",
    "Accepted",
    "Among",
    "Circumstance",
    "Disability",
    "Household",
    "Identity",
    "ImportedPeople",
    "Membership",
    "Paper",
    "PaymentChannel",
    "Pension",
    "Person",
    "Poverty",
    "Residence",
    "Source",
    "Upbringing",
    "accept_import",
    "facts_of_month",
    "imported_people",
    "queries",
    "standing_of",
    "states_of",
    "undo_import",
]
