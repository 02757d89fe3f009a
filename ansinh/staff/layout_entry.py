"""What the form of a payer's file says, as a declaration, and a declaration as the form shows it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import QueryDict

from ansinh.payments.public import file_layouts
from ansinh.staff.filters import typed_number

SPARE_COLUMNS = 3
TEXTS = ("code", "name", "provider", "direction", "format", "delimiter", "encoding", "decimal", "sheet", "total",
         "heading_row", "every_row", "before", "ends_at")  # fmt: skip
_ONE_COLUMN = ("heading", "field", "constant", "shape")
_CSV_ONLY = ("delimiter", "encoding")
WORD_SEPARATOR = ";"


def typed_in(post: QueryDict) -> dict[str, Any]:
    """What was typed, as the form is shown again: ``columns`` a list of dicts, ``channels`` a list."""
    typed: dict[str, Any] = {name: post.get(name, "") for name in TEXTS}
    typed["channels"] = post.getlist("channels")
    typed["words"] = {outcome: post.get(f"words-{outcome}", "") for outcome in file_layouts.fields_table.OUTCOMES}
    several = {name: post.getlist(f"column-{name}") for name in _ONE_COLUMN}
    longest = min(max((len(values) for values in several.values()), default=0), 200)
    typed["columns"] = [
        {name: values[n].strip() if n < len(values) else "" for name, values in several.items()} for n in range(longest)
    ]
    return typed


def declared_by(typed: Mapping[str, Any]) -> dict[str, Any]:
    """The declaration that was typed; what does not belong to its direction or format is left out."""
    going_out, is_csv = typed["direction"] == "out", typed["format"] == "csv"
    names = ["code", "name", "provider", "direction", "format", "decimal", *(_CSV_ONLY if is_csv else ("sheet",))]
    content: dict[str, Any] = {name: _line(name, typed[name]) for name in names if typed[name]}
    kept = ("heading", "field", "constant", "shape") if going_out else ("heading", "field")
    columns = ({name: one[name] for name in kept if one.get(name)} for one in typed["columns"])
    content["columns"] = [one for one in columns if one]
    if going_out:
        content["channels"] = list(typed["channels"])
        content |= {"before": _lines(typed["before"]), "total": typed["total"].strip()}
    else:
        content["heading_row"] = typed_number(typed["heading_row"].strip() or "1", longest=5) or 0
        words = {outcome: _words(said) for outcome, said in typed["words"].items() if _words(said)}
        content |= {"words": words, "every_row": typed["every_row"], "ends_at": _lines(typed["ends_at"])}
    return {name: value for name, value in content.items() if value or name in ("columns", "channels", "heading_row")}


def shown(content: Mapping[str, Any]) -> dict[str, Any]:
    """A declaration, sound or not, as the form shows it."""
    typed: dict[str, Any] = dict.fromkeys(TEXTS, "")
    typed |= {name: str(content.get(name, "")) for name in TEXTS if name not in ("before", "ends_at")}
    typed |= {name: "\n".join(map(str, _listed(content.get(name)))) for name in ("before", "ends_at")}
    words = content.get("words")
    said = words if isinstance(words, Mapping) else {}
    typed["words"] = {
        outcome: f"{WORD_SEPARATOR} ".join(map(str, _listed(said.get(outcome))))
        for outcome in file_layouts.fields_table.OUTCOMES
    }
    typed["channels"] = [str(one) for one in _listed(content.get("channels"))]
    typed["columns"] = [
        {name: str(one.get(name, "")) for name in _ONE_COLUMN}
        for one in _listed(content.get("columns"))
        if isinstance(one, Mapping)
    ]
    return typed


def _listed(value: object) -> list[Any]:
    return list(value) if isinstance(value, list | tuple) else []


def _line(name: str, text: str) -> str:
    return text if name == "delimiter" else text.strip()


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _words(text: str) -> list[str]:
    return [word.strip() for word in text.split(WORD_SEPARATOR) if word.strip()]
