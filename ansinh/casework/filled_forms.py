"""Forms (tờ khai), as other packages use them."""

from ansinh.casework import queries_forms
from ansinh.casework.form_policies import may_act as may_act_on_form
from ansinh.casework.form_states import ACTS as FORM_ACTS
from ansinh.casework.form_states import FormState
from ansinh.casework.forms.catalogue import FORMS, forms_for, forms_of
from ansinh.casework.forms.declaration import Answer, Answers, Column, Form, Wording
from ansinh.casework.forms.declaration import Field as FormField
from ansinh.casework.forms.declaration import Kind as FieldKind
from ansinh.casework.forms.differences import Difference, differences, news_from
from ansinh.casework.forms.known import known_about
from ansinh.casework.forms.paper import paper_of, printed
from ansinh.casework.forms.starts import Start, forms_of_kind, kind_of_form, start_from
from ansinh.casework.operations.finish_form import (
    Incomplete,
    complete_form,
    discard_form,
    missing,
    print_form,
    reopen_form,
)
from ansinh.casework.operations.join_form import join_form
from ansinh.casework.operations.save_answers import Saved, SavedElsewhere, check_known, save_answers
from ansinh.casework.operations.start_form import start_form

__all__ = [
    "FORMS",
    "FORM_ACTS",
    "Answer",
    "Answers",
    "Column",
    "Difference",
    "FieldKind",
    "Form",
    "FormField",
    "FormState",
    "Incomplete",
    "Saved",
    "SavedElsewhere",
    "Start",
    "Wording",
    "check_known",
    "complete_form",
    "differences",
    "discard_form",
    "forms_for",
    "forms_of",
    "forms_of_kind",
    "join_form",
    "kind_of_form",
    "known_about",
    "may_act_on_form",
    "missing",
    "news_from",
    "paper_of",
    "print_form",
    "printed",
    "queries_forms",
    "reopen_form",
    "save_answers",
    "start_form",
    "start_from",
]
