"""The door to casework."""

from ansinh.casework import filled_forms, queries, queries_cases, queries_documents
from ansinh.casework.case_checks import Check, checks_of
from ansinh.casework.case_doubts import BY_LAW, doubts_of
from ansinh.casework.case_policies import acts_within, kind_of, may_undo, own_household, procedure_of_case, reaches
from ansinh.casework.case_states import LASTING, LIVE_CASES, CaseAct, CaseState
from ansinh.casework.case_steps import in_force as steps_in_force
from ansinh.casework.case_verification import LATE_WITHOUT_OWNER, verify_cases
from ansinh.casework.cases.clock import LIGHTS, Clock, Done, Light, calendar, clock_of, light_of, soon_until
from ansinh.casework.cases.kind import STARTERS, Asked, CaseKind, Outcome, Starter
from ansinh.casework.cases.kinds import CASE_KINDS
from ansinh.casework.cases.procedure import FLOWS, CaseProcedure, procedure_at_receipt
from ansinh.casework.document_kinds import DECISIONS, SERIES, DocumentKind
from ansinh.casework.documents.composing.certificate import recorded as recorded_disability
from ansinh.casework.documents.composing.decision import decision_draft
from ansinh.casework.documents.composing.notice import notice_draft
from ansinh.casework.documents.composing.one_off import OneOffGrant, one_off_draft
from ansinh.casework.documents.composing.posting import posting_days, posting_draft, waiting_to_be_posted
from ansinh.casework.documents.composing.receipt import HandedIn, receipt_draft
from ansinh.casework.documents.composing.recovery import RecoveryNotice, recovery_draft
from ansinh.casework.documents.composing.refusal import refusal_draft
from ansinh.casework.documents.composing.submission import submission_draft
from ansinh.casework.documents.content import Content
from ansinh.casework.documents.draft import Draft
from ansinh.casework.documents.files import bound_as_pdf, content_of, document_bytes, preview_as_pdf
from ansinh.casework.documents.offered import Offer, offer_of, offers_of
from ansinh.casework.documents.rendering.code_picture import code_as_svg
from ansinh.casework.documents.signing import signer_here
from ansinh.casework.documents.words import programmes_words
from ansinh.casework.models import (
    Award,
    Case,
    CaseAttachment,
    CaseBatch,
    CaseBatchLine,
    CaseNote,
    CasePaper,
    CaseStep,
    Decision,
    Document,
    FilledForm,
    OfficerPerson,
    OneOffAward,
    Proposal,
    ProposedBenefit,
    RegisteredNumber,
    Suspension,
)
from ansinh.casework.operations.assign_cases import assign_cases
from ansinh.casework.operations.attach_to_case import attach_to_case
from ansinh.casework.operations.cancel_document import cancel_document
from ansinh.casework.operations.carry_cases import bring_cases_back, carry_cases
from ansinh.casework.operations.carry_proposals import bring_proposals_back, carry_proposals, standing
from ansinh.casework.operations.decide_case import decide_case, movers_of, refuse_case, send_case
from ansinh.casework.operations.decide_cases import decide_cases
from ansinh.casework.operations.decide_proposals import decide_proposals
from ansinh.casework.operations.declare_own_person import declare_own_person
from ansinh.casework.operations.escalate_cases import escalate_cases
from ansinh.casework.operations.give_once import amounts_by_law, answer_once
from ansinh.casework.operations.issue_document import issue_document, new_code
from ansinh.casework.operations.link_news import link_news, takes_news
from ansinh.casework.operations.note_case import note_case
from ansinh.casework.operations.propose_changes import propose_changes
from ansinh.casework.operations.propose_for_person import Standing, standing_for_kinds
from ansinh.casework.operations.receive_case import REPEATABLE, Unclear, receive_case
from ansinh.casework.operations.sign_document import sign_document
from ansinh.casework.operations.step_case import PLAIN, history_of, posted_until, step_case
from ansinh.casework.operations.step_cases import SENT_ON, step_cases
from ansinh.casework.operations.submit_case import may_suggest_refusal, submit_case
from ansinh.casework.operations.submit_cases import submit_cases
from ansinh.casework.operations.submit_proposals import recall_proposals, return_proposals, submit_proposals
from ansinh.casework.operations.suspend import check_ground
from ansinh.casework.operations.take_papers import take_papers
from ansinh.casework.operations.undo_steps import undo_batch, undo_step
from ansinh.casework.operations.withdraw_certificates import withdraw_undone
from ansinh.casework.past_months import owed_in_past
from ansinh.casework.policies import may, may_issue
from ansinh.casework.queries_case_file import CaseFile, case_file
from ansinh.casework.queries_month import (
    Group,
    clear_cases,
    doubtful_cases,
    later_month_decided,
    month_groups,
    months_decided,
    paid_in_month,
    to_submit,
)
from ansinh.casework.queries_moved import paying_commune
from ansinh.casework.states import ACTS, LIVE, DecisionKind, Kind, State

