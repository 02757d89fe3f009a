"""The door to the registry."""

from ansinh.registry.circumstance_table import BY_CODE, KINDS
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
from ansinh.registry.snapshot import facts_of_month

__all__ = [
    "BY_CODE",
    "KINDS",
    "Circumstance",
    "Disability",
    "Household",
    "Identity",
    "Membership",
    "Paper",
    "PaymentChannel",
    "Pension",
    "Person",
    "Poverty",
    "Residence",
    "Source",
    "Upbringing",
    "facts_of_month",
]
