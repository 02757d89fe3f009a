"""The kept results of a list are what its lines say, moved all at once or in pieces."""

from __future__ import annotations

from random import Random

import pytest
from django.db import connection

from ansinh.payments.models import PayrollLine
from ansinh.payments.states import LINE_NEXT
from ansinh.payments.totals_table import DIFFERING_RESULTS
from tests import builders

from .payroll import Office, award, locked, office

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Office:
    return office()


def drawn(at: Office, people: int) -> int:
    """A frozen list; every other person has two benefits of one programme, every third another programme besides."""
    for n in range(people):
        who = builders.person(at.area, name=f"Lò Thị {n}")
        award(at, who)
        if n % 2:
            award(at, who, category="single_parent", amount=500_000)
        if n % 3 == 0:
            award(at, who, programme="social_pension", category="pension_75", amount=500_000)
    return locked(at).run_id


def figures(run_id: int) -> dict[str, tuple[int, int]]:
    """Lines and đồng by state, as they are kept; raises where they are not what is counted."""
    with connection.cursor() as cursor:
        cursor.execute(DIFFERING_RESULTS)
        assert cursor.fetchall() == []
        kept = "SELECT state, sum(line_count)::int, sum(total_vnd)::bigint FROM payments_result WHERE run_id = %s"
        cursor.execute(f"{kept} GROUP BY 1", [run_id])
        return {state: (lines, vnd) for state, lines, vnd in cursor.fetchall()}


def test_a_list_that_goes_over_whole_takes_its_figures_along(here: Office) -> None:
    run_id = drawn(here, 4)
    queued = figures(run_id)["queued"]
    for state in ("sent", "unknown", "returned"):
        PayrollLine.objects.filter(run_id=run_id).update(state=state)
        assert figures(run_id) == {state: queued}


def test_what_stays_behind_or_is_there_already_is_counted(here: Office) -> None:
    run_id = drawn(here, 4)
    lines = PayrollLine.objects.filter(run_id=run_id)
    first = lines.order_by("key")[:1].get()
    lines.filter(pk=first.pk).update(state="sent")
    assert set(figures(run_id)) == {"queued", "sent"}
    lines.filter(state="queued").update(state="sent")
    lines.exclude(pk=first.pk).update(state="paid")
    assert set(figures(run_id)) == {"sent", "paid"}


@pytest.mark.parametrize("seed", range(8))
def test_however_lines_move_the_figures_are_theirs(here: Office, seed: int) -> None:
    """Two lists beside each other, lines of one state at a time, few or all of them."""
    chance = Random(seed)
    other = office(1)
    runs = [drawn(here, 5), drawn(other, 3)]
    for _ in range(12):
        found = list(PayrollLine.objects.filter(run_id__in=runs).values_list("pk", "run_id", "state"))
        run_id, state = chance.choice([(run_id, state) for _, run_id, state in found])
        after = sorted(LINE_NEXT[state])
        if not after or state == "paid":  # what was paid comes back by a booking or a correction alone
            continue
        ids = [pk for pk, run, was in found if was == state and (run == run_id or chance.random() < 0.3)]
        if chance.random() < 0.5:
            ids = chance.sample(ids, chance.randint(1, len(ids)))
        PayrollLine.objects.filter(pk__in=ids).update(state=chance.choice(after))
        figures(run_id)
