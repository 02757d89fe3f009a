"""Slowing down who guesses: under each key a few free failures, then waits that double up to a longest.

The count stands in the database, so all web processes share it. An attempt is counted before it is looked at, so that
many at once are not one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from django.db import transaction
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext

from ansinh.access.actors import SYSTEM
from ansinh.access.models import Throttle
from ansinh.access.scope import acting_as

FORGOTTEN = timedelta(hours=1)
"""After so long without a failure the count begins anew."""


@dataclass(frozen=True)
class Limit:
    """``free`` failures without a wait, then ``first``, doubling to ``longest``."""

    free: int
    first: timedelta
    longest: timedelta

    def wait(self, failures: int) -> timedelta:
        """How long to wait after so many failures."""
        beyond = failures - self.free
        return min(self.first * 2 ** min(beyond, 20), self.longest) if beyond >= 0 else timedelta()


NAME = Limit(5, timedelta(minutes=1), timedelta(minutes=15))
ADDRESS = Limit(50, timedelta(minutes=1), timedelta(minutes=15))
"""A whole office may sit behind one address."""
SECOND_STEP = Limit(5, timedelta(minutes=1), timedelta(minutes=15))


@dataclass(frozen=True)
class Key:
    """What is counted: a hash with the key of this installation; somebody may have typed a password as a name."""

    hashed: str
    limit: Limit


def name_key(typed: str) -> Key:
    """For a typed name, whether such an account exists or not."""
    return _key("name", typed.strip().lower(), NAME)


def address_key(address: str) -> Key:
    """For the address that the request came from."""
    return _key("address", address, ADDRESS)


def second_step_key(user_id: int) -> Key:
    """For the second step of an account."""
    return _key("second", str(user_id), SECOND_STEP)


def _key(kind: str, text: str, limit: Limit) -> Key:
    return Key(salted_hmac("ansinh.access.throttle", f"{kind}:{text}", algorithm="sha256").hexdigest(), limit)


def count_attempt(keys: Sequence[Key], at: datetime) -> timedelta:
    """Count an attempt under every key, since it may fail. Zero: go on; else how long to wait before another."""
    with acting_as(SYSTEM), transaction.atomic():
        rows = [(_row(key, at), key) for key in sorted(keys, key=lambda key: key.hashed)]
        waits = [row.closed_until - at for row, _ in rows if row.closed_until and row.closed_until > at]
        if waits:
            return max(waits)
        for row, key in rows:
            row.failures = row.failures + 1 if at - row.last_at < FORGOTTEN else 1
            wait = key.limit.wait(row.failures)
            row.last_at, row.closed_until = at, at + wait if wait else None
            row.save(update_fields=["failures", "last_at", "closed_until"])
    return timedelta()


def attempt_was_right(own: Key, *others: Key) -> None:
    """The attempt just counted was no failure: the own key is free again, the others are one less.

    So whoever holds an account cannot clear the address from which they guess at others.
    """
    with acting_as(SYSTEM), transaction.atomic():
        Throttle.objects.filter(key=own.hashed).delete()
        for key in others:
            row = Throttle.objects.select_for_update().filter(key=key.hashed).first()
            if row is not None and row.failures:
                row.failures -= 1
                row.closed_until = None
                row.save(update_fields=["failures", "closed_until"])


def _row(key: Key, at: datetime) -> Throttle:
    Throttle.objects.bulk_create([Throttle(key=key.hashed, last_at=at)], ignore_conflicts=True)
    return Throttle.objects.select_for_update().get(key=key.hashed)


def in_words(wait: timedelta) -> str:
    """How long to wait, as one says it."""
    seconds = ceil(wait.total_seconds())
    if seconds < 60:
        return gettext("%(seconds)s giây") % {"seconds": seconds}
    return gettext("%(minutes)s phút") % {"minutes": ceil(seconds / 60)}
