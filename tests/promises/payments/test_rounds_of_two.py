"""Two at the same moment, round after round: two who approve, one who clicks twice, two communes that list one person.

Faults 9 and 10. The threads and their connections stay, so that they meet as closely as they can.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import IntegrityError, connection, connections, transaction

from ansinh.access.public import SYSTEM, acting_as
from ansinh.casework.public import Award
from ansinh.funds.public import Transfer
from ansinh.kernel.errors import AlreadyDone, Refusal
from ansinh.payments import public as payments
from tests import builders
from tests.promises.payments.many import AMOUNT, check_invariants, people_to_pay
from tests.unit.payments.payroll import NOVEMBER, PAY_DAY, Office, award, locked, office, retract

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.promise]

_LINE = """
INSERT INTO payments_line (run_id, key, month, number, person_id, commune_id, programme, amount_vnd, state, reason,
                           full_name, born, id_number, village, channel, bank, account, recipient_name)
VALUES (%s, %s, '2026-11-01', 0, %s, %s, 'social_allowance', %s, 'queued', '',
        'Lò Văn A', '1940', '', '', 'post_office', '', '', '')
"""


class Pair:
    """Two threads that do one thing each at the same moment."""

    def __enter__(self) -> Pair:
        self._pool, self._barrier = ThreadPoolExecutor(2), threading.Barrier(2)
        return self

    def __exit__(self, *_: object) -> None:
        for _ in range(2):
            self._pool.submit(self._at_once, connections.close_all)
        self._pool.shutdown()

    def _at_once(self, work: Callable[[], object]) -> str:
        self._barrier.wait()
        try:
            work()
        except (Refusal, AlreadyDone) as refusal:
            return refusal.code
        except IntegrityError as error:
            return type(error.__cause__).__name__
        return "done"

    def both(self, one: Callable[[], object], other: Callable[[], object]) -> list[str]:
        """What each was told: done, the code of a refusal, or what the database said."""
        return [found.result() for found in [self._pool.submit(self._at_once, work) for work in (one, other)]]


def award_and_lock(at: Office, number: int) -> payments.Locked:
    """A further list of the commune with one person."""
    award(at, builders.person(at.area, name=f"Lò Văn {number}"))
    return locked(at, number=number)


@pytest.mark.parametrize("rounds", [12, pytest.param(200, marks=pytest.mark.long)])
def test_two_who_approve_and_one_who_clicks_twice(rounds: int) -> None:
    """In turn: the chair and a deputy, of whom one is told that the other was first; the chair twice, told the same."""
    at = office()
    deputy = builders.officer("commune_chair", at.area, name="phó chủ tịch")
    with Pair() as pair:
        for number in range(rounds):
            drawn = award_and_lock(at, number)
            others = deputy if number % 2 == 0 else at.chair

            def approve(actor: object, drawn: payments.Locked = drawn) -> object:
                return payments.approve_run(
                    actor=actor,  # type: ignore[arg-type]
                    run_id=drawn.run_id, manifest_sha256=drawn.manifest_sha256, on=PAY_DAY,
                )  # fmt: skip

            told = pair.both(lambda: approve(at.chair), lambda others=others: approve(others))  # type: ignore[misc]
            assert sorted(told) == (["already_approved", "done"] if number % 2 == 0 else ["done", "done"]), number
    assert Transfer.objects.filter(code="payroll_approved").count() == rounds
    assert payments.PayrollRun.objects.filter(state="approved").count() == rounds
    check_invariants()


def test_the_database_itself_refuses_a_second_line_five_hundred_times() -> None:
    """Two communes write a line of the same person and month at the same moment, past every check of the program."""
    here, there = office(0), office(1)
    runs = [
        (payments.open_run(actor=at.maker, month=NOVEMBER, area=at.area, pay_on=PAY_DAY).pk, at.area.pk)
        for at in (here, there)
    ]
    people = people_to_pay(here, 500)

    def write(run: tuple[int, int], who: int) -> None:
        with acting_as(SYSTEM), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(_LINE, [run[0], f"AS2611-{run[0]:05d}-{who:06d}", who, run[1], AMOUNT])

    with Pair() as pair:
        for who in people:
            told = pair.both(lambda who=who: write(runs[0], who), lambda who=who: write(runs[1], who))  # type: ignore[misc]
            assert sorted(told) == ["UniqueViolation", "done"], who
    found = payments.PayrollLine.objects.values_list("person_id", flat=True)
    assert sorted(found) == sorted(people)


@pytest.mark.parametrize("rounds", [8, pytest.param(500, marks=pytest.mark.long)])
def test_a_person_who_moves_while_both_communes_draw_their_lists_is_on_one(rounds: int) -> None:
    """The decision goes over to the other commune while the first one locks its list: one of them pays, once."""
    here, there = office(0), office(1)
    with Pair() as pair:
        for number in range(rounds):
            who = builders.person(here.area, name=f"Lò Văn {number}")
            given = award(here, who)

            def moved(given: Award = given, number: int = number) -> object:
                with transaction.atomic():
                    retract(there, given)
                    award(there, given.person)
                return locked(there, number=number)

            told = pair.both(lambda number=number: locked(here, number=number), moved)  # type: ignore[misc]
            assert sorted(told) == ["done", "nothing_to_pay"], (number, told)
            assert payments.PayrollLine.objects.filter(person=who).count() == 1
    assert payments.PayrollLine.objects.count() == rounds
    check_invariants()
