from .award import Award
from .case import Case, CaseAttachment, CaseNote, CasePaper, CaseStep, OfficerPerson
from .decision import Decision
from .document import Document, DocumentFile, DocumentProposal, RegisteredNumber, SignedFile
from .filled_form import FilledForm
from .proposal import Proposal, ProposedBenefit
from .suspension import OneOffAward, Suspension

__all__ = [
    "Award",
    "Case",
    "CaseAttachment",
    "CaseNote",
    "CasePaper",
    "CaseStep",
    "Decision",
    "Document",
    "DocumentFile",
    "DocumentProposal",
    "FilledForm",
    "OfficerPerson",
    "OneOffAward",
    "Proposal",
    "ProposedBenefit",
    "RegisteredNumber",
    "SignedFile",
    "Suspension",
]
