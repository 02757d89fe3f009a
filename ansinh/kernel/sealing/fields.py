"""Model fields whose column holds sealed text: the program reads and writes plain values, the database never does."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

import polars
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.lookups import Exact

from ansinh.kernel.sealing.blind import blind_all, hold_index_key
from ansinh.kernel.sealing.values import FORM, LEAST_BYTES, open_one, seal_all, seal_series


class SealedField(models.TextField):  # type: ignore[type-arg]  # not subscriptable at run time
    """Text, sealed. ``what``: the kind of value; ``width``: filled up to a multiple of so many bytes.

    ``allowed``: a pattern that values have to match in full, since the database can no longer look at them. A sealed
    column is compared with nothing but null and the empty text: look values up by their blind index.
    """

    def __init__(self, *args: Any, what: str, width: int = 16, allowed: str = "", **kwargs: Any) -> None:
        self.what, self.width, self.allowed = what, width, allowed
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "what": self.what, "width": self.width}

    def to_text(self, value: Any) -> str | None:
        """A plain value as the text that is sealed."""
        return None if value is None else str(value)

    def from_text(self, text: str) -> Any:
        """The plain value of an opened text."""
        return text

    def checked(self, texts: Iterable[str | None]) -> list[str | None]:
        """The same texts. Raises ValueError, without telling it, for one that is not allowed."""
        found = list(texts)
        if self.allowed:
            matches = re.compile(self.allowed).fullmatch
            if any(text and not matches(text) for text in set(found)):
                raise ValueError(f"{self.model._meta.db_table}.{self.column}: giá trị không đúng dạng")
        return found

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> Any:
        """Plain value of a stored one."""
        if value is None:
            return None
        return self.from_text(open_one(value) if value else value)

    def get_prep_value(self, value: Any) -> Any:
        """Stored value of a plain one; expressions of the database pass."""
        if value is None or hasattr(value, "resolve_expression"):
            return value
        return seal_all(self.what, self.checked([self.to_text(value)]), width=self.width)[0]

    def sealed_series(self, series: polars.Series) -> polars.Series:
        """A column of plain texts for loading in bulk. Raises ValueError as ``checked``."""
        return seal_series(
            self.what, polars.Series(series.name, self.checked(series.to_list()), polars.String), width=self.width
        )

    @property
    def form(self) -> str:
        """The pattern of what may stand in the column, for PostgreSQL."""
        return FORM.format(what=self.what)


class _NothingOnly(Exact):
    """Equal to the empty text: all that a sealed column may be compared with."""

    prepare_rhs = False

    def __init__(self, lhs: Any, rhs: Any) -> None:
        if rhs not in (None, ""):
            raise TypeError("Cột mã hóa không so sánh được; hãy tìm theo chỉ mục mù.")
        super().__init__(lhs, rhs)


SealedField.register_lookup(_NothingOnly, "exact")


class SealedList(SealedField):
    """A list of codes."""

    def to_text(self, value: Any) -> str | None:
        return None if value is None else ",".join(value)

    def from_text(self, text: str) -> Any:
        return text.split(",") if text else []


class SealedDate(SealedField):
    """A day; written as one or as its ISO text, as in other fields of days."""

    def to_text(self, value: Any) -> str | None:
        if value is None:
            return None
        return (date.fromisoformat(value) if isinstance(value, str) else value).isoformat()

    def from_text(self, text: str) -> Any:
        return date.fromisoformat(text)


class SealedJson(SealedField):
    """A JSON object."""

    def to_text(self, value: Any) -> str | None:
        return None if value is None else json.dumps(value, ensure_ascii=False, sort_keys=True)

    def from_text(self, text: str) -> Any:
        return json.loads(text) if text else {}


class BlindIndexField(models.CharField):  # type: ignore[type-arg]  # as above
    """The blind index of what ``compose`` makes of the columns ``sources`` of a row; written by itself with the row."""

    def __init__(
        self, *args: Any, kind: str, sources: tuple[str, ...], compose: Callable[..., str | None] = str, **kwargs: Any
    ) -> None:
        self.kind, self.sources, self.compose = kind, sources, compose
        super().__init__(*args, **{"max_length": 24, "editable": False, **kwargs})

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "kind": self.kind, "sources": self.sources}

    def pre_save(self, model_instance: Any, add: bool) -> Any:
        """The index goes with the value."""
        hold_index_key()
        held = [getattr(model_instance, source) for source in self.sources]
        setattr(model_instance, self.attname, blind_all(self.kind, [self.compose(*held)])[0])
        return super().pre_save(model_instance, add)


class HasSealedForm(Func):
    """Whether a text has the form of a sealed value of a kind, told without a pattern.

    PostgreSQL works a pattern out anew for each value, which costs ten times as much as everything here. What is not
    base64 at all after the right beginning raises an error of its own, and is refused like the rest; the database takes
    blanks within and signs after the end for base64, which is asked apart.
    """

    output_field = models.BooleanField()
    template = """CASE WHEN starts_with(%(expressions)s, '%(what)s-')
      AND strpos(%(expressions)s, '.') BETWEEN %(since)s + 1 AND %(since)s + 4
      AND translate(substr(%(expressions)s, %(since)s, strpos(%(expressions)s, '.') - %(since)s), '0123456789', '') = ''
      AND strpos(%(expressions)s || '==', '=') >= length(%(expressions)s) - 1
      AND strpos(%(expressions)s, ' ') = 0 AND strpos(%(expressions)s, chr(9)) = 0
      AND strpos(%(expressions)s, chr(10)) = 0 AND strpos(%(expressions)s, chr(13)) = 0
    THEN octet_length(decode(substr(%(expressions)s, strpos(%(expressions)s, '.') + 1), 'base64')) >= %(least)s
    ELSE false END"""

    def __init__(self, expression: Any, *, what: str, **extra: Any) -> None:
        super().__init__(expression, **{"what": what, "since": len(what) + 2, "least": LEAST_BYTES, **extra})


def sealed_only(field: str, what: str, name: str, *, in_bulk: bool = False) -> models.CheckConstraint:
    """The database refuses a value that lies open in the column. ``in_bulk``: for tables of millions of rows."""
    form = Q(HasSealedForm(F(field), what=what)) if in_bulk else Q(**{f"{field}__regex": FORM.format(what=what)})
    return models.CheckConstraint(name=name, condition=Q(**{field: None}) | Q(**{field: ""}) | form)
