from .circumstance import Circumstance
from .disability import Disability
from .household import Household, Membership, Poverty
from .identity import Identity
from .paper import Paper
from .payee import PaymentChannel
from .pension import Pension
from .person import Person
from .residence import Residence
from .source import Source
from .upbringing import Upbringing

__all__ = [
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
]
