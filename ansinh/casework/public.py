"""The door to casework."""

from ansinh.casework import queries
from ansinh.casework.models import Award, Decision, Proposal, ProposedBenefit
from ansinh.casework.operations.carry_proposals import bring_proposals_back, carry_proposals, standing
from ansinh.casework.operations.decide_proposals import decide_proposals
from ansinh.casework.operations.propose_changes import propose_changes
from ansinh.casework.operations.submit_proposals import recall_proposals, return_proposals, submit_proposals
from ansinh.casework.policies import may
from ansinh.casework.queries_month import (
    Group,
    clear_cases,
    doubtful_cases,
    later_month_decided,
    month_groups,
    to_submit,
)
from ansinh.casework.states import ACTS, LIVE, Kind, State

__all__ = [
    "ACTS",
    "LIVE",
    "Award",
    "Decision",
    "Group",
    "Kind",
    "Proposal",
    "ProposedBenefit",
    "State",
    "bring_proposals_back",
    "carry_proposals",
    "clear_cases",
    "decide_proposals",
    "doubtful_cases",
    "later_month_decided",
    "may",
    "month_groups",
    "propose_changes",
    "queries",
    "recall_proposals",
    "return_proposals",
    "standing",
    "submit_proposals",
    "to_submit",
]
