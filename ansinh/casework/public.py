"""The door to casework."""

from ansinh.casework import queries, queries_forms
from ansinh.casework.form_policies import may_act as may_act_on_form
from ansinh.casework.form_states import ACTS as FORM_ACTS
from ansinh.casework.form_states import FormState
from ansinh.casework.forms.catalogue import FORMS, forms_for, forms_of
from ansinh.casework.forms.declaration import Answer, Answers, Column, Form, Section, Wording
from ansinh.casework.forms.declaration import Field as FormField
from ansinh.casework.forms.declaration import Kind as FieldKind
from ansinh.casework.forms.differences import Difference, differences, news_from
from ansinh.casework.forms.known import answers_from, known_about
from ansinh.casework.forms.paper import paper_of, printed
from ansinh.casework.models import Award, Decision, FilledForm, Proposal, ProposedBenefit
from ansinh.casework.operations.carry_proposals import bring_proposals_back, carry_proposals, standing
from ansinh.casework.operations.decide_proposals import decide_proposals
from ansinh.casework.operations.finish_form import (
    Incomplete,
    complete_form,
    discard_form,
    missing,
    print_form,
    reopen_form,
)
from ansinh.casework.operations.propose_changes import propose_changes
from ansinh.casework.operations.save_answers import Saved, SavedElsewhere, check_known, save_answers
from ansinh.casework.operations.start_form import start_form
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
    "FORMS",
    "FORM_ACTS",
    "LIVE",
    "Answer",
    "Answers",
    "Award",
    "Column",
    "Decision",
    "Difference",
    "FieldKind",
    "FilledForm",
    "Form",
    "FormField",
    "FormState",
    "Group",
    "Incomplete",
    "Kind",
    "Proposal",
    "ProposedBenefit",
    "Saved",
    "SavedElsewhere",
    "Section",
    "State",
    "Wording",
    "answers_from",
    "bring_proposals_back",
    "carry_proposals",
    "check_known",
    "clear_cases",
    "complete_form",
    "decide_proposals",
    "differences",
    "discard_form",
    "doubtful_cases",
    "forms_for",
    "forms_of",
    "known_about",
    "later_month_decided",
    "may",
    "may_act_on_form",
    "missing",
    "month_groups",
    "news_from",
    "paper_of",
    "print_form",
    "printed",
    "propose_changes",
    "queries",
    "queries_forms",
    "recall_proposals",
    "reopen_form",
    "return_proposals",
    "save_answers",
    "standing",
    "start_form",
    "submit_proposals",
    "to_submit",
]
