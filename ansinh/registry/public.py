"""The door to the registry."""

from ansinh.registry import history, queries, queries_requests
from ansinh.registry.circumstance_table import BY_CODE, KINDS
from ansinh.registry.finding.find import Found, Hit, find_people
from ansinh.registry.imported_people import ImportedPeople, imported_people
from ansinh.registry.models import (
    ChangeRequest,
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
from ansinh.registry.news import News, announce, news_of
from ansinh.registry.operations.accept_import import Accepted, accept_import
from ansinh.registry.operations.apply_request import apply_due, as_if_applied
from ansinh.registry.operations.carry_residents import bring_residents_back, carry_residents
from ansinh.registry.operations.count_common_names import count_common_names
from ansinh.registry.operations.decide_request import approve_request, approve_requests, look_again, refuse_request
from ansinh.registry.operations.settle_residences import outside_places, settle_residences
from ansinh.registry.operations.undo_import import undo_import
from ansinh.registry.operations.undo_request import undo_request
from ansinh.registry.operations.write_request import Unclear, draft_request, submit_request, withdraw_request
from ansinh.registry.queries import Among
from ansinh.registry.queries_areas import registered, residents, villages_lived_in
from ansinh.registry.request_policies import may as may_request
from ansinh.registry.requests.kind import NEW_PERSON, Approval, Field, Kind, Type
from ansinh.registry.requests.kinds import REQUEST_KINDS
from ansinh.registry.requests.prepare import DOCUMENT
from ansinh.registry.snapshot import facts_of_month
from ansinh.registry.standing import standing_of, states_of
from ansinh.registry.states import ACTS as REQUEST_ACTS
from ansinh.registry.states import LIVE as LIVE_REQUESTS
from ansinh.registry.states import State as RequestState
from ansinh.registry.verification import verify_registry

__all__ = [
    "BY_CODE",
    "DOCUMENT",
    "KINDS",
    "LIVE_REQUESTS",
    "NEW_PERSON",
    "REQUEST_ACTS",
    "REQUEST_KINDS",
    "Accepted",
    "Among",
    "Approval",
    "ChangeRequest",
    "Circumstance",
    "Disability",
    "Field",
    "Found",
    "Hit",
    "Household",
    "Identity",
    "ImportedPeople",
    "Kind",
    "Membership",
    "NameWord",
    "News",
    "Paper",
    "PaymentChannel",
    "Pension",
    "Person",
    "Phone",
    "Poverty",
    "RequestState",
    "Residence",
    "Source",
    "Type",
    "Unclear",
    "Upbringing",
    "accept_import",
    "announce",
    "apply_due",
    "approve_request",
    "approve_requests",
    "as_if_applied",
    "bring_residents_back",
    "carry_residents",
    "count_common_names",
    "draft_request",
    "facts_of_month",
    "find_people",
    "history",
    "imported_people",
    "look_again",
    "may_request",
    "news_of",
    "outside_places",
    "queries",
    "queries_requests",
    "refuse_request",
    "registered",
    "residents",
    "settle_residences",
    "standing_of",
    "states_of",
    "submit_request",
    "undo_import",
    "undo_request",
    "verify_registry",
    "villages_lived_in",
    "withdraw_request",
]
