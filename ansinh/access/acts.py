"""Acts of a table of states: what leads from one state to the next, and who may do it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from django.db.models import TextChoices

from ansinh.access.actors import Actor
from ansinh.access.permissions import Permission

S = TypeVar("S", bound=TextChoices)


@dataclass(frozen=True)
class Act(Generic[S]):
    """An act: from these states, to that one, for holders of the permission (none: only the system does it)."""

    name: str
    label: str
    sources: frozenset[S]
    target: S
    permission: Permission | None

    def open_to(self, actor: Actor) -> bool:
        """Whether this person holds the permission; nobody does where there is none."""
        return self.permission is not None and actor.may(self.permission)
