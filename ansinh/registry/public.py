"""The door to the registry."""

from ansinh.registry import queries
from ansinh.registry.circumstance_table import BY_CODE, KINDS
from ansinh.registry.finding.find import Found, Hit, find_people
from ansinh.registry.imported_people import ImportedPeople, imported_people
from ansinh.registry.models import (
    Circumstance,
    Disability,
    Household,
    Identity,
    Membership,
    NameWord,
    Paper,
    PaymentChannel,
    Pension,
    Person,
    Phone,
    Poverty,
    Residence,
    Source,
    Upbringing,
)
from ansinh.registry.operations.accept_import import Accepted, accept_import
from ansinh.registry.operations.count_common_names import count_common_names
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
    "Found",
    "Hit",
    "Household",
    "Identity",
    "ImportedPeople",
    "Membership",
    "NameWord",
    "Paper",
    "PaymentChannel",
    "Pension",
    "Person",
    "Phone",
    "Poverty",
    "Residence",
    "Source",
    "Upbringing",
    "accept_import",
    "count_common_names",
    "facts_of_month",
    "find_people",
    "imported_people",
    "queries",
    "standing_of",
    "states_of",
    "undo_import",
]
