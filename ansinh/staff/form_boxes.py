"""The fields of a form as they are drawn: what is in them, whence, what is wrong, what the registry says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext

from ansinh.casework.public import FilledForm
from ansinh.casework.public import filled_forms as forms
from ansinh.staff.guarded import ask_for, masked

_INPUTS = {
    forms.FieldKind.LONG: "long",
    forms.FieldKind.DAY: "day",
    forms.FieldKind.CHOICE: "choice",
    forms.FieldKind.TICKS: "ticks",
    forms.FieldKind.TABLE: "table",
}
_DIGITS = (forms.FieldKind.NUMBER, forms.FieldKind.MONEY, forms.FieldKind.PAPER)
_UNREADABLE = "Có câu trả lời"


@dataclass(frozen=True)
class Cell:
    """One box of a table."""

    name: str
    label: str
    text: str
    longest: int
    wrong: str = ""


@dataclass(frozen=True)
class FormBox:
    """A field as it is drawn. ``hidden``: it is not asked with these answers.

    ``ask``: what the address has to say to uncover what is in it (``text`` then holds it covered); ``from_registry``:
    the answer is what the registry said; ``registry``: what it says otherwise; ``news``: the kind that records it.
    """

    field: forms.FormField
    input: str
    text: str = ""
    chosen: tuple[str, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()
    hidden: bool = False
    ask: str = ""
    wrong: str = ""
    from_registry: bool = False
    registry: str = ""
    news: str = ""
    digits: bool = False
    swap: bool = False

    @property
    def label(self) -> str:
        """Number and words of the paper, without the colon that belongs to it."""
        return f"{self.field.number} {self.field.label.rstrip(':')}".strip()


def boxes_of(
    form: forms.Form,
    filled: FilledForm,
    *,
    opened: frozenset[str],
    differing: Sequence[forms.Difference] = (),
    wrong: Mapping[str, str] | None = None,
) -> dict[str, FormBox]:
    """All fields of a form by name."""
    registry = {one.field.name: (one.known, one.news) for one in differing}
    return {
        name: beside_registry(
            box_of(form, field, filled.answers, opened=opened, wrong=wrong or {}), filled, registry.get(name)
        )
        for name, field in form.fields.items()
    }


def beside_registry(box: FormBox, filled: FilledForm, otherwise: tuple[forms.Answer, str] | None) -> FormBox:
    """The box with whether its answer is the registry's. ``otherwise``: what the registry says and the kind of news."""
    known = filled.known.get(box.field.name)
    if otherwise and not box.ask:
        said, news = otherwise
        return replace(box, registry=words_of(box.field, said) or gettext("chưa ghi"), news=news)
    return replace(box, from_registry=bool(known) and known == filled.answers.get(box.field.name))


def beside_start(form: forms.Form, field: forms.FormField, filled: FilledForm, opened: frozenset[str]) -> FormBox:
    """A field just saved, held against what the registry said when the form was begun."""
    box = box_of(form, field, filled.answers, opened=opened, wrong={})
    known = filled.known.get(field.name)
    return beside_registry(box, filled, (known, "") if known and known != filled.answers.get(field.name) else None)


def box_of(
    form: forms.Form,
    field: forms.FormField,
    answers: forms.Answers,
    *,
    opened: frozenset[str],
    wrong: Mapping[str, str],
) -> FormBox:
    """One field with its answer, covered where nobody asked for it."""
    answer, hidden = answers.get(field.name, ""), not form.asks(field.name, answers)
    kind = _INPUTS.get(field.kind, "text")
    if field.covered and answer and field.covered not in opened:
        ask = ask_for(field.covered, opened)
        shown = masked(answer) if field.kind is forms.FieldKind.PAPER and isinstance(answer, str) else _UNREADABLE
        return FormBox(field, kind, text=shown, hidden=hidden, ask=ask)
    if field.kind is forms.FieldKind.TABLE:
        return FormBox(field, kind, rows=_rows(field, answer, wrong), hidden=hidden)
    mistake = wrong.get(field.name, "")
    if field.kind in (forms.FieldKind.CHOICE, forms.FieldKind.TICKS):
        chosen = (answer,) if isinstance(answer, str) else tuple(str(one) for one in answer)
        return FormBox(field, kind, chosen=chosen, hidden=hidden, wrong=mistake)
    text = str(answer) if field.kind is forms.FieldKind.DAY else forms.printed(field.kind, str(answer))
    return FormBox(field, kind, text=text, hidden=hidden, wrong=mistake, digits=field.kind in _DIGITS)


def empty_row(field: forms.FormField, at: int) -> tuple[Cell, ...]:
    """The cells of a row that nothing stands in yet."""
    return _row(field, at, {}, {})


def _rows(field: forms.FormField, answer: forms.Answer, wrong: Mapping[str, str]) -> tuple[tuple[Cell, ...], ...]:
    rows: list[Mapping[str, str]] = [row for row in answer if isinstance(row, dict)]
    return tuple(_row(field, at, row, wrong) for at, row in enumerate([*rows, {}]))


def _row(field: forms.FormField, at: int, row: Mapping[str, str], wrong: Mapping[str, str]) -> tuple[Cell, ...]:
    return tuple(
        Cell(
            f"{field.name}.{at}.{column.name}", column.label, forms.printed(column.kind, row.get(column.name, "")),
            column.longest, wrong.get(f"{field.name}.{at}.{column.name}", ""),
        )
        for column in field.columns
    )  # fmt: skip


def words_of(field: forms.FormField, answer: forms.Answer) -> str:
    """An answer in words."""
    if isinstance(answer, str):
        return dict(field.choices).get(answer, forms.printed(field.kind, answer))
    words = dict(field.choices)
    parts = [words.get(one, one) if isinstance(one, str) else ", ".join(one.values()) for one in answer]
    return "; ".join(parts)


def declared_words(filled: FilledForm) -> list[tuple[str, str]]:
    """What was declared, with the words of the paper."""
    fields = forms.FORMS[filled.code].fields
    return [
        (fields[name].label.rstrip(":"), words_of(fields[name], filled.answers[name]))
        for name in fields
        if name in filled.answers
    ]
