"""Errors that a person can act on."""

from __future__ import annotations

from functools import partial
from typing import Any


class Refusal(Exception):
    """The system will not do what was asked, and says why in Vietnamese.

    ``code`` is stable and meant for programs; ``where`` holds what the message points at (file, row, field, ids).
    The command line prints the message and exits with 2; screens show it beside the field.
    """

    def __init__(self, message: str, *, code: str, **where: object) -> None:
        super().__init__(message)
        self.message = message
        self.code = code
        self.where = where

    def __str__(self) -> str:
        return self.message

    def __reduce__(self) -> tuple[Any, ...]:
        # so that a refusal comes whole from another process
        return partial(type(self), self.message, code=self.code, **self.where), ()


class AlreadyDone(Refusal):
    """The operation was carried out before: nothing is done silently a second time."""
