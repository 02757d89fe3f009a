from .change_request import ChangeRequest, Touch
from .circumstance import Circumstance, SealedCircumstance, circumstance_row, content_of, slot_of
from .disability import Disability
from .duplicate import DuplicatePair, DuplicateSearch, Merge
from .household import Household, Membership, Poverty
from .identity import Identity
from .name_word import CommonNameKey, NameWord
from .paper import Paper
from .payee import PaymentChannel
from .pension import Pension
from .person import Person
from .phone import Phone
from .request_scan import RequestScan
from .residence import Residence
from .source import Source
from .upbringing import Upbringing

__all__ = [
    "ChangeRequest",
    "Circumstance",
    "CommonNameKey",
    "Disability",
    "DuplicatePair",
    "DuplicateSearch",
    "Household",
    "Identity",
    "Membership",
    "Merge",
    "NameWord",
    "Paper",
    "PaymentChannel",
    "Pension",
    "Person",
    "Phone",
    "Poverty",
    "RequestScan",
    "Residence",
    "SealedCircumstance",
    "Source",
    "Touch",
    "Upbringing",
    "circumstance_row",
    "content_of",
    "slot_of",
]
