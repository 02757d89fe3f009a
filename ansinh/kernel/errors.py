"""Errors that a person can act on."""

from __future__ import annotations

from functools import partial
from typing import Any

from ansinh.kernel.languages import filled, told


class Refusal(Exception):
    """The system will not do what was asked, and says why.

    ``text`` is a whole sentence in Vietnamese, with places ``%(name)s`` for what of ``where`` belongs into it; ``code``
    is stable and meant for programs; ``where`` holds what the message points at (file, row, field, ids).
    ``message`` is Vietnamese: what is stored, logged, printed by the command line (which exits with 2). ``said`` is the
    same in the language of whoever looks, for screens, which show it beside the field.
    """

    def __init__(self, text: str, /, *, code: str, **where: object) -> None:
        super().__init__(text)
        self.text = text
        self.code = code
        self.where = where

    @property
    def message(self) -> str:
        """The sentence in Vietnamese."""
        return filled(self.text, self.where)

    @property
    def said(self) -> str:
        """The sentence in the language of the request."""
        return told(self.text, self.where)

    def __str__(self) -> str:
        return self.message

    def __reduce__(self) -> tuple[Any, ...]:
        # so that a refusal comes whole from another process
        return partial(type(self), self.text, code=self.code, **self.where), ()


class AlreadyDone(Refusal):
    """The operation was carried out before: nothing is done silently a second time."""
