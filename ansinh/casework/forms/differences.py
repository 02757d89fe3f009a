"""Where a form says something else than the registry, and which kind of news would carry it there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ansinh.casework.forms.declaration import Answer, Field, Form
from ansinh.casework.forms.known import answers_from

NEWS = {
    "full_name": ("correction", "full_name"),
    "born": ("correction", "born"),
    "sex": ("correction", "sex"),
    "ethnicity": ("correction", "ethnicity"),
    "number": ("paper", "number"),
    "poverty": ("poverty", "status"),
    "degree": ("disability", "degree"),
    "types": ("disability", "types"),
    "studying": ("school", "studying"),
    "marital": ("marriage", "marital"),
    "pension_vnd": ("pension", "amount_vnd"),
    "father_state": ("parents", "father"),
    "mother_state": ("parents", "mother"),
    "abandoned": ("parents", "abandoned"),
    "support": ("support", "support"),
    "stable_income": ("income", "stable_income"),
    "care": ("care", "care"),
    "pregnant": ("covered", "pregnant"),
    "hiv": ("covered", "hiv"),
}
"""What fields show, with the kind of news and its field that record it; all else is brought by hand."""
_AS_REGISTRY = {"school": {"stopped": "interrupted", "never": "no", "yes": "yes"}}


@dataclass(frozen=True)
class Difference:
    """A field with what the form and what the registry says; ``news``: the kind that records it, empty without one."""

    field: Field
    said: Answer
    known: Answer
    news: str


def differences(form: Form, answers: Mapping[str, Answer], known: Mapping[str, Answer]) -> list[Difference]:
    """The fields answered otherwise than the registry now says, in the order of the form."""
    recorded = answers_from(form, known)
    found = []
    for name, field in form.fields.items():
        said, had = answers.get(name, ""), recorded.get(name, "")
        if not field.shows or not form.asks(name, answers) or not said or _same(said, had):
            continue
        found.append(Difference(field, said, had, NEWS.get(field.shows, ("", ""))[0]))
    return found


def news_from(form: Form, answers: Mapping[str, Answer], kind: str) -> dict[str, list[str]]:
    """What a form's answers would type into the form of a kind of news."""
    typed: dict[str, list[str]] = {}
    for field in form.fields.values():
        news, name = NEWS.get(field.shows, ("", ""))
        answer = answers.get(field.name, "")
        if news != kind or not answer:
            continue
        texts = [answer] if isinstance(answer, str) else [one for one in answer if isinstance(one, str)]
        typed[name] = [_AS_REGISTRY.get(kind, {}).get(text, text) for text in texts]
    if kind == "pension" and typed:
        typed["drawn"] = ["yes"]
    return typed


def _same(said: Answer, had: Answer) -> bool:
    if isinstance(said, str) and isinstance(had, str):
        return said.casefold() == had.casefold()  # names stand in capitals on the paper
    return bool(said == had)