__all__ = [
    "ACTS",
    "BY_LAW",
    "CASE_KINDS",
    "DECISIONS",
    "FLOWS",
    "LASTING",
    "LATE_WITHOUT_OWNER",
    "LIGHTS",
    "LIVE",
    "LIVE_CASES",
    "PLAIN",
    "REPEATABLE",
    "SENT_ON",
    "SERIES",
    "STARTERS",
    "Asked",
    "Award",
    "Case",
    "CaseAct",
    "CaseAttachment",
    "CaseBatch",
    "CaseBatchLine",
    "CaseFile",
    "CaseKind",
    "CaseNote",
    "CasePaper",
    "CaseProcedure",
    "CaseState",
    "CaseStep",
    "Check",
    "Clock",
    "Content",
    "Decision",
    "DecisionKind",
    "Document",
    "DocumentKind",
    "Done",
    "Draft",
    "FilledForm",
    "Group",
    "HandedIn",
    "Kind",
    "Light",
    "Offer",
    "OfficerPerson",
    "OneOffAward",
    "OneOffGrant",
    "Outcome",
    "Proposal",
    "ProposedBenefit",
    "RecoveryNotice",
    "RegisteredNumber",
    "Standing",
    "Starter",
    "State",
    "Suspension",
    "Unclear",
    "acts_within",
    "amounts_by_law",
    "answer_once",
    "assign_cases",
    "attach_to_case",
    "bound_as_pdf",
    "bring_cases_back",
    "bring_proposals_back",
    "calendar",
    "cancel_document",
    "carry_cases",
    "carry_proposals",
    "case_file",
    "check_ground",
    "checks_of",
    "clear_cases",
    "clock_of",
    "code_as_svg",
    "content_of",
    "decide_case",
    "decide_cases",
    "decide_proposals",
    "decision_draft",
    "declare_own_person",
    "document_bytes",
    "doubtful_cases",
    "doubts_of",
    "escalate_cases",
    "filled_forms",
    "history_of",
    "issue_document",
    "kind_of",
    "later_month_decided",
    "light_of",
    "link_news",
    "may",
    "may_issue",
    "may_suggest_refusal",
    "may_undo",
    "month_groups",
    "months_decided",
    "movers_of",
    "new_code",
    "note_case",
    "notice_draft",
    "offer_of",
    "offers_of",
    "one_off_draft",
    "owed_in_past",
    "own_household",
    "paid_in_month",
    "paying_commune",
    "posted_until",
    "posting_days",
    "posting_draft",
    "preview_as_pdf",
    "procedure_at_receipt",
    "procedure_of_case",
    "programmes_words",
    "propose_changes",
    "queries",
    "queries_cases",
    "queries_documents",
    "reaches",
    "recall_proposals",
    "receipt_draft",
    "receive_case",
    "recorded_disability",
    "recovery_draft",
    "refusal_draft",
    "refuse_case",
    "return_proposals",
    "send_case",
    "sign_document",
    "signer_here",
    "soon_until",
    "standing",
    "standing_for_kinds",
    "step_case",
    "step_cases",
    "steps_in_force",
    "submission_draft",
    "submit_case",
    "submit_cases",
    "submit_proposals",
    "take_papers",
    "takes_news",
    "to_submit",
    "undo_batch",
    "undo_step",
    "verify_cases",
    "waiting_to_be_posted",
    "withdraw_undone",
]
