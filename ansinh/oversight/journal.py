"""Reading the log."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Min
from django.utils.timezone import make_aware

from ansinh.kernel import audit_chain
from ansinh.kernel.models import AuditEntry

PAGE = 100


@dataclass(frozen=True)
class JournalPage:
    """Some entries, the latest first."""

    entries: Sequence[AuditEntry]
    more_after: bool
    more_before: bool = False

    @property
    def last_id(self) -> int | None:
        """The entry at the lower edge."""
        return self.entries[-1].pk if self.entries else None


def entries(
    *,
    actor: str = "",
    action: str = "",
    object_kind: str = "",
    object_id: str = "",
    since: date | None = None,
    until: date | None = None,
    before: int | None = None,
) -> JournalPage:
    """A page of the log. ``action`` may be the first part alone ("person"); ``until`` is the last day meant."""
    found = AuditEntry.objects.all()
    exact = {"actor_name": actor, "object_kind": object_kind, "object_id": object_id}
    found = found.filter(**{name: value for name, value in exact.items() if value})
    if action:
        found = found.filter(action__startswith=action)
    if since:
        found = found.filter(at__gte=make_aware(datetime.combine(since, time())))
    if until:
        found = found.filter(at__lt=make_aware(datetime.combine(until + timedelta(days=1), time())))
    if before is not None:
        found = found.filter(pk__lt=before)
    rows = list(found.order_by("-pk")[: PAGE + 1])
    return JournalPage(rows[:PAGE], len(rows) > PAGE)


@dataclass(frozen=True)
class Chain:
    """Where the chain of hashes ends, and since when it has been kept."""

    links: int
    last_hash: str
    since: object


def chain() -> Chain:
    """The head of the chain: cheap, for every opening of the screen."""
    links, digest = audit_chain.head()
    return Chain(links, digest, AuditEntry.objects.aggregate(first=Min("at"))["first"])
