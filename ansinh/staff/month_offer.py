"""What a step of a month offers to the person who looks at it, and who looks."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext

from ansinh.access.public import ROLES, Actor, Permission
from ansinh.areas.public import Unit
from ansinh.kernel.languages import said
from ansinh.kernel.period import Month


@dataclass(frozen=True)
class Act:
    """A form with one button. ``ask``, ``file``: which files, of what kinds; ``code``: a hash to be looked at first."""

    label: str
    url: str
    fields: dict[str, str]
    main: bool = False
    ask: str = ""
    file: str = ""
    many: bool = False
    note: str = ""
    code: str = ""


@dataclass
class Offer:
    """Of one step: acts for this person, links to where single cases are seen to, and whom the step waits for."""

    acts: list[Act] = field(default_factory=list)
    links: list[tuple[str, str]] = field(default_factory=list)
    awaits: list[str] = field(default_factory=list)

    @property
    def folded(self) -> bool:
        """Whether nothing here is needed now: what may be done again or added is put away."""
        return bool(self.acts) and not any(act.main for act in self.acts)

    def awaiting(self, text: str) -> None:
        """Name somebody once."""
        if text not in self.awaits:
            self.awaits.append(text)


@dataclass(frozen=True)
class View:
    """Who looks at which month of which place (no commune: the province, ``whole`` being its unit)."""

    month: Month
    commune: Unit | None
    whole: Unit | None
    actor: Actor

    @property
    def code(self) -> str:
        """The commune's code; empty for the province."""
        return self.commune.code if self.commune else ""

    def may(self, *permissions: Permission) -> bool:
        """Whether the permissions are held, and here: only wide roles act for the province."""
        return self.actor.may(*permissions) and (self.actor.wide or self.commune is not None)

    def desk(self, **filters: str) -> str:
        """The address of the proposals of this month and place."""
        place = {"xa": self.code} if self.code else {}
        return f"{reverse('proposals')}?{urlencode({**filters, **place, 'den-thang': str(self.month)})}"


def holders(permission: Permission, *, province: bool) -> str:
    """Who must, by role: those of the place first; only wide roles act for the province."""
    able = [role for role in ROLES.values() if permission in role.permissions and not role.over]
    roles = [role for role in able if role.wide or not province]
    return gettext(" hoặc ").join(said(role.label) for role in sorted(roles, key=lambda role: role.wide))
