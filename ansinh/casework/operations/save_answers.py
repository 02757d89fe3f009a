"""Answers are kept as they are typed, however often the same arrives, and never over somebody else's."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models.functions import Now

from ansinh.access.public import Actor
from ansinh.casework.form_policies import locked_form
from ansinh.casework.form_states import FormState
from ansinh.casework.forms.catalogue import FORMS
from ansinh.casework.forms.clean import MOST_ROWS, Wrong, cleaned, cleaned_cell, cleaned_rows
from ansinh.casework.forms.declaration import Field, Form, Kind
from ansinh.casework.models import FilledForm
from ansinh.kernel import audit
from ansinh.kernel.crash import crash_here
from ansinh.kernel.errors import Refusal

Given = Mapping[str, Sequence[str]]
_CELL = re.compile(r"(\w+)\.(\d{1,3})\.(\w+)", re.ASCII)
NAME_FIELD = "full_name"
LONGEST_TITLE = 120


@dataclass(frozen=True)
class Saved:
    """What a save came to: the form as it now stands, the names that changed, and what is wrong by name."""

    form: FilledForm
    changed: frozenset[str]
    wrong: Mapping[str, str]


class SavedElsewhere(Refusal):
    """Somebody saved the form since it was opened here; nothing of this save was kept."""

    def __init__(self, who: str, at: datetime) -> None:
        super().__init__(
            "Tờ khai đã được lưu ở một cửa sổ khác sau khi bạn mở trang này. Điều vừa gõ chưa được lưu: "
            "hãy tải lại trang để thấy bản mới rồi gõ lại.",
            code="saved_elsewhere",
            who=who,
            at=at,
        )


def save_answers(*, actor: Actor, form_id: int, version: int, given: Given) -> Saved:
    """Keep what was typed into some fields (``name``, or ``table.row.column``) of a draft.

    ``version``: the one that whoever types has before them. What says the same as is kept changes nothing and is no
    conflict, so a save may be sent again. Raises SavedElsewhere, and Refusal for fields that the form does not have.
    """
    with transaction.atomic():
        form = locked_form(form_id, actor)
        declared = FORMS[form.code]
        check_known(declared, given)
        if form.state != FormState.DRAFT:
            raise Refusal("Tờ khai đã khai xong; bấm “Sửa lại” rồi mới sửa được.", code="not_a_draft")
        answers, wrong = _taken(declared, form.answers, given)
        changed = frozenset(
            name for name in {*answers, *form.answers} if answers.get(name) != form.answers.get(name)
        )  # fmt: skip
        if changed and version != form.version:
            raise SavedElsewhere(form.saved_by.display_name, form.saved_at)
        if changed:
            _keep(form, answers, actor)
            audit.record(
                actor=actor, action="form.save", object_kind="form", object_id=form.pk, area_id=form.area_id,
                details={"form": form.code, "fields": len(changed)},
            )  # fmt: skip
            crash_here("save_answers.before_commit")
    crash_here("save_answers.after_commit")
    return Saved(form, changed, wrong)


def _keep(form: FilledForm, answers: dict[str, Any], actor: Actor) -> None:
    form.answers, form.version = answers, form.version + 1
    form.saved_by_id, form.saved_at = actor.user_id, Now()
    if form.person_id is None:
        form.title = str(answers.get(NAME_FIELD, ""))[:LONGEST_TITLE]
    form.save(update_fields=["answers", "version", "saved_by", "saved_at", "title"])
    form.refresh_from_db(fields=["saved_at"])


def check_known(form: Form, given: Given) -> None:
    """Raise Refusal naming a field that the form does not have."""
    for name in given:
        cell = _CELL.fullmatch(name)
        field = form.fields.get(cell[1] if cell else name)
        is_table = field is not None and field.kind is Kind.TABLE
        fits = field is not None and is_table == bool(cell)
        if cell and field is not None and fits:
            fits = cell[3] in {column.name for column in field.columns} and int(cell[2]) < MOST_ROWS
        if not fits:
            raise Refusal(
                "%(mark)s không có ô “%(name)s”.", code="unknown_field", field=name[:60], mark=form.mark, name=name[:60]
            )


def _taken(form: Form, kept: Mapping[str, Any], given: Given) -> tuple[dict[str, Any], dict[str, str]]:
    """The answers with what was given in their place, and what of it is wrong (there the earlier answer stays)."""
    answers, wrong = dict(kept), dict[str, str]()
    for name, texts in given.items():
        try:
            if cell := _CELL.fullmatch(name):
                field = form.fields[cell[1]]
                answers[cell[1]] = _with_cell(field, answers.get(cell[1], []), int(cell[2]), cell[3], texts)
            else:
                answers[name] = cleaned(form.fields[name], texts)
        except Wrong as error:
            wrong[name] = str(error)
    return {name: answer for name, answer in answers.items() if answer}, wrong


def _with_cell(field: Field, rows: Sequence[Mapping[str, str]], at: int, name: str, texts: Sequence[str]) -> Any:
    column = next(column for column in field.columns if column.name == name)
    text = cleaned_cell(column, texts[0] if texts else "")
    found = [dict(row) for row in rows] + [{} for _ in range(at + 1 - len(rows))]
    found[at][name] = text
    return cleaned_rows(found)
