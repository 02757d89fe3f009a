"""Handing released payments to their providers and asking what became of them: the work of the worker.

Killed anywhere, the same call goes on. What was being sent when the sender died is unknown; it is asked about, and sent
again, with the same key, only when the provider says that it knows nothing of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from django.db import connection

from ansinh.access.public import SYSTEM, acting_as
from ansinh.kernel.crash import crash_here
from ansinh.kernel.sealing.values import open_all
from ansinh.payments.gateway.client import Client, Instruction, NoAnswer, Told
from ansinh.payments.models import Provider
from ansinh.payments.operations.orders_table import CLAIM, CONTENT, OPEN_RUNS, ORPHANS, QUEUE, SILENT, TO_ASK
from ansinh.payments.operations.take_answers import take_answers
from ansinh.payments.providers import contact_of

BATCH, ASKED_AT_ONCE = 200, 500
PATIENCE = 600
"""Seconds after which an accepted payment is asked about without being rung for."""
ENOUGH_SILENCE = 3
"""So many questions in a row without an answer, and the provider is left alone until the next time."""
_ALONE = "SELECT pg_try_advisory_lock(hashtext('payments gateway'))"
_NO_LONGER = "SELECT pg_advisory_unlock(hashtext('payments gateway'))"


@dataclass(slots=True)
class Sent:
    """What one call did: payments queued, handed over and asked about; answers taken; questions without answer.

    ``busy``: another process is sending, and nothing was done.
    """

    queued: int = 0
    handed: int = 0
    asked: int = 0
    silent: int = 0
    busy: bool = False
    trouble: str = ""


def send_orders(*, on: date, patience: float = PATIENCE) -> Sent:
    """Queue, send and ask for every released run with a provider. One process at a time, whoever calls."""
    done = Sent()
    with _alone() as alone:
        if not alone:
            done.busy = True
            return done
        with acting_as(SYSTEM), connection.cursor() as cursor:
            cursor.execute(QUEUE)
            done.queued = cursor.rowcount
            cursor.execute(ORPHANS)
            crash_here("gateway.queue:before_commit")
        crash_here("gateway.queue:after_commit")
        for run_id, provider in _open_runs():
            with Client(contact_of(provider)) as client:
                _RunOfOrders(run_id, client, on, patience, done).work()
    return done


@contextmanager
def _alone() -> Iterator[bool]:
    """Hold the lock of senders; it goes with the connection, so a killed sender holds nobody up."""
    with connection.cursor() as cursor:
        cursor.execute(_ALONE)
        (held,) = cursor.fetchone()
    try:
        yield bool(held)
    finally:
        if held and not connection.needs_rollback:
            with connection.cursor() as cursor:
                cursor.execute(_NO_LONGER)


def _open_runs() -> list[tuple[int, Provider]]:
    with acting_as(SYSTEM), connection.cursor() as cursor:
        cursor.execute(OPEN_RUNS)
        found = cursor.fetchall()
        providers = Provider.objects.in_bulk({provider for _, provider in found})
    return [(run, providers[provider]) for run, provider in found]


class _RunOfOrders:
    """The orders of one run with their provider: ask what may have been made, send what waits, ask what was silent."""

    def __init__(self, run_id: int, client: Client, on: date, patience: float, done: Sent) -> None:
        self.run_id, self.client, self.on, self.patience, self.done = run_id, client, on, patience, done
        self.silence = 0

    def work(self) -> None:
        """Until nothing is left to do now, or the provider has been silent too often."""
        self._ask()
        while self.silence < ENOUGH_SILENCE and self._send():
            pass
        if self.done.silent and self.silence < ENOUGH_SILENCE:
            self._ask()
            while self.silence < ENOUGH_SILENCE and self._send():
                pass

    def _send(self) -> bool:
        with acting_as(SYSTEM), connection.cursor() as cursor:
            cursor.execute(CLAIM, {"run": self.run_id, "limit": BATCH})
            lines = [line for (line,) in cursor.fetchall()]
            cursor.execute(CONTENT, [lines])
            rows = cursor.fetchall()
        crash_here("gateway.send:claimed")
        if not lines:
            return False
        accounts = open_all(row[4] for row in rows)
        batch = [
            Instruction(key, amount, name, bank, str(account), text)
            for (key, amount, name, bank, _, text), account in zip(rows, accounts, strict=True)
        ]
        self.done.handed += len(batch)
        try:
            told = self.client.send(batch)
        except NoAnswer as silence:
            self._heard_nothing(silence, lines)
            return True
        crash_here("gateway.send:answered")
        self._take(lines, told, asked=False)
        return True

    def _ask(self) -> None:
        after = 0
        while self.silence < ENOUGH_SILENCE:
            names = {"run": self.run_id, "after": after, "patience": self.patience, "limit": ASKED_AT_ONCE}
            with acting_as(SYSTEM), connection.cursor() as cursor:
                cursor.execute(TO_ASK, names)
                found = cursor.fetchall()
            if not found:
                return
            lines = [line for line, _ in found]
            try:
                told = self.client.ask([key for _, key in found])
            except NoAnswer as silence:
                self._heard_nothing(silence, [])
                continue
            crash_here("gateway.ask:answered")
            after = lines[-1]
            self.done.asked += len(lines)
            self._take(lines, told, asked=True)

    def _take(self, lines: Sequence[int], told: Sequence[Told], *, asked: bool) -> None:
        self.silence = 0
        take_answers(run_id=self.run_id, lines=lines, told=told, asked=asked, on=self.on)

    def _heard_nothing(self, silence: NoAnswer, lines: Sequence[int]) -> None:
        self.silence += 1
        self.done.silent += 1
        self.done.trouble = str(silence)
        if lines:
            with acting_as(SYSTEM), connection.cursor() as cursor:
                cursor.execute(SILENT, [list(lines)])
        crash_here("gateway.send:silent")
