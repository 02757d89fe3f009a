"""The paper of a form as a PDF, filled in or blank: the same answers give the same bytes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from ansinh.casework.forms.declaration import Answer, Field, Form, Kind, Section, Signature, Wording
from ansinh.kernel.money import format_dong
from ansinh.kernel.printing.typesetting import typeset

TEMPLATE = Path(__file__).resolve().parent / "paper.typ"
BLANK_ROWS = 3
LONGEST_WORD = 28
EMPTY_DAY = ("......", "......", "..........")
_NO_BREAK = re.compile(rf"(\S{{{LONGEST_WORD}}})(?=\S)")
NOT_COMPARED = {
    Wording.PAPER: "",
    Wording.PARTLY: "Một phần dựng theo tóm tắt nội dung mẫu, chưa đối chiếu hết với phụ lục nghị định.",
    Wording.SUMMARY: "Dựng theo tóm tắt nội dung mẫu, chưa đối chiếu với phụ lục nghị định.",
}


def paper_of(form: Form, answers: Mapping[str, Answer], *, place: str = "") -> bytes:
    """The PDF of a form with its answers; without any, the blank to hand out. ``place``: the commune, at the foot."""
    return typeset(TEMPLATE, paper_data(form, answers, place=place))


def paper_data(form: Form, answers: Mapping[str, Answer], *, place: str = "") -> dict[str, Any]:
    """What the template prints, texts ready."""
    return {
        "mark": form.mark,
        "decree": f"Ban hành kèm theo {form.decree}",
        "title": form.title,
        "applies": form.applies,
        "addressed": list(form.addressed),
        "pledge": form.pledge,
        "source": NOT_COMPARED[form.wording],
        "place": _printable(place),
        "sections": [_section(form, section, answers) for section in form.sections if not section.office],
        "office": [_section(form, section, answers) for section in form.sections if section.office],
        "signatures": [_signature(one) for one in form.signatures],
        "office_signatures": [_signature(one) for one in form.office_signatures],
    }


def _signature(one: Signature) -> dict[str, Any]:
    return {"title": one.title, "note": one.note, "dated": one.dated}


def _section(form: Form, section: Section, answers: Mapping[str, Answer]) -> dict[str, Any]:
    lines = list(_lines(form, section.fields, answers))
    return {"title": section.title, "level": section.level, "lead": section.lead, "lines": lines}


def _lines(form: Form, fields: Sequence[Field], answers: Mapping[str, Answer]) -> Iterator[list[dict[str, Any]]]:
    """Fields that stand on one line together. On the paper all are there: what is not asked stays empty."""
    line: list[dict[str, Any]] = []
    for field in fields:
        if line and not field.joined:
            yield line
            line = []
        answer = answers.get(field.name, "") if form.asks(field.name, answers) else ""
        line.append(_piece(field, answer))
    if line:
        yield line


def _piece(field: Field, answer: Answer) -> dict[str, Any]:
    piece: dict[str, Any] = {"label": f"{field.number} {field.label}".strip(), "unit": field.unit, "lines": field.lines}
    if field.kind is Kind.DAY and field.label.count("…") == len(EMPTY_DAY):
        return piece | {"kind": "said", "parts": _day_in(piece["label"], str(answer))}
    if field.written:
        return piece | {"kind": "text", "text": dict(field.choices).get(str(answer), "")}
    if field.kind in (Kind.CHOICE, Kind.TICKS):
        chosen = [answer] if isinstance(answer, str) else answer
        return piece | {"kind": "boxes", "boxes": [[label, code in chosen] for code, label in field.choices]}
    if field.kind is Kind.TABLE:
        return piece | {"kind": "table"} | _table(field, answer)
    text = printed(field.kind, answer if isinstance(answer, str) else "")
    return piece | {"kind": "day" if field.kind is Kind.DAY and not text else "text", "text": _printable(text)}


def _day_in(label: str, answer: str) -> list[str]:
    """The label in parts, day, month and year (or dots) between them."""
    given = (answer[8:], answer[5:7], answer[:4]) if answer else EMPTY_DAY
    parts = label.split("…")
    return [parts[0], *(text for pair in zip(given, parts[1:], strict=True) for text in pair)]


def _table(field: Field, answer: Answer) -> dict[str, Any]:
    rows = [row for row in answer if isinstance(row, dict)]
    cells = [[_printable(printed(column.kind, row.get(column.name, ""))) for column in field.columns] for row in rows]
    blank = [["" for _ in field.columns] for _ in range(max(BLANK_ROWS - len(rows), 0))]
    heads = [[column.label, column.width] for column in field.columns]
    return {"heads": heads, "rows": cells + blank}


def printed(kind: Kind, answer: str) -> str:
    """An answer as people write it."""
    if not answer:
        return ""
    if kind is Kind.DAY or (kind is Kind.BIRTH and len(answer) == 10):
        return f"{date.fromisoformat(answer):%d/%m/%Y}"
    if kind is Kind.MONTH or (kind is Kind.BIRTH and len(answer) == 7):
        return f"{answer[5:]}/{answer[:4]}"
    return format_dong(int(answer)) if kind is Kind.MONEY else answer


def _printable(text: str) -> str:
    """Words that are too long for a line may break anywhere."""
    return _NO_BREAK.sub("\\1\u200b", text)
