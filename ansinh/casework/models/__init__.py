from .award import Award
from .decision import Decision
from .proposal import Proposal, ProposedBenefit

__all__ = ["Award", "Decision", "Proposal", "ProposedBenefit"]
