from .award import Award
from .case import Case, CaseAttachment, CaseNote, CasePaper, CaseStep, OfficerPerson
from .case_batch import CaseBatch, CaseBatchLine
from .decision import Decision
from .document import Document, DocumentCase, DocumentFile, DocumentProposal, RegisteredNumber, SignedFile
from .filled_form import FilledForm
from .proposal import Proposal, ProposedBenefit
from .suspension import OneOffAward, Suspension

__all__ = [
    "Award",
    "Case",
    "CaseAttachment",
    "CaseBatch",
    "CaseBatchLine",
    "CaseNote",
    "CasePaper",
    "CaseStep",
    "Decision",
    "Document",
    "DocumentCase",
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
