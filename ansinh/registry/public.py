"""The door to the registry."""

from ansinh.registry import history, queries, queries_duplicates, queries_requests
from ansinh.registry.circumstance_table import BY_CODE, KINDS
from ansinh.registry.duplicate_policies import may_decide
from ansinh.registry.duplicate_states import ACTS as PAIR_ACTS
from ansinh.registry.duplicate_states import Level, PairState
from ansinh.registry.duplicates.read import read_records
from ansinh.registry.duplicates.records import SCHEMA as RECORD_SCHEMA
from ansinh.registry.duplicates.weights_table import AGAINST, WORDS
from ansinh.registry.finding.find import find_people
from ansinh.registry.imported_people import imported_people
from ansinh.registry.matching import village_key
from ansinh.registry.merge_table import IDENTITY, MOVED
from ansinh.registry.merging import (
    ALIASES_KNOWN,
    RECORDS_OF_ONE,
    Conflict,
    conflicts,
    kept_instead_of,
    merges_of,
    moving,
    records_of,
    under_any_name,
    whose_records,
)
from ansinh.registry.models import (
    ChangeRequest,
    Circumstance,
    Disability,
    DuplicatePair,
    Household,
    Identity,
    Membership,
    Merge,
    Paper,
    PaymentChannel,
    Pension,
    Person,
    Phone,
    Poverty,
    RequestScan,
    Residence,
    SealedCircumstance,
    Source,
    Upbringing,
)
from ansinh.registry.news import News, identities_of, news_of
from ansinh.registry.operations.accept_import import Accepted, accept_import
from ansinh.registry.operations.apply_request import apply_due, as_if_applied
from ansinh.registry.operations.carry_residents import bring_residents_back, carry_residents
from ansinh.registry.operations.count_common_names import count_common_names
from ansinh.registry.operations.decide_pair import decide_pair
from ansinh.registry.operations.decide_request import approve_request, approve_requests, look_again, refuse_request
from ansinh.registry.operations.find_duplicates import find_duplicates
from ansinh.registry.operations.merge_people import merge_people
from ansinh.registry.operations.propose_merge import propose_merge, refuse_merge
from ansinh.registry.operations.settle_in_charge import ended_in_charge, settle_in_charge
from ansinh.registry.operations.settle_residences import outside_places, settle_residences
from ansinh.registry.operations.undo_import import undo_import
from ansinh.registry.operations.undo_merge import undo_merge
from ansinh.registry.operations.undo_request import undo_request
from ansinh.registry.operations.write_request import Unclear, draft_request, submit_request, withdraw_request
from ansinh.registry.queries import Among
from ansinh.registry.queries_areas import registered, residents, villages_lived_in, waiting_news
from ansinh.registry.request_policies import may as may_request
from ansinh.registry.requests.kind import NEW_PERSON, Approval, Field, Kind, Type
from ansinh.registry.requests.kinds import REQUEST_KINDS
from ansinh.registry.requests.prepare import DOCUMENT
from ansinh.registry.snapshot import facts_of_month
from ansinh.registry.standing import standing_of, states_of
from ansinh.registry.states import ACTS as REQUEST_ACTS
from ansinh.registry.states import State as RequestState
from ansinh.registry.verification import REGISTRY_INVARIANTS, verify_registry

__all__ = [
    "AGAINST",
    "ALIASES_KNOWN",
    "BY_CODE",
    "DOCUMENT",
    "IDENTITY",
    "KINDS",
    "MOVED",
    "NEW_PERSON",
    "PAIR_ACTS",
    "RECORDS_OF_ONE",
    "RECORD_SCHEMA",
    "REGISTRY_INVARIANTS",
    "REQUEST_ACTS",
    "REQUEST_KINDS",
    "WORDS",
    "Accepted",
    "Among",
    "Approval",
    "ChangeRequest",
    "Circumstance",
    "Conflict",
    "Disability",
    "DuplicatePair",
    "Field",
    "Household",
    "Identity",
    "Kind",
    "Level",
    "Membership",
    "Merge",
    "News",
    "PairState",
    "Paper",
    "PaymentChannel",
    "Pension",
    "Person",
    "Phone",
    "Poverty",
    "RequestScan",
    "RequestState",
    "Residence",
    "SealedCircumstance",
    "Source",
    "Type",
    "Unclear",
    "Upbringing",
    "accept_import",
    "apply_due",
    "approve_request",
    "approve_requests",
    "as_if_applied",
    "bring_residents_back",
    "carry_residents",
    "conflicts",
    "count_common_names",
    "decide_pair",
    "draft_request",
    "ended_in_charge",
    "facts_of_month",
    "find_duplicates",
    "find_people",
    "history",
    "identities_of",
    "imported_people",
    "kept_instead_of",
    "look_again",
    "may_decide",
    "may_request",
    "merge_people",
    "merges_of",
    "moving",
    "news_of",
    "outside_places",
    "propose_merge",
    "queries",
    "queries_duplicates",
    "queries_requests",
    "read_records",
    "records_of",
    "refuse_merge",
    "refuse_request",
    "registered",
    "residents",
    "settle_in_charge",
    "settle_residences",
    "standing_of",
    "states_of",
    "submit_request",
    "under_any_name",
    "undo_import",
    "undo_merge",
    "undo_request",
    "verify_registry",
    "village_key",
    "villages_lived_in",
    "waiting_news",
    "whose_records",
    "withdraw_request",
]
