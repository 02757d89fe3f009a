"""What a filled-in form says that the counter asks for: the kind of its file, who brings it, which paper it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ansinh.casework.cases.kind import CaseKind, Starter
from ansinh.casework.cases.kinds import CASE_KINDS
from ansinh.casework.forms.catalogue import USES
from ansinh.casework.models import FilledForm

_KINDS = {"new": "new", "social_pension": "new", "care_support": "care_support", "funeral": "funeral"}
"""Kinds of use with the kind of file they begin; the others begin none."""
_PAPERS = {"nd20-2a": "form_2a", "nd20-2b": "form_2b", "nd20-03": "form_03"}
_NAMES = ("applicant", "buried_by", "office", "carer")
_RELATIONS = ("relation", "buried_by_relation", "carer_relation")
_STARTERS = {"funeral": Starter.BURIER, "care_support": Starter.CARER}


@dataclass(frozen=True)
class Start:
    """The values of the counter's form, as ``receive_case`` takes them."""

    kind: str
    starter: str
    paper: str
    applicant: Mapping[str, str] = field(default_factory=dict)
    asked: Mapping[str, str] = field(default_factory=dict)


def kind_of_form(code: str) -> CaseKind | None:
    """The kind of file that a form begins; None where it begins none here."""
    return next((CASE_KINDS[_KINDS[use.kind]] for use in USES if use.form == code and use.kind in _KINDS), None)


def forms_of_kind(kind: str) -> frozenset[str]:
    """The codes of the forms that belong to a kind of file."""
    return frozenset(use.form for use in USES if _KINDS.get(use.kind) == kind)


def start_from(form: FilledForm) -> Start | None:
    """What the form says; None where it begins no file."""
    kind = kind_of_form(form.code)
    if kind is None:
        return None
    name, relation = _first(form, _NAMES), _first(form, _RELATIONS)
    by_another = bool(name) and kind.code in _STARTERS
    starter = _STARTERS[kind.code] if by_another else kind.starters[0]
    applicant = {"name": name, "relation": relation} if by_another else {}
    fields = {each.name for each in kind.asked}
    asked = {"payee": name} if "payee" in fields and name else {}
    return Start(kind.code, starter.value, _PAPERS.get(form.code, "form"), applicant, asked)


def _first(form: FilledForm, names: tuple[str, ...]) -> str:
    found = (form.answers.get(name) for name in names)
    return next((text for text in found if isinstance(text, str) and text), "")
