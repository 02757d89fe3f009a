from .award import Award
from .decision import Decision
from .filled_form import FilledForm
from .proposal import Proposal, ProposedBenefit

__all__ = ["Award", "Decision", "FilledForm", "Proposal", "ProposedBenefit"]
